from dataclasses import asdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..lib.errors import MarketplaceError


class OceanStorefront(models.Model):
    """Where the platform sends the pushes of this shop, as it said when a person asked last."""

    _inherit = "ocean.storefront"

    push_state = fields.Json(readonly=True, copy=False, groups="ocean_marketplace_base.group_manager")
    push_asked_at = fields.Datetime("Asked", readonly=True, copy=False)
    push_table = fields.Html(
        "Pushes",
        compute="_compute_push_table",
        sanitize=False,
        groups="ocean_marketplace_base.group_manager",
    )

    @api.depends("push_state")
    def _compute_push_table(self):
        for storefront in self:
            rows = storefront.push_state or []
            storefront.push_table = rows and self.env["ir.qweb"]._render(
                "ocean_marketplace_base.push_subscriptions", {"rows": rows}
            )

    def action_show_pushes(self):
        """Ask the platform which pushes go where."""
        self._check_may_set_up_pushes()
        self._remember_pushes(self._ask(self._read_pushes))

    def action_set_up_pushes(self):
        """Have every push that we use sent to this app's push address; then show what the platform says."""
        self._check_may_set_up_pushes()
        self._ask(self._subscribe)
        self._remember_pushes(self._ask(self._read_pushes))

    def _check_may_set_up_pushes(self):
        self.ensure_one()
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may set up pushes."))
        self.check_access("write")
        self._check_connected()

    def _ask(self, function):
        """Return ``function()``; nothing may have been written before, since the platform is asked.

        :raise UserError: with the platform's own words when it refuses
        """
        try:
            return function()
        except MarketplaceError as error:
            raise UserError(self._push_refusal(error)) from error

    def _push_refusal(self, error):
        return self.env._(
            "%(platform)s refused to set up pushes: %(words)s. Orders are still found by looking for them "
            "every few minutes.",
            platform=self.platform_label,
            words=(error.message or type(error).__name__).rstrip("."),
        )

    def _push_target(self):
        """Return (adapter, root with its tokens, token) for a call about pushes."""
        # sudo: managers may have pushes set up with tokens that nobody may read
        root_sudo = self.sudo()._roots().ensure_one()
        return root_sudo._platform(), root_sudo, root_sudo._valid_access_token()

    def _read_pushes(self):
        adapter, root_sudo, token = self._push_target()
        return adapter._push_subscriptions(root_sudo, token)

    def _subscribe(self):
        adapter, root_sudo, token = self._push_target()
        adapter._subscribe_pushes(root_sudo, token)

    def _remember_pushes(self, subscriptions):
        # sudo: only the system writes what the platform said
        self.sudo().write(
            {
                "push_state": [{**asdict(row), "where": self._where(row.address)} for row in subscriptions],
                "push_asked_at": fields.Datetime.now(),
            }
        )

    def _where(self, address):
        if not address:
            return "none"
        return "ours" if address == self.sudo()._roots().account_id.push_url else "other"

    def _take_free_pushes(self):
        """Set pushes up unless another program gets some of them; return what was in the way, in words."""
        try:
            wanted = [row for row in self._read_pushes() if row.wanted]
            if all(self._where(row.address) == "ours" for row in wanted):
                return False
            if any(self._where(row.address) == "other" for row in wanted):
                return self.env._(
                    "Pushes of “%(name)s” go to another address and were left there. To take them over press "
                    "Set up pushes on the storefront, page Connection.",
                    name=self.name,
                )
            self._subscribe()
        except MarketplaceError as error:
            return self._push_refusal(error)
        return False
