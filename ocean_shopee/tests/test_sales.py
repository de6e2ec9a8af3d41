import itertools

from odoo import fields
from odoo.fields import Command
from odoo.tests import Form, tagged

from odoo.addons.ocean_marketplace_base.models import ocean_order_sale

from .common import ShopeeCommon

MANY_KINDS = (
    {"quantities": [3]},
    {"skus": ["KAOS-POLOS-M", "TAS-KANVAS"], "quantities": [1, 2], "seller_voucher": 7500},
    {"platform_voucher": 8000, "coins": 1100},
    {"skus": ["TAS-KANVAS"], "quantities": [3], "seller_voucher": 10_000, "platform_voucher": 12_345},
    {"cod": True, "seller_voucher": 5000},
    {"skus": ["KAOS-POLOS-M", "KAOS-POLOS-L"], "bundle_off": 10_000},
    {"gift": "KAOSKAKI-3P"},
    {"own_courier": True},
    {"insurance": 600, "coin_cashback": 1200},
    {"affiliate": True},
    {"quantities": [5], "cancelled": 2, "seller_voucher": 5000},
    {"status": "SHIPPED", "skus": ["CELANA-CHINO-L"]},
    {"status": "COMPLETED", "quantities": [2], "seller_voucher": 5000},
    {"status": "IN_CANCEL"},
    {"free": True},
)


