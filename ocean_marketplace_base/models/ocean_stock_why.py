import json
from datetime import datetime, time

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_datetime
from odoo.tools.misc import formatLang

from ..lib import allocation, parts

TODO = ["waiting", "confirmed", "assigned", "partially_available"]


class OceanListingSku(models.Model):
    _inherit = "ocean.listing.sku"

    why_json = fields.Char(
        "Why", compute="_compute_why_json", help="Why this number: terms, rule, last push."
    )

    @api.depends("why_terms", "desired_qty", "push_state", "confirmed_at", "push_error", "locked_until")
    @api.depends_context("lang", "tz", "uid")
    def _compute_why_json(self):
        why = self.env["ocean.stock.why"]
        sources = {}
        for sku in self:
            sku.why_json = json.dumps(why._popover(sku, sources)) if sku.why_terms else False


class OceanStockWhy(models.AbstractModel):
    """Puts the terms of a number into words and links, for the popover and for the history."""

    _name = "ocean.stock.why"
    _description = "Why this number"

    @api.model
    def _popover(self, sku, sources):
        """Return the content of the popover of `sku`; `sources` remembers who sells from which places."""
        parts = sku.why_terms
        return {
            "popoverTemplate": "ocean_marketplace_base.Why",
            "position": "left",
            "title": self.env._(
                "Why %(number)d on %(storefront)s?",
                number=sku.desired_qty,
                storefront=sku.storefront_id.display_name,
            ),
            "parts": [self._part(sku, part, sources) for part in parts],
            "rule": self._rule_action(sku.rule_id),
            "rule_name": self._rule_name(sku.rule_id),
            "pushed": self._pushed(sku),
            "error": sku.push_error or "",
            "history": self._action(
                self.env._("Push history"), "ocean.stock.push", [["sku_id", "=", sku.id]], ["list", "graph"]
            ),
        }

    @api.model
    def _part(self, sku, part, sources):
        places = self.env["stock.location"].sudo().browse(part["places"]).exists()
        components = part.get("parts") or []
        return {
            "key": part["warehouse"] or "all",
            "facts": []
            if components
            else self._facts(sku.product_id, part, places, self._sources(places, sources)),
            "components": [self._component(row, places, sources) for row in components],
            "sellable": self._number(part.get("sellable", 0)),
            "counted": part["counted"],
            "steps": self._steps(part),
            "negative": self._negative(part),
        }

    @api.model
    def _component(self, row, places, sources):
        product = self.env["product.product"].sudo().browse(row["product"]).exists()
        return {
            "key": row["product"],
            "name": product.display_name or "–",
            "makes": self.env._(
                "%(sellable)s, %(per_kit)s per kit: enough for %(makes)s",
                sellable=self._number(row["sellable"]),
                per_kit=self._number(row["per_kit"]),
                makes=self._number(max(0, row["makes"]) // 1),
            ),
            "facts": self._facts(product, row, places, self._sources(places, sources)),
        }

    @api.model
    def _facts(self, product, row, places, sources):
        """Return what the sellable number consists of; each links to the rows that add up to it."""
        where = ", ".join(places.mapped("display_name"))
        facts = [
            (
                self.env._("On hand in %(places)s", places=where),
                row["on_hand"],
                self._quants(product, places),
            ),
            (self.env._("Expired"), -row["expired"], self._expired(product, places)),
            (self.env._("Confirmed demand"), -row["demand"], self._moves(product, places)),
            (self.env._("Holds"), -row["holds"], self._holds(product, sources)),
        ]
        return [
            {"key": str(at), "label": label, "amount": self._number(amount), "action": action}
            for at, (label, amount, action) in enumerate(facts)
            if amount or not at
        ]

    @api.model
    def _negative(self, part):
        if part.get("on_hand", 0) < 0:
            return self.env._("on hand is %(units)s: count the stock", units=self._number(part["on_hand"]))
        return ""

    # === LINKS === #

    @api.model
    def _quants(self, product, places):
        domain = [["product_id", "=", product.id], ["location_id", "child_of", places.ids]]
        return self._action(self.env._("On hand"), "stock.quant", domain)

    @api.model
    def _expired(self, product, places):
        if "removal_date" not in self.env["stock.quant"]._fields:
            return False
        midnight = datetime.combine(fields.Date.today(), time.min)
        domain = [
            ["product_id", "=", product.id],
            ["location_id", "child_of", places.ids],
            ["removal_date", "<=", fields.Datetime.to_string(midnight)],
        ]
        return self._action(self.env._("Expired"), "stock.quant", domain)

    @api.model
    def _moves(self, product, places):
        """Demand that leaves the places, however many steps it takes."""
        leaves = [
            *[
                "|",
                "&",
                ["location_final_id", "!=", False],
                "!",
                ["location_final_id", "child_of", places.ids],
            ],
            *["&", ["location_final_id", "=", False], "!", ["location_dest_id", "child_of", places.ids]],
        ]
        domain = [
            *["&", ["product_id", "=", product.id], "&", ["state", "in", TODO]],
            *["&", ["location_id", "child_of", places.ids], *leaves],
        ]
        view = self.env.ref("ocean_marketplace_base.stock_move_view_list_demand").id
        return self._action(self.env._("Confirmed demand"), "stock.move", domain, view=view)

    @api.model
    def _holds(self, product, sources):
        products = product | self.env["ocean.stock.kit"]._kits_with(product)
        domain = Domain("product_id", "in", products.ids) & Domain("hold_state", "=", "open") & sources
        action = self._action(self.env._("Holds"), "ocean.order.line", list(domain))
        return action and {**action, "context": {"ocean_component": product.id}}

    @api.model
    def _sources(self, places, sources):
        """Return the domain of the order lines that are served from `places`."""
        if places not in sources:
            sources[places] = (
                self.env["ocean.storefront"].sudo().search(Domain.TRUE)._sold_from_domain(places)
            )
        return sources[places]

    @api.model
    def _action(self, name, model, domain, modes=("list",), view=False):
        """Return an action, or ``False`` for users who may not read these records."""
        if not self.env[model].has_access("read"):
            return False
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "views": [[view, mode] for mode in modes],
            "domain": domain,
            "target": "current",
        }

    @api.model
    def _rule_action(self, rule):
        if not rule or not rule.has_access("read"):
            return False
        return {
            "type": "ir.actions.act_window",
            "res_model": rule._name,
            "res_id": rule.id,
            "views": [[False, "form"]],
            "target": "current",
        }

    @api.model
    def _rule_name(self, rule):
        return (
            self.env._("Rule “%(name)s”", name=rule.sudo().name)
            if rule
            else self.env._("No rule: all is shown")
        )

    @api.model
    def _pushed(self, sku):
        push = sku.push_ids[:1]
        parts = []
        if push:
            parts.append(self.env._("Pushed %(time)s", time=self._time(push.pushed_at)))
        if sku.confirmed_at:
            parts.append(self.env._("confirmed %(time)s", time=self._time(sku.confirmed_at)))
        if push.request_id:
            parts.append(self.env._("request %(id)s", id=push.request_id))
        return " · ".join(parts)

    @api.model
    def _time(self, moment):
        return format_datetime(self.env, moment, dt_format="dd MMM HH:mm:ss")

    @api.model
    def _number(self, amount):
        amount = round(float(amount), 2)
        return formatLang(self.env, amount, digits=0 if amount == int(amount) else 2)

    # === WORDS === #

    @api.model
    def _steps(self, part):
        """Return the steps from the sellable number to the published one."""
        return [
            {
                "key": str(at),
                "label": self._words(term, part),
                "after": "" if term["after"] is None else self._number(term["after"]),
                "published": term["code"] == allocation.PUBLISHED,
            }
            for at, term in enumerate(part["terms"])
            if term["code"] != allocation.SELLABLE
        ]

    @api.model
    def _words(self, term, part):
        amount = self._number(term["amount"])
        last = self.env["ocean.allocation.rule"].sudo().browse(part["last_rule"]).exists()
        words = {
            allocation.NEGATIVE: self.env._("More is promised than there is"),
            allocation.BUFFER: self.env._("Buffer %(amount)s", amount=amount),
            allocation.PACK: self.env._("%(amount)s units per item", amount=amount),
            allocation.SHARE: self._share_words(part, amount),
            allocation.LAST: self.env._(
                "Last %(amount)s only on %(storefront)s",
                amount=amount,
                storefront=last.last_storefront_id.name or "–",
            ),
            allocation.MINIMUM: self.env._("Less than the minimum %(amount)s", amount=amount),
            allocation.CAP: self.env._("Cap %(amount)s", amount=amount),
            allocation.SPLIT: self.env._("Other storefronts have their share"),
            parts.KEPT: self.env._(
                "Keeps its part while orders come (evened out: %(amount)s)", amount=amount
            ),
            parts.WAITS: self.env._("%(amount)s when others no longer show them", amount=amount),
            allocation.MOST: self.env._("capped at %(amount)s by the platform", amount=amount),
            allocation.LEAST: self.env._("The platform refuses this number: the item is hidden"),
            allocation.PUBLISHED: self.env._("Published"),
        }
        return words.get(term["code"], term["code"])

    @api.model
    def _share_words(self, part, amount):
        rule = self.env["ocean.allocation.rule"].sudo().browse(part["rule"]).exists()
        return (
            self.env._("fixed at %(amount)s", amount=amount)
            if rule.takes == allocation.FIXED
            else f"× {amount} %"
        )

    @api.model
    def _line(self, parts):
        """Return the terms in one line, for lists."""
        texts = []
        for part in parts:
            sellable = self.env._("Sellable %(units)s", units=self._number(part.get("sellable", 0)))
            steps = [f"{step['label']} → {step['after']}" for step in self._steps(part) if step["after"]]
            texts.append(" · ".join([sellable, *steps]))
        return " | ".join(texts)
