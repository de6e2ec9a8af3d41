import logging
from dataclasses import dataclass

from odoo import models
from odoo.tools import float_is_zero

from ..lib.redact import HIDDEN
from ..lib.replay import accepted
from ..lib.versions import compare

_logger = logging.getLogger(__name__)

# What only says when an order is read next, not what the platform said.
QUEUE = ("digest", "needs_apply", "needs_fetch", "next_try", "tries")
# What a version takes from the one before.
REMEMBERED = ("ladder", "ladder_state", "tracking_ref", "state", "cancel_asked_at")
# People may compare the business; the buyer stays hidden.
BUYER = ("address_levels", "address_text", "buyer_name", "buyer_note", "buyer_ref")


@dataclass(frozen=True)
class Difference:
    """One field of an order that is stored otherwise than its stored versions say."""

    field: str
    now: str
    rebuilt: str


class OceanOrder(models.Model):
    """The time machine: what an order is when its stored versions are mapped once more."""

    _inherit = "ocean.order"

    def _rebuild(self):
        """Return (`schema.Order`, values of this row) as the stored versions say it; writes nothing.

        ``None`` when no version is kept that can be read.
        """
        self.ensure_one()
        versions = self.env["ocean.payload"]._versions_of(self)._versions()
        orders = accepted(versions, self.storefront_id._roots()._platform()._map_order)
        if not orders:
            return None
        # A row that exists in memory only, since what a version changes depends on the ones before.
        row = self.new(
            {
                "storefront_id": self.storefront_id.id,
                "external_id": self.external_id,
                "gap_accepted": self.gap_accepted,
                "tracking_ref": self.tracking_ref,  # some platforms tell it in a push only
            }
        )
        carriers = {carrier.external_id: carrier for carrier in self.storefront_id.carrier_ids}
        currencies = self._currencies([order.currency for order in orders])
        for order in orders:
            values = row._read_values(order, self.digest, carriers, currencies)
            row.update({name: values[name] for name in REMEMBERED})
        # A version that a person edited has no time of the platform.
        left = (*QUEUE, "remote_updated_at") if any(version.edited for version in versions) else QUEUE
        return orders[-1], {name: value for name, value in values.items() if name not in left}

    def _rebuild_differences(self):
        """Return the `Difference` objects between what is stored and what the stored versions say."""
        self.ensure_one()
        rebuilt = self._rebuild()
        if not rebuilt:
            return []
        parsed, values = rebuilt
        found = self._differences(self, values)
        rows = self._rows_of(parsed.lines)
        for line in parsed.lines:
            found += self._line_differences(rows.get(line.key), line)
        for row in self.line_ids - self.env["ocean.order.line"].concat(*rows.values()):
            found.append(Difference(f"{row.seller_sku or row.name}", self.env._("an item"), ""))
        return found

    def _line_differences(self, row, line):
        name = line.seller_sku or line.name
        if row is None:
            return [Difference(name, "", self.env._("an item"))]
        values = self._line_values(self, line)
        del values["order_id"]
        return [
            Difference(f"{name} · {difference.field}", difference.now, difference.rebuilt)
            for difference in self._differences(row, values)
        ]

    def _differences(self, row, values):
        """Return the `Difference` objects between the fields of `row` and `values`."""
        found = []
        for name, value in values.items():
            field, now, rebuilt = row._fields[name], row[name], value
            if field.type == "many2one":
                now, rebuilt = now.display_name, now.browse(value or ()).display_name
            if not self._is_equal(field, now, rebuilt):
                found += self._field_differences(field, now, rebuilt)
        return found

    def _field_differences(self, field, now, rebuilt):
        label = field._description_string(self.env)
        if field.name in BUYER:
            return [Difference(label, HIDDEN, HIDDEN)]
        if field.type == "json":
            return [
                Difference(f"{label} · {change.field}", change.before_text, change.after_text)
                for change in compare(now or {}, rebuilt or {})
            ]
        return [Difference(label, self._value_text(now), self._value_text(rebuilt))]

    def _is_equal(self, field, now, rebuilt):
        if field.type in ("float", "monetary"):
            return float_is_zero((now or 0) - (rebuilt or 0), precision_digits=4)
        if field.type == "datetime":
            return (now and now.replace(microsecond=0)) == (rebuilt and rebuilt.replace(microsecond=0))
        return (now or False) == (rebuilt or False)

    def _value_text(self, value):
        return "" if value in (None, False, "") else str(value)

    def _apply_rebuilt(self):
        """Store what the stored versions say, line by line, and have the sales order follow."""
        for order in self.filtered(lambda row: row._rebuild_differences() or row._is_mended_by_rebuilding()):
            parsed, values = order._rebuild()
            _logger.info("order %s is rebuilt from its stored versions by user %s", order.id, self.env.uid)
            order.write({**values, "needs_apply": True, "apply_tries": 0, "apply_after": False})
            self._write_lines([(order, parsed)])
            order._clear_reading_exception()
        self.env["ocean.storefront"]._dispatch("apply")
        for storefront in self.storefront_id:
            self.env["ocean.live"]._changed(self._name, storefront)

    def _is_mended_by_rebuilding(self):
        """Return whether the order waits because it was unreadable, and its last version can be read now."""
        last = self.env["ocean.payload"]._versions_of(self)[-1:]
        if self.exception_id.kind != "payload_invalid" or not last.body:
            return False
        return bool(accepted(last._versions(), self.storefront_id._roots()._platform()._map_order))

    def action_rebuild(self):
        """Show what these orders would be if their stored versions came once more. Managers only."""
        return self.env["ocean.order.rebuild"]._open(self)

    def action_compare_versions(self):
        """Choose two stored versions and see what differs. Managers only."""
        self.ensure_one()
        return self.env["ocean.order.compare"]._open(self)
