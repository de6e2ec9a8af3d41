from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError, Rejected, Transient

from ..lib.const import ORDER_STATUSES

TO_ACCEPT = 220
ACCEPTED = frozenset(code for code in ORDER_STATUSES if 400 <= code < 690 or code >= 700)
REJECTED = frozenset({10})


class OceanOrder(models.Model):
    """Accepting and rejecting orders of Tokopedia's Open API, which wait for it when they are paid."""

    _inherit = "ocean.order"

    tokopedia_to_accept = fields.Boolean(compute="_compute_tokopedia_to_accept")

    @api.depends("platform", "raw_status")
    def _compute_tokopedia_to_accept(self):
        for order in self:
            # sudo: users may not read the app; only how it is connected is looked at
            account_sudo = order.sudo().storefront_id.account_id
            order.tokopedia_to_accept = (
                order.platform == "tokopedia"
                and order.raw_status == str(TO_ACCEPT)
                and account_sudo._is_open_api()
            )

    def action_tokopedia_accept(self):
        """Accept this order on the platform: from now on it has to be shipped."""
        return self._tokopedia_answer(lambda actions: actions.accept(self.external_id), ACCEPTED)

    def action_tokopedia_reject(self):
        """Ask for the reason to reject this order."""
        self._check_tokopedia_to_accept()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reject order"),
            "res_model": "ocean.tokopedia.reject",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_order_id": self.id},
        }

    def _check_tokopedia_to_accept(self):
        self.ensure_one()
        self.check_access("read")
        if not self.tokopedia_to_accept:
            raise UserError(
                self.env._("Order %(number)s does not wait to be accepted.", number=self.external_id)
            )

    def _tokopedia_answer(self, act, wanted):
        """Carry `act` out once, unless the order is past that, and have the order read again.

        Nothing is written before, so no row is locked while the platform is asked. The platform's status
        comes first: whoever repeats this, a person or a restarted transaction, does not act twice.

        :param act: function of the client's order actions
        :param set wanted: statuses that say it is done
        """
        self._check_tokopedia_to_accept()
        try:
            before, after = self._tokopedia_call(lambda client: self._tokopedia_act(client, act))
        except MarketplaceError as error:
            raise UserError(
                self.env._(
                    "Tokopedia did not carry it out: %(message)s. Nothing was changed; try again.",
                    message=error.message,
                )
            ) from error
        # sudo: users may answer orders; only the system writes them
        self.sudo()._read_again()
        self.env["ocean.storefront"]._dispatch("orders")
        return self._tokopedia_outcome(done=after in wanted, ours=before == TO_ACCEPT, status=after)

    def _tokopedia_call(self, function):
        """Return ``function(client)``."""
        # sudo: users may answer orders but may read neither keys nor tokens
        storefront_sudo = self.sudo().storefront_id
        adapter = storefront_sudo._platform()
        return storefront_sudo._with_token(
            lambda token: function(adapter._shop_client(storefront_sudo, token))
        )

    def _tokopedia_act(self, client, act):
        """Return the status before and after."""
        before = self._tokopedia_status(client)
        if before != TO_ACCEPT:
            return before, before
        try:
            act(client.order_action)
        except (Rejected, Transient):
            # It may have been carried out in spite of that, by this call or by somebody else.
            after = self._tokopedia_status(client)
            if after == TO_ACCEPT:
                raise
            return before, after
        return before, self._tokopedia_status(client)

    def _tokopedia_status(self, client):
        return int(client.order.get_order(self.external_id)["order_status"])

    def _tokopedia_outcome(self, done, ours, status):
        if done and ours:
            message = self.env._("Done. Order %(number)s is being read again.", number=self.external_id)
        elif done:
            message = self.env._(
                "Order %(number)s was answered so before. It is being read again.", number=self.external_id
            )
        else:
            message = self.env._(
                "Order %(number)s was answered otherwise meanwhile: its status is %(status)s and stays so. "
                "It is being read again.",
                number=self.external_id,
                status=status,
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": "success" if done else "warning",
                "sticky": not done,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
