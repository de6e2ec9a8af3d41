from datetime import datetime, timezone
from decimal import Decimal

from psycopg2.errors import UniqueViolation

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ocean_marketplace_base.lib.schema import Grant, Order, OrderLine, OrderStatus, Token

from .common import MarketplaceCommon

ORDERED = fields.Datetime.to_datetime("2026-03-01 08:30:00")
TOKEN = Token(
    access_token="a", refresh_token="r", access_expires_at=datetime(2026, 3, 1, tzinfo=timezone.utc)
)
SHIP_BY = fields.Datetime.to_datetime("2026-03-03 08:30:00")


@tagged("post_install", "-at_install")
class TestOrder(MarketplaceCommon):
    """From stored order to sales order with the base addon alone: no platform takes part."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product = cls._make_product("SKU-1")
        cls.account = cls._make_account()
        cls.storefront = cls._make_storefront(cls.account, 7)

    def store(self, number="A1", quantity=3, revenue=100, **values):
        return self.env["ocean.order"].create(
            {
                "storefront_id": self.storefront.id,
                "external_id": number,
                "state": "to_ship",
                "raw_status": "READY",
                "currency_id": self.rupiah.id,
                "date_order": ORDERED,
                "ship_by": SHIP_BY,
                "buyer_ref": "42",
                "buyer_name": "wati",
                "address_levels": {"name": "Wati", "city": "Bandung", "country_code": "ID"},
                "amount_buyer_total": revenue,
                "amount_revenue": revenue,
                "needs_fetch": False,
                "needs_apply": True,
                "line_ids": [
                    (
                        0,
                        0,
                        {
                            "key": "1",
                            "item_id": "10",
                            "sku_id": "0",
                            "seller_sku": "SKU-1",
                            "name": "Kaos",
                            "quantity": quantity,
                            "revenue": revenue,
                        },
                    )
                ],
                **values,
            }
        )

    def test_a_stored_order_becomes_a_sales_order_with_the_platforms_total(self):
        order = self.store()

        self.drain("apply")

        sale = order.sale_order_ids
        self.assertEqual((sale.state, sale.amount_total), ("sale", 100))
        self.assertEqual((sale.date_order, sale.commitment_date), (ORDERED, SHIP_BY))
        self.assertEqual(sale.order_line.product_id, self.product)
        self.assertEqual(sale.order_line.tax_ids, self.storefront.tax_id)
        self.assertFalse(order.needs_apply)

    def test_a_confirmed_batch_of_marketplace_and_other_orders_keeps_only_our_dates(self):
        self.storefront.confirm_at = "never"
        order = self.store()
        self.drain("apply")
        ours = order.sale_order_ids
        partner = self.env["res.partner"].create({"name": "Biasa"})
        other = self.env["sale.order"].create({"partner_id": partner.id, "company_id": self.company.id})
        other.date_order = ORDERED
        other.order_line = [(0, 0, {"product_id": self.product.id})]

        (ours | other).action_confirm()

        self.assertEqual((ours | other).mapped("state"), ["sale", "sale"])
        self.assertEqual(ours.date_order, ORDERED)
        self.assertNotEqual(other.date_order, ORDERED)

    def test_a_total_that_does_not_come_out_stops_the_order(self):
        order = self.store(amount_revenue=101)

        self.drain("apply")

        self.assertFalse(order.sale_order_ids)
        self.assertEqual(order.exception_id.kind, "apply_failed")
        self.assertIn("REV_SO_DIFF", order.exception_id.detail)

    def test_applying_twice_makes_one_sales_order(self):
        order = self.store()
        self.drain("apply")
        sale = order.sale_order_ids
        order.needs_apply = True

        self.drain("apply")

        self.assertEqual(order.sale_order_ids, sale)

    def test_prices_that_exclude_tax_are_refused(self):
        with self.assertRaises(ValidationError):
            self.storefront.tax_id = self._make_tax(self.company, 11, "tax_excluded")

    def test_a_pricelist_in_another_currency_is_refused(self):
        dollars = self.env.ref("base.USD")
        dollars.active = True
        pricelist = self.env["product.pricelist"].create({"name": "USD", "currency_id": dollars.id})
        with self.assertRaises(ValidationError):
            self.storefront.pricelist_id = pricelist

    @mute_logger("odoo.sql_db")
    def test_a_shop_is_connected_once_whatever_the_app(self):
        second = self._make_account(app_key="2", name="Lain")
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            self._make_storefront(second, 7)
        self.storefront.active = False
        self.assertTrue(self._make_storefront(second, 7))

    def test_a_shop_that_was_archived_is_taken_up_again_with_its_orders(self):
        """Else a second storefront would import all orders once more, for example after a reinstallation."""
        order = self.store()
        self.storefront._retire_platform("none")

        found = self.env["ocean.storefront"]._find_for_grant(
            self.account, self.company, Grant(external_shop_id="7", token=TOKEN)
        )

        self.assertEqual(found, order.storefront_id)
        self.assertFalse(found.active)

    def test_a_line_whose_key_changes_stays_the_same_line(self):
        order = self.store()
        self.drain("apply")
        line, sale_line = order.line_ids, order.sale_order_ids.order_line

        self.env["ocean.order"]._write_lines([(order, self.platform_order(key="700", quantity=2))])

        self.assertEqual(order.line_ids, line)
        self.assertEqual((line.key, line.quantity, line.sale_line_ids), ("700", 2, sale_line))

    def test_a_line_that_vanishes_after_it_was_sold_stays_with_nothing_to_deliver(self):
        order = self.store()
        self.drain("apply")
        line = order.line_ids

        self.env["ocean.order"]._write_lines([(order, self.platform_order(item_id="11"))])

        self.assertEqual((line.quantity_active, line.revenue), (0, 0))
        self.assertEqual(order.line_ids.mapped("item_id"), ["10", "11"])

    def test_a_line_that_vanishes_before_it_was_sold_goes(self):
        order = self.store(needs_apply=False)

        self.env["ocean.order"]._write_lines([(order, self.platform_order(item_id="11"))])

        self.assertEqual(order.line_ids.mapped("item_id"), ["11"])

    def platform_order(self, **line):
        values = {"key": "9", "item_id": "10", "sku_id": "0", "quantity": 3, "revenue": Decimal(100), **line}
        prices = {"unit_list_price": Decimal(50), "unit_price": Decimal(50), "list_amount": Decimal(150)}
        read = OrderLine(seller_sku="SKU-1", name="Kaos", **prices, **values)
        return Order(
            platform="none",
            external_id="A1",
            status=OrderStatus.TO_SHIP,
            raw_status="READY",
            currency="IDR",
            lines=(read,),
        )

    @mute_logger("odoo.sql_db")
    def test_an_order_number_is_stored_once_per_storefront(self):
        self.store("A1")
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            self.store("A1")
        other = self._make_storefront(self.account, 8)
        self.assertTrue(self.store("A1", storefront_id=other.id))

    def test_places_are_recognised_by_name_and_marked_otherwise(self):
        country = self.env["res.country"]
        bali = self.env.ref("base.state_id_ba")
        for written in (bali.name, bali.name.upper(), f" {bali.name} "):
            found, state, unclear = country._ocean_place({"country_code": "id", "state": written})
            self.assertEqual((found.code, state, unclear), ("ID", bali, False))
        _found, state, unclear = country._ocean_place({"country_code": "ID", "state": "Wakanda"})
        self.assertEqual((bool(state), unclear), (False, True))
        _found, _state, unclear = country._ocean_place({})
        self.assertTrue(unclear)

    def test_a_status_that_is_late_soon_or_today_is_said_in_words(self):
        order = self.store()
        self.assertEqual(order.due_level, "late")
        self.assertIn(order, self.env["ocean.order"].search(order._late_domain()))
        order.state = "shipped"
        self.assertFalse(order.due_level)
