from odoo import models

from odoo.addons.ocean_marketplace_base.lib import commands
from odoo.addons.ocean_marketplace_base.models.ocean_listing_command import AT_ONCE

OWN = "ocean_own_listing"
APART = (commands.LISTING_HIDE, commands.LISTING_SHOW)


class OceanListing(models.Model):
    """One product on TikTok Shop and on Tokopedia: what it says is shared, whether it is shown is not."""

    _inherit = "ocean.listing"

    def _on_tokopedia_side(self):
        return self.filtered(lambda listing: listing.storefront_id._is_tokopedia_side())

    # === WHO IS ASKED === #

    def _sender(self):
        """Hiding, showing and deleting are asked for on the storefront where somebody asks for them."""
        return self if self.env.context.get(OWN) else super()._sender()

    def _with_twins(self):
        return self if self.env.context.get(OWN) else super()._with_twins()

    def _ask(self, kind, keys=None):
        return super(OceanListing, self._apart(kind in AT_ONCE))._ask(kind, keys)

    def _ask_all(self, kind, keys=None):
        return super(OceanListing, self._apart(kind in AT_ONCE))._ask_all(kind, keys)

    def _command_done(self, command):
        return super(OceanListing, self._apart(command.kind in APART))._command_done(command)

    def _apart(self, apart):
        return self.with_context(**{OWN: True}) if apart else self

    # === WHAT IS ASKED OF THE PLATFORM === #

    def _command_send(self, rows):
        kind = rows[:1].kind
        linked = rows.filtered(lambda row: row.listing_id._on_tokopedia_side())
        if kind not in AT_ONCE or not linked:
            return super()._command_send(rows)
        others = rows - linked
        refused = super(OceanListing, others.listing_id)._command_send(others) if others else {}
        for storefront, mine in linked.grouped("storefront_id").items():
            by_number = {row.listing_id.external_id: row for row in mine if row.listing_id.external_id}
            outcome = storefront._with_catalogue(
                lambda catalogue, numbers=list(by_number): getattr(catalogue, AT_ONCE[kind])(numbers)
            )
            refused.update({by_number[number]: error for number, error in outcome.items() if error})
        return refused

    def _remote_now(self):
        linked = self._on_tokopedia_side()
        found = super(OceanListing, self - linked)._remote_now()
        for storefront, mine in linked.grouped("storefront_id").items():
            numbers = [listing.external_id for listing in mine if listing.external_id]
            if numbers:
                found |= storefront._with_catalogue(lambda catalogue, ids=numbers: catalogue.read(ids))
        return found

    # === PUBLISHING === #

    def _created_before(self, said):
        """What the other side shows already is not created again, but shown here too."""
        return self._number_in_family() or super()._created_before(said)

    def _with_catalogue(self, function):
        """A new product that waits to be published on both storefronts is created for both at once."""
        twin = self._waiting_twin()
        return twin.storefront_id._with_catalogue(function) if twin else super()._with_catalogue(function)

    def _waiting_twin(self):
        """Return the draft of this new product that is to be published on the Tokopedia side, if any is."""
        if self.external_id or not self.product_tmpl_id:
            return self.browse()
        family = self.storefront_id._roots()._family() - self.storefront_id
        sides = family.filtered(lambda shop: shop._is_tokopedia_side())
        drafts = self.search(
            [
                ("storefront_id", "in", sides.ids),
                ("product_tmpl_id", "=", self.product_tmpl_id.id),
                ("external_id", "=", False),
                ("state", "=", "draft"),
            ]
        )
        return drafts.filtered("waiting_command")[:1]

    def _number_in_family(self):
        others = self.storefront_id._roots()._family() - self.storefront_id
        if not others or not self.product_tmpl_id:
            return ""
        found = self.search(
            [
                ("storefront_id", "in", others.ids),
                ("product_tmpl_id", "=", self.product_tmpl_id.id),
                ("external_id", "!=", False),
                ("state", "!=", "deleted"),
            ]
        )
        return found.external_id if len(found) == 1 else ""
