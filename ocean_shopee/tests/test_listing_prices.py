from decimal import Decimal

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ocean_marketplace_base.tests.common import GROUP_USER

from .common import ShopeeCommon


class PricesCommon(ShopeeCommon):
    """A listing with one variant, made here; the platform is not asked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product = cls._make_product("HARGA-1", list_price=100_000)
        cls.listing = cls.env["ocean.listing"].create(
            {
                "storefront_id": cls.storefront.id,
                "external_id": "880001",
                "name": "Produk harga",
                "state": "live",
                "sku_ids": [
                    fields.Command.create(
                        {
                            "external_id": "0",
                            "seller_sku": "HARGA-1",
                            "product_id": cls.product.id,
                            "list_price": 100_000,
                        }
                    )
                ],
            }
        )
        cls.sku = cls.listing.sku_ids

    def start_sandbox(self, seed, start=None):
        """Nothing here asks the platform."""

    def price(self):
        self.env.invalidate_all()
        return self.sku._our_price()

    def rule(self, **values):
        self.storefront.pricelist_id.item_ids = [fields.Command.create(values)]

    def refusal(self):
        self.env.invalidate_all()
        return self.sku._price_refusal()


@tagged("post_install", "-at_install")
class TestPrices(PricesCommon):
    """What a variant should cost on its storefront."""

    def test_the_pricelist_of_the_storefront_tells_the_price(self):
        self.assertEqual(self.price(), Decimal(100_000))
        self.rule(compute_price="percentage", percent_price=12.5, applied_on="3_global")
        self.assertEqual(self.price(), Decimal(87_500))

    def test_a_price_fixed_for_the_shop_wins(self):
        self.sku.own_price = 64_999
        self.assertEqual(self.price(), Decimal(64_999))

    def test_rupiah_are_whole(self):
        self.product.list_price = 33_333.5
        self.assertEqual(self.price(), Decimal(33_334))

    def test_a_product_without_price_has_none(self):
        self.product.list_price = 0
        self.assertIsNone(self.price())

    def test_an_unmatched_variant_has_none(self):
        self.sku.product_id = False
        self.assertIsNone(self.price())

    def test_vat_is_added_where_the_price_of_the_product_has_none(self):
        self.product.taxes_id = self._make_tax(self.company, 11, "tax_excluded")
        self.assertEqual(self.price(), Decimal(111_000))

    def test_a_price_with_vat_stays(self):
        self.product.taxes_id = self.storefront.tax_id
        self.assertTrue(self.storefront.tax_id.price_include)
        self.assertEqual(self.price(), Decimal(100_000))

    def test_a_price_with_another_vat_is_converted(self):
        self.product.taxes_id = self._make_tax(self.company, 25, "tax_included")
        self.assertEqual(self.price(), Decimal(88_800))

    def test_a_shop_without_vat_adds_none(self):
        self.product.taxes_id = self._make_tax(self.company, 11, "tax_excluded")
        self.storefront.write({"vat_status": "untaxed", "tax_id": False})
        self.assertEqual(self.price(), Decimal(100_000))

    def test_prices_of_many_variants_take_few_queries(self):
        listings = self.env["ocean.listing"].create(
            [
                {
                    "storefront_id": self.storefront.id,
                    "external_id": str(990_000 + number),
                    "name": f"Produk {number}",
                    "sku_ids": [
                        fields.Command.create(
                            {"external_id": "0", "product_id": self._make_product(f"BANYAK-{number}").id}
                        )
                    ],
                }
                for number in range(60)
            ]
        )
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(__system__=40):
            prices = [sku._our_price() for sku in listings.sku_ids]
        self.assertEqual(set(prices), {Decimal(999)})


@tagged("post_install", "-at_install")
class TestGuards(PricesCommon):
    """Prices that are too low are not sent."""

    def test_a_price_below_the_floor_is_refused_with_both_amounts(self):
        self.product.product_tmpl_id.ocean_floor_price = 120_000
        self.assertIn("100,000", self.refusal())
        self.assertIn("120,000", self.refusal())
        self.assertIn("below the floor price", self.refusal())

    def test_a_variant_may_have_a_floor_of_its_own(self):
        self.product.product_tmpl_id.ocean_floor_price = 120_000
        self.product.ocean_floor_price = 90_000
        self.assertFalse(self.refusal())

    def test_the_floor_is_in_the_currency_of_the_company(self):
        dollar = self.env.ref("base.USD")
        dollar.active = True
        self.env["res.currency.rate"].create(
            {"currency_id": dollar.id, "rate": 0.0001, "company_id": self.company.id}
        )
        pricelist = self.env["product.pricelist"].create({"name": "USD", "currency_id": dollar.id})
        self.storefront.write({"currency_id": dollar.id, "pricelist_id": pricelist.id})
        self.product.ocean_floor_price = 90_000
        self.assertEqual(self.price(), Decimal("10.00"))
        self.assertFalse(self.refusal())
        self.product.ocean_floor_price = 110_000
        self.assertIn("11", self.refusal())

    def test_a_price_that_leaves_too_little_over_cost_is_refused(self):
        self.product.with_company(self.company).standard_price = 80_000
        self.storefront.write({"margin_guard": 0.1, "fee_estimate": 0.05})
        # 100.000 less 11 % VAT is 90.090; less 5 % fees of the price 85.090: 6,4 % over cost.
        self.assertIn("6.4 % over cost", self.refusal())
        self.storefront.margin_guard = 0.06
        self.assertFalse(self.refusal())

    def test_without_cost_or_guard_nothing_is_refused(self):
        self.storefront.margin_guard = 0.5
        self.assertFalse(self.refusal())
        self.product.with_company(self.company).standard_price = 99_000
        self.storefront.margin_guard = 0
        self.assertFalse(self.refusal())

    def test_a_manager_accepts_a_low_price_with_a_reason_down_to_that_price(self):
        self.product.ocean_floor_price = 120_000
        with self.assertRaisesRegex(UserError, "why"):
            self.sku.with_user(self.seller)._accept_prices(" ")
        self.sku.with_user(self.seller)._accept_prices("Clearance")
        self.assertFalse(self.refusal())
        self.assertEqual((self.sku.accepted_reason, self.sku.accepted_user_id), ("Clearance", self.seller))
        self.sku.own_price = 95_000
        self.assertTrue(self.refusal())

    def test_a_user_changes_no_price_and_a_manager_does(self):
        user = self._make_user("gudang_lain", GROUP_USER)
        with self.assertRaises(AccessError):
            self.sku.with_user(user).own_price = 5
        with self.assertRaises(AccessError):
            self.sku.with_user(self.seller).accepted_price = 5
        self.sku.with_user(self.seller).own_price = 70_000
        self.assertEqual(self.price(), Decimal(70_000))

    def test_a_user_accepts_nothing(self):
        user = self._make_user("gudang_harga", GROUP_USER)
        with self.assertRaises(AccessError):
            self.sku.with_user(user)._accept_prices("why not")

    def test_a_price_that_a_campaign_holds_says_until_when(self):
        self.sku.write({"price_locked": True, "price_locked_until": "2026-11-25 16:00:00"})
        self.assertEqual(self.sku.price_refusal, "Locked until 25 Nov")

    def test_a_negative_guard_cannot_be_set(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self.storefront.margin_guard = -0.1
            self.storefront.flush_recordset()


@tagged("post_install", "-at_install")
class TestForeignPricelist(PricesCommon):
    """A number of one currency is never sent as one of another."""

    def setUp(self):
        super().setUp()
        self.dollar = self.env.ref("base.USD")
        self.dollar.active = True
        self.env["res.currency.rate"].search([("currency_id", "=", self.dollar.id)]).unlink()
        self.pricelist = self.storefront.pricelist_id
        self.pricelist.item_ids.unlink()

    def rate(self, rupiah):
        self.env["res.currency.rate"].create(
            {"currency_id": self.dollar.id, "company_id": self.company.id, "inverse_company_rate": rupiah}
        )

    def test_a_storefront_takes_no_pricelist_in_another_currency(self):
        foreign = self.env["product.pricelist"].create({"name": "USD", "currency_id": self.dollar.id})
        with self.assertRaises(ValidationError):
            self.storefront.pricelist_id = foreign

    def test_a_pricelist_that_became_foreign_is_converted(self):
        self.rule(compute_price="fixed", fixed_price=10, applied_on="3_global")
        self.rate(16_000)
        self.pricelist.currency_id = self.dollar
        self.assertEqual(self.price(), Decimal(160_000))
        self.assertFalse(self.refusal())

    def test_a_discount_of_a_foreign_pricelist_is_converted_back(self):
        self.rule(compute_price="percentage", percent_price=10, applied_on="3_global")
        self.rate(16_000)
        self.pricelist.currency_id = self.dollar
        self.assertEqual(self.price(), Decimal(90_000))

    def test_without_a_rate_there_is_no_price_and_a_sentence_says_why(self):
        for rule in ({"compute_price": "fixed", "fixed_price": 10}, {"compute_price": "percentage"}):
            with self.subTest(rule), self.rolled_back():
                self.rule(applied_on="3_global", **rule)
                self.pricelist.currency_id = self.dollar
                self.assertIsNone(self.price())
                self.assertIn("no exchange rate for USD", self.refusal())
                self.assertEqual(list(self.listing._low_prices().values())[0].partition(":")[0], "HARGA-1")

    def test_a_price_fixed_for_the_shop_needs_no_rate(self):
        self.pricelist.currency_id = self.dollar
        self.sku.own_price = 64_999
        self.assertEqual(self.price(), Decimal(64_999))
        self.assertFalse(self.refusal())
