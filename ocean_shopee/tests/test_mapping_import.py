import csv
import io

from openpyxl import Workbook, load_workbook

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools.misc import file_open

from .common import SECOND_SHOP
from .test_matching import MatchingCommon

OPTIONS = {"has_headers": True, "quoting": '"', "separator": ",", "encoding": "utf-8", "advanced": False}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = {
    "Storefront name": "storefront_key",
    "Item ID": "item_id",
    "Variant ID": "external_id",
    "Seller SKU": "seller_sku",
    "Product": "product_id",
    "Own price": "own_price",
    "Barcode": "barcode",
    "Stock on platform": "platform_quantity",
}


def as_csv(rows):
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    return file.getvalue().encode(), "text/csv", "mappings.csv"


def as_xlsx(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue(), XLSX, "mappings.xlsx"


def load_file(env, model, columns, rows, form, dryrun):
    """Import `rows` as Odoo's import screen does; `columns` is {header: field}. Return (ids, messages)."""
    content, kind, name = form(rows)
    wizard = env["base_import.import"].create(
        {"res_model": model, "file": content, "file_type": kind, "file_name": name}
    )
    wizard.parse_preview(dict(OPTIONS))
    result = wizard.execute_import(
        [columns[header] for header in rows[0]], list(rows[0]), dict(OPTIONS), dryrun=dryrun
    )
    return result.get("ids"), [message["message"] for message in result["messages"]]


class ImportCommon(MatchingCommon):
    """Odoo's own importer, as its screen uses it."""

    model = "ocean.listing.sku"
    columns = COLUMNS

    def load(self, rows, form=as_csv, user=None, dryrun=False):
        """Import `rows`, the first with the headers; return (ids, messages)."""
        env = self.env(user=user or self.clerk)
        return load_file(env, self.model, self.columns, rows, form, dryrun)


@tagged("post_install", "-at_install")
class TestMappingImport(ImportCommon):
    """Mappings from files: rows are found by the platform's numbers, and nothing is lost."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one, cls.two = cls._make_listing(
            "100", "Kaos", {"seller_sku": "SKU-1", "barcode": "899123"}, {"seller_sku": "SKU-2"}
        )

    def test_rows_are_found_by_item_and_variant_or_by_sku(self):
        for form in (as_csv, as_xlsx):
            with self.subTest(form=form.__name__), self.rolled_back():
                header = ["Storefront name", "Item ID", "Variant ID", "Seller SKU", "Product"]
                shop = self.storefront.name
                ids, messages = self.load(
                    [
                        header,
                        [shop, "100", "100-0", "", "KAOS-POLOS-M"],
                        [shop, "", "", "SKU-2", "KAOS-POLOS-L"],
                    ],
                    form,
                )

                self.assertEqual((ids, messages), ((self.one | self.two).ids, []))
                self.assertEqual(self.one.product_id.default_code, "KAOS-POLOS-M")
                self.assertEqual(self.two.product_id.default_code, "KAOS-POLOS-L")

    def test_a_product_is_found_by_barcode_and_by_the_name_odoo_exports(self):
        self.products[0].barcode = "899555"

        self.load([["Seller SKU", "Product"], ["SKU-1", "899555"], ["SKU-2", self.products[1].display_name]])

        self.assertEqual(self.one.product_id | self.two.product_id, self.products[:2])

    def test_every_row_that_cannot_be_taken_over_is_named_and_nothing_is_imported(self):
        ids, messages = self.load(
            [
                ["Item ID", "Variant ID", "Product"],
                ["100", "100-0", "KAOS-POLOS-M"],
                ["999", "1", "KAOS-POLOS-L"],
                ["100", "100-1", "TIDAK-ADA"],
                ["", "", "KAOS-POLOS-L"],
            ]
        )

        self.assertFalse(ids)
        self.assertEqual(
            messages,
            [
                "There is no variant 999 / 1 in storefront –.",
                "No product has the reference or barcode “TIDAK-ADA”.",
                "Enter item ID and variant ID, or the seller SKU.",
            ],
        )
        self.assertFalse(self.one.product_id)

    def test_a_product_that_two_products_could_be_is_refused(self):
        self._make_product("GANDA")
        self._make_product("GANDA")

        _ids, messages = self.load([["Seller SKU", "Product"], ["SKU-1", "GANDA"]])

        self.assertEqual(messages, ["2 products are “GANDA”."])

    def test_one_product_for_two_variants_of_a_listing_is_refused_by_row(self):
        ids, messages = self.load(
            [["Seller SKU", "Product"], ["SKU-1", "KAOS-POLOS-M"], ["SKU-2", "KAOS-POLOS-M"]]
        )

        self.assertFalse(ids)
        self.assertIn("One product cannot be two variants of one listing", messages[0])
        self.assertFalse(self.one.product_id)

    def test_what_the_platform_says_cannot_be_imported(self):
        ids, messages = self.load([["Seller SKU", "Stock on platform"], ["SKU-1", "77"]])

        self.assertFalse(ids)
        self.assertIn("“Stock on platform” comes from the platform", messages[0])

    def test_a_platform_column_that_says_what_is_there_does_no_harm(self):
        ids, messages = self.load([["Seller SKU", "Barcode", "Product"], ["SKU-1", "899123", "KAOS-POLOS-M"]])

        self.assertEqual((ids, messages), (self.one.ids, []))

    def test_an_empty_product_leaves_the_match_as_it_is(self):
        self.one.product_id = self.products[0]

        self.load([["Seller SKU", "Product"], ["SKU-1", ""], ["SKU-2", "KAOS-POLOS-L"]])

        self.assertEqual(self.one.product_id, self.products[0])
        self.assertEqual(self.two.product_id, self.products[1])

    def test_the_same_sku_in_two_storefronts_needs_the_storefront(self):
        other = self._make_storefront(self.account, SECOND_SHOP)
        theirs = self._make_listing("200", "Kaos", {"seller_sku": "SKU-1"}, storefront=other)

        _ids, messages = self.load([["Seller SKU", "Product"], ["SKU-1", "KAOS-POLOS-M"]])
        self.assertIn("names several variants", messages[0])
        self.load([["Storefront name", "Seller SKU", "Product"], [str(SECOND_SHOP), "SKU-1", "KAOS-POLOS-M"]])

        self.assertEqual((self.one.product_id.id, theirs.product_id), (False, self.products[0]))

    def test_trying_out_a_file_changes_nothing(self):
        ids, messages = self.load([["Seller SKU", "Product"], ["SKU-1", "KAOS-POLOS-M"]], dryrun=True)

        self.assertEqual((bool(ids), messages), (True, []))
        self.env.invalidate_all(flush=False)
        self.assertFalse(self.one.product_id)

    def test_an_import_is_a_run_that_can_be_undone(self):
        self.load([["Seller SKU", "Product"], ["SKU-1", "KAOS-POLOS-M"]])
        run = self.env["ocean.job"].search([("kind", "=", "match")], limit=1)
        self.assertEqual((run.user_id, run.total), (self.clerk, 1))

        run.with_user(self.clerk).action_undo()

        self.assertFalse(self.one.product_id)

    def test_own_prices_are_imported_by_managers_only(self):
        rows = [["Seller SKU", "Own price"], ["SKU-1", "45000"]]

        _ids, messages = self.load(rows)
        self.assertIn("“Own price”", messages[0])
        self.load(rows, user=self.seller)

        self.assertEqual(self.one.own_price, 45000)

    def test_what_is_exported_can_be_imported_again(self):
        self.one.product_id, self.two.product_id = self.products[:2]
        saved = self.env.ref("ocean_marketplace_base.ocean_export_mapping")
        names = saved.export_fields.mapped("name")
        self.seller.group_ids |= self.env.ref("base.group_allow_export")
        rows = (self.one | self.two).with_user(self.seller).export_data(names)["datas"]
        (self.one | self.two).product_id = False

        result = self.skus.with_user(self.seller).load(names, [[str(value) for value in row] for row in rows])

        self.assertEqual(result["messages"], [])
        self.assertEqual(self.one.product_id | self.two.product_id, self.products[:2])

    def test_the_template_of_the_import_screen_has_columns_that_can_be_imported(self):
        for model in ("ocean.listing.sku", "ocean.listing"):
            with self.subTest(model=model):
                template = self.env[model].with_user(self.seller).get_import_templates()[0]["template"]
                with file_open(template.lstrip("/"), "rb") as file:
                    headers = [cell.value for cell in load_workbook(file).worksheets[0][1]]
                tree = self.env["base_import.import"].with_user(self.seller).get_fields_tree(model)
                self.assertLessEqual(set(headers), {field["string"] for field in tree})


@tagged("post_install", "-at_install")
class TestListingImport(ImportCommon):
    """Texts that are fixed for one listing, from files."""

    model = "ocean.listing"
    columns = {
        "Storefront name": "storefront_key",
        "Item ID": "external_id",
        "Own name": "own_name",
        "Own description": "own_description",
        "Name": "name",
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.listing = cls._make_listing("100", "Kaos", {"seller_sku": "SKU-1"}).listing_id

    def test_texts_are_imported_from_csv_and_xlsx(self):
        for form in (as_csv, as_xlsx):
            with self.subTest(form=form.__name__), self.rolled_back():
                ids, messages = self.load(
                    [
                        ["Storefront name", "Item ID", "Own name", "Own description"],
                        [self.storefront.name, "100", "Kaos Ombak Asli", "Baris satu\nBaris dua"],
                    ],
                    form,
                    self.seller,
                )

                self.assertEqual((ids, messages), (self.listing.ids, []))
                self.assertEqual(
                    self.listing.own, {"name": "Kaos Ombak Asli", "description": "Baris satu\nBaris dua"}
                )

    def test_an_unknown_item_is_a_row_error(self):
        ids, messages = self.load([["Item ID", "Own name"], ["999", "Apa saja"]], user=self.seller)

        self.assertFalse(ids)
        self.assertEqual(messages, ["There is no item 999 in storefront –."])

    def test_the_platforms_name_cannot_be_imported(self):
        _ids, messages = self.load([["Item ID", "Name"], ["100", "Lain"]], user=self.seller)

        self.assertIn("“Name” comes from the platform", messages[0])
        self.assertEqual(self.listing.name, "Kaos")

    def test_users_may_not_import_texts(self):
        with self.assertRaises(AccessError):
            self.load([["Item ID", "Own name"], ["100", "Apa saja"]])
