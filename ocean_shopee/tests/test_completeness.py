import base64
from decimal import Decimal
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.lib import catalogue, completeness, image_facts
from odoo.addons.ocean_marketplace_base.lib.content import (
    Content,
    Dimensions,
    Image,
    Option,
    Variant,
)
from odoo.addons.ocean_marketplace_base.lib.schema import to_plain
from odoo.addons.ocean_marketplace_base.models.ocean_listing_problems import PARTS, TEXTS

from .catalogue import COOKWARE, CatalogueCommon, picture


class ListingCommon(CatalogueCommon):
    def setUp(self):
        super().setUp()
        self.read_categories()

    def complete(self, template=None):
        """Return a draft with nothing missing."""
        listing = self.draft(template)
        self.choose(self.profile(template), "Bahan", "Katun")
        return listing

    def store_images(self, listing):
        """Send the pictures of `listing` as publishing does; return how many were sent."""
        sent = 0
        for (use, checksum), data in listing._missing_images():
            image = self.storefront._with_catalogue(
                lambda one, data=data, use=use: one.upload_image(data(), use=use)
            )
            self.env["ocean.image.upload"]._store(
                self.storefront,
                [{"use": use, "checksum": checksum, "external_id": image.external_id, "url": image.url}],
            )
            sent += 1
        return sent


@tagged("post_install", "-at_install")
class TestDrafts(ListingCommon):
    """Drafts of products on storefronts."""

    def test_a_draft_has_a_row_for_each_active_variant(self):
        listing = self.draft()
        self.assertEqual((listing.state, listing.managed, listing.external_id), ("draft", True, False))
        self.assertEqual(len(listing.sku_ids), 6)
        self.assertEqual(listing.sku_ids[0].options, ["Biru", "S"])
        self.assertEqual(listing.sku_ids.mapped("seller_sku"), [f"KEM-{number}" for number in range(1, 7)])

    def test_a_second_draft_is_the_first(self):
        listing = self.draft()
        self.assertEqual(self.draft(), listing)
        self.assertEqual(len(listing.sku_ids), 6)

    def test_a_new_variant_gets_its_row_and_changed_options_are_followed(self):
        listing = self.draft()
        value = self.env["product.attribute.value"].create({"name": "XL", "attribute_id": self.size.id})
        line = self.template.attribute_line_ids.filtered(lambda one: one.attribute_id == self.size)
        line.value_ids = [fields.Command.link(value.id)]
        self.colour.value_ids[0].name = "Biru laut"
        self.draft()
        self.assertEqual(len(listing.sku_ids), 8)
        self.assertEqual(listing.sku_ids[0].options, ["Biru laut", "S"])

    def test_a_listing_of_the_product_is_used_and_its_variants_stay_the_platforms(self):
        product = self.template.product_variant_ids[0]
        listing = self.env["ocean.listing"].create(
            {
                "storefront_id": self.storefront.id,
                "external_id": "777",
                "name": "Kemeja",
                "state": "live",
                "sku_ids": [fields.Command.create({"external_id": "1", "product_id": product.id})],
            }
        )
        self.assertEqual(self.draft(), listing)
        self.assertEqual(len(listing.sku_ids), 1)

    def test_an_archived_variant_is_left_out(self):
        self.template.product_variant_ids[0].active = False
        self.assertEqual(len(self.draft().sku_ids), 5)