@tagged("post_install", "-at_install")
class TestSales(ShopeeCommon):
    """The sales order of a marketplace order: stage B of the ladder."""

    def test_sales_orders_add_up_to_what_the_seller_earns_in_every_kind_of_order(self):
        self.map_own_courier()
        numbers = [self.place_one(**options) for options in MANY_KINDS]

        self.sync()

        self.assertFalse(self.exceptions(), self.exceptions().mapped("summary"))
        for number, options in zip(numbers, MANY_KINDS, strict=True):
            with self.subTest(**options):
                self.assert_matches_platform(number)
                sale = self.sale(number)
                self.assertEqual(sale.state, "sale")
                self.assertEqual(
                    sum(line.product_uom_qty for line in sale.order_line if line.ocean_line_id),
                    sum(self.brief(number)["quantities"]),
                )

    def test_lines_carry_the_price_included_tax_of_the_storefront_and_not_the_products(self):
        extra = self._make_tax(self.company, 15, "tax_excluded")
        self.products.taxes_id = extra
        self.map_own_courier()

        order = self.imported(quantities=[2], own_courier=True)

        lines = order.sale_order_ids.order_line
        self.assertTrue(lines)
        self.assertEqual(lines.tax_ids, self.storefront.tax_id)
        self.assertTrue(lines.tax_ids.price_include)
        self.assert_matches_platform(order.external_id)

    def test_a_storefront_without_vat_sells_without_tax(self):
        self.storefront.write({"vat_status": "untaxed", "tax_id": False})

        order = self.imported(quantities=[3])

        self.assertFalse(order.sale_order_ids.order_line.tax_ids)
        self.assert_matches_platform(order.external_id)

    def test_date_salesperson_warehouse_and_all_else_odoo_would_compute_are_the_storefronts(self):
        warehouse = self.env["stock.warehouse"].create(
            {"name": "Gudang Dua", "code": "GDG2", "company_id": self.company.id}
        )
        team = self.env["crm.team"].create({"name": "Pasar", "company_id": self.company.id})
        self.storefront.write({"warehouse_id": warehouse.id, "team_id": team.id})

        order = self.imported()
        sale = order.sale_order_ids

        self.assertEqual(sale.date_order, order.date_order)
        self.assertEqual(sale.commitment_date, order.ship_by)
        self.assertFalse(sale.user_id, "OdooBot is nobody's salesperson")
        self.assertEqual(sale.warehouse_id, warehouse)
        self.assertEqual(sale.team_id, team)
        self.assertEqual(sale.company_id, self.company)
        self.assertEqual(sale.pricelist_id, self.storefront.pricelist_id)
        self.assertEqual(sale.currency_id, self.rupiah)
        self.assertFalse(sale.fiscal_position_id)
        self.assertEqual(sale.client_order_ref, order.external_id)
        self.assertEqual(sale.source_id, self.storefront.utm_source_id)
        self.assertEqual(sale.partner_id, order.partner_id)
        self.assertEqual(sale.partner_shipping_id, order.partner_shipping_id)
        self.assertEqual(sale.partner_shipping_id.type, "delivery")
        self.assertEqual(sale.picking_ids.picking_type_id.warehouse_id, warehouse)
        self.assertGreaterEqual(sale.picking_ids.scheduled_date, order.date_order)

    def test_the_responsible_of_the_storefront_is_the_salesperson(self):
        self.storefront.user_id = self.seller
        self.assertEqual(self.imported().sale_order_ids.user_id, self.seller)

    def test_nothing_a_person_presses_changes_an_amount(self):
        excluded = self._make_tax(self.company, 15, "tax_excluded")
        other = self._make_product("LAIN", list_price=5, taxes_id=[Command.set(excluded.ids)])
        position = self.env["account.fiscal.position"].create(
            {"name": "Ekspor", "company_id": self.company.id}
        )
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "Diskon",
                "currency_id": self.rupiah.id,
                "company_id": self.company.id,
                "item_ids": [
                    Command.create(
                        {"compute_price": "percentage", "percent_price": 50, "applied_on": "3_global"}
                    )
                ],
            }
        )
        self.storefront.confirm_at = "never"
        order = self.imported(quantities=[2], gift="KAOSKAKI-3P", own_courier=True, seller_voucher=5000)
        sale = order.sale_order_ids
        before = self._amounts(sale)
        self.assertIn(0, [price for price, _discount, _taxes in before], "the gift is there at 0")

        for line in sale.order_line:
            line.product_uom_qty += 1
        self.assertEqual(self._amounts(sale), before)
        sale.order_line[0].product_id = other
        self.assertEqual(self._amounts(sale), before)
        sale.fiscal_position_id = position
        sale.action_update_taxes()
        self.assertEqual(self._amounts(sale), before)
        sale.pricelist_id = pricelist
        sale.action_update_prices()
        self.assertEqual(self._amounts(sale), before)
        with Form(sale) as form, form.order_line.edit(0) as line:
            line.product_id = self.products[0]
            line.product_uom_qty = 7
        self.assertEqual(self._amounts(sale), before)
        sale.action_confirm()
        sale.order_line.filtered("ocean_line_id")[0].product_uom_qty = 9
        self.assertEqual(self._amounts(sale), before)

    def _amounts(self, sale):
        return [(line.price_unit, line.discount, line.tax_ids.ids) for line in sale.order_line]

    def test_other_lines_of_the_same_sales_order_are_priced_as_always(self):
        self.storefront.confirm_at = "never"
        sale = self.imported().sale_order_ids
        sale.order_line = [Command.create({"product_id": self._make_product("BIASA", list_price=500).id})]
        ours = sale.order_line[-1]
        ours.product_id.list_price = 700

        sale.action_update_prices()

        self.assertEqual(ours.price_unit, 700)

    def test_gifts_are_lines_at_zero(self):
        order = self.imported(gift="KAOSKAKI-3P")

        gift = order.sale_order_ids.order_line.filtered(
            lambda line: line.product_id.default_code == "KAOSKAKI-3P"
        )
        self.assertEqual((gift.price_unit, gift.product_uom_qty), (0, 1))
        self.assert_matches_platform(order.external_id)

    def test_shipping_becomes_revenue_when_a_person_says_that_the_seller_ships(self):
        order = self.imported(own_courier=True)
        sale = order.sale_order_ids
        self.assertFalse(sale.order_line.filtered("is_delivery"))
        self.assertTrue(order.carrier_id)

        order.carrier_id.with_user(self.seller).seller_ships = True
        self.drain("orders", "apply")

        self.assertEqual(len(sale.order_line.filtered("is_delivery")), 1)
        self.assert_matches_platform(order.external_id)

        order.carrier_id.seller_ships = False
        self.drain("orders", "apply")
        self.assertEqual(sum(sale.order_line.filtered("is_delivery").mapped("price_total")), 0)

    def test_a_line_that_does_not_divide_becomes_two_lines_with_whole_prices_if_wanted(self):
        self.storefront.unit_price_policy = "split"
        order = self.imported(quantities=[3], seller_voucher=10_000)

        lines = order.sale_order_ids.order_line.filtered("ocean_line_id")
        self.assertEqual(len(lines), 2)
        self.assertEqual(sum(lines.mapped("product_uom_qty")), 3)
        for line in lines:
            self.assertEqual(line.price_unit, int(line.price_unit))
        self.assert_matches_platform(order.external_id)

    def test_goods_invoiced_when_delivered_get_whole_prices_too(self):
        self.products.invoice_policy = "delivery"
        order = self.imported(quantities=[3], seller_voucher=10_000)

        self.assertEqual(len(order.sale_order_ids.order_line.filtered("ocean_line_id")), 2)
        self.assert_matches_platform(order.external_id)

    def test_the_result_is_the_same_with_and_without_the_fast_way(self):
        rule = {
            "trigger": "auto",
            "product_min_qty": 5,
            "product_max_qty": 10,
            "warehouse_id": self.storefront.warehouse_id.id,
            "location_id": self.storefront.warehouse_id.lot_stock_id.id,
        }
        self.env["stock.warehouse.orderpoint"].create({**rule, "product_id": self.products[0].id})
        for product in self.products:
            self.env["stock.quant"]._update_available_quantity(
                product, self.storefront.warehouse_id.lot_stock_id, 20
            )
        numbers = [self.place_one(**options) for options in MANY_KINDS]
        with self.rolled_back():
            self.sync()
            fast = [self._everything(number) for number in numbers]
        self.patch(ocean_order_sale, "IMPORT_CONTEXT", {"ocean_import": False})
        keys = itertools.count()  # no rule is ever looked up in the memo
        self.patch(type(self.env["stock.rule"]), "_ocean_rule_key", lambda *_args: next(keys))
        self.sync()

        slow = [self._everything(number) for number in numbers]
        for number, ours, theirs in zip(numbers, fast, slow, strict=True):
            self.assertEqual(ours, theirs, number)

    def _everything(self, number):
        sale = self.sale(number)
        return {
            "sale": (sale.state, sale.amount_total, sale.amount_tax, sale.date_order, sale.commitment_date),
            "lines": [
                (
                    line.product_id.default_code,
                    line.product_uom_qty,
                    line.price_unit,
                    line.price_total,
                    line.tax_ids.ids,
                    line.discount,
                    line.qty_delivered,
                    line.invoice_status,
                )
                for line in sale.order_line
            ],
            "transfers": [
                (
                    transfer.state,
                    transfer.picking_type_id.id,
                    transfer.scheduled_date,
                    transfer.origin is False,
                )
                for transfer in sale.picking_ids
            ],
            "moves": [
                (
                    move.product_id.default_code,
                    move.state,
                    move.product_uom_qty,
                    move.quantity,
                    move.location_id.id,
                    move.location_dest_id.id,
                    move.rule_id.id,
                    move.date,
                )
                for move in sale.picking_ids.move_ids.sorted("id")
            ],
        }

    def test_a_cancelled_order_cancels_its_sales_order_and_transfers(self):
        order = self.imported()
        self.change(order.external_id, "cancel", by="buyer")

        self.sync()

        self.assertEqual(order.state, "cancelled")
        self.assertEqual(order.sale_order_ids.state, "cancel")
        self.assertEqual(order.sale_order_ids.picking_ids.mapped("state"), ["cancel"])

    def test_an_order_that_was_cancelled_before_we_saw_it_gets_no_sales_order(self):
        order = self.imported(status="CANCELLED")

        self.assertEqual((order.state, order.import_state), ("cancelled", "kept"))
        self.assertFalse(order.sale_order_ids)
        self.assertFalse(self.exceptions())

    def test_a_cancellation_after_goods_left_opens_a_return(self):
        self.storefront.user_id = self.seller
        order = self.imported()
        transfer = order.sale_order_ids.picking_ids
        transfer.move_ids.quantity = 1
        transfer.move_ids.picked = True
        transfer.with_context(skip_backorder=True, skip_sms=True).button_validate()
        self.assertEqual(transfer.state, "done")
        self.change(order.external_id, "cancel", by="buyer")

        self.sync()

        back = transfer.return_ids
        self.assertFalse(order.exception_id)
        self.assertEqual(order.state, "cancelled")
        self.assertEqual((back.picking_type_code, back.move_ids.product_uom_qty), ("incoming", 1))
        self.assertEqual(back.activity_ids.user_id, self.seller)

        self.change(order.external_id, "edit", seller_note="sekali lagi")
        self.sync()
        self.assertEqual(transfer.return_ids, back, "one return, however often the platform says it")

    def test_units_cancelled_later_lower_the_quantity_and_the_total(self):
        number = self.place_one(quantities=[5], seller_voucher=5000)
        self.sync()
        sale = self.sale(number)
        self.assertEqual(sale.order_line.product_uom_qty, 5)
        with self.world.lock:
            self.store.orders[number].lines[0].cancelled = 2
        self.change(number, "edit", seller_note="2 dibatalkan")

        self.sync()

        self.assertFalse(self.exceptions(), self.exceptions().mapped("summary"))
        self.assertEqual(sale.order_line.product_uom_qty, 3)
        self.assertEqual(sale.picking_ids.move_ids.filtered(lambda m: m.state != "cancel").product_uom_qty, 3)
        self.assert_matches_platform(number)

    def test_provisional_prices_are_used_at_once_and_restated_when_the_split_arrives(self):
        self.store.switches.change("escrow_batch_verb", "GET")  # the shop has no payment API yet
        number = self.place_one(quantities=[3], seller_voucher=10_000)
        with self.assertLogs("odoo.addons.ocean_shopee.lib.reader", "WARNING"):
            self.sync()
        order = self.order(number)
        self.assertEqual(order.ladder_state, "provisional")
        sale = order.sale_order_ids
        self.assertEqual(sale.state, "sale", "the order is not kept waiting for its split")
        self.assertTrue(order.needs_fetch, "the split is asked for again later")
        self.assertGreater(order.next_try, fields.Datetime.now())
        provisional = sale.amount_total

        self.store.switches.change("escrow_batch_verb", "POST")
        order.next_try = False
        self.drain("orders", "apply")

        self.assertNotEqual(order.ladder_state, "provisional")
        self.assertFalse(order.needs_fetch)
        self.assertEqual(sale.amount_total, provisional - 10_000)
        self.assert_matches_platform(number)

    def test_completed_orders_are_locked_if_wanted_and_unlocked_for_later_changes(self):
        self.storefront.lock_completed = True
        order = self.imported(quantities=[2])
        self.change(order.external_id, "advance", to="COMPLETED", force=True)
        self.sync()
        self.assertTrue(order.sale_order_ids.locked)

        with self.world.lock:
            self.store.orders[order.external_id].lines[0].cancelled = 1
        self.change(order.external_id, "edit", seller_note="1 dibatalkan")
        self.sync()

        self.assertEqual(order.sale_order_ids.order_line.product_uom_qty, 1)
        self.assertTrue(order.sale_order_ids.locked)

    def test_a_sales_order_cancelled_by_hand_stays_cancelled(self):
        order = self.imported()
        order.sale_order_ids._action_cancel()
        self.change(order.external_id, "edit", buyer_note="?")

        self.sync()

        self.assertEqual(order.sale_order_ids.state, "cancel")
        self.assertFalse(self.exceptions())

    def test_the_same_buyer_at_the_same_address_is_one_contact(self):
        first = self.imported(buyer=7)
        second = self.imported(buyer=7)
        third = self.imported(buyer=8)

        self.assertEqual(first.partner_id, second.partner_id)
        self.assertNotEqual(first.partner_id, third.partner_id)
        self.assertEqual(first.partner_id.company_id, self.company)
        self.assertEqual(first.partner_shipping_id.parent_id, first.partner_id)
