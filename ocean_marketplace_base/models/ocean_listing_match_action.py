from markupsafe import Markup

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools.misc import formatLang


class OceanListingSku(models.Model):
    """What people do on the matching screen. Each act on variants is a run that can be undone as a whole."""

    _inherit = "ocean.listing.sku"

    def action_accept_exact(self):
        """Accept every exact match there is in the companies of the user; return a notification with Undo.

        Which records it is called on makes no difference.

        Exact: one product and one variant of the storefront have the SKU or barcode. What became exact since
        listings were read last counts as well.
        """
        self.check_access("write")
        todo = self.search(self._todo_domain())
        todo._suggest(with_names=False)
        return self._act("match", todo._accept(exact=True))

    def action_accept(self):
        """Accept what is suggested for these variants; return a notification with Undo.

        :raise UserError: when nothing is suggested for any of them
        """
        self.check_access("write")
        return self._act("match", self._accept())

    def action_ignore(self):
        """Say that these variants need no product; return a notification with Undo."""
        self.check_access("write")
        return self._act("match", self._set_ignored(True))

    def action_unignore(self):
        """Have these variants matched again."""
        self.check_access("write")
        return self._act("match", self._set_ignored(False))

    def action_create_product(self):
        """Create the products of these variants from their listings; return a notification with Undo.

        Variants of one listing become variants of one product, where the platform tells their options.

        :raise AccessError: for who may not create products in Odoo
        """
        self.check_access("write")
        self.env["product.product"].check_access("create")
        open_ones = self.filtered(lambda sku: not sku.product_id)
        return self._act("match", open_ones._create_products())

    def action_import(self):
        """Open Odoo's import screen for mappings."""
        return self._import_screen(self.env._("Import mappings"))

    @api.model
    def get_empty_list_help(self, help_message):
        """On the matching screen say how many variants there are, when none of them needs anything.

        On the screens of stock (``ocean_stock_screen``) say why a list is empty that could hold something.
        """
        matching = not self.env.context.get("ocean_stock_screen")
        total = self.search_count([] if matching else [("product_id", "!=", False)])
        if not total or self.env.context.get("search_default_below"):
            return super().get_empty_list_help(help_message)
        if not matching or self.search_count(self._todo_domain(), limit=1):
            return self._smile(self.env._("No variant is like this. Remove a filter to see the others."))
        if total == 1:
            return self._smile(self.env._("The only variant is matched."))
        return self._smile(
            self.env._("All %(count)s variants are matched.", count=formatLang(self.env, total, digits=0))
        )

    @api.model
    def _smile(self, text):
        return Markup('<p class="o_view_nocontent_smiling_face">%s</p>') % text

    def _set_ignored(self, ignored):
        """Ignore these variants, or not; return the logged changes. Matched ones are left alone."""
        chosen = self.filtered(lambda sku: sku.ignored != ignored and not sku.product_id)
        before = chosen._mapping()
        chosen.with_context(ocean_match_batch=True).write({"ignored": ignored})
        return chosen._after_match(before)

    @api.model
    def _act(self, kind, changes):
        """Return what tells the user how many variants `changes` are about, with a button to undo them."""
        if not changes:
            raise UserError(self.env._("There is nothing to do: no chosen variant can be matched like this."))
        jobs = self.env["ocean.job"]._of_changes(kind, changes)
        self.env["ocean.live"]._changed(self._name, changes.storefront_id)
        return {
            "type": "ir.actions.client",
            "tag": "ocean_matched",
            "params": {"message": self._matched_text(changes), "job_ids": jobs.ids},
        }

    @api.model
    def _matched_text(self, changes):
        matched = len(changes.filtered("product_id"))
        if matched == 1:
            return self.env._("1 variant matched.")
        if matched:
            return self.env._("%(count)s variants matched.", count=matched)
        if len(changes) == 1:
            return self.env._("1 variant changed.")
        return self.env._("%(count)s variants changed.", count=len(changes))
