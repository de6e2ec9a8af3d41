-- A copy of a database must not act in the seller's name.
-- Twins that differ only by their environment become equal below; the unique indexes look at active rows only.
UPDATE ocean_account AS later
   SET active = FALSE
  FROM ocean_account AS first
 WHERE later.active AND first.active AND first.id < later.id
   AND first.platform = later.platform AND first.app_key = later.app_key;
UPDATE ocean_storefront AS later
   SET active = FALSE
  FROM ocean_storefront AS first
 WHERE later.active AND first.active AND first.id < later.id
   AND first.platform = later.platform AND first.external_shop_id = later.external_shop_id;
UPDATE ocean_account
   SET app_secret = NULL, push_secret = NULL, environment = 'simulator',
       simulator_url = COALESCE(simulator_url, 'http://127.0.0.1:8700');
UPDATE ocean_storefront
   SET access_token = NULL, refresh_token = NULL, connection = 'cut_off', environment = 'simulator';
DELETE FROM ocean_authorization;
