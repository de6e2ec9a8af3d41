from odoo import _lt, api, fields, models
from odoo.fields import Domain
from odoo.tools import split_every

from ..lib import catalogue, completeness

CHUNK = 200
OPEN_STATES = ("draft", "checking", "live", "hidden", "blocked")

TEXTS = {
    "name_short": _lt("The name has %(length)s characters; at least %(least)s are needed."),
    "name_long": _lt("The name has %(length)s characters; at most %(most)s are allowed."),
    "description_short": _lt("The description has %(length)s characters; at least %(least)s are needed."),
    "description_long": _lt("The description has %(length)s characters; at most %(most)s are allowed."),
    "category_missing": _lt("No category is chosen."),
    "category_unknown": _lt("Category %(category)s is not in the platform's list. Choose another."),
    "category_not_leaf": _lt("“%(category)s” has lower categories. Choose one of them."),
    "category_not_usable": _lt("The shop may not use the category “%(category)s”. Choose another."),
    "category_unread": _lt("What “%(category)s” requires is not read yet."),
    "category_forbidden": _lt("The platform does not allow this category: %(reason)s"),
    "category_wants": _lt("The category also asks for: %(what)s. Add it on the platform."),
    "brand_missing": _lt("No brand is chosen; this category needs one."),
    "attribute_missing": _lt("“%(name)s” has no value."),
    "attribute_many": _lt("“%(name)s” has %(count)s values; at most %(most)s are allowed."),
    "attribute_own": _lt("“%(name)s” takes only values of the list, not “%(value)s”."),
    "attribute_number": _lt("“%(name)s” must be a number, not “%(value)s”."),
    "attribute_date": _lt("“%(name)s” must be a date, not “%(value)s”."),
    "attribute_unit": _lt("“%(name)s” needs a unit: %(units)s."),
    "images_few": _lt("There are %(count)s images; at least %(least)s are needed."),
    "images_many": _lt("There are %(count)s images; at most %(most)s are allowed."),
    "image_broken": _lt("Image %(image)s is broken. Replace it."),
    "image_format": _lt("Image %(image)s is of the format %(format)s; allowed are %(formats)s."),
    "image_heavy": _lt("Image %(image)s has %(size)s; at most %(most)s are allowed."),
    "image_small": _lt(
        "Image %(image)s is %(width)s × %(height)s pixels; each side needs at least %(least)s."
    ),
    "image_large": _lt(
        "Image %(image)s is %(width)s × %(height)s pixels; each side may have at most %(most)s."
    ),
    "image_ratio": _lt(
        "Image %(image)s is %(width)s × %(height)s pixels; "
        "width divided by height must be between %(least)s and %(most)s."
    ),
    "weight_missing": _lt("The weight is missing."),
    "weight_heavy": _lt("The weight is %(weight)s g; at most %(most)s g are allowed."),
    "dimensions_missing": _lt("Length, width and height of the parcel are missing."),
    "side_long": _lt("A side of the parcel is %(side)s cm; at most %(most)s cm are allowed."),
    "condition_not_taken": _lt("The platform does not take used items here."),
    "lead_time_range": _lt("The lead time is %(days)s days; it must be between %(least)s and %(most)s."),
    "options_many": _lt("There are %(count)s options; at most %(most)s are allowed."),
    "option_unknown": _lt("Buyers cannot choose “%(option)s” in this category; they can choose: %(known)s."),
    "option_nameless": _lt("An option has no name."),
    "option_name_long": _lt(
        "The name of the option “%(option)s” has %(length)s characters; at most %(most)s are allowed."
    ),
    "option_values_many": _lt("“%(option)s” has %(count)s values; at most %(most)s are allowed."),
    "option_value_long": _lt("Values of “%(option)s” have more than %(most)s characters: %(values)s."),
    "option_value_double": _lt("“%(option)s” has values twice: %(values)s."),
    "variants_none": _lt("There is no variant to sell."),
    "variants_many": _lt("There are %(count)s variants; at most %(most)s are allowed."),
    "variants_odd": _lt("These variants do not fit the options: %(variants)s."),
    "variants_double": _lt("These variants occur twice: %(variants)s."),
    "price_missing": _lt("No price: %(variants)s."),
    "price_low": _lt("The price is below %(least)s: %(variants)s."),
    "price_high": _lt("The price is above %(most)s: %(variants)s."),
    "price_digits": _lt("The price may have %(digits)s decimal places: %(variants)s."),
    "seller_sku_double": _lt("Several variants have the same seller SKU: %(skus)s."),
    "seller_sku_long": _lt("Seller SKUs have more than %(most)s characters: %(skus)s."),
    "seller_sku_missing": _lt("No seller SKU: %(variants)s."),
    "quantity_high": _lt("The platform shows at most %(most)s of: %(variants)s."),
}
# Part of a listing: what is said when nothing is there, and when something is wrong.
PARTS = {
    completeness.NAME: (_lt("name missing"), _lt("name")),
    completeness.DESCRIPTION: (_lt("description missing"), _lt("description")),
    completeness.CATEGORY: (_lt("category missing"), _lt("category")),
    completeness.BRAND: (_lt("brand missing"), _lt("brand")),
    completeness.ATTRIBUTES: (_lt("attributes missing"), _lt("attributes")),
    completeness.IMAGES: (_lt("images missing"), _lt("images")),
    completeness.PARCEL: (_lt("weight or size missing"), _lt("weight or size")),
    completeness.PRICE: (_lt("price missing"), _lt("price")),
    completeness.VARIANTS: (_lt("variants missing"), _lt("variants")),
}
NOTHING_THERE = ("_missing", "_none")


