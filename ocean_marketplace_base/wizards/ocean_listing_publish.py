from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..lib import content

SHOWN_PROBLEMS = 3


class OceanListingPublish(models.TransientModel):
    """Publish products: choose storefronts, see what is still missing on each, then start a run."""

    _name = "ocean.listing.publish"
    _description = "Publish to storefronts"

    product_tmpl_ids = fields.Many2many("product.template", string="Products", readonly=True)
    storefront_ids = fields.Many2many("ocean.storefront", string="Storefronts")
    possible_ids = fields.Many2many("ocean.storefront", compute="_compute_possible_ids")
    line_ids = fields.One2many("ocean.listing.publish.line", "publish_id", "Listings")
    product_count = fields.Integer("Number of products", compute="_compute_counts")
    ready_count = fields.Integer("Ready", compute="_compute_counts")
    incomplete_count = fields.Integer("Incomplete", compute="_compute_counts")
    same_count = fields.Integer("Up to date", compute="_compute_counts")

    @api.model
    def _possible_storefronts(self):
        found = self.env["ocean.storefront"].search([("connection", "=", "connected")])
        return found.filtered("can_publish")

    @api.depends("product_tmpl_ids")
    def _compute_possible_ids(self):
        possible = self._possible_storefronts()
        for dialog in self:
            dialog.possible_ids = possible

    @api.depends("line_ids.state", "product_tmpl_ids")
    def _compute_counts(self):
        for dialog in self:
            dialog.product_count = len(dialog.product_tmpl_ids)
            states = dialog.line_ids.mapped("state")
            dialog.ready_count = states.count("ready")
            dialog.incomplete_count = states.count("incomplete")
            dialog.same_count = states.count("same")

    @api.model
    def _open(self, templates):
        """Return the action of the dialog for `templates`.

        :raise AccessError: the caller is no manager
        :raise UserError: no products, or no storefront that can take them
        """
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may publish products."))
        templates.check_access("read")
        possible = self._possible_storefronts()
        if not templates or not possible:
            raise UserError(
                self.env._("Choose products.")
                if possible
                else self.env._("No storefront is connected to which products can be published.")
            )
        dialog = self.create(
            {
                "product_tmpl_ids": [fields.Command.set(templates.ids)],
                "storefront_ids": [fields.Command.set(possible.ids if len(possible) == 1 else [])],
            }
        )
        return dialog._action()

    def _action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Publish to…"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def action_check(self):
        """Prepare drafts and show what is still missing on each storefront."""
        self.ensure_one()
        if not self.storefront_ids:
            raise UserError(self.env._("Choose at least one storefront."))
        if self.storefront_ids - self.possible_ids:
            raise UserError(self.env._("Choose storefronts that are connected and can take products."))
        self._check_companies()
        self.line_ids.unlink()
        listings = self.env["ocean.listing"]
        for storefront in self.storefront_ids:
            listings |= listings._draft_for(storefront, self._for_company(storefront.company_id))
        rows = self._rows(listings)
        self.env["ocean.listing.publish.line"].create(rows)
        return self._action()

    def _check_companies(self):
        """:raise UserError: a product belongs to a company that none of the chosen storefronts is of"""
        sold = self.browse().product_tmpl_ids.union(
            *[self._for_company(company) for company in self.storefront_ids.company_id]
        )
        if alien := self.product_tmpl_ids - sold:
            raise UserError(
                self.env._(
                    "None of the chosen storefronts is of the company of: %(products)s.",
                    products=", ".join(alien.mapped("display_name")),
                )
            )

    def _for_company(self, company):
        """Return the products that a storefront of `company` may sell."""
        return self.product_tmpl_ids.filtered(
            lambda template: not template.company_id or template.company_id == company
        )

    def _rows(self, listings):
        """Return the values of the lines about `listings`, in a constant number of queries."""
        problems = listings._problems_by_listing()
        wanted = listings._wanted_keys("listing_publish")
        return [
            self._row(
                listing,
                [one for one in problems[listing] if one.blocking and one.key in wanted.get(listing, ())],
                listing in wanted,
            )
            for listing in listings
        ]

    def _row(self, listing, problems, differs):
        state = "incomplete" if problems else "ready" if differs else "same"
        words = [listing._problem_text(problem) for problem in problems[:SHOWN_PROBLEMS]]
        if more := len(problems) - len(words):
            words.append(self.env._("and %(more)d more", more=more))
        return {
            "publish_id": self.id,
            "listing_id": listing.id,
            "state": state,
            "missing": " ".join(words) or False,
            "chosen": state == "ready",
        }

    def action_publish(self):
        """Publish what is chosen and complete."""
        self.ensure_one()
        chosen = self.line_ids.filtered("chosen")
        if chosen.filtered(lambda line: line.state == "incomplete"):
            raise UserError(self.env._("Complete the chosen products first, then press Check again."))
        listings = chosen.filtered(lambda line: line.state == "ready").listing_id
        if not listings:
            raise UserError(self.env._("Choose at least one product that is complete and not up to date."))
        new = listings.filtered(lambda listing: not listing.external_id)
        return listings._start("listing_publish", dict.fromkeys(new, content.KEYS), close=True)


class OceanListingPublishLine(models.TransientModel):
    """One product on one storefront, before it is published."""

    _name = "ocean.listing.publish.line"
    _description = "Product to publish"
    _order = "state, storefront_id, id"

    publish_id = fields.Many2one(
        "ocean.listing.publish", "Dialog", required=True, ondelete="cascade", index=True
    )
    listing_id = fields.Many2one("ocean.listing", required=True, readonly=True, ondelete="cascade")
    product_tmpl_id = fields.Many2one(related="listing_id.product_tmpl_id")
    storefront_id = fields.Many2one(related="listing_id.storefront_id", store=True)
    completeness = fields.Integer(related="listing_id.completeness")
    missing = fields.Char("What is missing", readonly=True)
    state = fields.Selection(
        [("incomplete", "Incomplete"), ("ready", "Ready"), ("same", "Up to date")],
        required=True,
        readonly=True,
    )
    chosen = fields.Boolean("Publish")

    def action_open(self):
        """Open the listing, where what is missing can be completed."""
        self.ensure_one()
        return self.listing_id.get_formview_action()


class ProductTemplate(models.Model):
    _inherit = "product.template"

    def action_ocean_publish(self):
        """Publish these products to storefronts."""
        return self.env["ocean.listing.publish"]._open(self)


class ProductProduct(models.Model):
    _inherit = "product.product"

    def action_ocean_publish(self):
        """Publish the products of these variants to storefronts."""
        return self.product_tmpl_id.action_ocean_publish()
