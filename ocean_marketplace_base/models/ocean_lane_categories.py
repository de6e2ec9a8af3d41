import logging
from functools import partial

from odoo import api, fields, models

from ..lib.errors import MarketplaceError

_logger = logging.getLogger(__name__)

WEEKLY = {"days": 7}
RULES_AT_ONCE = 20


class OceanLane(models.Model):
    """The catalogue lane, first part: categories of the platforms and what they want."""

    _inherit = "ocean.lane"

    @api.model
    def _cron_catalogue(self):
        self.env["ocean.category.tree"]._read_due()
        return super()._cron_catalogue()


class OceanCategoryTree(models.Model):
    """Reading categories through a shop of the platform."""

    _inherit = "ocean.category.tree"

    @api.model
    def _read_due(self):
        """Read the trees whose turn it is, and what chosen categories want."""
        storefronts = self.env["ocean.storefront"].search([("parent_id", "=", False)])
        usable = storefronts.filtered(lambda shop: shop._is_running() and shop.can_publish)
        for storefront, tree in self._of(usable).items():
            if tree._is_due(storefront):
                tree._reading(storefront, tree._read_tree)
            for category in tree._due_rules():
                if not tree._reading(storefront, partial(tree._read_rules_of, category)):
                    break  # the platform does not answer now

    def _is_due(self, storefront):
        if not self.next_read or self.next_read <= fields.Datetime.now():
            return True
        return self.read_at and not self.failures and self._version_of(storefront) != self.version

    def _version_of(self, storefront):
        """Return which version of the categories is valid; this asks nobody."""
        try:
            return storefront._with_catalogue(lambda catalogue: catalogue.version)
        except MarketplaceError:
            return self.version  # without token; connecting again is the business of other lanes

    def _due_rules(self):
        return self.env["ocean.category"].search(
            [("tree_id", "=", self.id), ("rules_due", "=", True)], limit=RULES_AT_ONCE
        )

    def _reading(self, storefront, read):
        """Call ``read(storefront)``, then the step it returns in a transaction; return whether it worked."""
        self.env["ir.cron"]._commit_progress(0, remaining=0)
        try:
            step = read(storefront)
            self._retrying(step)
        except MarketplaceError as error:
            self.env.cr.rollback()
            _logger.info("categories of %s: %s", self.display_name, type(error).__name__)
            self._retrying(partial(self._failed_reading, storefront, error))
            return False
        return True

    def _read_tree(self, storefront):
        """Ask for the whole tree; return the step that keeps it."""
        version, limits, categories = storefront._with_catalogue(
            lambda catalogue: (catalogue.version, catalogue.limits, list(catalogue.categories()))
        )

        def keep():
            self._keep(version, limits, categories)
            self.write(
                {
                    "next_read": fields.Datetime.add(fields.Datetime.now(), **WEEKLY),
                    "failures": 0,
                    "last_error": False,
                }
            )
            self._log(storefront, result="ok", got=len(categories), expected=len(categories))

        return keep

    def _read_rules_of(self, category, storefront):
        """Ask what `category` wants; return the step that keeps it."""
        version, rules = category._ask_rules(storefront)
        return lambda: category._keep_rules(rules, version)

    def _failed_reading(self, storefront, error):
        self.write(
            {
                "failures": self.failures + 1,
                "last_error": error.message or type(error).__name__,
                "next_read": self._later(min(self.failures, 8), base=60, cap=6 * 3600),
            }
        )
        self._log(
            storefront,
            result="failed",
            failed=1,
            message=error.message or type(error).__name__,
            code=error.code,
            request_id=error.request_id,
        )

    def _log(self, storefront, **values):
        self.env["ocean.log"].create(
            {
                "storefront_id": storefront.id,
                "kind": "catalogue",
                "message": self.env._("Categories"),
                **values,
            }
        )

    def action_read_now(self):
        """Let the catalogue lane read these categories anew."""
        self.browse().check_access("read")
        # sudo: only the system writes the cache; asking for a run is part of a user's work
        self.sudo().write({"next_read": False, "failures": 0})
        self.env["ocean.storefront"]._dispatch("catalogue")
