import logging

from odoo import api, fields, models
from odoo.tools import groupby

from ..lib import ladder as ladder_lib
from ..lib.errors import ContractChanged, Rejected
from ..lib.platform import dump_payload
from ..lib.schema import OrderStatus, to_plain

_logger = logging.getLogger(__name__)

MAX_FETCH_TRIES = 8
# States in which the platform knows who pays which discount.
HAS_SPLIT = ("to_ship", "arranged", "shipped", "delivered", "completed", "cancel_requested")
SPLIT_TRIES = 6  # how often the money of a provisional order is read again before a person is told


class OceanOrder(models.Model):
    """Second step of the import: store what was read. Nothing here talks to the platform."""

    _inherit = "ocean.order"

    def _store_raw(self, raw_orders):
        """Store `raw_orders` (`platform.RawOrder`) of these orders of one storefront.

        :return: number of orders whose content changed
        """
        by_id = {order.external_id: order for order in self}
        fresh = []
        for raw in raw_orders:
            order = by_id[raw.external_id]
            if raw.error:
                order._fetch_failed(raw.error)
            elif parsed := order._parse_if_changed(raw.payload):
                fresh.append((order, *parsed))
                order._route(parsed[-1].channel)
        for _storefront, group in groupby(fresh, key=lambda row: row[0].storefront_id):
            self._write_parsed(group)
        return len(fresh)

    def _may_differ(self, raw_status):
        """Return whether the order may have changed since it was read, when a list shows it in `raw_status`.

        :param str raw_status: ``""`` where the list itself is about changes
        """
        self.ensure_one()
        return not raw_status or not self.digest or self.raw_status != raw_status

    def _mark_to_read(self):
        """Have these orders read at the next turn of the orders lane."""
        self.filtered(lambda order: not order.needs_fetch or order.next_try).write(
            {"needs_fetch": True, "next_try": False}
        )

    def _route(self, channel):
        """Give the order to the storefront of the family that its mark names, while it is new here."""
        storefront = self.storefront_id._for_channel(channel)
        if storefront != self.storefront_id and not self.sale_order_ids:
            self.storefront_id = storefront

    def _parse_if_changed(self, payload):
        """Return (body, digest, schema.Order), or ``None`` when this version ends here."""
        self.ensure_one()
        body = dump_payload(payload)
        digest = self.env["ocean.payload"]._digest_of(body)
        if digest == self.digest:
            self._fetched()
            return None
        try:
            parsed = self.storefront_id._roots()._platform()._map_order(payload)
        except ContractChanged as error:
            self._set_unreadable_aside(body, digest, error)
            return None
        if self._is_older(parsed):
            self._fetched()
            return None
        return body, digest, parsed

    def _is_older(self, parsed):
        return bool(
            self.digest
            and parsed.updated_at
            and self.remote_updated_at
            and parsed.updated_at.replace(tzinfo=None) < self.remote_updated_at
        )

    def _fetched(self):
        """This version is known: nothing to apply, only the money split may still be missing."""
        self.ensure_one()
        if self.ladder_state == "provisional" and self.tries == SPLIT_TRIES and self.sale_order_ids:
            self.env["ocean.exception"]._report(
                self.storefront_id, "no_split", self.external_id, detail=self.external_id, orders=self
            )
        self.write(self._after_fetch_values(self.ladder_state, self.state, self.tries))
        if self.exception_id.kind == "order_unreadable":
            self._clear_exception()

    @api.model
    def _after_fetch_values(self, ladder_state, state, tries):
        """Return the queue values after a successful read; a provisional order is read again later."""
        if ladder_state == "provisional" and state in HAS_SPLIT and tries < SPLIT_TRIES:
            moment = self.env["ocean.retry"]._later(tries, base=1800, cap=4 * 3600)
            return {"needs_fetch": True, "tries": tries + 1, "next_try": moment}
        return {"needs_fetch": False, "tries": 0, "next_try": False}

    def _fetch_failed(self, error):
        """Postpone the order; after the budget, or on a final answer, hand it to a person."""
        self.ensure_one()
        final = isinstance(error, (Rejected, ContractChanged)) or self.tries + 1 >= MAX_FETCH_TRIES
        if final:
            self.write({"needs_fetch": False, "next_try": False})
            self.env["ocean.exception"]._report(
                self.storefront_id,
                "order_unreadable",
                cause_key=error.code or type(error).__name__,
                detail=error.message,
                orders=self,
                technical=self.env["ocean.exception"]._technical(error),
            )
        else:
            moment = self.env["ocean.retry"]._later(self.tries, base=30, cap=3600)
            self.write({"tries": self.tries + 1, "next_try": moment})

    def _set_unreadable_aside(self, body, digest, error):
        """Let the order wait, unless a person has already mended this very version by hand."""
        last = self.env["ocean.payload"]._versions_of(self)[-1:]
        if last.source == "edited" and last.replaces_id.digest == digest:
            self.digest = digest
            self._fetched()
        else:
            self._quarantine(body, digest, error)

    def _quarantine(self, body, digest, error):
        """Keep the payload as it came and let the order wait, with the path of the field."""
        self.ensure_one()
        _logger.info("order %s of storefront %s: %s", self.id, self.storefront_id.id, error.path)
        self._add_payload(body, digest)
        self.write({"needs_fetch": False, "needs_apply": False, "next_try": False, "digest": digest})
        self.env["ocean.exception"]._report(
            self.storefront_id,
            "payload_invalid",
            cause_key=self.external_id,
            detail=f"{self.external_id}: {error}",
            orders=self,
            technical=self.env["ocean.exception"]._technical(error),
        )

    def _add_payload(self, body, digest):
        self.env["ocean.payload"].create([self._payload_values(body, digest)])

    def _payload_values(self, body, digest):
        self.ensure_one()
        return {
            "res_model": self._name,
            "res_id": self.id,
            "storefront_id": self.storefront_id.id,
            "digest": digest,
            "body": body,
        }

    @api.model
    def _write_parsed(self, fresh):
        """Write values, lines and payloads of ``[(order, body, digest, schema.Order)]`` of one storefront."""
        self.env["ocean.payload"].create(
            [
                order._payload_values(body, digest)
                for order, body, digest, _parsed in fresh
                if not order._has_payload(digest)
            ]
        )
        self._write_read([(order, digest, parsed) for order, _body, digest, parsed in fresh])

    def _has_payload(self, digest):
        """Return whether the last stored version of an order that was to be read once more is this one."""
        read_once_more = self.state and not self.digest
        return bool(read_once_more and self.payload_ids[:1].digest == digest)

    @api.model
    def _write_read(self, fresh, keep=()):
        """Write values and lines of ``[(order, digest, schema.Order)]`` of one storefront.

        :param keep: names of fields that stay as they are
        """
        storefront = fresh[0][0].storefront_id
        carriers = self._carriers(storefront, [parsed for _order, _digest, parsed in fresh])
        currencies = self._currencies([parsed.currency for _order, _digest, parsed in fresh])
        for order, digest, parsed in fresh:
            values = order._read_values(parsed, digest, carriers, currencies)
            order.write({name: value for name, value in values.items() if name not in keep})
            order._clear_reading_exception()
        self._write_lines([(order, parsed) for order, _digest, parsed in fresh])
        # At once, not with the sales order: units are held for an order from the moment it is seen.
        self.concat(*(order for order, _digest, _parsed in fresh))._match_products()
        self.env["ocean.live"]._changed(self._name, storefront)

    def _read_values(self, parsed, digest, carriers, currencies):
        """Return all values of a `schema.Order` for this row; `carriers` and `currencies` are known rows."""
        values = self._parsed_values(self._with_carrier(parsed, carriers), digest)
        values["currency_id"] = currencies.get(parsed.currency, self.env["res.currency"]).id
        values["carrier_id"] = carriers.get(parsed.carrier_id, self.env["ocean.carrier"]).id
        return values

    def _clear_reading_exception(self):
        if self.exception_id.kind in ("payload_invalid", "order_unreadable", "no_split"):
            self._clear_exception()

    @api.model
    def _currencies(self, names):
        found = (
            self.env["res.currency"]
            .with_context(active_test=False)
            .search([("name", "in", list(set(names)))])
        )
        return {currency.name: currency for currency in found}

    @api.model
    def _carriers(self, storefront, parsed_orders):
        """Return {channel id: `ocean.carrier`}, creating rows for channels seen for the first time."""
        wanted = {parsed.carrier_id: parsed.carrier_name for parsed in parsed_orders if parsed.carrier_id}
        known = {carrier.external_id: carrier for carrier in storefront.carrier_ids}
        created = self.env["ocean.carrier"].create(
            [
                {"storefront_id": storefront.id, "external_id": external_id, "name": name or external_id}
                for external_id, name in wanted.items()
                if external_id not in known
            ]
        )
        return known | {carrier.external_id: carrier for carrier in created}

    def _with_carrier(self, parsed, carriers):
        """Count the buyer's shipping as revenue when the carrier mapping says that the seller ships."""
        carrier = carriers.get(parsed.carrier_id)
        if parsed.seller_ships is None and carrier and carrier.seller_ships:
            return self.storefront_id._roots()._platform()._with_seller_shipping(parsed)
        return parsed

    def _parsed_values(self, parsed, digest):
        """Return the values of a `schema.Order` for this row."""
        self.ensure_one()
        status = parsed.status.value
        ladder_state = parsed.ladder.state if parsed.ladder else False
        return {
            **self._status_values(parsed),
            **self._buyer_values(parsed),
            **self._money_values(parsed, ladder_state),
            **self._after_fetch_values(
                ladder_state, status, self.tries if self.ladder_state == "provisional" else 0
            ),
            "packages": to_plain(parsed.packages),
            "items_summary": self._items_summary(parsed.lines),
            "is_preorder": any(line.is_preorder for line in parsed.lines),
            "digest": digest,
            "needs_apply": True,
        }

    @api.model
    def _status_values(self, parsed):
        naive = self.env["ocean.storefront"]._naive
        return {
            "state": parsed.status.value,
            "raw_status": parsed.raw_status,
            "date_order": naive(parsed.created_at) or fields.Datetime.now(),
            "paid_at": naive(parsed.paid_at),
            "ship_by": naive(parsed.ship_by),
            "deliver_by": naive(parsed.deliver_by),
            "respond_by": naive(parsed.respond_by),
            "cancel_asked_at": self._asked_at(parsed),
            "remote_updated_at": naive(parsed.updated_at),
            "payment_method": parsed.payment_method,
            "is_cod": parsed.is_cod,
            "is_sample": parsed.is_sample,
            "is_replacement": parsed.is_replacement,
            "is_exchange": parsed.is_exchange,
            "source_ref": parsed.source_order_id or False,
            "carrier_name": parsed.carrier_name,
            "tracking_ref": next((row.tracking_ref for row in parsed.packages if row.tracking_ref), False)
            or self.tracking_ref,
            "buyer_note": parsed.buyer_note,
            "seller_note": parsed.seller_note,
            "cancelled_by": parsed.cancelled_by,
            "cancel_reason": parsed.cancel_reason,
        }

    def _asked_at(self, parsed):
        """Return since when the buyer wants to cancel; where nothing tells, when that was seen first."""
        if parsed.status is not OrderStatus.CANCEL_REQUESTED:
            return False
        moment = parsed.cancel_asked_at or parsed.updated_at
        known = self.cancel_asked_at if self.state == "cancel_requested" else False
        return known or self.env["ocean.storefront"]._naive(moment) or fields.Datetime.now()

    @api.model
    def _buyer_values(self, parsed):
        address = parsed.address
        return {
            # A masked name is shared by many buyers.
            "buyer_ref": parsed.buyer.external_id
            or (not parsed.buyer.masked and parsed.buyer.username)
            or False,
            "buyer_name": parsed.buyer.username or address.name,
            "buyer_masked": parsed.buyer.masked
            or address.masked
            or not (parsed.buyer.username or address.name),
            "address_text": address.full,
            "address_levels": to_plain(address),
        }

    def _moved_gaps(self, parsed):
        """Return what differs from the stored checkout. It must not change, but a contradictory one is mended
        by a change, and platforms take amounts off orders that are cancelled as a whole."""
        if not (self.ladder and parsed.ladder) or parsed.status is OrderStatus.CANCELLED:
            return ()
        stored = ladder_lib.ladder_from_plain(self.ladder)
        return () if ladder_lib.blocking_gaps(stored) else ladder_lib.snapshot_gaps(stored, parsed.ladder)

    def _money_values(self, parsed, ladder_state):
        moved = self._moved_gaps(parsed)
        blocking, gaps = moved, moved
        if parsed.ladder:
            blocking = (*ladder_lib.blocking_gaps(parsed.ladder), *moved)
            gaps = (*parsed.ladder.gaps, *moved)
        # The stored checkout stays the measure until a person accepts the new one.
        keep_ladder = moved and not self.gap_accepted
        buyer_total = float(parsed.buyer_total or 0)
        return {
            "amount_buyer_total": buyer_total,
            "amount_revenue": float(parsed.revenue_total or 0),
            "amount_shipping_revenue": float(parsed.shipping_revenue),
            "amount_packaging": float(parsed.packaging_revenue),
            "amount_zero": not buyer_total,
            "ladder": self.ladder if keep_ladder else to_plain(parsed.ladder) or False,
            "ladder_state": ladder_state,
            "gap_codes": ", ".join(sorted({gap.code for gap in gaps})) or False,
            "blocking_gap": "; ".join(f"{gap.code}: {gap.hint}" for gap in blocking) or False,
        }

    @api.model
    def _items_summary(self, lines):
        """Return e.g. ``2× Kaos Ombak M +1``: the first line and how many more there are."""
        if not lines:
            return False
        first = lines[0]
        name = f"{first.name} {first.variant}".strip()
        more = f" +{len(lines) - 1}" if len(lines) > 1 else ""
        return f"{first.quantity}× {name}{more}"

    @api.model
    def _write_lines(self, pairs):
        """Create, update and delete order lines of ``[(order, schema.Order)]``, in bulk."""
        missing = []
        for order, parsed in pairs:
            rows = order._rows_of(parsed.lines)
            for line in parsed.lines:
                values = self._line_values(order, line)
                if found := rows.get(line.key):
                    found.write(values)
                else:
                    missing.append(values)
            (order.line_ids - self.env["ocean.order.line"].concat(*rows.values()))._remove()
        self.env["ocean.order.line"].create(missing)

    def _rows_of(self, lines):
        """Return {key: row} of those of `lines` that are stored: by key, else, since platforms may begin to
        send ids that make other keys, by item and variant."""
        self.ensure_one()
        by_key = {row.key: row for row in self.line_ids}
        rows = {line.key: by_key.pop(line.key) for line in lines if line.key in by_key}
        left = list(by_key.values())
        for line in lines:
            same = [row for row in left if (row.item_id, row.sku_id) == (line.item_id, line.sku_id)]
            if line.key not in rows and same:
                rows[line.key] = same[0]
                left.remove(same[0])
        return rows

    @api.model
    def _line_values(self, order, line):
        return {
            "order_id": order.id,
            "key": line.key,
            "item_id": line.item_id,
            "sku_id": line.sku_id,
            "seller_sku": line.seller_sku,
            "name": line.name or line.seller_sku or line.item_id,
            "variant": line.variant,
            "image_url": line.image_url,
            "quantity": line.quantity,
            "quantity_cancelled": line.cancelled_quantity,
            "quantity_returned": line.returned_quantity,
            "unit_list_price": float(line.unit_list_price),
            "unit_price": float(line.unit_price),
            "list_amount": float(line.list_amount),
            "seller_discount": float(line.seller_discount or 0),
            "platform_discount": float(line.platform_discount or 0),
            "seller_voucher": float(line.seller_voucher or 0),
            "platform_voucher": float(line.platform_voucher or 0),
            "revenue": float(line.revenue or 0),
            "is_gift": line.is_gift,
            "is_bundle": line.is_bundle,
            "is_preorder": line.is_preorder,
            "platform_warehouse": line.platform_warehouse,
        }
