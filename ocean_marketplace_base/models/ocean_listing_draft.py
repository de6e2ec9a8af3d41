from odoo import api, models


class OceanListing(models.Model):
    """Drafts: listings of products that a storefront does not have yet."""

    _inherit = "ocean.listing"

    @api.model
    def _draft_for(self, storefront, templates):
        """Return the listings of `templates` on `storefront`, with a row for each active variant.

        A product that is listed there already keeps its listings, a new variant gets its row on the first of
        them; other products get a draft. Nothing is sent.
        """
        known = self.search(
            [
                ("storefront_id", "=", storefront.id),
                ("product_tmpl_id", "in", templates.ids),
                ("state", "!=", "deleted"),
            ],
            order="id",
        )
        listed = known.grouped("product_tmpl_id")
        missing = templates.filtered(lambda template: template not in listed)
        # sudo: whoever publishes may not write listings; only what the product says is written
        created = self.sudo().create([self._draft_values(storefront, template) for template in missing])
        first = {template: listings[:1] for template, listings in listed.items()}
        first.update({listing.product_tmpl_id: listing.sudo(False) for listing in created})
        self._add_variants(first)
        tree = self.env["ocean.category.tree"]._of(storefront)[storefront]
        self.env["ocean.product.profile"]._ensure(templates, tree)
        return known | created.sudo(False)

    @api.model
    def _draft_values(self, storefront, template):
        return {
            "storefront_id": storefront.id,
            "product_tmpl_id": template.id,
            "name": template.name,
            "state": "draft",
            "managed": True,
        }

    @api.model
    def _add_variants(self, listing_by_template):
        """Give each listing a row for every active variant of its product that has none there."""
        values = []
        for template, listing in listing_by_template.items():
            if listing.external_id and not listing.managed:
                continue  # its variants are the platform's
            lines = template._ocean_option_lines()
            rows = {sku.product_id: sku for sku in listing.sku_ids}
            for product in template.product_variant_ids:
                wanted = product._ocean_draft_values(lines)
                if product in rows:
                    rows[product]._follow_draft(wanted)
                elif not listing.sku_ids._become_again(product, wanted["options"]):
                    values.append({"listing_id": listing.id, "product_id": product.id, **wanted})
        self.env["ocean.listing.sku"].sudo().create(values)


class OceanListingSku(models.Model):
    _inherit = "ocean.listing.sku"

    def _follow_draft(self, wanted):
        """Let a variant that the platform does not have yet say what its product says."""
        if not self.external_id and self.options != wanted["options"]:
            self.sudo().write(wanted)  # sudo: as in `OceanListing._draft_for`

    def _become_again(self, product, options):
        """Give `product` to the one of these variants with the same `options` whose product was archived, as
        Odoo does where options come and go; return that variant.
        """
        left = self.filtered(
            lambda sku: sku.product_id and not sku.product_id.active and (sku.options or []) == options
        )[:1]
        left.sudo().product_id = product  # sudo: as above
        return left


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _filter_to_unlink(self):
        """Archive variants that a platform shows as we say, where options change: what is deleted could not
        be told from a variant that was never ours, and would stay there.
        """
        skus = self.env["ocean.listing.sku"].sudo()  # sudo: whoever edits products may not see all shops
        shown = skus.search(
            [
                ("product_id", "in", self.ids),
                ("external_id", "!=", False),
                ("listing_id.managed", "=", True),
            ]
        )
        return super()._filter_to_unlink() - shown.product_id

    def _ocean_options(self, lines):
        """Return what a buyer chooses for this variant, in the order of the attribute lines `lines`."""
        self.ensure_one()
        names = {value.attribute_line_id: value.name for value in self.product_template_attribute_value_ids}
        return [names.get(line, "") for line in lines]

    def _ocean_draft_values(self, lines):
        """Return what a variant says of itself before the platform has it."""
        options = self._ocean_options(lines)
        return {
            "seller_sku": self.default_code,
            "barcode": self.barcode,
            "name": ", ".join(options) or False,
            "options": options,
        }
