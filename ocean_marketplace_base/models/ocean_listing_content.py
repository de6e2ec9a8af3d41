from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

from odoo import models

from ..lib import content
from ..lib.content import Content
from ..lib.limits_plain import rules_from_plain
from ..lib.option_names import option_of
from ..lib.schema import to_plain
from .ocean_listing_images import Pictures

GRAMS_PER_POUND = Decimal("453.59237")


class Known(NamedTuple):
    """What was found out for all listings at once and is needed for one."""

    profile: Any
    pictures: Pictures
    quantities: Mapping
    grams: Decimal


class OceanListing(models.Model):
    """What we say of an item: the product, its profile for the platform, and what is fixed for this shop."""

    _inherit = "ocean.listing"

    def _our_content(self):
        """Return what we say of this item as `content.Content`; see `_our_contents`."""
        self.ensure_one()
        return self._our_contents()[self]

    def _our_contents(self):
        """Return {listing: `content.Content`}, in a constant number of queries.

        What we do not know (a category without profile, say) is as the platform has it. Of a listing that is
        not managed everything but the price is. Texts are in the language of the company, whoever asks.
        """
        return {listing: made for listing, (made, _pictures) in self._built().items()}

    def _built(self):
        """Return {listing: (`content.Content`, `Pictures` or ``None``)}."""
        found = {}
        for company, listings in self.grouped("company_id").items():
            found.update(listings._of_company(company)._build_contents())
        return found

    def _of_company(self, company):
        lang = company.sudo().partner_id.lang or self.env.lang
        return self.with_company(company).with_context(lang=lang, allowed_company_ids=company.ids)

    def _build_contents(self):
        managed = self.filtered(lambda listing: listing._says_product())
        profiles = managed._profiles()
        pictures = managed._pictures(profiles) if managed else {}
        quantities = managed.sku_ids._first_quantities()
        grams = self._grams_per_unit()
        built = {}
        for listing in self:
            if listing in managed:
                known = Known(profiles.get(listing), pictures[listing], quantities, grams)
                made = listing._managed_content(known)
            else:
                made = listing._their_content()
            built[listing] = listing._with_own(made), pictures.get(listing)
        return built

    def _says_product(self):
        """Return whether our content is the product's; of the others only the price is ours."""
        self.ensure_one()
        return bool(self.product_tmpl_id and (self.managed or not self.remote))

    def _with_own(self, made):
        """Return `made` with what a person fixed for this listing in its place."""
        return content.content_from_plain({**to_plain(made), **self.own}) if self.own else made

    # === OF THE PLATFORM'S, WITH OUR PRICE === #

    def _their_content(self):
        theirs = self._remote_content() or Content(name=self.name)
        skus = {sku.external_id: sku for sku in self.sku_ids if sku.product_id}
        return replace(
            theirs,
            variants=tuple(
                replace(variant, price=skus[variant.sku_id]._our_price() if variant.sku_id in skus else None)
                for variant in theirs.variants
            ),
        )

    # === OF THE PRODUCT === #

    def _managed_content(self, known):
        theirs = self._remote_content() or Content(name=self.name)
        template, profile = self.product_tmpl_id, known.profile
        told = self._told_skus(theirs)
        options = self._options(theirs, told)
        return Content(
            name=template.name or "",
            description=template._ocean_text() or theirs.description,
            **(profile._content_values() if profile and profile.category_id else _category_of(theirs)),
            images=known.pictures.images() or theirs.images,
            weight=self._grams(known.grams) or theirs.weight,
            dimensions=template._ocean_dimensions() or theirs.dimensions,
            condition=template.ocean_condition,
            days_to_ship=template.sale_delay or None,
            options=self._with_details(options, known, theirs),
            variants=tuple(self._variant(sku, options, theirs, known.quantities.get(sku)) for sku in told),
        )

    def _profiles(self):
        """Return {listing: `ocean.product.profile`} as far as there are any."""
        trees = self.env["ocean.category.tree"]._of(self.storefront_id)
        profiles = self.env["ocean.product.profile"].search(
            [
                ("product_tmpl_id", "in", self.product_tmpl_id.ids),
                ("tree_id", "in", [tree.id for tree in trees.values()]),
            ]
        )
        by_key = {(profile.product_tmpl_id.id, profile.tree_id.id): profile for profile in profiles}
        found = {
            listing: by_key.get((listing.product_tmpl_id.id, trees[listing.storefront_id].id))
            for listing in self
        }
        return {listing: profile for listing, profile in found.items() if profile}

    def _grams(self, per_unit):
        """Return the weight of the heaviest variant in whole grams, ``None`` when none has any."""
        weights = self.sku_ids.product_id.mapped("weight") or [self.product_tmpl_id.weight]
        grams = Decimal(str(max(weights))) * per_unit
        return int(grams.to_integral_value("ROUND_HALF_UP")) or None

    def _grams_per_unit(self):
        """Return how many grams the unit of weights in this database has."""
        unit = self.env["product.template"]._get_weight_uom_id_from_ir_config_parameter()
        return GRAMS_PER_POUND if unit == self.env.ref("uom.product_uom_lb") else Decimal(1000)

    # === OPTIONS AND VARIANTS === #

    def _told_skus(self, theirs):
        """Return the variants that the product still has, and those without product that fit its options.

        What was archived in Odoo, or has other options than the product by now, goes from the platform.
        """
        places = len(self.product_tmpl_id._ocean_option_lines())
        fitting = {variant.sku_id for variant in theirs.variants if len(variant.options) == places}
        told = self.sku_ids.filtered(
            lambda sku: sku.product_id.active if sku.product_id else sku.external_id in fitting
        )
        # Read ahead for all listings as before, not for the chosen variants of this one alone.
        told = told.with_prefetch(self.sku_ids._prefetch_ids)
        return told if told.product_id else self.sku_ids

    def _options(self, theirs, told):
        """Return what buyers choose, as list of (attribute line, values): the product's lines with several
        values, with the values that the variants `told` have, and those of variants without product.
        """
        lines = self.product_tmpl_id._ocean_option_lines()
        used = told.product_id.product_template_attribute_value_ids
        by_line = used.sorted(_place_of_value).grouped("attribute_line_id")
        kept = [one for one in self._without_product(theirs) if len(one.options) == len(lines)]
        return [
            (
                line,
                tuple(
                    dict.fromkeys(
                        [value.name for value in by_line.get(line, ())] + [one.options[place] for one in kept]
                    )
                ),
            )
            for place, line in enumerate(lines)
        ]

    def _without_product(self, theirs):
        alone = {sku.external_id for sku in self.sku_ids if not sku.product_id}
        return [variant for variant in theirs.variants if variant.sku_id in alone]

    def _with_details(self, options, known, theirs):
        """Return `options` as `content.Option`, with the platform's ids and one picture per value."""
        category = known.profile.category_id if known.profile else self.category_id.browse()
        ids = {option.name.casefold(): option.external_id for option in theirs.options}
        made = []
        for place, (line, values) in enumerate(options):
            images = () if place else known.pictures.images_of_values(self._by_value(line), values)
            name = line.attribute_id.name
            made.append(
                content.Option(
                    name=name,
                    values=values,
                    external_id=category._option_id(name) or ids.get(name.casefold(), ""),
                    images=images,
                )
            )
        return tuple(made)

    def _by_value(self, line):
        """Return {value: products} of an attribute line for the variants of this listing."""
        found = {}
        for product in self.sku_ids.product_id:
            for value in product.product_template_attribute_value_ids:
                if value.attribute_line_id == line:
                    found[value.name] = found.get(value.name, product.browse()) | product
        return found

    def _variant(self, sku, options, theirs, quantity):
        product = sku.product_id
        if not product:
            found = [variant for variant in theirs.variants if variant.sku_id == sku.external_id]
            return replace(found[0], price=None) if found else content.Variant(sku_id=sku.external_id or "")
        return content.Variant(
            sku_id=sku.external_id or "",
            options=tuple(product._ocean_options([line for line, _values in options])),
            seller_sku=product.default_code or "",
            barcode=product.barcode or "",
            price=sku._our_price(),
            quantity=quantity,
            price_locked=sku.price_locked,
        )


