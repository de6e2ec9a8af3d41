from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.ocean_marketplace_base.lib.content import AttributeValue, Content
from odoo.addons.ocean_marketplace_base.lib.schema import to_plain
from odoo.addons.ocean_marketplace_base.tests.common import GROUP_MANAGER, GROUP_USER

from .catalogue import COOKWARE, SHIRTS, TSHIRTS, CatalogueCommon


@tagged("post_install", "-at_install")
class TestProductProfile(CatalogueCommon):
    """What a platform wants to know of a product."""

    def setUp(self):
        super().setUp()
        self.read_categories()

    def test_a_profile_has_a_row_for_each_attribute_required_first(self):
        profile = self.profile()
        self.assertEqual(profile.value_ids[0].attribute_id.name, "Bahan")
        self.assertEqual(profile.value_ids.mapped("required"), [True, False, False])
        self.assertEqual(profile.missing_text, "Missing: Bahan")
        self.assertTrue(self.row(profile, "Bahan").is_missing)
        self.choose(profile, "Bahan", "Katun", "Linen")
        self.assertFalse(profile.missing_text)

    def test_choosing_a_category_shows_its_attributes_before_saving(self):
        self.profile()
        other = self._make_template("Kemeja Senja")
        profile = self.env["ocean.product.profile"]._ensure(other, self.tree)
        with Form(profile) as form:
            form.category_id = self.category(SHIRTS)
            self.assertEqual(len(form.value_ids), 3)
            with form.value_ids.edit(0) as row:
                row.text = "Katun daur ulang"
        self.assertEqual(self.row(profile, "Bahan").text, "Katun daur ulang")
        self.assertFalse(profile.missing_text)

    def test_texts_stay_where_another_category_asks_the_same(self):
        profile = self.profile()
        self.row(profile, "Bahan").text = "Katun daur ulang"
        self.choose(profile, "Motif", "Polos")
        profile.category_id = self.category(TSHIRTS)
        self.read_categories()
        self.assertEqual(self.row(profile, "Bahan").text, "Katun daur ulang")
        self.assertFalse(self.row(profile, "Motif").value_ids, "values of another list")
        self.assertEqual(profile.value_ids.attribute_id.category_id, self.category(TSHIRTS))

    def test_the_platform_suggests_categories(self):
        profile = self.env["ocean.product.profile"]._ensure(self.template, self.tree)
        with self.committing():
            profile.with_user(self.seller).action_suggest()
        self.assertEqual(profile.suggestion_ids, self.category(SHIRTS))
        profile.suggestion_ids.with_user(self.seller).with_context(
            ocean_profile_id=profile.id
        ).action_ocean_choose()
        self.assertEqual(profile.category_id, self.category(SHIRTS))
        self.assertTrue(profile.category_id.rules_due)

    def test_requirements_are_read_at_once_by_the_button(self):
        profile = self.env["ocean.product.profile"]._ensure(self.template, self.tree)
        profile.category_id = self.category(SHIRTS)
        self.assertEqual(profile.missing_text, "What the category requires is being read.")
        with self.committing():
            profile.with_user(self.seller).action_read_rules()
        self.assertEqual(profile.missing_text, "Missing: Bahan")

    def test_brands_are_found_by_a_part_of_their_name_and_kept(self):
        profile = self.profile(number=COOKWARE)
        self.assertIn("Brand", profile.missing_text)
        with self.committing():
            profile.with_user(self.seller).with_context(ocean_brand_query="jati dapur").action_find_brand()
        self.assertEqual(profile.brand_id.name, "Dapur Jati")
        self.assertIn(self.category(COOKWARE), profile.brand_id.category_ids)
        with self.committing():
            profile.with_user(self.seller).with_context(ocean_brand_query="").action_find_brand()
        self.assertEqual(len(profile.category_id.brand_ids), 3)
        self.assertEqual(profile.brand_id.name, "Dapur Jati", "several brands choose none")

    def test_a_brand_that_does_not_exist_is_told(self):
        profile = self.profile(number=COOKWARE)
        with self.committing(), self.assertRaisesRegex(UserError, "No brand like “Zebra”"):
            profile.with_context(ocean_brand_query="Zebra").action_find_brand()

    def test_a_platform_that_does_not_answer_is_told_in_a_sentence(self):
        profile = self.profile()
        self.faults.add("server_error", path="*category_recommend")
        with self.committing(), self.assertRaisesRegex(UserError, "does not answer"):
            profile.action_suggest()

    def test_a_profile_is_filled_like_the_last_product_of_its_category(self):
        earlier = self.profile(self._make_template("Kemeja Senja"))
        self.choose(earlier, "Bahan", "Linen")
        self.row(earlier, "Negara Asal").value_ids = self.row(earlier, "Negara Asal").attribute_id.value_ids[
            :1
        ]
        profile = self.profile()
        self.choose(profile, "Bahan", "Katun")
        profile.with_user(self.seller).action_fill_from_earlier()
        self.assertEqual(self.row(profile, "Bahan").value_ids.name, "Katun", "what is told stays")
        self.assertEqual(self.row(profile, "Negara Asal").value_ids.name, "Indonesia")

    def test_a_new_profile_says_what_the_listing_on_the_platform_says(self):
        remote = Content(
            name="Kemeja",
            category_id=SHIRTS,
            brand_id="1110021",
            brand_name="Ombak",
            attributes=(
                AttributeValue(attribute_id="100134", value_ids=("1203",), texts=("Poliester", "Sutra")),
            ),
        )
        listing = self.env["ocean.listing"].create(
            {
                "storefront_id": self.storefront.id,
                "external_id": "777",
                "name": "Kemeja",
                "remote": to_plain(remote),
                "sku_ids": [
                    fields.Command.create(
                        {"external_id": "1", "product_id": self.template.product_variant_ids[0].id}
                    )
                ],
            }
        )
        self.assertEqual(listing.product_tmpl_id, self.template)
        profile = self.env["ocean.product.profile"]._ensure(self.template, self.tree)
        self.assertEqual((profile.category_id, profile.brand_id.name), (self.category(SHIRTS), "Ombak"))
        self.read_categories()  # what the category wants is known from now on
        row = self.row(profile, "Bahan")
        self.assertEqual((row.value_ids.name, row.text), ("Poliester", "Sutra"))

    def test_what_pictures_may_be_is_told_in_words(self):
        profile = self.profile()
        self.assertEqual(profile.images_text, "1 to 9 · at most 10.0 MB · jpeg, png")

    def test_a_profile_tells_its_content(self):
        profile = self.profile()
        self.choose(profile, "Bahan", "Katun")
        self.row(profile, "Bahan").text = "Bambu daur ulang; Rami"
        told = profile._content_values()
        self.assertEqual(told["category_id"], SHIRTS)
        self.assertEqual(
            told["attributes"],
            (
                AttributeValue(
                    attribute_id="100134",
                    name="Bahan",
                    value_ids=("1202",),
                    texts=("Katun", "Bambu daur ulang", "Rami"),
                ),
            ),
        )

    def test_the_button_on_the_product_prepares_every_platform_once(self):
        seller = self._make_user("katalog", f"{GROUP_MANAGER},sales_team.group_sale_manager")
        self.template.with_user(seller).action_ocean_profiles()
        self.template.product_variant_ids[0].with_user(seller).action_ocean_profiles()
        self.assertEqual(len(self.template.ocean_profile_ids), 1)

    def test_users_see_profiles_but_only_managers_edit_them(self):
        profile = self.profile()
        user = self._make_user("pengguna", GROUP_USER)
        self.assertEqual(profile.with_user(user).category_id, self.category(SHIRTS))
        with self.assertRaises(AccessError):
            profile.with_user(user).brand_id = False
        with self.assertRaises(AccessError):
            self.template.with_user(user).action_ocean_profiles()

    def test_the_profile_of_a_product_of_another_company_is_not_seen(self):
        other = self._make_company("Toko Lain")
        user = self._make_user("lain", GROUP_USER, company=other)
        shared = self.profile()
        own = self.profile(self._make_template("Kemeja Khusus", company_id=self.company.id))
        visible = shared.with_user(user).with_context(allowed_company_ids=other.ids).search([])
        self.assertIn(shared, visible)
        self.assertNotIn(own, visible)

    def test_the_product_form_opens_with_the_page(self):
        self.profile()
        self.draft()
        seller = self._make_user("form", f"{GROUP_MANAGER},sales_team.group_sale_manager,uom.group_uom")
        for record, view in (
            (self.template, "product.product_template_only_form_view"),
            (self.template.product_variant_ids[0], "product.product_normal_form_view"),
        ):
            arch = record.with_user(seller).get_view(self.env.ref(view).id)["arch"]
            self.assertIn("page_marketplaces", arch)
            with Form(record.with_user(seller), view=view) as form:
                self.assertTrue(form.ocean_listing_sku_ids)
