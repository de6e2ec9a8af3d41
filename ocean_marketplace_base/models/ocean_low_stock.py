from markupsafe import Markup

from odoo import _lt, api, fields, models

from ..lib import cover
from .ocean_exception_kinds import KINDS, WARNING
from .ocean_listing_sku_supply import NOTHING

ACTIVITY = "ocean_marketplace_base.mail_activity_type_low_stock"
REPORT = "ocean_marketplace_base.ocean_listing_sku_action_low"
KIND = "out_of_stock"
TOGETHER = 20  # more products than this at once are one activity for the storefront
KINDS[KIND] = (
    "stock",
    WARNING,
    _lt("Listings of “%(storefront)s” are live but out of stock."),
    _lt("Buyers see them and cannot buy."),
    _lt("Order more, hide them, or see which rule keeps the stock back."),
)


class OceanListingSku(models.Model):
    """Tell who is responsible for a storefront that products are low there: once, until they are back."""

    _inherit = "ocean.listing.sku"

    low_told = fields.Boolean(readonly=True, copy=False)
    # No many2one: deleting an activity must not write a row that the stock lane writes.
    low_activity = fields.Integer(readonly=True, copy=False)

    _low_activity_idx = models.Index("(low_activity) WHERE low_activity > 0")

    def _tell_supply(self):
        """Open and close what tells of these variants, all of their products; count those sold out."""
        untold = {}
        concerned = set(self.filtered(lambda sku: sku.low_state or sku.low_told).product_id.ids)
        low_rows = self.filtered(lambda sku: sku.product_id.id in concerned)
        activities = {activity.id: activity for activity in low_rows._open_activity()}
        groups = low_rows.grouped(lambda sku: (sku.storefront_id, sku.product_id))
        for (shop, _product), rows in groups.items():
            low = shop.stock_on and cover.worst([sku.low_state or "" for sku in rows])
            if low and not any(rows.mapped("low_told")):
                untold.setdefault(shop, []).append(rows)
            elif low:
                rows._retell(low, activities)
            else:
                rows._untell()
        for shop, found in untold.items():
            shop._tell_low(found)
        self.env["ocean.exception"].sudo()._settle_out_of_stock(self.storefront_id)

    def _retell(self, low, activities):
        """Keep the words of an activity true, and let rows that joined share it."""
        first = self.filtered("low_told")[:1]
        if joined := self.filtered(lambda sku: not sku.low_told):
            joined.write({"low_told": True, "low_activity": first.low_activity})
        activity = activities.get(first.low_activity, self.env["mail.activity"])
        if activity.res_model == "product.product" and low == cover.OUT:
            text = self._low_text(activity.user_id)
            if activity.summary != text:
                activity.summary = text

    def _open_activity(self):
        # sudo: the activity is the responsible's, and may be deleted or done
        return (
            self.env["mail.activity"]
            .sudo()
            .browse(set(self.mapped("low_activity")) - {0})
            .exists()
            .filtered("active")
        )

    def write(self, vals):
        """Another product starts anew."""
        if "product_id" in vals:
            self.sudo()._untell()  # sudo: who matches need not see what others were told
            vals = {**NOTHING, **vals}
        return super().write(vals)

    def unlink(self):
        self.sudo()._untell()  # sudo: as above
        return super().unlink()

    def _untell(self):
        """Close what told of these variants, together with others: once none of them is low any more."""
        told = self.filtered("low_told")
        if told:
            told._close_activities()

    def _close_activities(self):
        activities = self._open_activity()
        self.write({"low_told": False, "low_activity": 0})
        for activity in activities:
            if not self.search_count([("low_activity", "=", activity.id)], limit=1):
                text = self.with_context(lang=activity.user_id.lang).env._("It is not low any more.")
                activity.action_feedback(feedback=text)

    def _low_text(self, user):
        """Return what an activity of one product on one storefront says to `user`."""
        row = self.with_context(lang=user.lang)[:1]
        values = {
            "storefront": row.storefront_id.display_name,
            "units": f"{row.sellable_qty:g}",
            "days": f"{row.days_of_cover:g}",
        }
        if cover.OUT in self.mapped("low_state"):
            return row.env._("Out of stock on %(storefront)s", **values)
        if row.pool_per_day:
            return row.env._("Low on %(storefront)s: %(units)s left, for %(days)s days", **values)
        return row.env._("Low on %(storefront)s: %(units)s left", **values)


