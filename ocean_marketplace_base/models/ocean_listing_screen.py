from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_amount

from ..lib import listing_aspects
from .ocean_listing_requests import PULL

MONTH = timedelta(days=30)  # how far back "sold" looks
SHOWN_FACTS = ("category_id", "brand", "attributes", "weight", "dimensions", "condition", "days_to_ship")
EXCEPTIONS = ("listing_changed", "listing_gone")
PICTURE = Markup(
    '<figure class="m-0"><img class="bg-white border rounded object-fit-contain" width="120" height="120" '
    'loading="lazy" alt="%(caption)s" src="%(url)s"/>'
    '<figcaption class="small text-muted text-center">%(caption)s</figcaption></figure>'
)


class OceanListing(models.Model):
    """Figures and sentences of the screens of listings, and their buttons."""

    _name = "ocean.listing"
    _inherit = ["ocean.listing", "ocean.alert"]

    alerts = fields.Json(compute="_compute_alerts", compute_sudo=True)
    platform_mark = fields.Char(related="storefront_id.platform_mark")
    variant_count = fields.Integer("Number of variants", compute="_compute_variant_figures")
    matched_text = fields.Char("Matched", compute="_compute_variant_figures")
    price_text = fields.Char("Price on platform", compute="_compute_variant_figures")
    stock = fields.Integer("Stock on platform", compute="_compute_variant_figures")
    sold_month = fields.Integer("Sold in 30 days", compute="_compute_sold_month")
    description = fields.Text("Description on platform", compute="_compute_remote_facts")
    facts = fields.Html(compute="_compute_remote_facts", sanitize=False)
    pictures = fields.Html("Pictures on platform", compute="_compute_remote_facts", sanitize=False)
    difference_ids = fields.Many2many(
        "ocean.exception.difference", string="Differences", compute="_compute_difference_ids"
    )
    difference_count = fields.Integer("Number of differences", compute="_compute_difference_ids")
    history_ids = fields.One2many("ocean.listing.history", "listing_id")

    # === FIGURES === #

    @api.depends("sku_ids.product_id", "sku_ids.platform_price", "sku_ids.platform_quantity", "currency_id")
    @api.depends_context("lang")
    def _compute_variant_figures(self):
        for listing in self:
            skus = listing.sku_ids
            listing.variant_count = len(skus)
            listing.matched_text = f"{len(skus.filtered('product_id'))}/{len(skus)}"
            listing.stock = sum(skus.mapped("platform_quantity"))
            listing.price_text = listing._price_range(skus.mapped("platform_price"))

    def _price_range(self, prices):
        """Return the lowest and the highest of `prices` as people read them."""
        if not any(prices):
            return False
        ends = dict.fromkeys((min(prices), max(prices)))
        return " – ".join(self._amount_text(price) for price in ends)

    def _amount_text(self, amount):
        """Return an amount of the shop's currency as people read it, without useless zeros."""
        currency = self.currency_id
        useless = currency.decimal_places and float(amount).is_integer()
        return format_amount(self.env, amount, currency, trailing_zeroes=not useless)

    def _compute_sold_month(self):
        """Count units that were ordered and not cancelled."""
        rows = self.env["ocean.order.line"]._read_group(
            [
                ("storefront_id", "in", self.storefront_id.ids),
                ("item_id", "in", [number for number in self.mapped("external_id") if number]),
                ("order_id.date_order", ">=", fields.Datetime.now() - MONTH),
                ("order_id.state", "!=", "cancelled"),
            ],
            ["storefront_id", "item_id"],
            ["quantity:sum", "quantity_cancelled:sum"],
        )
        sold = {(shop, item): ordered - cancelled for shop, item, ordered, cancelled in rows}
        for listing in self:
            listing.sold_month = sold.get((listing.storefront_id, listing.external_id), 0)

    # === WHAT THE PLATFORM SHOWS === #

    @api.depends("remote", "category_id")
    @api.depends_context("lang")
    def _compute_remote_facts(self):
        for listing in self:
            remote = listing._remote_content()
            listing.description = remote.description if remote else False
            listing.pictures = listing._shown_images(remote) if remote else False
            listing.facts = listing._facts(remote) if remote else False

    def _shown_images(self, remote):
        """Return the images of the listing as HTML; the first is its cover."""
        shown = [image.url for image in remote.images if image.url.startswith(("https://", "http://"))]
        figures = [
            PICTURE % {"url": url, "caption": self.env._("Cover") if number == 1 else str(number)}
            for number, url in enumerate(shown, 1)
        ]
        return Markup('<div class="d-flex flex-wrap gap-3">%s</div>') % Markup("").join(figures)

    def _facts(self, remote):
        """Return category, brand, attributes and parcel as an HTML table."""
        told = listing_aspects.values(remote)
        rows = []
        for part in SHOWN_FACTS:
            if part == "attributes":
                rows += self._difference_text(part, told.get(part, {})).split("; ") if part in told else []
            elif part in told:
                rows.append(f"{self._difference_label(part)}: {self._difference_text(part, told[part])}")
        cells = [row.partition(": ") for row in rows]
        line = Markup('<tr><td class="text-muted pe-3">%s</td><td>%s</td></tr>')
        body = Markup("").join(line % (label, value) for label, _colon, value in cells)
        return Markup('<table class="table table-sm w-auto"><tbody>%s</tbody></table>') % body

    @api.depends("state", "push_state")
    def _compute_difference_ids(self):
        # sudo: who sees the listing sees what a person must decide about it
        rows_sudo = (
            self.env["ocean.exception.difference"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("applied_at", "=", False),
                    ("exception_id.state", "=", "open"),
                ]
            )
        )
        by_listing = rows_sudo.sudo(False).grouped("res_id")
        for listing in self:
            listing.difference_ids = by_listing.get(listing.id, rows_sudo.browse())
            listing.difference_count = len(listing.difference_ids)

    # === ALERTS === #

    @api.depends("state", "notes", "push_state")
    @api.depends_context("lang")
    def _compute_alerts(self):
        for listing in self:
            listing.alerts = listing._alerts() or False

    def _alerts(self):
        """Return the sentences at the top of the form, each with one action (`actionable_errors`)."""
        self.ensure_one()
        alerts = {}
        if self.refused:
            alerts["review"] = {"level": "danger", "message": self._refusal_text()}
        elif self.review_text:
            alerts["review"] = {"level": "warning", "message": self.review_text}
        for kind in EXCEPTIONS:
            if row := self._open_rows(kind).get(self):
                alerts[kind] = {
                    "level": "warning",
                    "message": f"{row.summary} {row.fix_hint}",
                    "action_text": self.env._("Compare") if kind == "listing_changed" else self.env._("Open"),
                    "action": row._server_action("ocean_marketplace_base.ocean_exception_action_fix")
                    if kind == "listing_changed"
                    else row.get_formview_action(),
                }
        return alerts

    def _refusal_text(self):
        what = (
            self.env._("Blocked by the platform") if self.state == "blocked" else self.env._("Review refused")
        )
        reason = self.review_text or self.env._("It gives no reason: look at the listing there.")
        return self.env._("%(what)s: %(reason)s Mend it and publish again.", what=what, reason=reason)

    # === EMPTY LISTS === #

    @api.model
    def get_empty_list_help(self, help_message):
        """Say what to do first where no storefront is connected, and why a list is empty elsewhere."""
        smile = Markup('<p class="o_view_nocontent_smiling_face">%s</p>')
        if self.search_count([], limit=1):
            return smile % self.env._("No listing is like this. Remove a filter to see the others.")
        if self.env["ocean.storefront"].search_count([], limit=1):
            return super().get_empty_list_help(help_message)
        first = smile % self.env._("Connect your first storefront.")
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            return first
        link = Markup('<p><a type="action" name="%s" class="btn btn-primary">%s</a></p>')
        return first + link % (
            "ocean_marketplace_base.ocean_storefront_action_connect",
            self.env._("Connect a storefront"),
        )

    # === ACTIONS === #

    def _check_manager(self):
        self.check_access("read")
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(
                self.env._("Only Marketplaces managers may decide who keeps a listing's content.")
            )

    def _look_now(self):
        """Have these listings read again as soon as possible."""
        self.filtered(lambda row: row.external_id and not row.needs_fetch).write({"needs_fetch": True})
        if self:
            self.env["ocean.storefront"]._dispatch("catalogue")

    def action_check_now(self):
        """Read these listings again now."""
        self.check_access("read")
        self.storefront_id._roots()._check_connected()
        # sudo: users may ask for a fresh look; only the system writes listings
        self.sudo()._look_now()
        return self.env["ocean.live"]._notification(
            self.env._("Asking the platform. What it says appears here by itself.")
        )

    @api.model
    def action_read_all(self):
        """Read all listings of the storefronts that the user works with, with their content."""
        storefronts = self.env["ocean.storefront"].search(
            [("company_id", "in", self.env.companies.ids), ("connection", "=", "connected")]
        )
        runs = self.env["ocean.job"]
        for _company, shops in storefronts.grouped("company_id").items():
            runs |= runs._open_listings(PULL, self.browse(), whole=shops)
        if not runs:
            raise UserError(self.env._("Connect a storefront first."))
        return runs[:1]._action_show()

    def action_open_page(self):
        """Open the listing on its platform."""
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": self.url, "target": "new"}

    def action_view_product(self):
        """Open the product."""
        self.ensure_one()
        self.check_access("read")
        return self.product_tmpl_id.get_formview_action()

    def action_view_orders(self):
        """Open the orders of this item."""
        self.ensure_one()
        self.check_access("read")
        domain = [
            ("storefront_id", "=", self.storefront_id.id),
            ("line_ids.item_id", "=", self.external_id),
        ]
        return self.storefront_id._action_of("ocean_marketplace_base.ocean_order_action", domain)
