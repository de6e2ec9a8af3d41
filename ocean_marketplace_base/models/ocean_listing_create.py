from odoo import fields, models

GRAMS = 1000


class OceanListingSku(models.Model):
    """Products made from listings: what the platform shows becomes a product of Odoo."""

    _inherit = "ocean.listing.sku"

    def _create_products(self):
        """Create products for these variants and match them; return the logged changes.

        A listing whose options are known becomes one product with variants, for all its variants without a
        product: made one by one they would end in several products. Others become a product each.
        """
        products = {}
        for listing, skus in self.grouped("listing_id").items():
            varied = listing.sku_ids.filtered(lambda sku: not sku.product_id and not sku.ignored) | skus
            products.update(varied._create_variants() if varied._has_options() else skus._create_singles())
        return (
            self.browse().concat(*products)._assign(products, reason="created")
            if products
            else self._no_changes()
        )

    def _no_changes(self):
        return self.env["ocean.match.change"]

    def _has_options(self):
        """Return whether these variants of one listing can be variants of one new product."""
        names = self._option_names()
        values = [tuple(sku.options or ()) for sku in self]
        told = all(names and len(row) == len(names) and all(row) for row in values)
        return told and len(set(values)) == len(values) and not self.listing_id.sku_ids.product_id

    def _option_names(self):
        content = self.listing_id._remote_content()
        return [option.name for option in content.options] if content else []

    def _create_singles(self):
        """Return {variant: new product} with one product each."""
        return {
            sku: self.env["product.product"].create(
                {**sku.listing_id._new_product_values(), **sku._code_values()}
            )
            for sku in self
        }

    def _create_variants(self):
        """Return {variant: new product} with these variants of one listing as one product.

        Combinations that the listing does not have are archived.
        """
        attributes = self.env["product.attribute"]._for_options(
            self._option_names(), [sku.options for sku in self]
        )
        lines = [
            fields.Command.create(
                {
                    "sequence": place,
                    "attribute_id": attribute.id,
                    "value_ids": [fields.Command.set(values.ids)],
                }
            )
            for place, (attribute, values) in enumerate(attributes)
        ]
        template = self.env["product.template"].create(
            {**self.listing_id._new_product_values(), "attribute_line_ids": lines}
        )
        products = {sku: template._variant_of(sku.options) for sku in self}
        weight = self.listing_id._new_product_values().get("weight", 0)
        for sku, product in products.items():
            # Odoo keeps the weight of products with variants on the variants.
            product.write({**sku._code_values(with_name=False), "weight": weight})
        (
            template.product_variant_ids - template.product_variant_ids.browse().concat(*products.values())
        ).action_archive()
        template._take_prices({tuple(sku.options): sku._normal_price() for sku in self})
        return products

    def _normal_price(self):
        return self.list_price or self.platform_price

    def _code_values(self, with_name=True):
        """Return what of the variant itself a new product gets."""
        self.ensure_one()
        taken = self.barcode and self.env["product.product"].search_count(
            [("barcode", "=", self.barcode)], limit=1
        )
        values = {"default_code": self.seller_sku, "barcode": False if taken else self.barcode}
        if with_name:
            name = f"{self.listing_id.name} - {self.name}" if self.name else self.listing_id.name
            values.update(name=name, list_price=self._normal_price())
        return values


class OceanListing(models.Model):
    """What of a listing a new product gets."""

    _inherit = "ocean.listing"

    def _new_product_values(self):
        content = self._remote_content()
        values = {"name": self.name, "type": "consu", "is_storable": True, "company_id": False}
        if content and content.weight:
            values["weight"] = self._weight_from_grams(content.weight)
        return values

    def _weight_from_grams(self, grams):
        """Return a weight in the unit in which this database keeps weights."""
        unit = self.env["product.template"]._get_weight_uom_id_from_ir_config_parameter()
        return self.env.ref("uom.product_uom_kgm")._compute_quantity(grams / GRAMS, unit, round=False)


class ProductAttribute(models.Model):
    """Options of platforms as attributes of Odoo."""

    _inherit = "product.attribute"

    def _for_options(self, names, rows):
        """Return [(attribute, values)] of options `names` whose values `rows` (one list per variant) have.

        Found by name, whatever its case, else created.
        """
        result = []
        for place, name in enumerate(names):
            wanted = list(dict.fromkeys(row[place] for row in rows))
            attribute = self._named(name)
            result.append((attribute, attribute._values_named(wanted)))
        return result

    def _named(self, name):
        domain = [("name", "=ilike", name), ("create_variant", "!=", "no_variant")]
        return self.search(domain, limit=1) or self.create({"name": name, "create_variant": "always"})

    def _values_named(self, names):
        self.ensure_one()
        known = {value.name.casefold(): value for value in self.value_ids}
        missing = [name for name in names if name.casefold() not in known]
        for value in self.env["product.attribute.value"].create(
            [{"attribute_id": self.id, "name": name} for name in dict.fromkeys(missing)]
        ):
            known[value.name.casefold()] = value
        return self.value_ids.browse().concat(*[known[name.casefold()] for name in names])


class ProductTemplate(models.Model):
    """Variants by the values of a platform's options."""

    _inherit = "product.template"

    def _variant_of(self, options):
        """Return the variant with these values, in the order of the attribute lines."""
        self.ensure_one()
        combination = self.env["product.template.attribute.value"]
        for line, name in zip(self.attribute_line_ids, options, strict=True):
            combination |= line.product_template_value_ids.filtered(
                lambda value, name=name: value.name.casefold() == name.casefold()
            )[:1]
        return self._get_variant_for_combination(combination) or self._create_product_variant(combination)

    def _take_prices(self, prices):
        """Take over `prices`, {values of the options: price}: the lowest, and what one option adds to it.

        Where no single option explains the differences the lowest price stays: Odoo has one price a product.
        """
        self.list_price = lowest = min(prices.values())
        for place, line in enumerate(self.attribute_line_ids):
            by_value = {}
            for values, price in prices.items():
                by_value.setdefault(values[place].casefold(), set()).add(price)
            if len(set(prices.values())) > 1 and all(len(found) == 1 for found in by_value.values()):
                for value in line.product_template_value_ids:
                    value.price_extra = by_value[value.name.casefold()].pop() - lowest
                return
