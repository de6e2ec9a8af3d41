from odoo import api, fields, models
from odoo.fields import Domain

from ..lib.catalogue import Limits
from ..lib.limits_plain import limits_from_plain
from .ocean_account import ENVIRONMENTS
from .ocean_selection import selection_text


class OceanCategoryTree(models.Model):
    """The categories of a platform in a region: one cache for all shops that list there.

    Simulators and platform sandboxes have trees of their own, so that none of theirs is offered for a real
    shop.
    """

    _name = "ocean.category.tree"
    _description = "Categories of a platform"
    _inherit = "ocean.retry"
    _order = "platform, region, environment, id"

    platform = fields.Selection(lambda self: self._platforms(), required=True, readonly=True)
    region = fields.Char(readonly=True, help="Country code; empty where the platform has one tree for all.")
    environment = fields.Selection(ENVIRONMENTS, required=True, readonly=True, default="production")
    version = fields.Char(readonly=True)
    limits = fields.Json(readonly=True, help="What holds in every category.")
    read_at = fields.Datetime("Read", readonly=True)
    next_read = fields.Datetime("Next read", readonly=True)
    failures = fields.Integer("Failures in a row", readonly=True)
    last_error = fields.Char("Last error", readonly=True)
    category_ids = fields.One2many("ocean.category", "tree_id", "Categories")

    _tree_uniq = models.Constraint(
        "UNIQUE (platform, region, environment)", "These categories are already kept."
    )

    @api.model
    def _platforms(self):
        return self.env["ocean.account"]._fields["platform"]._description_selection(self.env)

    @api.depends("platform", "region", "environment")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for tree in self:
            words = [tree._platform_label(), tree.region]
            if tree.environment != "production":
                words.append(f"({selection_text(tree, 'environment')})")
            tree.display_name = " ".join(word for word in words if word)

    def _platform_label(self):
        self.ensure_one()
        adapter = f"ocean.platform.{self.platform}"
        return self.env[adapter]._label(self.region or "") if adapter in self.env else self.platform

    @api.model
    def _key(self, storefront):
        """Return what tells the tree of `storefront`: that of the shop whose connection it uses."""
        root = storefront.sudo()._roots()  # sudo: the parent may be of a shop the user does not see
        return root.platform, root.region or "", root.environment

    @api.model
    def _of(self, storefronts):
        """Return {storefront: tree}, with new rows for trees that are not kept yet."""
        # sudo: the cache is shared by all companies and written by the system only
        trees_sudo = self.sudo().search(Domain.TRUE)
        by_key = {(tree.platform, tree.region or "", tree.environment): tree for tree in trees_sudo}
        for storefront in storefronts:
            platform, region, environment = key = self._key(storefront)
            if key not in by_key:
                by_key[key] = trees_sudo.create(
                    {"platform": platform, "region": region, "environment": environment}
                )
        return {storefront: by_key[self._key(storefront)].sudo(False) for storefront in storefronts}

    def _limits(self):
        """Return the `catalogue.Limits` that hold in every category, the widest while none are known."""
        return limits_from_plain(self.sudo().limits) if self and self.sudo().limits else Limits()
