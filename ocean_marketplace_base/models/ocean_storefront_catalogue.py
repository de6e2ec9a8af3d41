from odoo import api, fields, models

from ..lib import content

POLICIES = [("ours", "Ours wins"), ("theirs", "Platform's wins"), ("ask", "Ask")]
# Which policy decides about which part of a listing.
POLICY_OF = {
    content.NAME: "policy_text",
    content.DESCRIPTION: "policy_text",
    content.CATEGORY: "policy_category",
    content.IMAGES: "policy_images",
    content.SIZE: "policy_details",
    content.CONDITION: "policy_details",
    content.LEAD_TIME: "policy_details",
    content.VARIANTS: "policy_variants",
    content.PRICE: "policy_price",
}


class OceanStorefront(models.Model):
    """What is sent of listings and prices, and who wins when both sides changed something."""

    _inherit = "ocean.storefront"

    listing_push = fields.Selection(
        [("manual", "When somebody presses Publish changes"), ("automatic", "Every night")],
        "Send changes of listings",
        required=True,
        default="manual",
        help="Connecting never changes a shop: look at a preview before you switch this on.",
    )
    policy_text = fields.Selection(POLICIES, "Name and description", required=True, default="ask")
    policy_category = fields.Selection(POLICIES, "Category, brand, attributes", required=True, default="ask")
    policy_images = fields.Selection(POLICIES, "Images", required=True, default="ask")
    policy_details = fields.Selection(
        POLICIES, "Weight, size, condition, lead time", required=True, default="ask"
    )
    policy_variants = fields.Selection(POLICIES, "Variants", required=True, default="ask")
    policy_price = fields.Selection(POLICIES, "Prices", required=True, default="ours")
    margin_guard = fields.Float(
        "Margin guard",
        help="Least margin over cost, after VAT and the platform's estimated fees. "
        "A price that leaves less is not sent. 0 switches this off.",
    )
    fee_estimate = fields.Float("Estimated fees", help="Share of the price that the platform keeps.")
    can_publish = fields.Boolean(compute="_compute_can_publish")
    can_recover = fields.Boolean(compute="_compute_can_publish")

    _margin_guard_check = models.Constraint(
        "CHECK (margin_guard >= 0 AND fee_estimate >= 0 AND fee_estimate < 1)",
        "Enter a margin of at least 0 % and fees of less than 100 %.",
    )

    @api.depends("platform")
    def _compute_can_publish(self):
        for storefront in self:
            features = storefront._platform_features()
            storefront.can_publish = "publish" in features
            storefront.can_recover = {"publish", "recover"} <= features

    @api.onchange("listing_push")
    def _onchange_listing_push(self):
        """Tell what sending by itself would begin with, before it is saved."""
        if self.listing_push != "automatic" or not self._origin:
            return None
        count = len(self._origin._differing_listings())
        text = self.env._(
            "From the coming night on, changes are sent without anybody looking. Listings that differ now: "
            "%(count)d. Press Preview changes to see them first.",
            count=count,
        )
        return {"warning": {"title": self.env._("Send changes of listings"), "message": text}}

    def _differing_listings(self):
        return self.env["ocean.listing"].search(
            [
                ("storefront_id", "in", self.ids),
                ("external_id", "!=", False),
                ("state", "not in", ("deleted", "draft")),
                ("push_state", "in", ("differs", "refused")),
            ]
        )

    def action_preview_listings(self):
        """Show what publishing everything that differs would change; nothing is sent before Push is pressed.

        :raise AccessError: the caller is no manager
        :raise UserError: nothing differs
        """
        return self.env["ocean.listing.preview"]._open(self._differing_listings())

    def _platform_features(self):
        """Return what the connection of this storefront can do; nothing while its addon is not installed."""
        # sudo: users may not read apps, only see what is possible
        account_sudo = self.sudo()._roots().account_id[:1]
        return account_sudo._platform()._features() if account_sudo._is_platform_installed() else frozenset()

    def _listing_policy(self, key):
        """Return who decides about a part of listings: ``ours``, ``theirs`` or ``ask``.

        :param str key: of `content.KEYS`, or an aspect of one, such as ``price:123``
        """
        self.ensure_one()
        return self[POLICY_OF[key.partition(":")[0]]]

    def _with_catalogue(self, function):
        """Return ``function(catalogue)`` of the shop; see `_with_client`. One call per function, so that a
        repetition with a new token repeats nothing else.
        """
        return self._with_client("_catalogue", function)
