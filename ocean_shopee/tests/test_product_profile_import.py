from openpyxl import load_workbook

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools.misc import file_open

from odoo.addons.ocean_marketplace_base.tests.common import GROUP_USER

from .catalogue import COOKWARE, SHIRTS, TSHIRTS, CatalogueCommon
from .test_mapping_import import as_csv, as_xlsx, load_file

COLUMNS = {
    "Product reference": "product_key",
    "Platform name": "platform_key",
    "Region code": "region_key",
    "Category": "category_id",
    "Brand": "brand_id",
    "Attribute values": "attributes_text",
    "Still missing": "missing_text",
}


@tagged("post_install", "-at_install")
class TestProductProfileImport(CatalogueCommon):
    """What platforms want to know of products, from files: rows are found by product and platform."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = cls._make_user("clerk", GROUP_USER)

    def setUp(self):
        super().setUp()
        self.read_categories()
        self.other = self._make_template("Celana Senja")

    def load(self, rows, form=as_csv, user=None, dryrun=False):
        return load_file(
            self.env(user=user or self.seller), "ocean.product.profile", COLUMNS, rows, form, dryrun
        )

    def profiles(self, template=None):
        template = template or self.template
        return self.env["ocean.product.profile"].search([("product_tmpl_id", "=", template.id)])

    def known(self, number=SHIRTS):
        """Have the requirements of a category be known, as they are once a product is in it."""
        self.profile(self._make_template("Sudah ada"), number)

    def test_rows_make_profiles_of_products_named_by_reference_or_barcode(self):
        self.known()
        self.other.product_variant_ids.barcode = "899777"
        path = self.category(SHIRTS).complete_name
        for form in (as_csv, as_xlsx):
            with self.subTest(form=form.__name__), self.rolled_back():
                ids, messages = self.load(
                    [
                        ["Product reference", "Platform name", "Region code", "Category", "Attribute values"],
                        ["KEM-2", "Shopee", "ID", SHIRTS, "Bahan: Katun; Linen\nMotif: Polos"],
                        ["899777", "shopee", "", path.upper(), "bahan: Bambu daur ulang"],
                    ],
                    form,
                )

                first, second = self.profiles(), self.profiles(self.other)
                self.assertEqual((ids, messages), ([first.id, second.id], []))
                self.assertEqual((first.tree_id, first.category_id), (self.tree, self.category(SHIRTS)))
                self.assertEqual(self.row(first, "Bahan").value_ids.mapped("name"), ["Katun", "Linen"])
                self.assertEqual(self.row(first, "Motif").value_ids.name, "Polos")
                self.assertEqual(self.row(second, "Bahan").text, "Bambu daur ulang")
                self.assertFalse(first.missing_text or second.missing_text)

    def test_empty_cells_and_attributes_that_are_not_named_stay_as_they_are(self):
        profile = self.profile()
        self.choose(profile, "Bahan", "Katun")
        self.choose(profile, "Motif", "Polos")
        self.load(
            [
                ["Product reference", "Category", "Brand", "Attribute values"],
                ["KEM-1", "", "", "Bahan: Linen"],
            ]
        )
        self.assertEqual(profile.category_id, self.category(SHIRTS))
        self.assertEqual(self.row(profile, "Bahan").value_ids.name, "Linen")
        self.assertEqual(self.row(profile, "Motif").value_ids.name, "Polos")

    def test_a_brand_is_found_by_name_or_number_among_those_of_the_category(self):
        profile = self.profile(number=COOKWARE)
        with self.committing():
            profile.with_user(self.seller).with_context(ocean_brand_query="").action_find_brand()
        number = next(b.external_id for b in profile.category_id.brand_ids if b.name == "Dapur Jati")
        for text in ("dapur jati", number):
            with self.subTest(text=text), self.rolled_back():
                ids, messages = self.load([["Product reference", "Brand"], ["KEM-1", text]])
                self.assertEqual((ids, messages), (profile.ids, []))
                self.assertEqual(profile.brand_id.name, "Dapur Jati")
        _ids, messages = self.load([["Product reference", "Brand"], ["KEM-1", "Zebra"]])
        self.assertIn("No brand “Zebra” is known", messages[0])

    def test_every_row_that_cannot_be_taken_over_is_named_and_nothing_is_imported(self):
        self.known()
        ids, messages = self.load(
            [
                ["Product reference", "Platform name", "Category", "Attribute values"],
                ["KEM-1", "Shopee", SHIRTS, "Bahan: Katun"],
                ["TIDAK-ADA", "Shopee", SHIRTS, ""],
                ["CEL-1", "Toko Lain", SHIRTS, ""],
                ["CEL-1", "Shopee", "999", ""],
            ]
        )
        self.assertFalse(ids)
        self.assertEqual(
            messages,
            [
                "No product has the reference or barcode “TIDAK-ADA”.",
                "You have no storefront on platform Toko Lain, region –.",
                f"{self.tree.display_name} has no category “999”.",
            ],
        )
        self.assertFalse(self.profiles() | self.profiles(self.other))

    def test_a_category_in_which_nothing_can_be_listed_is_refused(self):
        parent = self.category(SHIRTS).parent_id
        _ids, messages = self.load([["Product reference", "Category"], ["KEM-1", parent.external_id]])
        self.assertIn("Nothing can be listed in", messages[0])

    def test_attributes_the_category_does_not_have_are_refused_by_row(self):
        self.known()
        header = ["Product reference", "Category", "Attribute values"]
        cases = {
            "Rasa: Pedas": "“Rasa: Pedas” begins with no attribute",
            "Motif: Zebra ungu": "Motif “Zebra ungu”",
        }
        for text, sentence in cases.items():
            with self.subTest(text=text):
                ids, messages = self.load([header, ["KEM-1", SHIRTS, text]])
                self.assertFalse(ids)
                self.assertIn(sentence, messages[0])
                self.assertFalse(self.profiles())

    def test_values_of_a_category_that_was_not_read_yet_are_not_guessed(self):
        header = ["Product reference", "Category", "Attribute values"]
        ids, messages = self.load([header, ["KEM-1", TSHIRTS, "Bahan: Katun"]])
        self.assertFalse(ids)
        self.assertIn("Import the category without attribute values first", messages[0])
        ids, messages = self.load([header, ["KEM-1", TSHIRTS, ""]])
        self.assertEqual((ids, messages), (self.profiles().ids, []))
        self.read_categories()
        ids, messages = self.load([header, ["KEM-1", TSHIRTS, "Bahan: Katun"]])
        self.assertEqual(messages, [])
        self.assertEqual(self.row(self.profiles(), "Bahan").value_ids.name, "Katun")

    def test_two_rows_about_one_product_and_platform_are_refused(self):
        _ids, messages = self.load([["Product reference", "Category"], ["KEM-1", SHIRTS], ["KEM-2", SHIRTS]])
        self.assertEqual(messages, ["Row 1 is about the same record."])

    def test_trying_out_a_file_leaves_no_profile(self):
        ids, messages = self.load([["Product reference", "Category"], ["KEM-1", SHIRTS]], dryrun=True)
        self.assertEqual((bool(ids), messages), (True, []))
        self.env.invalidate_all(flush=False)
        self.assertFalse(self.profiles())

    def test_what_is_exported_can_be_imported_again(self):
        profile = self.profile()
        self.choose(profile, "Bahan", "Katun", "Linen")
        self.row(profile, "Bahan").text = "Bambu daur ulang; Rami"
        self.choose(profile, "Motif", "Polos")
        names = self.env.ref("ocean_marketplace_base.ocean_export_product_profile").export_fields.mapped(
            "name"
        )
        self.seller.group_ids |= self.env.ref("base.group_allow_export")
        rows = profile.with_user(self.seller).export_data(names)["datas"]
        before = profile._content_values()
        profile.value_ids.write({"value_ids": [(5,)], "text": False})

        result = profile.with_user(self.seller).load(
            names, [[str(value or "") for value in row] for row in rows]
        )

        self.assertEqual(result["messages"], [])
        self.assertEqual(profile._content_values(), before)

    def test_users_may_not_import_profiles(self):
        with self.assertRaises(AccessError):
            self.load([["Product reference", "Category"], ["KEM-1", SHIRTS]], user=self.clerk)

    def test_the_template_has_columns_that_can_be_imported(self):
        model = self.env["ocean.product.profile"].with_user(self.seller)
        template = model.get_import_templates()[0]["template"]
        with file_open(template.lstrip("/"), "rb") as file:
            headers = [cell.value for cell in load_workbook(file).worksheets[0][1]]
        tree = self.env["base_import.import"].with_user(self.seller).get_fields_tree(model._name)
        self.assertEqual(set(headers), set(COLUMNS) - {"Still missing"})
        self.assertLessEqual(set(headers), {field["string"] for field in tree})
        self.assertEqual(model.action_import()["params"]["active_model"], model._name)
