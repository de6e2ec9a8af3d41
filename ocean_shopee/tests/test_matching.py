import time
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import SECOND_SHOP, ShopeeCommon

MANY = 1000


class MatchingCommon(ShopeeCommon):
    """Listings as a storefront shows them, without reading them from the platform."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = cls._make_user("clerk", "ocean_marketplace_base.group_user")
        cls.skus = cls.env["ocean.listing.sku"]

    @classmethod
    def _make_listing(cls, item_id, name, *variants, storefront=None):
        """Return the variants of a new listing; `variants` are values of `ocean.listing.sku`."""
        listing = cls.env["ocean.listing"].create(
            {
                "storefront_id": (storefront or cls.storefront).id,
                "external_id": item_id,
                "name": name,
                "state": "live",
            }
        )
        return cls.env["ocean.listing.sku"].create(
            [
                {"listing_id": listing.id, "external_id": f"{item_id}-{number}", **values}
                for number, values in enumerate(variants)
            ]
        )

    def only_suggest(self):
        self.storefront.match_auto = False
        self.match()

    def match(self):
        self.skus._match(self.storefront)

    def run_of(self, action):
        """Return the run that the notification of `action` names."""
        self.assertEqual(action["tag"], "ocean_matched")
        return self.env["ocean.job"].browse(action["params"]["job_ids"])


@tagged("post_install", "-at_install")
class TestMatching(MatchingCommon):
    """Variants find their products, and what people accept can be undone."""

    # === WHAT IS FOUND === #

    def test_the_same_sku_is_matched_by_itself(self):
        sku = self._make_listing("700", "Kaos", {"seller_sku": "KAOS-POLOS-M"})

        self.match()

        self.assertEqual(sku.product_id.default_code, "KAOS-POLOS-M")
        self.assertEqual((sku.match_state, sku.suggestion_product_id.id), ("matched", False))

    def test_a_storefront_that_wants_to_be_asked_only_gets_suggestions(self):
        sku = self._make_listing("700", "Kaos", {"seller_sku": "KAOS-POLOS-M"})

        self.only_suggest()

        self.assertFalse(sku.product_id)
        self.assertEqual(sku.suggestion_product_id.default_code, "KAOS-POLOS-M")
        self.assertEqual((sku.match_state, sku.suggestion_text), ("suggested", "same SKU"))
        self.assertTrue(sku.suggestion_exact)

    def test_the_same_barcode_is_a_reason_where_no_product_has_the_sku(self):
        product = self._make_product("TOPI-A", barcode="8991234500017")
        sku = self._make_listing("700", "Topi", {"seller_sku": "XYZ-9", "barcode": "8991234500017"})

        self.only_suggest()

        self.assertEqual((sku.suggestion_product_id, sku.suggestion_text), (product, "same barcode"))
        self.assertTrue(sku.suggestion_exact)

    def test_two_products_with_one_sku_are_named_and_none_is_suggested(self):
        self._make_product("TOPI-01")
        self._make_product("TOPI-01")
        sku = self._make_listing("700", "Topi", {"seller_sku": "TOPI-01"})

        self.match()

        self.assertFalse(sku.product_id | sku.suggestion_product_id)
        self.assertEqual((sku.match_state, sku.suggestion_text), ("none", "2 products have this SKU"))

    def test_two_listings_with_one_sku_are_suggested_but_not_matched_by_themselves(self):
        one = self._make_listing("700", "Kaos", {"seller_sku": "KAOS-POLOS-M"})
        two = self._make_listing("701", "Kaos lagi", {"seller_sku": "KAOS-POLOS-M"})

        self.match()

        for sku in one | two:
            self.assertEqual(
                (sku.match_state, sku.suggestion_text), ("suggested", "2 variants have this SKU")
            )
            self.assertFalse(sku.suggestion_exact)
        (one | two).with_user(self.clerk).action_accept()
        self.assertEqual((one | two).product_id.default_code, "KAOS-POLOS-M")

    def test_two_variants_of_one_listing_with_one_sku_get_no_suggestion(self):
        both = self._make_listing("700", "Kaos", *[{"seller_sku": "KAOS-POLOS-M"}] * 2)

        self.match()

        self.assertEqual(both.mapped("match_state"), ["none", "none"])
        self.assertEqual(set(both.mapped("suggestion_text")), {"2 variants have this SKU"})

    def test_what_another_storefront_matched_is_suggested(self):
        other = self._make_storefront(self.account, SECOND_SHOP)
        product = self._make_product("BARANG-KITA")
        self._make_listing(
            "900", "Topi", {"seller_sku": "TOKO-1", "product_id": product.id}, storefront=other
        )
        sku = self._make_listing("700", "Sesuatu", {"seller_sku": "TOKO-1"})

        self.match()

        self.assertEqual(
            (sku.suggestion_product_id, sku.suggestion_text), (product, "same in other storefront")
        )
        self.assertEqual(sku.match_state, "suggested")

    def test_a_variant_that_comes_back_is_what_it_was_before(self):
        product = self._make_product("BARANG-KITA")
        sku = self._make_listing("700", "Topi", {"seller_sku": "TOKO-1"})
        sku.product_id = product
        sku.listing_id.unlink()
        again = self._make_listing("700", "Topi", {"seller_sku": "TOKO-BARU"})

        self.match()

        self.assertEqual((again.suggestion_product_id, again.suggestion_text), (product, "matched before"))

    def test_a_similar_sku_is_suggested_with_its_percent(self):
        product = self._make_product("TOP-01", name="Sesuatu")
        sku = self._make_listing("700", "Topi", {"seller_sku": "TOPI-01"})

        self.match()

        self.assertEqual((sku.suggestion_product_id, sku.suggestion_text), (product, "similar SKU 92 %"))
        self.assertEqual(sku.suggestion_score, 92)

    def test_a_similar_name_is_suggested_where_no_sku_helps(self):
        product = self._make_product("A-1", name="Payung Lipat Motif Batik")
        sku = self._make_listing("700", "Payung lipat motif batik", {"name": "Murah"})

        self.match()

        self.assertEqual(sku.suggestion_product_id, product)
        self.assertEqual((sku.suggestion_reason, sku.match_state), ("similar_name", "suggested"))

    def test_another_size_is_no_similar_product(self):
        sku = self._make_listing("700", "Celana", {"seller_sku": "CELANA-CHINO-XL"})

        self.match()

        self.assertFalse(sku.suggestion_product_id)

    def test_a_suggestion_goes_when_its_product_is_deleted(self):
        product = self._make_product("TOP-01", name="Sesuatu")
        sku = self._make_listing("700", "Topi", {"seller_sku": "TOPI-01"})
        self.match()

        product.unlink()

        self.assertEqual(sku.match_state, "none")

    def test_reading_listings_matches_when_all_of_them_are_read(self):
        self.drain("catalogue")

        rows = self.skus.search([("storefront_id", "=", self.storefront.id)])
        self.assertTrue(rows)
        matched = rows.filtered("product_id")
        self.assertEqual(set(matched.mapped("seller_sku")), set(matched.mapped("product_id.default_code")))
        self.assertIn("KAOS-POLOS-M", matched.mapped("seller_sku"))

    # === WHAT PEOPLE DO === #

    def test_all_exact_matches_are_accepted_in_one_click_and_undone_in_one(self):
        codes = [f"PERSIS-{number:03d}" for number in range(12)]
        products = [self._make_product(code) for code in codes]
        rows = self.skus.concat(
            *(self._make_listing(str(700 + n), code, {"seller_sku": code}) for n, code in enumerate(codes))
        )
        other = self._make_listing("800", "Payung", {"seller_sku": "TIDAK-ADA"})
        self.only_suggest()

        run = self.run_of(self.skus.with_user(self.clerk).action_accept_exact())

        self.assertEqual([row.product_id for row in rows], products)
        self.assertFalse(other.product_id)
        self.assertEqual((run.kind, run.state, run.total, run.done), ("match", "done", 12, 12))
        self.assertEqual(run.user_id, self.clerk)
        run.with_user(self.clerk).action_undo()
        self.assertFalse(rows.product_id)
        self.assertFalse(run.may_undo)
        with self.assertRaises(UserError):
            run.with_user(self.clerk).action_undo()

    def test_what_became_exact_since_is_accepted_too(self):
        sku = self._make_listing("700", "Baru", {"seller_sku": "BARU-9"})
        self.only_suggest()
        product = self._make_product("BARU-9")

        self.skus.with_user(self.clerk).action_accept_exact()

        self.assertEqual(sku.product_id, product)

    def test_undo_gives_back_the_former_product_but_leaves_what_was_changed_since(self):
        before, after, last = (self._make_product(f"P-{number}") for number in "ABC")
        one = self._make_listing("700", "Satu", {"product_id": before.id})
        two = self._make_listing("701", "Dua", {})
        changes = (one | two)._assign({one: after, two: after})
        run = self.env["ocean.job"]._of_changes("match", changes)
        two.product_id = last

        run.action_undo()

        self.assertEqual((one.product_id, two.product_id), (before, last))

    def test_undone_matches_are_not_made_again_by_themselves(self):
        sku = self._make_listing("700", "Kaos", {"seller_sku": "KAOS-POLOS-M"})
        self.only_suggest()
        self.run_of(sku.action_accept()).action_undo()
        self.storefront.match_auto = True

        self.match()

        self.assertFalse(sku.product_id)
        self.assertEqual(sku.match_state, "suggested")

    def test_a_run_cannot_be_undone_after_thirty_days(self):
        sku = self._make_listing("700", "Kaos", {"seller_sku": "KAOS-POLOS-M"})
        self.only_suggest()
        run = self.run_of(sku.action_accept())
        run.ended_at = fields.Datetime.now() - timedelta(days=31)

        with self.assertRaises(UserError):
            run.action_undo()
        self.assertTrue(sku.product_id)

    def test_ignored_variants_leave_the_list_and_come_back(self):
        sku = self._make_listing("700", "Hadiah", {"seller_sku": "KAOS-POLOS-M"})
        sku.with_user(self.clerk).action_ignore()
        self.match()
        self.assertEqual((sku.match_state, sku.product_id.id), ("ignored", False))

        sku.with_user(self.clerk).action_unignore()
        self.match()

        self.assertEqual(sku.match_state, "matched")

    def test_matching_a_sku_frees_the_orders_that_wait_for_it(self):
        numbers = self.place(3, skus=["TALENAN-JATI"])
        self.sync()
        sku = self.skus._ensure_for_lines(self.order(numbers[0]).line_ids)
        cause = self.exceptions(kind="sku_unmatched")
        self.assertEqual(sku.waiting_orders, 3)
        rows = self.skus.search([("storefront_id", "=", self.storefront.id)], order="waiting_orders desc, id")
        self.assertEqual(rows[0], sku)

        sku.with_user(self.clerk).product_id = self._make_product("TALENAN")
        self.drain("apply")

        self.assertEqual([len(self.sale(number)) for number in numbers], [1, 1, 1])
        self.assertEqual(cause.state, "resolved")
        self.assertEqual(sku.waiting_orders, 0)

    def test_matching_one_item_frees_orders_of_another_item_with_the_same_sku(self):
        number = self.place_one(skus=["TALENAN-JATI"])
        self.sync()
        sku = self._make_listing("700", "Talenan", {"seller_sku": "TALENAN-JATI"})
        self.assertEqual(sku.waiting_orders, 1)

        sku.with_user(self.clerk).product_id = self._make_product("TALENAN")
        self.drain("apply")

        self.assertEqual(
            self.sale(number).order_line.product_id.filtered("is_storable").default_code, "TALENAN"
        )

    def test_one_product_cannot_be_two_variants_of_one_listing(self):
        one, two = self._make_listing("700", "Kaos", {}, {})
        one.product_id = self.products[0]

        with self.assertRaisesRegex(ValidationError, "One product cannot be two variants of one listing"):
            two.product_id = self.products[0]

    def test_two_suggestions_of_one_product_in_one_listing_are_accepted_once(self):
        rows = self._make_listing("700", "Kaos", {}, {})
        rows.suggestion_product_id = self.products[0]

        rows.action_accept()

        self.assertEqual(len(rows.filtered("product_id")), 1)

    def test_older_data_with_one_product_twice_is_reported_and_closed_when_mended(self):
        rows = self._make_listing("700", "Kaos", {}, {})
        rows[0].product_id = self.products[0]
        self.env.flush_all()
        self.cr.execute(
            "UPDATE ocean_listing_sku SET product_id = %s WHERE id = %s", (self.products[0].id, rows[1].id)
        )
        self.env.invalidate_all()

        self.match()

        cause = self.exceptions(kind="product_twice")
        self.assertEqual(cause.cause_key, "700")
        rows[1].product_id = self.products[1]
        self.match()
        self.assertEqual(cause.state, "resolved")

    def test_an_empty_screen_says_that_everything_is_matched(self):
        self._make_listing("700", "Kaos", {"product_id": self.products[0].id})
        self.assertIn("The only variant is matched.", self.skus.with_user(self.clerk).get_empty_list_help(""))

    # === PRODUCTS FROM LISTINGS === #

    def _with_options(self, *rows, options=("Warna", "Ukuran")):
        """Return the variants of a listing whose options and values the platform told."""
        skus = self._make_listing("700", "Kaos Ombak", *rows)
        skus.listing_id.remote = {
            "name": "Kaos Ombak",
            "weight": 250,
            "options": [
                {"name": name, "values": sorted({row["options"][place] for row in rows})}
                for place, name in enumerate(options)
            ],
        }
        return skus

    def test_a_listing_with_options_becomes_one_product_with_variants(self):
        attribute = self.env["product.attribute"].create(
            {"name": "WARNA", "value_ids": [fields.Command.create({"name": "hitam"})]}
        )
        rows = self._with_options(
            {
                "seller_sku": "OMBAK-H-M",
                "options": ["Hitam", "M"],
                "platform_price": 50000,
                "barcode": "899001",
            },
            {"seller_sku": "OMBAK-H-L", "options": ["Hitam", "L"], "platform_price": 55000},
            {"seller_sku": "OMBAK-P-M", "options": ["Putih", "M"], "platform_price": 50000},
        )

        rows[0].action_create_product()

        template = rows.product_id.product_tmpl_id
        self.assertEqual((len(template), template.name), (1, "Kaos Ombak"))
        self.assertEqual(rows.mapped("product_id.default_code"), ["OMBAK-H-M", "OMBAK-H-L", "OMBAK-P-M"])
        self.assertEqual(template.product_variant_count, 3)
        self.assertIn(attribute, template.attribute_line_ids.attribute_id)
        self.assertEqual(rows[0].product_id.barcode, "899001")
        self.assertEqual([row.product_id.lst_price for row in rows], [50000, 55000, 50000])
        self.assertEqual(rows[0].product_id.weight, 0.25)
        self.assertTrue(template.is_storable)

    def test_a_variant_without_options_becomes_a_product_of_its_own(self):
        rows = self._make_listing(
            "700", "Payung", {"seller_sku": "PAYUNG-1", "name": "Biru", "platform_price": 75000}
        )

        run = self.run_of(rows.action_create_product())

        product = rows.product_id
        self.assertEqual((product.name, product.default_code), ("Payung - Biru", "PAYUNG-1"))
        self.assertEqual(product.list_price, 75000)
        self.assertEqual(run.total, 1)

    def test_a_barcode_that_another_product_has_is_left_out(self):
        self._make_product("LAIN", barcode="899777")
        row = self._make_listing("700", "Payung", {"seller_sku": "PAYUNG-1", "barcode": "899777"})

        row.action_create_product()

        self.assertFalse(row.product_id.barcode)

    def test_who_may_not_create_products_in_odoo_may_not_do_it_here(self):
        row = self._make_listing("700", "Payung", {"seller_sku": "PAYUNG-1"})

        with self.assertRaises(AccessError):
            row.with_user(self.clerk).action_create_product()

    # === RIGHTS === #

    def test_people_of_another_company_neither_see_nor_match(self):
        other = self._make_company("Kedai", "base.sg", "base.SGD")
        stranger = self._make_user("stranger", "ocean_marketplace_base.group_user", other)
        sku = self._make_listing("700", "Kaos", {"seller_sku": "KAOS-POLOS-M"})
        self.only_suggest()

        with self.assertRaises(AccessError):
            sku.with_user(stranger).action_accept()
        with self.assertRaises(UserError):
            self.skus.with_user(stranger).with_context(allowed_company_ids=other.ids).action_accept_exact()
        self.assertFalse(sku.product_id)

    def test_a_product_of_another_company_is_never_suggested(self):
        other = self._make_company("Kedai", "base.sg", "base.SGD")
        self._make_product("RAHASIA-7", company_id=other.id)
        sku = self._make_listing("700", "Rahasia", {"seller_sku": "RAHASIA-7"})

        self.match()

        self.assertFalse(sku.product_id | sku.suggestion_product_id)

    def test_nobody_rewrites_what_the_platform_says_of_a_variant(self):
        sku = self._make_listing("700", "Kaos", {"seller_sku": "KAOS-POLOS-M"})

        with self.assertRaises(AccessError):
            sku.with_user(self.seller).seller_sku = "LAIN"

    def test_people_see_their_own_runs_only(self):
        sku = self._make_listing("700", "Kaos", {"seller_sku": "KAOS-POLOS-M"})
        self.only_suggest()
        run = self.run_of(sku.with_user(self.clerk).action_accept())
        colleague = self._make_user("colleague", "ocean_marketplace_base.group_user")

        with self.assertRaises(AccessError):
            run.with_user(colleague).action_undo()
        self.assertTrue(sku.product_id)

    # === SPEED === #

    def test_matching_takes_the_same_number_of_queries_for_a_thousand_variants_as_for_fifty(self):
        self._make_many("A", 50)
        few = self._queries_to_match()
        self._make_many("B", MANY)

        started = time.process_time()
        many = self._queries_to_match()

        self.assertLess(
            time.process_time() - started, 6, "10,000 variants must take less than a minute of own time"
        )
        self.assertLess(many, few + 30)

    def _make_many(self, prefix, count):
        """Create `count` listings with a variant each: exact ones, slips of the pen, and unknown ones."""
        self.env["product.product"].create(
            [
                {"name": f"Barang {prefix} {n}", "default_code": f"{prefix}-{n:05d}-SATU"}
                for n in range(count)
                if n % 3 < 2
            ]
        )
        listings = self.env["ocean.listing"].create(
            [
                {
                    "storefront_id": self.storefront.id,
                    "external_id": f"{prefix}{n}",
                    "name": f"Toko {prefix} {n}",
                }
                for n in range(count)
            ]
        )
        self.skus.create(
            [
                {
                    "listing_id": listing.id,
                    "external_id": "0",
                    "seller_sku": f"{prefix}-{n:05d}{'-' if n % 3 else '--'}SATU",
                }
                for n, listing in enumerate(listings)
            ]
        )

    def _queries_to_match(self):
        self.storefront.match_auto = False
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self.match()
        self.env.flush_all()
        return self.cr.sql_log_count - before
