"""Kits, where manufacturing is installed: which products they are made of, and marks when that changes."""

import logging

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

_logger = logging.getLogger(__name__)

DEPTH = 10  # kits of kits; Odoo refuses cycles, this refuses to hang
# How a bill fails whose units or parts make no sense.
UNREADABLE = (UserError, ArithmeticError, RecursionError)


class OceanStockKit(models.AbstractModel):
    """What a kit is made of. Without `mrp` there are no kits."""

    _name = "ocean.stock.kit"
    _description = "Kits"

    @api.model
    def _has_kits(self):
        return "mrp.bom" in self.env

    @api.model
    def _components(self, products, company):
        """Return {kit: {component: units of it in one kit}} of those of `products` that are kits.

        Only components that are counted matter; kits of kits are taken apart to the end. A kit whose bill
        cannot be read has none, so that it stops no other product; see `_problems`.
        """
        found = {}
        for kit, bom in self._bills(products, company).items():
            try:
                found[kit] = self._explode(kit, bom)
            except UNREADABLE as error:
                _logger.info("bill of materials %s: %s", bom.id, error)
                found[kit] = {}
        return found

    @api.model
    def _bills(self, products, company):
        if not products or not self._has_kits():
            return {}
        boms = self.env["mrp.bom"].sudo()._bom_find(products, company_id=company.id, bom_type="phantom")
        return {kit: bom for kit, bom in boms.items() if bom}

    @api.model
    def _problems(self, products, company):
        """Return {kit: why its bill cannot be read} of those of `products` where it cannot."""
        found = {}
        for kit, bom in self._bills(products, company).items():
            try:
                self._explode(kit, bom)
            except UNREADABLE as error:
                found[kit] = str(error)
        return found

    @api.model
    def _explode(self, kit, bom):
        """Return {component: units of it in one kit}; quantities of a bill are for what it makes in all."""
        made = bom.product_uom_id._compute_quantity(bom.product_qty, kit.uom_id, round=False)
        parts = {}
        for line, values in bom.explode(kit, 1)[1]:
            component, quantity = line.product_id, values["qty"]
            if component.is_storable and quantity > 0:
                units = line.product_uom_id._compute_quantity(quantity, component.uom_id, round=False)
                parts[component] = parts.get(component, 0.0) + units / made
        return parts

    @api.model
    def _kits_with(self, products):
        """Return the kits that `products` are in, directly or through other kits."""
        found = wanted = products.browse()
        if not self._has_kits():
            return found
        wanted = products
        for _level in range(DEPTH):
            lines = (
                self.env["mrp.bom.line"]
                .sudo()
                .search([("product_id", "in", wanted.ids), ("bom_id.type", "=", "phantom")])
            )
            boms = lines.bom_id
            kits = (
                boms.product_id
                | boms.filtered(lambda bom: not bom.product_id).product_tmpl_id.product_variant_ids
            )
            wanted = kits - found
            found |= kits
            if not wanted:
                break
        return found

    @api.model
    def _sharing(self, products, partitioned=False):
        """Return `products` and those whose numbers hang together with theirs.

        These are the kits that they are in. Where rules give each unit once, what a kit is given is not given
        to its components nor to other kits of them, so all of these belong together.

        :param partitioned: whether a rule that is only tried gives each unit once
        """
        found = products | self._kits_with(products)
        if not self._has_kits():
            return found
        if not partitioned and not self.env["ocean.allocation.rule"]._is_any_partitioned():
            return found
        while (wider := found | self._parts_of(found)) != found:
            found = wider | self._kits_with(wider)
        return found

    @api.model
    def _parts_of(self, kits):
        """Return the products that the bills of `kits` name."""
        of_variant = Domain("product_id", "in", kits.ids)
        of_all = Domain("product_id", "=", False) & Domain("product_tmpl_id", "in", kits.product_tmpl_id.ids)
        # sudo: stock is counted whoever asks
        boms_sudo = self.env["mrp.bom"].sudo().search(Domain("type", "=", "phantom") & (of_variant | of_all))
        return kits.browse(boms_sudo.bom_line_ids.product_id.ids)

    # === MARKS === #

    def _register_hook(self):
        """Let changes of bills leave marks. `mrp` is optional, so its models cannot be inherited here."""
        super()._register_hook()
        for name, kits in (("mrp.bom", _kits_of_boms), ("mrp.bom.line", _kits_of_lines)):
            if name in self.env:
                for method in ("create", "write", "unlink"):
                    self._patch(self.env.registry[name], method, kits)

    @api.model
    def _patch(self, model_class, method, kits):
        origin = getattr(model_class, method)
        if getattr(origin, "ocean_marks", False):
            return
        patched = _marking_create(origin, kits) if method == "create" else _marking(origin, kits)
        patched.ocean_marks = True
        setattr(model_class, method, patched)


def _kits_of_boms(boms):
    return boms.product_id | boms.product_tmpl_id.product_variant_ids


def _kits_of_lines(lines):
    return _kits_of_boms(lines.bom_id)


def _mark(records, kits):
    products = kits(records.sudo())
    records.env["ocean.stock.dirty"]._mark(
        products | records.env["ocean.stock.kit"]._kits_with(products), "mapping"
    )


def _marking(origin, kits):
    def marking(self, *args, **kwargs):
        _mark(self, kits)
        result = origin(self, *args, **kwargs)
        _mark(self.exists(), kits)
        return result

    return marking


def _marking_create(origin, kits):
    @api.model_create_multi
    def create(self, vals_list):
        records = origin(self, vals_list)
        _mark(records, kits)
        return records

    return create
