from datetime import timezone
from decimal import Decimal

from odoo import api, fields, models

from ..lib import allocation
from ..lib.parts import allot
from ..lib.schema import to_plain
from ..lib.shared_stock import Need, SharedStock, Source

ONE = Decimal(1)
FACTS = ("on_hand", "expired", "demand", "holds", "sellable")


class OceanStockPool(models.AbstractModel):
    """Works out what many listings show: one read of the stock for each distinct set of places."""

    _name = "ocean.stock.pool"
    _description = "Stock shared by listings"

    @api.model
    def _answers(self, skus, extra_rule=None, shown=None, calm=None):
        """Return {row: {platform warehouse: (`allocation.Allocation`, figures)}} for `skus` as of now.

        Rows of one product that sell from the same places share a pool, so all of them must be given, with
        those of `ocean.stock.kit._sharing`.

        :param extra_rule: `ocean.allocation.rule` to try, instead of or besides the stored ones
        :param shown: {id of a row: items it shows}, where numbers are to be sent: parts that rules give once
            then move as `lib.parts` says; without it they are worked out anew
        :param calm: {id: units sold since} of the products that nothing but orders has changed
        """
        answers, shown, calm = {}, shown or {}, calm or {}
        for company, group in skus.grouped("company_id").items():
            model = self.with_company(company).with_context(allowed_company_ids=company.ids)
            model._answer_company(company, group.with_env(model.env), extra_rule, answers, shown, calm)
        return answers

    @api.model
    def _answer_company(self, company, skus, extra_rule, answers, shown, calm):
        rules = self.env["ocean.allocation.rule"]._plain_rules(company, extra_rule)
        now = fields.Datetime.now().replace(tzinfo=timezone.utc)
        shared = SharedStock() if any(rule.partitioned for rule in rules) else None
        for places, pool in self._pools(skus).items():
            products = skus.product_id.browse(product.id for product in pool)
            # sudo: stock is counted whoever asks; what is shown is access checked
            figures = products.sudo()._get_stock_figures(places.sudo())
            footprint = self._footprint(places) if shared else None
            for product, members in pool.items():
                figure = figures.get(product)
                facts = {"places": places, "counted": figure is not None, **(figure or {"sellable": 0.0})}
                source = self._source(product, figure, footprint, shared) if shared and figure else None
                quiet = product.id in calm and self._has_not_risen(members, facts, calm[product.id])
                parts = (source, shown, quiet) if source else None
                found = self._allocate(product, members, figure, rules, now, parts)
                for (sku, warehouse, _limit), answer in zip(members, found, strict=True):
                    answers.setdefault(sku, {})[warehouse] = (answer, facts)

    @api.model
    def _pools(self, skus):
        """Return {places: {product: [(row, platform warehouse, limits)]}}, the first storefront first."""
        pools, groups = {}, skus.sorted("id").grouped("storefront_id")
        for storefront, rows in sorted(groups.items(), key=lambda pair: (pair[0].sequence, pair[0].id)):
            limit, by_product = storefront._stock_limits(), rows.grouped("product_id")
            for warehouse, places in storefront.sudo()._places().items():
                pool = pools.setdefault(places.sorted("id"), {})
                for product, found in by_product.items():
                    pool.setdefault(product, []).extend((sku, warehouse, limit) for sku in found)
        return pools

    @api.model
    def _allocate(self, product, members, figure, rules, now, parts):
        categories = self._categories(product.categ_id)
        listings = [
            allocation.Listing(
                key=sku.id,
                storefront=sku.storefront_id.id,
                product=product.id,
                categories=categories,
                pack=self._pack(sku),
                most=limit.most if limit else None,
                least=limit.least if limit else 0,
                storable=figure is not None,
            )
            for sku, _warehouse, limit in members
        ]
        sellable = Decimal(str(figure["sellable"])) if figure else Decimal(0)
        if parts:
            return allot(sellable, listings, rules, now, *parts)
        return allocation.allocate(sellable, listings, rules, now)

    @api.model
    def _has_not_risen(self, members, figure, sold):
        """Return whether no unit came since the numbers of `members` were worked out last; `sold` went."""
        before = max(sku.sellable_qty for sku, _warehouse, _limit in members)
        return figure["sellable"] <= before - sold

    @api.model
    def _footprint(self, places):
        """Return the ids of all locations in `places`: what has some in common shares stock."""
        # sudo: as for the figures
        return frozenset(self.env["stock.location"].sudo().search([("id", "child_of", places.ids)])._ids)

    @api.model
    def _source(self, product, figure, footprint, shared):
        """Return where the units of `product` come from; a kit takes those of its components."""
        parts = figure.get("parts") or [{**figure, "product": product, "per_kit": 1.0}]
        needs = tuple(
            Need(
                product=part["product"].id,
                per_unit=Decimal(str(round(part["per_kit"], 6))),
                sellable=Decimal(str(part["sellable"])),
            )
            for part in parts
        )
        return Source(needs=needs, places=footprint, shared=shared)

    @api.model
    def _pack(self, sku):
        return Decimal(str(round(sku._units_of(1), 6) or 1)) if sku.uom_id else ONE

    @api.model
    def _categories(self, category):
        """Return the ids of a category and all above it."""
        return frozenset(int(part) for part in (category.parent_path or "").split("/") if part)

    @api.model
    def _plain(self, told):
        """Return answers as JSON data by warehouse: terms, the figures they come from, ids of rules."""
        return [
            {
                "warehouse": warehouse,
                "quantity": answer.quantity,
                "places": figures["places"].ids,
                "rule": answer.rule_id or 0,
                "last_rule": answer.last_rule_id or 0,
                "hide": answer.hide,
                "terms": to_plain(answer.terms),
                "counted": figures["counted"],
                **{name: figures[name] for name in FACTS if name in figures},
                "parts": [self._plain_part(part) for part in figures.get("parts", ())],
            }
            for warehouse, (answer, figures) in sorted(told.items())
        ]

    @api.model
    def _plain_part(self, part):
        facts = {name: part[name] for name in FACTS}
        return {**facts, "product": part["product"].id, "per_kit": part["per_kit"], "makes": part["makes"]}
