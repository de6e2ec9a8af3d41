from odoo import models


class OceanPlatform(models.AbstractModel):
    """The part of the adapter contract about outgoing requests."""

    _inherit = "ocean.platform"

    def _command_reasons(self, storefront, access_token, command):
        """Ask which reasons a `commands.Command` may have now; return a list of `commands.Reason`.

        Empty where the platform wants none. Called outside of row locks.

        :raise MarketplaceError: when the platform does not say
        """
        raise NotImplementedError

    def _command_refusal(self, order, kind):
        """Return why `kind` cannot be asked for `order` (`ocean.order`) as it stands, or ``""``. No call."""
        raise NotImplementedError

    def _send_command(self, storefront, access_token, command):
        """Do what a `commands.Command` says.

        :raise Rejected: the platform does not do it; nothing happened
        :raise Transient: nobody knows whether it happened
        :raise MarketplaceError: nothing happened
        """
        raise NotImplementedError
