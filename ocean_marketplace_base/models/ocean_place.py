from difflib import get_close_matches

from odoo import api, fields, models
from odoo.fields import Domain

from ..lib.places_text import fold

FINISHED = ("cancelled", "completed")
SUGGESTIONS = 5


class OceanPlace(models.Model):
    """A province or city as platforms write it that Odoo does not know, and the state that it is."""

    _name = "ocean.place"
    _description = "Place mapping"
    _order = "state_id desc, country_id, name, id"

    country_id = fields.Many2one("res.country", required=True, ondelete="cascade")
    level = fields.Selection(
        [("state", "Province or state"), ("city", "City")], "Written as", required=True, default="state"
    )
    name = fields.Char("Name on platform", required=True)
    key = fields.Char(compute="_compute_key", store=True, precompute=True)
    state_id = fields.Many2one(
        "res.country.state",
        "Province or state",
        domain="[('country_id', '=', country_id)]",
        ondelete="set null",
    )
    suggestion_ids = fields.Many2many("res.country.state", string="Alike", compute="_compute_suggestion_ids")
    order_ids = fields.One2many("ocean.order", "place_id")
    order_count = fields.Integer("Unfinished orders", compute="_compute_order_count")

    _name_uniq = models.UniqueIndex("(country_id, level, key)", "This place is already mapped.")

    @api.depends("name")
    def _compute_key(self):
        for place in self:
            place.key = self._key(place.name or "")

    @api.model
    def _key(self, text):
        return "".join(fold(text)) or text

    @api.depends("name", "country_id")
    def _compute_suggestion_ids(self):
        for place in self:
            by_key = {self._key(state.name): state.id for state in place.country_id.state_ids}
            alike = get_close_matches(place.key or "", by_key, n=SUGGESTIONS, cutoff=0.4)
            place.suggestion_ids = [fields.Command.set([by_key[key] for key in alike])]

    def _compute_order_count(self):
        counts = dict(self.env["ocean.order"]._read_group(self._order_domain(), ["place_id"], ["__count"]))
        for place in self:
            place.order_count = counts.get(place, 0)

    def _order_domain(self):
        return Domain("place_id", "in", self.ids) & Domain("state", "not in", FINISHED)

    @api.model_create_multi
    def create(self, vals_list):
        """Forget what this transaction knows of mappings."""
        self.env.cr.cache.pop("ocean_places", None)
        return super().create(vals_list)

    def write(self, vals):
        """Let the addresses of open orders follow when a person says what a place is."""
        self.env.cr.cache.pop("ocean_places", None)
        result = super().write(vals)
        if vals.get("state_id"):
            # sudo: managers map places; only the system writes platform orders
            self.env["ocean.order"].sudo().search(self._order_domain())._follow_place()
        return result

    # === BUSINESS METHODS === #

    @api.model
    def _mapped(self, country, level, text):
        """Return the id of the state that a person chose for a name in `country`, or ``None``."""
        cache = self.env.cr.cache.setdefault("ocean_places", {})
        if country.id not in cache:
            # sudo: orders are imported for users who may not see mappings
            rows = self.sudo().search([("country_id", "=", country.id), ("state_id", "!=", False)])
            cache[country.id] = {(row.level, row.key): row.state_id.id for row in rows}
        return cache[country.id].get((level, self._key(text)))

    @api.model
    def _note(self, places):
        """Tie orders to the place that only a person can tell; `places` is {order: where it is}."""
        unknown = {order: located for order, located in places.items() if located.name}
        rows = self._ensure(unknown.values()) if unknown else {}
        for order, located in places.items():
            row = rows.get(self._identity(located), self.browse())
            if order.place_id != row:
                order.place_id = row

    @api.model
    def _identity(self, located):
        level, name = located.name or ("", "")
        return located.country.id, level, self._key(name)

    @api.model
    def _ensure(self, unknown):
        """Return {identity: row} of unknown places, with new rows for new ones."""
        wanted = {self._identity(located): located.name[1] for located in unknown}
        known = self.search([("key", "in", [key for _country, _level, key in wanted])])
        rows = {(row.country_id.id, row.level, row.key): row for row in known}
        missing = [identity for identity in wanted if identity not in rows]
        created = self.create(
            [
                {"country_id": country_id, "level": level, "name": wanted[country_id, level, key]}
                for country_id, level, key in missing
            ]
        )
        return {**rows, **dict(zip(missing, created, strict=True))}

    # === ACTIONS === #

    def action_view_orders(self):
        """Open the orders that go to this place."""
        action = self.env["ir.actions.act_window"]._for_xml_id("ocean_marketplace_base.ocean_order_action")
        action.update({"domain": list(self._order_domain()), "context": {}})
        return action


