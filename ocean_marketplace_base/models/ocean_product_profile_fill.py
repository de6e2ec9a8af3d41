from itertools import islice

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..lib.errors import MarketplaceError

SUGGESTIONS = 5
BRANDS = 200  # of one search


class OceanProductProfile(models.Model):
    """Filling profiles: from the shop's own listings, from earlier products, from the platform's advice."""

    _inherit = "ocean.product.profile"

    suggestion_ids = fields.Many2many(
        "ocean.category",
        "ocean_profile_suggestion_rel",
        "profile_id",
        "category_id",
        "Suggested",
        readonly=True,
    )
    brand_query = fields.Char("Find brand", store=False, help="Part of the brand's name, then press Find.")

    @api.model
    def _ensure(self, templates, tree):
        """Return the profiles of `templates` for `tree`; new ones say what the shop's listings say."""
        known = self.search([("product_tmpl_id", "in", templates.ids), ("tree_id", "=", tree.id)])
        missing = templates - known.product_tmpl_id
        # sudo: drafts are made for whoever may publish
        created_sudo = self.sudo().create(
            [{"product_tmpl_id": template.id, "tree_id": tree.id} for template in missing]
        )
        created_sudo._fill_from_listings()
        return known | created_sudo.sudo(False)

    # === FROM LISTINGS === #

    def _fill_from_listings(self):
        """Fill what is empty with what a listing of the product on the same platform says."""
        listings = self.env["ocean.listing"].search(
            [("product_tmpl_id", "in", self.product_tmpl_id.ids), ("remote", "!=", False)], order="id desc"
        )
        trees = self.env["ocean.category.tree"]._of(listings.storefront_id)
        by_key = {
            (listing.product_tmpl_id.id, trees[listing.storefront_id].id): listing for listing in listings
        }
        for profile in self:
            listing = by_key.get((profile.product_tmpl_id.id, profile.tree_id.id))
            if listing and (theirs := listing._remote_content()):
                profile._fill_from(theirs)

    def _fill_from(self, theirs):
        if not self.category_id:
            self.category_id = self._category_of(theirs.category_id)
        if self.category_id.external_id != theirs.category_id:
            return
        if not self.brand_id and theirs.brand_id:
            self.brand_id = self.env["ocean.brand"]._keep(
                self.category_id, [theirs.brand_id], [theirs.brand_name]
            )
        told = {value.attribute_id: value for value in theirs.attributes}
        for row in self.value_ids.filtered(lambda row: not row._is_told()):
            if value := told.get(row.attribute_id.external_id):
                row._take(value)

    def _category_of(self, number):
        return self.env["ocean.category"].search(
            [("tree_id", "=", self.tree_id.id), ("external_id", "=", number), ("usable", "=", True)], limit=1
        )

    # === FROM EARLIER PRODUCTS === #

    def action_fill_from_earlier(self):
        """Fill what is empty as it was told of the last other product of the same category."""
        self.check_access("write")
        for profile in self.filtered("category_id"):
            earlier = self.search(
                [
                    ("category_id", "=", profile.category_id.id),
                    ("id", "!=", profile.id),
                    ("value_ids", "!=", False),
                ],
                order="write_date desc, id desc",
                limit=1,
            )
            profile._copy_from(earlier)
        return True

    def _copy_from(self, earlier):
        if not self.brand_id:
            self.brand_id = earlier.brand_id
        told = {row.attribute_id: row for row in earlier.value_ids if row._is_told()}
        for row in self.value_ids.filtered(lambda row: not row._is_told()):
            if other := told.get(row.attribute_id):
                row.write(
                    {
                        "value_ids": [fields.Command.set(other.value_ids.ids)],
                        "text": other.text,
                        "date": other.date,
                        "unit_id": other.unit_id.id,
                    }
                )

    # === ASKING THE PLATFORM === #

    def _through(self):
        """Return a connected storefront of the user's companies through which the platform can be asked.

        :raise UserError: there is none
        """
        self.ensure_one()
        storefronts = self.env["ocean.storefront"].search(
            [("parent_id", "=", False), ("connection", "=", "connected")]
        )
        trees = self.env["ocean.category.tree"]._of(storefronts)
        found = storefronts.filtered(
            lambda shop: trees[shop] == self.tree_id and shop.account_id.sudo()._is_platform_installed()
        )
        if not found:
            raise UserError(
                self.env._("No storefront of %(platform)s is connected.", platform=self.tree_id.display_name)
            )
        return found[0]

    def _asking(self, function):
        """Return ``function(catalogue)`` for a button: a failure of the platform is a sentence.

        Nothing may have been written before.
        """
        self.check_access("write")
        storefront = self._through()
        try:
            return storefront._with_catalogue(function)
        except MarketplaceError as error:
            raise UserError(
                self.env._(
                    "%(platform)s does not answer: %(message)s",
                    platform=self.tree_id.display_name,
                    message=error.message or type(error).__name__,
                )
            ) from error

    def action_suggest(self):
        """Ask the platform which categories fit the name of the product."""
        template = self.product_tmpl_id
        numbers = self._asking(
            lambda catalogue: catalogue.recommend(template.name, description=template._ocean_text())
        )
        categories = self.env["ocean.category"].search(
            [("tree_id", "=", self.tree_id.id), ("external_id", "in", list(numbers)), ("is_leaf", "=", True)]
        )
        by_number = {category.external_id: category.id for category in categories if category.usable}
        ids = [by_number[number] for number in numbers if number in by_number][:SUGGESTIONS]
        self.suggestion_ids = [fields.Command.set(ids)]
        if not ids:
            raise UserError(
                self.env._("The platform suggests no category for this name. Search by words instead.")
            )
        return True

    def action_read_rules(self):
        """Ask the platform now what the category wants."""
        if not self.category_id:
            raise UserError(self.env._("Choose a category first."))
        number = self.category_id.external_id
        version, rules = self._asking(lambda catalogue: (catalogue.version, catalogue.category_rules(number)))
        self.category_id.sudo()._keep_rules(rules, version)  # sudo: only the system writes the cache
        return True

    def action_find_brand(self):
        """Look for brands of the category by the words in `brand_query` of the context."""
        if not self.category_id:
            raise UserError(self.env._("Choose a category first."))
        query, number = (
            (self.env.context.get("ocean_brand_query") or "").strip(),
            self.category_id.external_id,
        )
        number = self.category_id.external_id
        word = max(query.split(), key=len, default="")  # platforms look for a text, people type words
        found = self._asking(
            lambda catalogue: list(islice(self._matching(catalogue.brands(number, word), query), BRANDS))
        )
        if not found:
            raise UserError(
                self.env._("No brand like “%(query)s” may be used in this category.", query=query)
            )
        brands = self.env["ocean.brand"]._keep(
            self.category_id,
            [brand.external_id for brand in found],
            [brand.name for brand in found],
            none={brand.external_id for brand in found if brand.is_none},
        )
        exact = brands.filtered(lambda brand: brand.name.casefold() == query.casefold())
        if len(exact or brands) == 1:
            self.brand_id = exact or brands
        return True

    @api.model
    def _matching(self, brands, query):
        """Yield the brands that have `query` in their name: not every platform narrows its list."""
        words = query.casefold().split()
        return (brand for brand in brands if all(word in brand.name.casefold() for word in words))


