import uuid

from odoo import models

from ..lib import commands
from ..lib.schema import OrderStatus

# What a request that is asked once more does not have from the first time.
AGAIN = {
    "state": "pending",
    "tries": 0,
    "next_try": False,
    "answer": False,
    "done_at": False,
    "technical_code": False,
    "technical_request": False,
}


class OceanOrder(models.Model):
    """Requests about an order: cancel it, answer the buyer who wants to."""

    _name = "ocean.order"
    _inherit = ["ocean.order", "ocean.command.subject"]

    def _command_reference(self):
        return self.external_id

    def _command_plain(self, command):
        """Return `command` as plain data, with the order as it is now."""
        return commands.Command(
            kind=command.kind,
            external_id=self.external_id,
            raw_status=self.raw_status or "",
            reason_code=command.reason_code or "",
            note=command.note or "",
            items=tuple(
                commands.CommandItem(
                    item_id=line.item_id or "", sku_id=line.sku_id or "", quantity=int(line.quantity_active)
                )
                for line in self.line_ids
            ),
            key=command.effect_key,
        )

    def _command_again(self, command):
        command.copy({**AGAIN, "effect_key": uuid.uuid4().hex})

    def _command_send(self, rows):
        plain, storefront = self._command_plain(rows), rows._connected_storefront()
        adapter = storefront._platform()
        storefront._with_token(lambda token: adapter._send_command(storefront, token, plain))
        return {}

    def _command_happened(self, command):
        status = self._status_now(command)
        if command.kind == commands.REJECT_CANCEL:
            return status is not OrderStatus.CANCEL_REQUESTED
        return status is OrderStatus.CANCELLED

    def _status_now(self, command):
        """Return the order's neutral status as the platform says it now.

        :raise MarketplaceError: when the platform does not say
        """
        storefront, number = command._connected_storefront(), self.external_id
        [raw] = storefront._with_reader(lambda reader: reader.read_orders([number]))
        if raw.error:
            raise raw.error
        return storefront._platform()._map_order(raw.payload).status

    def _command_done(self, command):
        self._read_again()
        self.env["ocean.storefront"]._dispatch("orders")
        self.env["ocean.live"]._changed("ocean.order", command.storefront_id)

    def _command_refused(self, command):
        self._read_again()
        self.env["ocean.storefront"]._dispatch("orders")