class OceanStorefront(models.Model):
    _inherit = "ocean.storefront"

    def _tell_low(self, groups):
        """Tell of products that became low; `groups` are their variants, one group a product."""
        user, together = self._low_responsible(), self._low_activity_today()
        if user and not together and len(groups) > TOGETHER:
            together = self._schedule_low(self, user, "")
        for rows in groups:
            activity = together
            if user and not together:
                activity = self._schedule_low(rows.product_id, user, rows._low_text(user))
            rows.write({"low_told": True, "low_activity": activity.id or 0})
        if together:
            self._count_low(together)

    def _low_responsible(self):
        people = self.user_id | self.company_id.ocean_user_id
        return people.filtered(
            lambda user: (
                user.active
                and self.company_id in user.company_ids
                and user.has_group("ocean_marketplace_base.group_user")
            )
        )[:1]

    def _low_activity_today(self):
        """Return the open activity of this storefront about many products, if there is one of today."""
        return self.env["mail.activity"].search(
            [
                ("res_model", "=", self._name),
                ("res_id", "=", self.id),
                ("activity_type_id", "=", self.env.ref(ACTIVITY).id),
                ("date_deadline", "=", fields.Date.today()),
            ],
            limit=1,
        )

    def _schedule_low(self, record, user, summary):
        # Quietly: assigning an activity would send a mail for each.
        quiet = record.with_context(lang=user.lang, mail_activity_quick_update=True)
        return quiet.activity_schedule(ACTIVITY, summary=summary, user_id=user.id)

    def _count_low(self, activity):
        """Say in an activity about many products how many there are."""
        domain = [("low_activity", "=", activity.id)]
        count = len(self.env["ocean.listing.sku"]._read_group(domain, ["product_id"]))
        words = self.with_context(lang=activity.user_id.lang).env
        link = Markup('<a href="/odoo/marketplace-low-stock">%s</a>') % words._("Open “Low stock”")
        summary = words._("%(count)d products are low or out of stock", count=count)
        activity.write({"summary": summary, "note": link})


class OceanException(models.Model):
    _inherit = "ocean.exception"

    def _out_of_stock_domain(self):
        return [("storefront_id", "=", self.storefront_id.id), ("low_state", "=", cover.OUT)]

    def _figures_alone(self, order):
        """Count the variants that are live and sold out."""
        if self.kind == KIND:
            return self.env["ocean.listing.sku"].search_count(self._out_of_stock_domain()), 0.0
        return super()._figures_alone(order)

    @api.model
    def _settle_out_of_stock(self, storefronts):
        """Open a row for each storefront that shows what is sold out; close those that do not any more."""
        groups = self.env["ocean.listing.sku"]._read_group(
            [
                ("storefront_id", "in", storefronts.ids),
                ("storefront_id.stock_on", "=", True),
                ("low_state", "=", cover.OUT),
            ],
            ["storefront_id"],
        )
        out = self.env["ocean.storefront"].union(*(shop for (shop,) in groups))
        rows = self.search(
            [
                ("storefront_id", "in", storefronts.ids),
                ("kind", "=", KIND),
                ("state", "in", ("open", "ignored")),
            ]
        )
        rows.filtered(lambda row: row.storefront_id not in out)._resolve()
        for shop in out - rows.storefront_id:
            self._report(shop, KIND, "live")

    def _fix_out_of_stock(self):
        return self.storefront_id._action_of(REPORT, self._out_of_stock_domain())

    def _retry_out_of_stock(self):
        self.env["ocean.stock.dirty"]._mark_storefronts(self.storefront_id, "stock")
