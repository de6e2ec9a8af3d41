from collections.abc import Iterator
from contextlib import contextmanager

from odoo.addons.ocean_marketplace_base.lib.errors import AuthRevoked, Rejected

from ..lib.reader import TikTokShopReader

# The token does not open this cipher: the consent is not, or no longer, for this shop.
FOREIGN_CIPHER = frozenset({"101000", "106011"})


class ConnectedShopReader(TikTokShopReader):
    """The reader of a storefront: a refused cipher does not heal by trying again, only by a new approval."""

    def changed_orders(self, since, until, cursor=""):
        """See `TikTokShopReader`.

        :raise AuthRevoked: the approval does not cover the shop
        """
        with _foreign_cipher_ends_approval():
            return super().changed_orders(since, until, cursor)

    def read_orders(self, external_ids):
        """See `TikTokShopReader`.

        :raise AuthRevoked: the approval does not cover the shop
        """
        with _foreign_cipher_ends_approval():
            return super().read_orders(external_ids)

    def listings(self, on_error=None):
        """See `TikTokShopReader`.

        :raise AuthRevoked: the approval does not cover the shop
        """
        with _foreign_cipher_ends_approval():
            yield from super().listings(on_error)


@contextmanager
def _foreign_cipher_ends_approval() -> Iterator[None]:
    try:
        yield
    except Rejected as error:
        if error.code not in FOREIGN_CIPHER:
            raise
        raise AuthRevoked(error.message, code=error.code, request_id=error.request_id) from error
