from odoo import models

from odoo.addons.ocean_marketplace_base.lib import commands
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest, Rejected

from ..lib.cancel_reasons import fitting, text_of

PENDING = "CANCELLATION_REQUEST_PENDING"


class OceanPlatformTiktokShop(models.AbstractModel):
    """Cancelling orders and answering buyers who want to."""

    _inherit = "ocean.platform.tiktok_shop"

    def _case_api(self, storefront, access_token, transport):
        account, cipher = storefront.account_id, storefront.tiktok_cipher
        return self._shop_client(account, cipher, access_token, transport).return_refund

    def _command_reasons(self, storefront, access_token, command):
        with self._transport(storefront.account_id) as transport:
            api = self._case_api(storefront, access_token, transport)
            if command.kind == commands.CANCEL:
                names = self._cancel_reason_names(api, command)
                return [commands.Reason(code=name, text=text_of(name)) for name in names]
            if command.kind == commands.REJECT_CANCEL:
                rows = api.get_reject_reasons(self._pending_case(api, command.external_id))
                return [
                    commands.Reason(code=row["name"], text=row.get("text") or row["name"]) for row in rows
                ]
        return []

    def _cancel_reason_names(self, api, command):
        """Return the names that the platform takes now; versions that name none have a fixed list."""
        rows = api.get_aftersale_eligibility(command.external_id, request_types=["CANCEL"])
        names = [
            name
            for row in rows
            for line in row.get("line_item_eligibility") or ()
            if line.get("request_type") == "CANCEL"
            for name in line.get("available_reason_names") or ()
        ]
        return dict.fromkeys(names or fitting(command.raw_status))

    def _pending_case(self, api, order_id):
        """Return the id of the buyer's wish to cancel.

        :raise Rejected: when there is none any more
        """
        for case in api.iter_cancellations(order_ids=[order_id]):
            if case.get("cancel_status") == PENDING:
                return str(case["cancel_id"])
        raise Rejected(self.env._("the buyer does not ask to cancel any more"), code="no_pending_case")

    def _command_refusal(self, order, kind):
        if kind == commands.CANCEL and order.raw_status == "AWAITING_COLLECTION":
            return self.env._("it waits for the courier already")
        return ""

    def _send_command(self, storefront, access_token, command):
        with self._transport(storefront.account_id) as transport:
            self._send(self._case_api(storefront, access_token, transport), command)

    def _send(self, api, command):
        if command.kind == commands.CANCEL:
            api.cancel_order(command.external_id, command.reason_code)
        elif command.kind == commands.ACCEPT_CANCEL:
            case = self._pending_case(api, command.external_id)
            api.approve_cancellation(case, idempotency_key=command.key)
        elif command.kind == commands.REJECT_CANCEL:
            case = self._pending_case(api, command.external_id)
            api.reject_cancellation(case, command.reason_code, comment=command.note)
        else:
            raise InvalidRequest(f"{command.kind}: not known to this platform")
