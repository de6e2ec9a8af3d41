from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

KEYS = ("storefront_key", "external_id")
OWN = {"own_name": "name", "own_description": "description"}
TEMPLATE = "/ocean_marketplace_base/static/xls/listings.xlsx"


class OceanListing(models.Model):
    """Listings in files: texts that are fixed for one listing, against the product's."""

    _name = "ocean.listing"
    _inherit = ["ocean.listing", "ocean.keyed.import"]

    # Not read-only, or Odoo's import would not offer it as column.
    storefront_key = fields.Char(
        "Storefront name", compute="_compute_storefront_key", inverse="_inverse_storefront_key"
    )
    own_name = fields.Char("Own name", compute="_compute_own_texts", inverse="_inverse_own_texts")
    own_description = fields.Text(
        "Own description", compute="_compute_own_texts", inverse="_inverse_own_texts"
    )

    @api.depends("storefront_id.name")
    def _compute_storefront_key(self):
        for listing in self:
            listing.storefront_key = listing.storefront_id.name

    def _inverse_storefront_key(self):
        raise UserError(self.env._("A listing stays in its storefront."))

    @api.depends("own")
    def _compute_own_texts(self):
        for listing in self:
            own = listing.own or {}
            listing.own_name = own.get("name", False)
            listing.own_description = own.get("description", False)

    def _inverse_own_texts(self):
        for listing in self:
            own = {key: value for key, value in (listing.own or {}).items() if key not in OWN.values()}
            told = {key: listing[name] for name, key in OWN.items() if listing[name]}
            listing.own = {**own, **told} or False

    @api.model
    def get_import_templates(self):
        """Return the file that Odoo's import screen offers."""
        return [{"label": self.env._("Template for listings"), "template": TEMPLATE}]

    def action_import(self):
        """Open Odoo's import screen for texts of listings."""
        return self._import_screen(self.env._("Import texts"))

    @api.model
    def _import_keys(self):
        return KEYS

    @api.model
    def _import_columns(self):
        return tuple(OWN)

    @api.model
    def _import_find(self, rows):
        rows = [{key: str(row.get(key) or "").strip() for key in KEYS} for row in rows]
        found = self.search([("external_id", "in", [row["external_id"] for row in rows])])
        known = found.grouped("external_id")
        return [self._import_find_one(row, known.get(row["external_id"], self.browse())) for row in rows]

    @api.model
    def _import_find_one(self, row, found):
        found = found.filtered(lambda rec: rec.storefront_id._import_is_called(row["storefront_key"]))
        words = {"item": row["external_id"] or "–", "shop": row["storefront_key"] or "–"}
        if len(found) > 1:
            return self.env._("Item %(item)s is in several storefronts. Enter the storefront.", **words)
        return found or self.env._("There is no item %(item)s in storefront %(shop)s.", **words)

    @api.model
    def _import_load(self, names, table, records):
        """Load texts and compare the listings anew: what differs is shown, and sent when somebody says so.

        :raise AccessError: only managers decide what buyers read
        """
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may import texts of listings."))
        # sudo: listings are written by the system only; the records were found with the user's rights
        result = super(OceanListing, self.sudo())._import_load(names, table, records)
        if result["ids"]:
            records.sudo()._compare()
        return result
