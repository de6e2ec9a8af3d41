import logging
from functools import partial

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..lib.errors import MarketplaceError

_logger = logging.getLogger(__name__)

# Key of the context: {id of a platform warehouse: ids of places}, to see what numbers a choice would make.
PLACES_TO_TRY = "ocean_places_to_try"


class OceanStorefrontLocation(models.Model):
    """A warehouse of the shop on the platform, and the places in Odoo whose stock it stands for."""

    _name = "ocean.storefront.location"
    _description = "Platform warehouse"
    _order = "storefront_id, is_default desc, name, id"
    _check_company_auto = True

    storefront_id = fields.Many2one("ocean.storefront", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="storefront_id.company_id", store=True, index=True)
    external_id = fields.Char("Warehouse ID", required=True)
    name = fields.Char("On the platform", required=True)
    kind = fields.Char("Kind on the platform")
    address = fields.Char()
    is_default = fields.Boolean("Default")
    gone = fields.Boolean("No longer on the platform", readonly=True)
    location_ids = fields.Many2many(
        "stock.location",
        string="Places",
        check_company=True,
        ondelete="restrict",
        context={"active_test": False},  # an archived place is still the one that was chosen
        domain="[('usage', '=', 'internal')]",
        help="Stock of these places is shown for this warehouse. Without places its numbers are left alone, "
        "as for goods that the platform stores itself.",
    )

    _warehouse_uniq = models.Constraint(
        "UNIQUE (storefront_id, external_id)", "This warehouse is already known."
    )

    @api.constrains("location_ids", "storefront_id")
    def _check_places(self):
        """One unit must not be shown twice by one shop."""
        for storefront in self.storefront_id:
            seen = {}
            for row in storefront.location_ids:
                for place in row.location_ids:
                    twin = next((other for other in seen if _overlap(place, other)), None)
                    if twin:
                        raise ValidationError(
                            self.env._(
                                "“%(place)s” is part of “%(other)s”, which “%(warehouse)s” shows already.",
                                place=place.display_name,
                                other=twin.display_name,
                                warehouse=seen[twin].name,
                            )
                        )
                    seen[place] = row

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._mark()
        rows.storefront_id._settle_places()
        return rows

    def write(self, vals):
        result = super().write(vals)
        if {"location_ids", "external_id", "is_default", "gone"} & set(vals):
            self._mark()
            self.storefront_id._settle_places()
        return result

    def unlink(self):
        storefronts = self.storefront_id
        self._mark()
        result = super().unlink()
        storefronts._settle_places()
        return result

    def _sold_from(self):
        """Return the places of this warehouse: as chosen, or as just being tried (`PLACES_TO_TRY`)."""
        self.ensure_one()
        tried = self.env.context.get(PLACES_TO_TRY) or {}
        return self.location_ids.browse(tried[self.id]) if self.id in tried else self.location_ids

    def _write_changes(self, values):
        self.ensure_one()
        changed = {name: value for name, value in values.items() if self[name] != value}
        if changed:
            self.write(changed)

    def _mark(self):
        self.env["ocean.stock.dirty"]._mark_storefronts(self.storefront_id, "settings")


def _overlap(place, other):
    """Return whether one place is the other or lies in it."""
    return place.parent_path.startswith(other.parent_path) or other.parent_path.startswith(place.parent_path)