class OceanProductProfileValue(models.Model):
    _inherit = "ocean.product.profile.value"

    def _take(self, value):
        """Say what a `content.AttributeValue` says, as far as this attribute can."""
        self.ensure_one()
        listed = self.attribute_id.value_ids.filtered(lambda choice: choice.external_id in value.value_ids)
        own = value.texts[len(value.value_ids) :]
        unit = self.attribute_id.unit_ids.filtered(lambda unit: unit.name == value.unit)[:1]
        day = fields.Date.to_date(own[0]) if self.kind == "date" and own else False
        self.write(
            {
                "value_ids": [fields.Command.set(listed.ids)],
                "text": False if self.kind == "date" else "; ".join(own) or False,
                "date": day,
                "unit_id": unit.id,
            }
        )


class OceanBrand(models.Model):
    _inherit = "ocean.brand"

    @api.model
    def _keep(self, category, numbers, names, none=()):
        """Return the brands `numbers` with `names`, kept as usable in `category`."""
        # sudo: only the system writes the cache
        brands_sudo = self.sudo()
        known = {
            brand.external_id: brand
            for brand in brands_sudo.search(
                [("tree_id", "=", category.tree_id.id), ("external_id", "in", numbers)]
            )
        }
        named = dict(zip(numbers, names, strict=True))
        created = brands_sudo.create(
            [
                {
                    "tree_id": category.tree_id.id,
                    "external_id": number,
                    "name": name or number,
                    "is_none": number in none,
                }
                for number, name in named.items()
                if number not in known
            ]
        )
        brands = brands_sudo.union(*known.values(), created)
        category.sudo().brand_ids = [fields.Command.link(brand.id) for brand in brands]
        return brands.sudo(False)


class OceanCategory(models.Model):
    _inherit = "ocean.category"

    def action_ocean_choose(self):
        """Take this category for the profile that is being filled (`ocean_profile_id` in the context)."""
        self.ensure_one()
        profile = self.env["ocean.product.profile"].browse(self.env.context["ocean_profile_id"])
        profile.check_access("write")
        profile.category_id = self
        return True


class ProductTemplate(models.Model):
    _inherit = "product.template"

    def action_ocean_profiles(self):
        """Have a profile for each platform on which the user's companies sell."""
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may edit what platforms want to know."))
        storefronts = self.env["ocean.storefront"].search([("parent_id", "=", False)])
        if not storefronts:
            raise UserError(self.env._("No storefront is connected yet."))
        trees = self.env["ocean.category.tree"]._of(storefronts)
        for tree in self.env["ocean.category.tree"].union(*trees.values()):
            self.env["ocean.product.profile"]._ensure(self, tree)
        return True


class ProductProduct(models.Model):
    _inherit = "product.product"

    def action_ocean_profiles(self):
        """Have a profile of the product for each platform; see `product.template`."""
        return self.product_tmpl_id.action_ocean_profiles()
