-- A copy of a database must not act in the seller's name.
UPDATE ocean_account
   SET app_secret = NULL, push_secret = NULL, environment = 'simulator',
       simulator_url = COALESCE(simulator_url, 'http://127.0.0.1:8700');
UPDATE ocean_storefront
   SET access_token = NULL, refresh_token = NULL, connection = 'cut_off', environment = 'simulator';
DELETE FROM ocean_authorization;