class OceanStorefront(models.Model):
    """From where a storefront sells."""

    _inherit = "ocean.storefront"

    location_ids = fields.One2many("ocean.storefront.location", "storefront_id", "Platform warehouses")

    def _places(self):
        """Return {platform warehouse: `stock.location`} of this storefront.

        ``""`` where the platform is told one number for the shop: from the stock of the warehouse that
        delivers its orders. Until orders are routed, several are only used where the platform itself says
        which of its warehouses serves an order.
        """
        self.ensure_one()
        known = self._known_warehouses()
        mapped = {row: places for row in known if (places := row._sold_from())}
        if not mapped:
            return {"": self.warehouse_id.lot_stock_id}
        if len(known) == 1:
            return {"": mapped[known]}
        return {row.external_id: places for row, places in mapped.items()}

    def _known_warehouses(self):
        """Return the rows of the warehouses that the shop has on the platform."""
        return self.location_ids.filtered(lambda row: not row.gone)

    def _sells_from(self, places, warehouse=""):
        """Return whether an order of this storefront, for a platform warehouse if named, uses `places`."""
        self.ensure_one()
        mine = self._places()
        sources = [mine[warehouse]] if warehouse in mine else mine.values()
        return any(_overlap(place, other) for source in sources for place in source for other in places)

    def _sold_from_domain(self, places):
        """Return the domain of the order lines of these storefronts whose units are taken from `places`; the
        same as `_sells_from` says for each line."""
        found = Domain.FALSE
        for storefront in self:
            if storefront._sells_from(places):
                others = [name for name in storefront._places() if not storefront._sells_from(places, name)]
                elsewhere = Domain("platform_warehouse", "in", others) if others else Domain.FALSE
                found |= Domain("storefront_id", "=", storefront.id) & ~elsewhere
        return found

    def write(self, vals):
        result = super().write(vals)
        if {"warehouse_id", "stock_buffer", "active", "sequence", "parent_id"} & set(vals):
            self.env["ocean.stock.dirty"]._mark_storefronts(self, "settings")
        if {"warehouse_id", "stock_on", "active"} & set(vals):
            self._settle_places()
        return result

    # === PLACES THAT ARE NOT THERE === #

    def _settle_places(self):
        """Tell of archived places that these shops sell from, and of warehouses for which none was chosen;
        close what is over."""
        for shop in self:
            archived = self.env["stock.location"]
            if shop.active:
                archived = archived.union(*shop._places().values()).filtered(lambda place: not place.active)
            shop._settle_causes("place_archived", {str(row.id): row.display_name for row in archived})
            shop._settle_causes("warehouse_unmapped", {"": ""} if shop._needs_places() else {})

    def _needs_places(self):
        """Return whether numbers go to a shop with several warehouses of which nobody said what they are."""
        self.ensure_one()
        known = self._known_warehouses()
        return self.active and self.stock_on and len(known) > 1 and not known.location_ids

    def _settle_causes(self, kind, causes):
        """Have exactly the rows of `causes` ({cause: detail}) of this kind open for the storefront."""
        # sudo: only the system writes exceptions
        model = self.env["ocean.exception"].sudo()
        open_rows = model.search(
            [("storefront_id", "=", self.id), ("kind", "=", kind), ("state", "=", "open")]
        )
        open_rows.filtered(lambda row: row.cause_key not in causes)._resolve()
        for cause, detail in causes.items():
            model._report(self, kind, cause_key=cause, detail=detail)

    # === READING THEM FROM THE PLATFORM === #

    def action_read_warehouses(self):
        """Ask the platform for its warehouses of these shops."""
        self.check_access("write")
        self._check_connected()
        for storefront in self:
            try:
                warehouses = storefront._with_stock_keeper(lambda keeper: keeper.warehouses())
            except MarketplaceError as error:
                raise UserError(
                    self.env._(
                        "The warehouses of “%(storefront)s” cannot be read: %(message)s",
                        storefront=storefront.name,
                        message=error.message or type(error).__name__,
                    )
                ) from error
            storefront._store_warehouses(warehouses)

    @api.model
    def _read_warehouses_nightly(self):
        """Read the warehouses of all shops that send stock; what cannot be read stays as it is."""
        for shop in self.search([("stock_on", "=", True)]):
            if not shop.can_send_stock or not shop._roots()._is_running():
                continue
            self.env["ir.cron"]._commit_progress(0, remaining=0)  # nothing is locked while we ask
            try:
                warehouses = shop._with_stock_keeper(lambda keeper: keeper.warehouses())
            except MarketplaceError as error:
                _logger.warning("warehouses of storefront %s: %s", shop.id, error)
                continue
            shop._retrying(partial(shop._store_warehouses, warehouses))

    def _store_warehouses(self, warehouses):
        """Create or update the rows of `warehouses` (`stock_keeper.Warehouse`); say which are gone."""
        self.ensure_one()
        # sudo: what the platform has is not the user's to choose; the places are
        rows_sudo = self.sudo().location_ids
        by_id = {row.external_id: row for row in rows_sudo}
        for warehouse in warehouses:
            values = self._warehouse_values(warehouse)
            row = by_id.pop(warehouse.external_id, None)
            if row:
                row._write_changes(values)
            else:
                rows_sudo.create({"storefront_id": self.id, "external_id": warehouse.external_id, **values})
        self._retire_warehouses(rows_sudo.browse().concat(*by_id.values()).filtered(lambda row: not row.gone))

    @api.model
    def _warehouse_values(self, warehouse):
        return {
            "name": warehouse.name or warehouse.external_id,
            "kind": warehouse.kind or False,
            "address": warehouse.address or False,
            "is_default": warehouse.is_default,
            "gone": False,
        }

    def _retire_warehouses(self, rows):
        """A warehouse that was deleted on the platform gets no numbers; who mapped it is told."""
        for row in rows:
            row.gone = True
            if row.location_ids:
                self.env["ocean.exception"]._report(
                    self, "warehouse_gone", cause_key=row.external_id, detail=row.name
                )
        for external_id in self._known_warehouses().mapped("external_id"):
            self.env["ocean.exception"]._resolve_kinds(self, ["warehouse_gone"], external_id)
