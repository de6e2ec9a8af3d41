from odoo import _lt, models

from .ocean_exception_kinds import BLOCKING, KINDS, MONEY
from .ocean_listing_requests import CAUSE

KINDS.update(
    {
        "listing_refused": (
            "catalogue",
            BLOCKING,
            _lt("The platform refused a change of a listing: %(detail)s"),
            _lt("Buyers still see the listing as it was."),
            _lt("Open the listing, mend what the platform names, and publish again."),
        ),
        "listing_unsure": (
            "catalogue",
            BLOCKING,
            _lt("It is not known what became of a change of a listing: %(detail)s"),
            _lt("Nothing is sent again until the platform says what happened."),
            _lt("Look at the listing on the platform, then press Retry."),
        ),
        "price_refused": (
            "catalogue",
            MONEY,
            _lt("A price was not sent: %(detail)s"),
            _lt("Buyers still see the former price. The rest of the listing was published."),
            _lt("Change the price, or have a manager accept it with a reason; then press Retry."),
        ),
    }
)


class OceanException(models.Model):
    """Exceptions of outgoing requests: where they are mended, and what trying again means."""

    _inherit = "ocean.exception"

    def _commands(self):
        """Return the requests behind this row; its cause ends with their kind."""
        self.ensure_one()
        reference, _colon, kind = self.cause_key.rpartition(":")
        listing = self.env["ocean.listing"]._of_cause(reference)
        about = ("listing_id", "=", listing.id) if listing else ("order_id.external_id", "=", reference)
        return self.env["ocean.command"].search(
            [("storefront_id", "=", self.storefront_id.id), ("kind", "=", kind), about]
        )

    def _caused_listing(self):
        self.ensure_one()
        return self.env["ocean.listing"]._of_cause(self.cause_key.rpartition(":")[0])

    def _figures_alone(self, order):
        if self.cause_key.startswith(CAUSE):
            return 1, 0.0
        return super()._figures_alone(order)

    # === OPENING THE CURE === #

    def _fix_command_refused(self):
        return self._fix_orders_of(self._commands().order_id)

    def _fix_outcome_unsure(self):
        return self.storefront_id._action_of(
            "ocean_marketplace_base.ocean_command_action", [("id", "in", self._commands().ids)]
        )

    def _fix_listing_refused(self):
        listing = self._caused_listing()
        return listing.get_formview_action() if listing else self.storefront_id.action_view_listings()

    def _fix_listing_unsure(self):
        return self._fix_outcome_unsure()

    def _fix_price_refused(self):
        return self._fix_listing_refused()

    # === TRYING AGAIN === #

    def _retry_command_refused(self):
        self._commands()[:1].action_try_again()
        self._resolve()

    def _retry_outcome_unsure(self):
        self._commands().action_check()

    def _retry_listing_refused(self):
        if last := self._commands()[:1]:  # refused, or done but for some parts
            last._subject()._command_again(last)
        self._resolve()

    def _retry_listing_unsure(self):
        self._retry_outcome_unsure()

    def _retry_price_refused(self):
        self._caused_listing()._ask("listing_publish", keys=["price"])
        self._resolve()
