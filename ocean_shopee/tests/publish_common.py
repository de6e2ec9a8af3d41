import base64
import io

from PIL import Image

from odoo import fields

from .common import SHOP, ShopeeCommon

SHIRTS = "100244"  # the simulator's category of T-shirts: nothing is mandatory there
UPLOAD = "/api/v2/media_space/upload_image"
ADD, UPDATE = "/api/v2/product/add_item", "/api/v2/product/update_item"
PRICE = "/api/v2/product/update_price"
WRITES = (ADD, UPDATE, PRICE, UPLOAD, "/api/v2/product/init_tier_variation", "/api/v2/product/unlist_item")


def picture(colour, side=600):
    """Return a square PNG of one colour, base64."""
    file = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(file, "PNG")
    return base64.b64encode(file.getvalue())


class PublishCommon(ShopeeCommon):
    """A product with 2×3 variants and 6 pictures, and how it is published."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template = cls._make_template("Kaos Pantai", ("Biru", "Putih"), ("M", "L", "XL"))
        cls.template.write(
            {
                "image_1920": picture("navy"),
                "ocean_image_ids": [
                    fields.Command.create({"image": picture(colour)})
                    for colour in ("red", "green", "yellow", "purple", "orange")
                ],
            }
        )
        cls.single = cls._make_template("Kaos Satu")
        cls.single.image_1920 = picture("teal")

    @classmethod
    def _make_template(cls, name, *options):
        """Create a product with the attributes of `options` (tuples of values) and a SKU per variant."""
        lines = []
        for title, values in zip(("Warna", "Ukuran"), options, strict=False):
            attribute = cls.env["product.attribute"].create(
                {"name": title, "value_ids": [fields.Command.create({"name": value}) for value in values]}
            )
            lines.append(
                fields.Command.create(
                    {"attribute_id": attribute.id, "value_ids": [fields.Command.set(attribute.value_ids.ids)]}
                )
            )
        template = cls.env["product.template"].create(
            {
                "name": name,
                "type": "consu",
                "is_storable": True,
                "list_price": 95_000,
                "taxes_id": False,
                "weight": 0.2,
                "company_id": False,
                "description_sale": "Kaos katun untuk ke pantai.\nAdem dan cepat kering.",
                "attribute_line_ids": lines,
            }
        )
        for number, product in enumerate(template.product_variant_ids, 1):
            product.write({"default_code": f"{name.upper().replace(' ', '-')}-{number}", "weight": 0.2})
        return template

    def setUp(self):
        super().setUp()
        self.storefront.pricelist_id.item_ids.unlink()
        self.drain("catalogue")

    def draft(self, template=None):
        """Return a draft that lacks nothing."""
        template = template or self.template
        listing = self.env["ocean.listing"]._draft_for(self.storefront, template)
        category = self.env["ocean.category"].search([("external_id", "=", SHIRTS)])
        self.assertEqual(len(category), 1)
        template.ocean_profile_ids.category_id = category
        self.drain("catalogue")
        self.assertFalse([one for one in listing._problems() if one.blocking])
        return listing

    def published(self, template=None):
        """Publish a product and return its listing, reviewed and live."""
        listing = self.draft(template)
        listing.with_user(self.seller)._ask("listing_publish")
        self.send()
        self.assertTrue(listing.external_id, listing.command_ids.answer)
        self.world.clock.advance(60)
        listing._look_now()
        self.drain("catalogue")
        return listing

    def send(self):
        self.env["ocean.command"].search([]).write({"next_try": False})
        self.assertTrue(self.run_cron("commands"))

    def item(self, listing):
        return self.store.items[int(listing.external_id)]

    def calls(self, *paths):
        return sum(self.world.journal.report(path, "*", 0)["count"] for path in paths)

    def items_with(self, sku):
        return [
            item
            for item in self.store.items.values()
            if item.shop_id == SHOP
            and item.status != "SELLER_DELETE"
            and any(variant.sku == sku for variant in item.variants)
        ]