class OceanListingSku(models.Model):
    _inherit = "ocean.listing.sku"

    def _first_quantities(self):
        """Return {row: number to create it with} for variants that the platform does not have yet."""
        fresh = self.filtered(lambda sku: sku.product_id and not sku.external_id)
        answers = fresh._stock_answers() if fresh else {}
        return {
            sku: sum(answer.quantity or 0 for answer, _figures in answers.get(sku, {}).values())
            for sku in fresh
        }


class OceanCategory(models.Model):
    _inherit = "ocean.category"

    def _rules(self):
        """Return the `catalogue.CategoryRules` as read last, ``None`` while they are not known. They have
        no values of lists: those are records.
        """
        self.ensure_one()
        return rules_from_plain(self.rules) if self.rules else None

    def _option_id(self, name):
        """Return the platform's id of what buyers may choose in this category as `name`, ``""`` for none."""
        rules = self._rules() if self else None
        found = option_of(rules, name) if rules else None
        return found.external_id if found else ""


def _place_of_value(value):
    return value.product_attribute_value_id.sequence, value.product_attribute_value_id.id


def _category_of(theirs):
    """Return category, brand and attributes as the platform has them."""
    return {
        "category_id": theirs.category_id,
        "brand_id": theirs.brand_id,
        "brand_name": theirs.brand_name,
        "attributes": theirs.attributes,
    }