@tagged("post_install", "-at_install")
class TestContent(ListingCommon):
    """What we say of an item."""

    def test_the_product_tells_the_content(self):
        self.template.write(
            {
                "ocean_length": 30,
                "ocean_width": 20.5,
                "ocean_height": 3,
                "sale_delay": 3,
                "name": "Kemeja Ombak",
            }
        )
        self.template.product_variant_ids[0].barcode = "8990001"
        listing = self.complete()
        said = listing._our_content()
        self.assertEqual(said.name, "Kemeja Ombak")
        self.assertEqual(said.description, "Kemeja katun yang nyaman dipakai setiap hari.")
        self.assertEqual(said.weight, 250)
        self.assertEqual(
            said.dimensions, Dimensions(length=Decimal(30), width=Decimal("20.5"), height=Decimal(3))
        )
        self.assertEqual((said.condition, said.days_to_ship), ("new", 3))
        self.assertEqual(
            said.options,
            (
                Option(name="Warna", values=("Biru", "Merah")),
                Option(
                    name="Ukuran", values=("S", "M", "L"), external_id="31"
                ),  # one of its standard options
            ),
        )
        self.assertEqual(
            said.variants[0],
            Variant(
                options=("Biru", "S"),
                seller_sku="KEM-1",
                barcode="8990001",
                price=Decimal(150_000),
                quantity=listing.sku_ids[0]._quantity_to_publish(),
            ),
        )

    def test_pounds_become_grams(self):
        self.env["ir.config_parameter"].set_param("product.weight_in_lbs", "1")
        self.template.product_variant_ids.weight = 2
        self.assertEqual(self.draft()._our_content().weight, 907)

    def test_the_sales_description_stands_in(self):
        self.template.write({"ocean_description": False, "description_sale": "Kemeja santai"})
        self.assertEqual(self.draft()._our_content().description, "Kemeja santai")

    def test_attributes_with_one_value_or_without_variants_are_no_options(self):
        single = self._make_attribute("Model", ("Pria",))
        silent = self._make_attribute("Gaya", ("Santai", "Resmi"))
        silent.create_variant = "no_variant"
        template = self._make_template("Topi Pantai", (single, silent))
        said = self.draft(template)._our_content()
        self.assertEqual((said.options, said.variants[0].options), ((), ()))

    def test_what_is_fixed_for_the_listing_wins(self):
        listing = self.draft()
        listing.own = {"name": "Kemeja Obral", "images": [{"external_id": "abc", "url": "u", "checksum": ""}]}
        said = listing._our_content()
        self.assertEqual(said.name, "Kemeja Obral")
        self.assertEqual(said.images, (Image(external_id="abc", url="u"),))
        self.assertEqual(said.weight, 250)

    def test_what_is_not_known_here_is_as_on_the_platform(self):
        self.template.write({"ocean_description": False, "image_1920": False})
        self.template.product_variant_ids.weight = 0
        listing = self.draft()
        listing.remote = to_plain(
            Content(
                name="x",
                description="Dari toko",
                images=(Image(external_id="z"),),
                weight=90,
                category_id="5",
            )
        )
        said = listing._our_content()
        self.assertEqual((said.name, said.description), ("Kemeja Ombak", "Dari toko"))
        self.assertEqual((said.images, said.weight, said.category_id), ((Image(external_id="z"),), 90, "5"))

    def test_of_a_listing_that_is_not_managed_only_the_price_is_ours(self):
        theirs = Content(
            name="Nama toko", variants=(Variant(sku_id="1", seller_sku="LAMA", price=Decimal(5)),)
        )
        product = self.template.product_variant_ids[0]
        listing = self.env["ocean.listing"].create(
            {
                "storefront_id": self.storefront.id,
                "external_id": "777",
                "name": "Nama toko",
                "remote": to_plain(theirs),
                "sku_ids": [fields.Command.create({"external_id": "1", "product_id": product.id})],
            }
        )
        said = listing._our_content()
        self.assertEqual(said.name, "Nama toko")
        self.assertEqual(said.variants, (Variant(sku_id="1", seller_sku="LAMA", price=Decimal(150_000)),))

    def test_a_variant_without_product_stays_as_on_the_platform(self):
        listing = self.draft()
        theirs = Variant(sku_id="9", options=("Hijau", "S"), seller_sku="HIJAU", price=Decimal(5))
        listing.remote = to_plain(Content(name="x", variants=(theirs,)))
        listing.sku_ids = [fields.Command.create({"external_id": "9"})]
        said = listing._our_content()
        self.assertEqual(said.options[0].values, ("Biru", "Merah", "Hijau"))
        self.assertEqual(said.variants[-1], Variant(sku_id="9", options=("Hijau", "S"), seller_sku="HIJAU"))

    def test_texts_are_in_the_language_of_the_company_whoever_asks(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.company.partner_id.lang = "id_ID"
        self.template.with_context(lang="en_US").name = "Wave shirt"
        self.template.with_context(lang="id_ID").name = "Kemeja Ombak"
        for lang in ("en_US", "id_ID"):
            said = self.draft().with_context(lang=lang)._our_content()
            self.assertEqual(said.name, "Kemeja Ombak")

    def test_many_listings_take_as_many_queries_as_few(self):
        templates = self.env["product.template"].concat(
            *[self._make_template(f"Kemeja {number}", (self.colour, self.size)) for number in range(12)]
        )
        listings = self.draft(templates)
        for template in templates:
            self.profile(template)
        listings._problems_by_listing()  # pictures are looked at once

        def queries(rows):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            rows._problems_by_listing()
            return self.cr.sql_log_count - before

        few, many = queries(listings[:3]), queries(listings)
        self.assertLessEqual(many - few, 2)


@tagged("post_install", "-at_install")
class TestPictures(ListingCommon):
    """Pictures of a listing: order, limits, sent once."""

    def gallery(self, *colours):
        self.template.ocean_image_ids = [
            fields.Command.create({"sequence": number, "image": picture(colour=colour)})
            for number, colour in enumerate(colours)
        ]

    def test_the_products_own_picture_is_first_then_the_gallery_in_order(self):
        self.gallery("red", "green")
        self.template.ocean_image_ids[0].sequence = 9
        self.env.invalidate_all()
        images = self.draft()._our_content().images
        wanted = [picture(), picture(colour="green"), picture(colour="red")]
        self.assertEqual(
            [image.checksum for image in images],
            [image_facts.checksum(base64.b64decode(one)) for one in wanted],
        )

    def test_a_picture_is_sent_once_per_shop_whatever_shows_it(self):
        self.gallery("red", "navy")  # the last is the same as the product's own
        listing, other = self.draft(), self.draft(self._make_template("Kemeja Senja"))
        with self.committing():
            self.assertEqual(self.store_images(listing), 2)
            self.assertEqual(self.store_images(listing), 0)
            self.assertEqual(self.store_images(other), 0)
        images = listing._our_content().images
        self.assertTrue(all(image.external_id for image in images))
        self.assertEqual(images[0].external_id, images[2].external_id)
        self.assertEqual(len(self.store.images), 2)

    def test_only_pictures_of_parts_that_are_sent_are_missing(self):
        self.assertEqual(self.draft()._missing_images(frozenset({"name", "price"})), [])

    def test_values_have_a_picture_each_or_none_has(self):
        listing = self.draft()
        self.assertEqual(listing._our_content().options[0].images, ())
        red = self.template.product_variant_ids.filtered(
            lambda product: "Merah" in product.product_template_attribute_value_ids.mapped("name")
        )
        red[-1].image_variant_1920 = picture(colour="red")
        self.env.invalidate_all()
        blue_image, red_image = listing._our_content().options[0].images
        self.assertEqual(blue_image.checksum, listing._our_content().images[0].checksum)
        self.assertEqual(red_image.checksum, image_facts.checksum(base64.b64decode(picture(colour="red"))))
        uses = [use for (use, _checksum), _data in listing._missing_images()]
        self.assertCountEqual(uses, [catalogue.MAIN, catalogue.VARIANT, catalogue.VARIANT])

    def test_webp_which_odoo_makes_of_pictures_is_sent_as_jpeg(self):
        self.template.image_1920 = picture(kind="WEBP")
        listing = self.draft()
        [((_use, checksum), data)] = listing._missing_images()
        self.assertEqual(image_facts.facts_of(data()).format, "jpeg")
        self.assertEqual(image_facts.checksum(data()), checksum)

    def test_a_picture_is_looked_at_once(self):
        listing = self.draft()
        listing._our_content()
        self.env.invalidate_all()
        with patch.object(image_facts, "prepare", side_effect=AssertionError("looked at again")):
            self.assertTrue(listing._our_content().images[0].checksum)

    def test_the_gallery_tells_sizes_and_what_is_not_accepted(self):
        self.gallery("red")
        torn = base64.b64encode(base64.b64decode(picture(colour="green"))[:-300])
        image = self.template.ocean_image_ids.with_context(bin_size=True)  # as screens read it
        self.assertRegex(image.facts_text, r"600 × 600 px · \d+ kB")
        self.profile()
        image.image = torn
        self.env.invalidate_all()
        self.assertRegex(image.problem_text, r": Image 2 is broken\. Replace it\.$")


@tagged("post_install", "-at_install")
class TestCompleteness(ListingCommon):
    """What is missing before anything is sent."""

    def test_a_complete_listing_says_so(self):
        listing = self.complete()
        self.assertEqual(self.codes(listing), [])
        self.assertEqual((listing.completeness, listing.missing_text), (100, "8 of 8"))

    def test_what_is_missing_is_named(self):
        listing = self.draft()
        self.assertEqual(self.codes(listing), ["category_missing"])
        self.assertEqual(listing.missing_text, "6 of 7: category missing")
        self.profile()
        self.assertEqual(self.codes(listing), ["attribute_missing"])
        [problem] = listing._problems()
        self.assertEqual(listing._problem_text(problem), "“Bahan” has no value.")
        self.assertEqual((listing.completeness, listing.missing_text), (87, "7 of 8: attributes missing"))

    def test_a_required_brand_is_named(self):
        listing = self.draft()
        self.choose(self.profile(number=COOKWARE), "Negara Asal", "Indonesia")
        self.assertEqual(self.codes(listing), ["brand_missing"])
        self.assertEqual(listing.missing_text, "8 of 9: brand missing")

    def test_a_category_that_is_not_usable_any_more_is_named(self):
        listing = self.complete()
        category = listing._profiles()[listing].category_id
        category.sudo().usable = False
        [problem] = listing._problems()
        self.assertEqual(
            listing._problem_text(problem),
            "The shop may not use the category “Pakaian / Atasan / Kemeja”. Choose another.",
        )
        self.assertEqual(listing.missing_text, "7 of 8: category")

    def test_a_category_whose_requirements_are_not_read_is_named(self):
        listing = self.draft()
        profile = self.env["ocean.product.profile"]._ensure(self.template, self.tree)
        profile.category_id = self.category("100245")
        self.assertEqual(self.codes(listing), ["category_unread"])

    def test_two_variants_with_one_sku_are_named(self):
        listing = self.complete()
        self.template.product_variant_ids[1].default_code = "KEM-1"
        self.env.invalidate_all()
        [problem] = listing._problems()
        self.assertEqual(listing._problem_text(problem), "Several variants have the same seller SKU: KEM-1.")

    def test_three_hundred_variants_are_one_clear_row(self):
        many = self._make_attribute("Nomor", [str(number) for number in range(30)])
        ten = self._make_attribute("Huruf", list("ABCDEFGHIJ"))
        template = self._make_template("Kancing Baju", (many, ten))
        listing = self.complete(template)
        [problem] = listing._problems()
        self.assertEqual(listing._problem_text(problem), "There are 300 variants; at most 50 are allowed.")

    def test_sizes_of_pictures_are_told_in_words(self):
        listing = self.complete()
        problem = self.problem("image_heavy", image="2", size=3 * 1024**2, most=2_500_000)
        self.assertEqual(listing._problem_text(problem), "Image 2 has 3.0 MB; at most 2.4 MB are allowed.")

    def problem(self, code, **values):
        return completeness.Problem(key="images", code=code, values=values)

    def test_incomplete_listings_are_found(self):
        ready, missing = self.complete(), self.draft(self._make_template("Kemeja Senja"))
        listings = self.env["ocean.listing"]
        self.assertEqual(listings.search([("completeness", "<", 100)]), missing)
        self.assertEqual(listings.search([("completeness", "=", 100)]), ready)
        theirs = listings.create(
            {"storefront_id": self.storefront.id, "external_id": "777", "name": "Milik toko"}
        )
        self.assertEqual(theirs.completeness, 100)
        self.assertEqual(listings.search([("completeness", ">=", 100)]), ready | theirs)

    def test_every_problem_has_a_sentence(self):
        self.assertEqual(set(TEXTS), set(completeness.CODES))
        self.assertEqual(set(PARTS), set(completeness.PARTS))
