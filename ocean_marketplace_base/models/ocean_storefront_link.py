from odoo import api, models
from odoo.fields import Domain


class OceanStorefront(models.Model):
    """Storefronts that are reached through one of another platform: they share its approval and its lanes."""

    _inherit = "ocean.storefront"

    @api.model
    def _link_channels(self, platform):
        """Create the storefronts of `platform` that are reached through these and not there yet; return them.

        May ask the platform, so call it before anything is written.
        """
        adapter = self.env[f"ocean.platform.{platform}"]
        return adapter._linkable(self)._create_linked(adapter)

    def _create_linked(self, adapter):
        """Return one linked storefront for each of these: a new one, or the one there was, active again.

        An archived one is taken up again: its orders are imported, and another would import them once more.
        """
        linked = self.browse()
        for storefront in self:
            values = adapter._link_values(storefront)
            found = storefront._find_linked(values)
            if found:
                again = {"active": True, "account_id": values["account_id"]}
                # sudo: the connection is written by the system
                found.sudo().write({**self._connection_values(storefront), **again})
            linked |= found or storefront._create_child(values)
        linked._after_link()
        return linked

    def _find_linked(self, values):
        """Return the linked storefront of `values`, also one whose platform was uninstalled meanwhile."""
        same = Domain("parent_id", "=", self.id) & Domain("channel", "=", values["channel"])
        # sudo: whoever may not see it must not get a second one
        found = self.sudo().with_context(active_test=False).search(same, order="active DESC, id", limit=1)
        return self.browse(found.id)

    def _create_child(self, values):
        company_self = self.with_company(self.company_id)
        # sudo: the connection is written by the system
        child = company_self.sudo().create(
            {**self._inherited_values(), **self._connection_values(self), **values, "parent_id": self.id}
        )
        return self.browse(child.id)

    def _inherited_values(self):
        """Return what a new linked storefront takes over from this one; all of it may be changed later."""
        self.ensure_one()
        return {
            "external_shop_id": self.external_shop_id,
            "region": self.region,
            "company_id": self.company_id.id,
            "currency_id": self.currency_id.id,
            "warehouse_id": self.warehouse_id.id,
            "user_id": self.user_id.id,
            "import_since": self.import_since,
            "vat_status": self.vat_status,
            "tax_id": self.tax_id.id,
        }

    @api.model
    def _connection_values(self, storefront):
        return {
            "connection": storefront.connection,
            "connected_at": storefront.connected_at,
            "authorized_until": storefront.authorized_until,
            "paused": storefront.paused,
        }

    def _after_link(self):
        """Let the listings be read again, which are now shown by one storefront more."""
        # sudo: lanes are written by the system
        lanes_sudo = self.sudo().parent_id.lane_ids.filtered(lambda lane: lane.lane == "catalogue")
        lanes_sudo.write({"next_try": False, "failures": 0})
        if lanes_sudo:
            self._dispatch("catalogue")
