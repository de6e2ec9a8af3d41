import re

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..lib.errors import MarketplaceError


class OceanStorefrontConnect(models.TransientModel):
    """Steps 4 and 5: the seller's approval, and what the found shops start with."""

    _inherit = "ocean.storefront.connect"

    shop_numbers = fields.Text("Shop IDs", help="One per line. The app must have been given access to them.")
    push_note = fields.Text("Pushes", readonly=True)
    storefront_ids = fields.Many2many("ocean.storefront", compute="_compute_storefronts")
    has_found = fields.Boolean(compute="_compute_storefronts")
    has_notes = fields.Boolean(compute="_compute_storefronts")

    @api.depends("step", "shop_ids.storefront_id", "shop_ids.selected")
    def _compute_storefronts(self):
        for wizard in self:
            started = wizard.shop_ids.filtered("selected").storefront_id.filtered("started")
            wizard.storefront_ids = started if wizard.step == "import" else False
            wizard.has_found = bool(wizard.shop_ids)
            wizard.has_notes = any(wizard.shop_ids.mapped("note"))

    # === APPROVAL === #

    def action_approve(self):
        """Open the platform's page, where the seller approves."""
        self.ensure_one()
        self._check_rights()
        try:
            return self.account_id._action_consent(from_wizard=True)
        except MarketplaceError as error:
            raise UserError(self._refusal(error)) from error

    def _leave_approve(self):
        """Connect by keys alone, for platforms without a page of approval."""
        shop_ids = list(dict.fromkeys(re.findall(r"[^\s,;]+", self.shop_numbers or "")))
        if not shop_ids:
            raise UserError(self.env._("Enter the ID of at least one shop."))
        try:
            # sudo: managers may connect shops but may not read the app's secret
            grants = self._adapter()._grants_by_keys(self.account_id.sudo(), shop_ids)
        except MarketplaceError as error:
            raise UserError(self._refusal(error)) from error
        self._take_grants(self.env.company, grants)

    @api.model
    def _for_callback(self, account):
        """Return the user's wizard that asked for the approval of `account`, or another if it is gone."""
        domain = [("create_uid", "=", self.env.uid), ("account_id", "=", account.id)]
        last = self.search(domain, order="write_date desc, id desc", limit=1)
        return last or self._create_for(account)

    def _take_grants(self, company, grants):
        """Keep the shops of an approval; they begin to work when the last step is confirmed."""
        self.ensure_one()
        storefronts, refusals = self.env["ocean.storefront"]._connect_each(
            self.account_id, company, grants, started=False
        )
        self.write({"step": "start", "shop_ids": [fields.Command.clear()]})
        self.env["ocean.storefront.connect.shop"]._add_grants(self, grants, storefronts, refusals)
        # Tokens are used once, and no row stays locked while the platform is asked.
        self.env.cr.commit()  # pylint: disable=invalid-commit
        self._add_links(self._find_links(storefronts))

    def _add_links(self, links):
        for platform, storefronts in links:
            self.env["ocean.storefront.connect.shop"]._add_links(self, platform, storefronts)

    def _find_links(self, storefronts):
        """Return (platform, storefronts through which a shop of it is reached) for the other platforms."""
        links = []
        account_model = self.env["ocean.account"].sudo()  # sudo: only asked how its platform connects
        for platform, _label in self._selection_platform():
            draft = account_model.new({"platform": platform, "environment": self.environment})
            adapter = self.env[f"ocean.platform.{platform}"]
            if platform == self.platform or adapter._approval(draft) != "linked":
                continue
            try:
                links.append((platform, adapter._linkable(storefronts)))
            except MarketplaceError:
                continue  # the storefront's own lanes will tell what is wrong
        return links

    # === START === #

    @api.model
    def _action_for_storefronts(self, storefronts):
        """Open the last step for storefronts whose setting up was interrupted."""
        account = storefronts.account_id[:1]
        wizard = self.new(
            {"platform": account.platform, "environment": account.environment, "account_id": account.id}
        )
        links = wizard._find_links(storefronts)  # asks the platform, so before anything is written
        wizard = self._create_for(account)
        wizard.step = "start"
        line_model = self.env["ocean.storefront.connect.shop"]
        line_model.create(
            [{"connect_id": wizard.id, **line_model._storefront_values(shop)} for shop in storefronts]
        )
        wizard._add_links(links)
        return wizard._action_open()

    def _leave_start(self):
        """Start the chosen shops and show their first import."""
        given_up = self.shop_ids.filtered(lambda line: line.state == "new" and not line.selected)
        chosen = self._chosen(given_up)
        if not chosen:
            raise UserError(self.env._("Choose at least one shop to start, or close this window."))
        for line in chosen:
            if not line.since or not line.warehouse_id:
                raise UserError(
                    self.env._("“%(name)s” needs a warehouse and a date to import from.", name=line.name)
                )
        note = self._set_up_pushes(chosen.storefront_id)  # asks the platform, so before anything is written
        chosen._start()
        given_up._drop()
        chosen.storefront_id._after_connect()
        self.write({"step": "import", "push_note": note})

    def _chosen(self, given_up):
        """Return the lines to start, those first that others are reached through."""
        chosen = self.shop_ids.filtered(
            lambda line: (
                line.selected
                and line.state in ("new", "link")
                and line.parent_id not in given_up.storefront_id
            )
        )
        return chosen.sorted(lambda line: line.state == "link")

    def _set_up_pushes(self, storefronts):
        """Have pushes sent where the platform lets us do so; return what did not work, in words."""
        if "push_setup" not in self._adapter()._features():
            return False
        notes = [storefront._take_free_pushes() for storefront in storefronts]
        return "\n".join(dict.fromkeys(note for note in notes if note))