class OceanListing(models.Model):
    """What is missing before a listing can be sent."""

    _inherit = "ocean.listing"

    completeness = fields.Integer(
        compute="_compute_completeness",
        compute_sudo=True,
        search="_search_completeness",
        help="Percent of what the platform wants that is there.",
    )
    missing_text = fields.Char("Still missing", compute="_compute_completeness", compute_sudo=True)

    @api.depends("product_tmpl_id", "managed", "own", "remote", "sku_ids.product_id", "sku_ids.own_price")
    @api.depends_context("lang")
    def _compute_completeness(self):
        ours = self.filtered(lambda listing: listing._says_product())
        (self - ours).update({"completeness": 100, "missing_text": False})  # the platform has all it wants
        for listing, (found, rules) in ours._checked().items():
            progress = completeness.progress(found, rules)
            listing.completeness = progress.percent
            listing.missing_text = listing._progress_text(progress, found)

    def _search_completeness(self, operator, value):
        """Compare in memory: what a listing lacks follows from the product, the category and prices."""
        if operator not in ("<", ">=", "in", "not in"):
            return NotImplemented
        tests = {
            "<": lambda percent: percent < value,
            ">=": lambda percent: percent >= value,
            "in": lambda percent: percent in value,
            "not in": lambda percent: percent not in value,
        }
        listings = self.search(
            Domain("state", "in", OPEN_STATES)
            & Domain("product_tmpl_id", "!=", False)
            & (Domain("managed", "=", True) | Domain("external_id", "=", False))
        )
        found = [] if not tests[operator](100) else (self.search(Domain.TRUE) - listings).ids
        for batch in split_every(CHUNK, listings.ids):
            members = self.browse(batch)
            found += members.filtered(lambda listing: tests[operator](listing.completeness)).ids
            members.invalidate_recordset(["completeness", "missing_text"], flush=False)
        return Domain("id", "in", found)

    def _progress_text(self, progress, found):
        """Return such as "7 of 8: brand missing", or the bare numbers when nothing is missing."""
        numbers = {"done": progress.done, "total": progress.total}
        if not progress.missing:
            return self.env._("%(done)s of %(total)s", **numbers)
        words = [self._part_text(part, found) for part in progress.missing]
        return self.env._("%(done)s of %(total)s: %(what)s", **numbers, what=", ".join(words))

    def _part_text(self, part, found):
        codes = [problem.code for problem in found if problem.part == part and problem.blocking]
        missing, wrong = PARTS[part]
        return self.env._(missing if all(code.endswith(NOTHING_THERE) for code in codes) else wrong)

    # === PROBLEMS === #

    def _problems(self):
        """Return what is to be mended before this listing can be sent, as list of `completeness.Problem`.

        Those that are not ``blocking`` are worth knowing only.
        """
        self.ensure_one()
        return self._problems_by_listing()[self]

    def _problems_by_listing(self):
        """Return {listing: its problems}, in a constant number of queries."""
        return {listing: found for listing, (found, _rules) in self._checked().items()}

    def _checked(self):
        """Return {listing: (problems, `catalogue.CategoryRules` or ``None``)}."""
        built = self._built()
        categories = self._categories_by_listing({listing: made for listing, (made, _) in built.items()})
        trees = self.env["ocean.category.tree"]._of(self.storefront_id)
        limits = {tree: tree._limits() for tree in set(trees.values())}
        rules = {category: category._rules() for category in set(categories.values())}
        checked = {}
        for listing in self:
            made, pictures = built[listing]
            category = categories.get(listing)
            found = completeness.problems(
                made,
                limits[trees[listing.storefront_id]],
                rules.get(category),
                pictures.facts if pictures else {},
                category=category._outline() if category else None,
            )
            checked[listing] = found, rules.get(category)
        return checked

    def _categories_by_listing(self, contents):
        """Return {listing: category} as far as the categories that `contents` name are known."""
        trees = self.env["ocean.category.tree"]._of(self.storefront_id)
        categories = self.env["ocean.category"].search(
            [
                ("tree_id", "in", [tree.id for tree in trees.values()]),
                ("external_id", "in", list({made.category_id for made in contents.values()})),
            ]
        )
        by_key = {(category.tree_id.id, category.external_id): category for category in categories}
        found = {
            listing: by_key.get((trees[listing.storefront_id].id, made.category_id))
            for listing, made in contents.items()
        }
        return {listing: category for listing, category in found.items() if category}

    def _problem_text(self, problem):
        """Return a problem as a sentence in the language of the user, with its numbers."""
        values = dict(problem.values)
        if problem.code == "image_heavy":
            values = {
                **values,
                "size": self._bytes_text(values["size"]),
                "most": self._bytes_text(values["most"]),
            }
        text = self.env._(TEXTS[problem.code])  # a lazy text takes its values afterwards
        return text % values

    @api.model
    def _bytes_text(self, size):
        if size < 1024**2:
            return self.env._("%(size)s kB", size=round(size / 1024))
        return self.env._("%(size).1f MB", size=size / 1024**2)


class OceanCategory(models.Model):
    _inherit = "ocean.category"

    def _outline(self):
        """Return the category as `catalogue.Category`, with the name that people know."""
        self.ensure_one()
        return catalogue.Category(
            external_id=self.external_id, name=self.complete_name, is_leaf=self.is_leaf, usable=self.usable
        )
