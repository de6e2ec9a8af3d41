import base64
from io import BytesIO

from PIL import Image

from odoo import fields

from .common import ShopeeCommon

SHIRTS, TSHIRTS, COOKWARE = "100245", "100244", "100716"


def picture(width=600, height=600, colour="navy", kind="JPEG"):
    """Return a picture as Odoo takes it."""
    target = BytesIO()
    Image.new("RGB", (width, height), colour).save(target, kind)
    return base64.b64encode(target.getvalue())


class CatalogueCommon(ShopeeCommon):
    """A product with two options of 2 and 3 values, complete but for its category."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colour = cls._make_attribute("Warna", ("Biru", "Merah"))
        cls.size = cls._make_attribute("Ukuran", ("S", "M", "L"))
        cls.template = cls._make_template("Kemeja Ombak", (cls.colour, cls.size))
        cls.tree = cls.env["ocean.category.tree"]._of(cls.storefront)[cls.storefront]

    @classmethod
    def _make_attribute(cls, name, values):
        return cls.env["product.attribute"].create(
            {"name": name, "value_ids": [fields.Command.create({"name": value}) for value in values]}
        )

    @classmethod
    def _make_template(cls, name, attributes=(), **values):
        template = cls.env["product.template"].create(
            {
                "name": name,
                "type": "consu",
                "is_storable": True,
                "list_price": 150_000,
                "taxes_id": False,
                "company_id": False,
                "image_1920": picture(),
                "ocean_description": "Kemeja katun yang nyaman dipakai setiap hari.",
                "attribute_line_ids": [
                    fields.Command.create(
                        {
                            "attribute_id": attribute.id,
                            "value_ids": [fields.Command.set(attribute.value_ids.ids)],
                        }
                    )
                    for attribute in attributes
                ],
                **values,
            }
        )
        for number, product in enumerate(template.product_variant_ids, 1):
            product.write({"default_code": f"{name[:3].upper()}-{number}", "weight": 0.25})
        return template

    def read_categories(self):
        """Let the catalogue lane do what is due."""
        self.env.flush_all()
        with self.own_env() as env:
            self.tree.with_env(env)._read_due()

    def category(self, number):
        return self.env["ocean.category"].search(
            [("tree_id", "=", self.tree.id), ("external_id", "=", number)]
        )

    def profile(self, template=None, number=SHIRTS):
        """Return the profile of a product in a category whose requirements are known."""
        template = template or self.template
        if not self.category(number):
            self.read_categories()
        profile = self.env["ocean.product.profile"]._ensure(template, self.tree)
        profile.category_id = self.category(number)
        self.read_categories()
        return profile

    def draft(self, template=None):
        return self.env["ocean.listing"]._draft_for(self.storefront, template or self.template)

    def row(self, profile, name):
        return profile.value_ids.filtered(lambda row: row.attribute_id.name == name)

    def choose(self, profile, name, *values):
        row = self.row(profile, name)
        row.value_ids = row.attribute_id.value_ids.filtered(lambda choice: choice.name in values)

    def codes(self, listing):
        self.env.invalidate_all()
        return [problem.code for problem in listing._problems()]
