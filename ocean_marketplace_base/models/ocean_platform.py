from datetime import timedelta

from odoo import models


class OceanPlatform(models.AbstractModel):
    """The adapter contract: everything a platform addon implements, and nothing else.

    One ``ocean.platform.<platform>`` model per platform inherits this one. Methods take the records
    they work on explicitly and keep no state. All are private: none can be called over RPC.
    """

    _name = "ocean.platform"
    _description = "Marketplace platform adapter"

    def _features(self):
        """Return the set of optional features this platform has; the UI hides the others.

        ``orders``, ``listings``, ``push``, and ``push_setup`` where pushes are set up for each shop by calls,
        which the wizard does as its last step.
        """
        raise NotImplementedError

    def _label(self, region):
        """Return the name of the platform as users know it in `region` (ISO code or ``""``)."""
        raise NotImplementedError

    def _mark(self):
        """Return the two letters that mark the platform in lists."""
        raise NotImplementedError

    def _hosts(self, account):
        """Return the host names that `account` may call in production and platform sandbox."""
        raise NotImplementedError

    def _approval(self, account):
        """Return how the shops of this app are connected.

        ``consent``: on the platform's page, then `_exchange_code`. ``keys``: the app's own keys open every
        shop that was given to it, see `_grants_by_keys`. ``linked``: through storefronts of another platform,
        see `_linkable`.
        """
        raise NotImplementedError

    def _environments(self):
        """Return the environments this platform has, of those of `ocean.account`."""
        return ("production", "sandbox", "simulator")

    def _clock_limit(self):
        """Return how far our clock may differ from the platform's before calls are refused."""
        return timedelta(minutes=5)

    def _code_life(self):
        """Return how long the code that the consent page hands out can be exchanged."""
        return timedelta(minutes=10)

    def _checklist(self, account):
        """Return what the seller must have done on the platform's side, as list of `connection.Step`."""
        raise NotImplementedError

    def _check_keys(self, account):
        """Try the keys of `account` on the platform; return a list of `connection.Check`, never raise."""
        raise NotImplementedError

    def _authorize_url(self, account, state, redirect_url):
        """Return the URL of the platform's consent page.

        :param str state: opaque, comes back in the callback
        :param str redirect_url: where the platform sends the seller afterwards
        """
        raise NotImplementedError

    def _exchange_code(self, account, params):
        """Exchange the callback's `params` for tokens.

        :return: one `schema.Grant` per authorised shop
        """
        raise NotImplementedError

    def _grants_by_keys(self, account, shop_ids):
        """Return a `schema.Grant` for each of `shop_ids`, for platforms without consent page.

        :raise MarketplaceError: when the platform does not open one of the shops to the app
        """
        raise NotImplementedError

    def _linkable(self, storefronts):
        """Return those of the connected `storefronts` through which a shop of this platform is reached that
        has no storefront of its own yet. May ask the platform.
        """
        raise NotImplementedError

    def _link_values(self, storefront):
        """Return the values of the linked storefront that is reached through `storefront`."""
        raise NotImplementedError

    def _refresh_token(self, account, external_shop_id, refresh_token):
        """Return a new `schema.Token`. Called under a row lock, at most once per refresh token."""
        raise NotImplementedError

    def _grant_values(self, grant):
        """Return the values of a `schema.Grant` for the fields that the platform adds to storefronts."""
        raise NotImplementedError

    def _reader(self, storefront, access_token):
        """Return the `platform.Reader` of a shop. It is used from threads: plain data only."""
        raise NotImplementedError

    def _map_order(self, payload):
        """Return the `schema.Order` of a stored payload.

        :raise ContractChanged: with the path of the field that is not as promised
        """
        raise NotImplementedError

    def _with_seller_shipping(self, order):
        """Return `order` with the shipping the buyer paid counted as the seller's revenue."""
        raise NotImplementedError

    def _verify_push(self, account, headers, body):
        """Return whether `body` (bytes) was signed by the platform for `account`. Fails closed."""
        raise NotImplementedError

    def _parse_push(self, body):
        """Return the `schema.Event` objects in a verified `body` (bytes)."""
        raise NotImplementedError

    def _push_subscriptions(self, storefront, access_token):
        """Ask the platform which pushes go where; return a list of `connection.PushSubscription`."""
        raise NotImplementedError

    def _subscribe_pushes(self, storefront, access_token):
        """Have the platform send every push that the suite uses to the account's push address; others stay.

        :raise MarketplaceError: when the platform refuses
        """
        raise NotImplementedError
