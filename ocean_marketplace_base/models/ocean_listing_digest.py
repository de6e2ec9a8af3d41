import hashlib

import simplejson

from odoo import fields, models

from ..lib import content
from ..lib.schema import to_plain
from .ocean_storefront_catalogue import POLICY_OF


class OceanListing(models.Model):
    """Which listings have something to send, found without looking into those that did not change.

    Comparing a listing part by part takes its time. So of a listing with nothing to send we keep a digest of
    everything that has a say in it, and compare only that as long as it stays the same.
    """

    _inherit = "ocean.listing"

    same_digest = fields.Char(readonly=True, copy=False, help="Of everything that was found not to differ.")

    def _wanted_keys(self, kind, chosen=None):
        """Return {listing: parts to publish} of those that have something to publish.

        :param kind: of `ocean.job`: ``listing_prices`` for prices only
        :param chosen: {listing: parts} that are published in any case
        """
        only = frozenset({content.PRICE}) if kind == "listing_prices" else content.KEYS
        chosen = {listing: frozenset(keys) for listing, keys in (chosen or {}).items()}
        left = self.filtered(lambda listing: listing not in chosen)
        wanted = {**chosen, **{listing: keys & only for listing, keys in left._differing_keys().items()}}
        return {listing: wanted[listing] for listing in self if wanted.get(listing)}

    def _differing_keys(self):
        """Return {listing: parts that differ and are ours to send}, without those that have none."""
        contents = self._our_contents()
        digests = self._digests(contents)
        doubtful = self.filtered(lambda listing: listing.same_digest != digests[listing])
        keys = {listing: listing._keys_to_send(contents[listing]) for listing in doubtful}
        for listing in doubtful.filtered(lambda listing: not keys[listing]):
            listing.sudo().same_digest = digests[listing]  # sudo: a note of the system, whoever asks
        return {listing: found for listing, found in keys.items() if found}

    def _digests(self, contents):
        """Return {listing: digest of everything that decides what is to be sent}; a few queries for all."""
        today = fields.Date.to_string(fields.Date.context_today(self))  # locks of campaigns end
        policies = {
            shop: [shop._listing_policy(key) for key in sorted(POLICY_OF)] for shop in self.storefront_id
        }
        return {
            listing: _digest(
                [
                    today,
                    policies[listing.storefront_id],
                    [listing.external_id, listing.managed, listing.has_unmatched],
                    to_plain(contents[listing]),
                    [listing.remote, listing.agreed, listing.sent, listing.kept],
                    [[sku.external_id, sku.product_id.id, sku.price_locked] for sku in listing.sku_ids],
                ]
            )
            for listing in self
        }


def _digest(value):
    text = simplejson.dumps(value, sort_keys=True, use_decimal=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
