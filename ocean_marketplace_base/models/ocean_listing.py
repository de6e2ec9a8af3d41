from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..lib import content


class OceanListing(models.Model):
    """An item as the platform shows it, and what we want it to say.

    `remote` is what the platform said last, `own` what a person fixed for this listing against the product,
    `agreed` and `sent` what both sides had when they were brought in line last (`ocean_listing_difference`).
    """

    _name = "ocean.listing"
    _description = "Listing"
    _order = "remote_updated_at desc, id desc"

    storefront_id = fields.Many2one("ocean.storefront", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="storefront_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="storefront_id.currency_id")
    platform = fields.Selection(related="storefront_id.platform", store=True)
    external_id = fields.Char("Item ID", help="Empty until the platform has it.")
    name = fields.Char(required=True)
    seller_sku = fields.Char("Seller SKU")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("checking", "Under review"),
            ("live", "Live"),
            ("hidden", "Hidden"),
            ("blocked", "Blocked by platform"),
            ("deleted", "Deleted"),
            ("unknown", "Unknown"),
        ],
        "Status",
        required=True,
        default="unknown",
        index=True,
    )
    raw_status = fields.Char("Platform's status")
    remote_updated_at = fields.Datetime("Changed on platform")
    image_url = fields.Char("Image")
    url = fields.Char("Page on platform")
    sku_ids = fields.One2many("ocean.listing.sku", "listing_id", "Variants")
    product_tmpl_id = fields.Many2one(
        "product.template",
        "Product",
        compute="_compute_product_tmpl_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="set null",
    )
    has_unmatched = fields.Boolean(compute="_compute_has_unmatched")
    managed = fields.Boolean(
        "Content comes from the product",
        help="Name, description, category, images and variants are kept as the product says. "
        "Otherwise only the price is ours.",
    )
    own = fields.Json(
        "Fixed for this listing", copy=False, help="Values by name that replace those of the product."
    )
    remote = fields.Json("On the platform", readonly=True, copy=False)
    agreed = fields.Json("Last agreed", readonly=True, copy=False)
    sent = fields.Json(
        "Last sent", readonly=True, copy=False, help="Ours, where the platform shows the same in its own way."
    )
    kept = fields.Json("Kept against the platform", readonly=True, copy=False)
    push_state = fields.Selection(
        [
            ("same", "Up to date"),
            ("differs", "Differs"),
            ("sending", "Sending"),
            ("refused", "Refused"),
            ("locked", "Locked by a campaign"),
        ],
        "Content",
        required=True,
        default="same",
        index=True,
    )
    category_id = fields.Many2one(
        "ocean.category", index="btree_not_null", ondelete="set null", readonly=True
    )
    notes = fields.Json("Notes of the platform", readonly=True, copy=False)
    published_at = fields.Datetime("Live since", readonly=True, copy=False)
    checked_at = fields.Datetime("Last looked at", readonly=True, copy=False)
    needs_fetch = fields.Boolean(index="btree_not_null", readonly=True, copy=False)
    check_at = fields.Datetime("Looked at again", index="btree_not_null", readonly=True, copy=False)
    check_tries = fields.Integer(readonly=True, copy=False)

    _item_uniq = models.Constraint("UNIQUE (storefront_id, external_id)", "This listing is already known.")

    @api.depends("sku_ids.product_id")
    def _compute_product_tmpl_id(self):
        """The product of the first matched variant; without one a draft keeps what it was made for."""
        for listing in self:
            found = listing.sku_ids.product_id.product_tmpl_id[:1]
            if not found and listing.state == "draft" and not listing.external_id:
                found = listing.product_tmpl_id
            listing.product_tmpl_id = found

    @api.depends("sku_ids.product_id")
    def _compute_has_unmatched(self):
        for listing in self:
            listing.has_unmatched = any(not sku.product_id for sku in listing.sku_ids)

    def _remote_content(self):
        """Return what the platform said last (`content.Content`), ``None`` where only an outline is known."""
        self.ensure_one()
        return content.content_from_plain(self.remote) if self.remote else None

    # === ACTIONS === #

    def action_create_product(self):
        """Create one product per unmatched variant and match it."""
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may create products from listings."))
        self.sku_ids.filtered(lambda sku: not sku.product_id)._create_products()
        return True
