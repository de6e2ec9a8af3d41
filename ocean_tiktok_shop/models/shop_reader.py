from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import isgeneratorfunction

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

    def listings(self, on_error=None, known=None):
        """See `TikTokShopReader`.

        :raise AuthRevoked: the approval does not cover the shop
        """
        with _foreign_cipher_ends_approval():
            yield from super().listings(on_error, known)


@contextmanager
def _foreign_cipher_ends_approval() -> Iterator[None]:
    try:
        yield
    except Rejected as error:
        if error.code not in FOREIGN_CIPHER:
            raise
        raise AuthRevoked(error.message, code=error.code, request_id=error.request_id) from error


def ending_approval(api):
    """Return `api` with methods for which a refused cipher ends the approval, as it does for readers."""
    return _EndingApproval(api)


class _EndingApproval:
    def __init__(self, api):
        self._api = api

    def __getattr__(self, name):
        value = getattr(self._api, name)
        return _guarded(value) if callable(value) else value


def _guarded(method):
    @wraps(method)
    def call(*args, **options):
        with _foreign_cipher_ends_approval():
            return method(*args, **options)

    @wraps(method)
    def iterate(*args, **options):
        with _foreign_cipher_ends_approval():
            yield from method(*args, **options)

    return iterate if isgeneratorfunction(method) else call