class ResCountryState(models.Model):
    _inherit = "res.country.state"

    def action_ocean_choose(self):
        """Take this state for the place that is being mapped (`ocean_place_id` in the context)."""
        self.ensure_one()
        self.env["ocean.place"].browse(self.env.context["ocean_place_id"]).state_id = self
        return True


class OceanOrder(models.Model):
    """Where an order goes."""

    _inherit = "ocean.order"

    place_id = fields.Many2one("ocean.place", "Place to map", readonly=True, index="btree_not_null")
    address_state = fields.Char("Province or state", compute="_compute_address_parts")
    address_city = fields.Char("City", compute="_compute_address_parts")
    address_district = fields.Char("District", compute="_compute_address_parts")
    address_village = fields.Char("Subdistrict", compute="_compute_address_parts")
    address_zip = fields.Char("Postcode", compute="_compute_address_parts")
    address_masked = fields.Boolean("Masked by the platform", compute="_compute_address_parts")
    address_sure = fields.Selection(
        [
            ("certain", "Recognised"),
            ("likely", "Recognised, spelt otherwise"),
            ("unsure", "City unsure"),
            ("unknown", "As written"),
        ],
        "Place",
        compute="_compute_address_parts",
    )

    @api.depends("address_levels", "place_id.state_id")
    def _compute_address_parts(self):
        for order in self:
            located = order._located()
            place = located.place
            order.address_state = located.state.name or place.state
            order.address_city, order.address_district = place.city, place.district
            order.address_village, order.address_zip = place.village, place.zip
            order.address_masked = place.masked
            order.address_sure = place.sure.value

    def _located(self):
        self.ensure_one()
        return self.env["res.country"]._ocean_locate(self.address_levels or {}, self.storefront_id.region)

    def _follow_place(self):
        """Give the delivery addresses of these orders the state that is known by now."""
        partners = self.env["res.partner"]
        # An address that changed since then gets a contact of its own.
        current = self.filtered(
            lambda order: order.partner_shipping_id.ocean_address_digest == partners._ocean_digest(order)
        )
        located = {order: order._located() for order in current}
        self.env["ocean.place"]._note(located)
        known = current.filtered(lambda order: located[order].state)
        for order in known:
            order.partner_shipping_id.write(partners._ocean_place_values(located[order]))
            order.address_unclear = located[order].unclear
        known.filtered(lambda order: order.exception_id.kind == "place_unknown")._clear_exception()

    def _apply(self):
        """Look unclear places up again, and afterwards tell about those that only a person can map."""
        self.filtered(lambda order: order.address_unclear and order.partner_shipping_id)._follow_place()
        result = super()._apply()
        self._report_unknown_places()
        return result

    def _report_unknown_places(self):
        unknown = self.filtered(lambda order: order.address_unclear and order.place_id).filtered(
            lambda order: order.sale_order_ids and not order.exception_id and order.state not in FINISHED
        )
        for place, orders in unknown.grouped("place_id").items():
            self.env["ocean.exception"]._report(
                orders.storefront_id, "place_unknown", str(place.id), place.name, orders=orders
            )

    def _alerts(self):
        """Say once that a place is not recognised: the exception says it with the way to mend it."""
        alerts = super()._alerts()
        if self.exception_id.kind == "place_unknown":
            alerts.pop("address", None)
        return alerts
