from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.lib.platform import RawOrder, load_payload

from .common import ShopeeCommon

KENANGA = {"full_address": "Jl. Kenanga 8, Coblong, KOTA BANDUNG, JAWA BARAT, ID, 40132", "zipcode": "40132"}


class ChangesCommon(ShopeeCommon):
    """Orders that change after their import, on either side."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["account.chart.template"].try_loading("generic_coa", company=cls.company, install_demo=False)

    def edit(self, order, **options):
        self.world.clock.advance(1)
        self.change(order.external_id, "edit", **options)
        self.sync()

    def cancel_units(self, order, units):
        """Let the platform cancel `units` of the first line."""
        with self.world.lock:
            self.store.orders[order.external_id].lines[0].cancelled = units
        self.edit(order)

    def edit_address(self, order, **address):
        self.edit(order, address={**KENANGA, **address})

    def deliver(self, order):
        picking = order.sale_order_ids.picking_ids
        for move in picking.move_ids:
            move.quantity = move.product_uom_qty
        picking.move_ids.picked = True
        picking.with_context(skip_backorder=True, skip_sms=True).button_validate()
        self.assertEqual(picking.state, "done")
        return picking


@tagged("post_install", "-at_install")
class TestChanges(ChangesCommon):
    """The sales order follows what changed on the platform, as long as Odoo allows."""

    def test_another_address_reaches_the_sales_order_and_its_open_transfer(self):
        order = self.imported(masked=False)
        sale = order.sale_order_ids
        before, fiscal = sale.partner_shipping_id, sale.fiscal_position_id

        self.edit_address(order)

        address = sale.partner_shipping_id
        self.assertNotEqual(address, before)
        self.assertEqual(address.zip, "40132")
        self.assertEqual(address.parent_id, sale.partner_id)
        self.assertEqual(sale.picking_ids.partner_id, address)
        self.assertEqual((order.partner_shipping_id, sale.fiscal_position_id), (address, fiscal))
        self.assertFalse(self.exceptions())
        self.assertFalse(sale.picking_ids.activity_ids)
        self.assertFalse(order.address_changed_at, "no label is printed yet")

    def test_a_label_that_may_be_printed_must_be_printed_again(self):
        order = self.imported(masked=False, status="PROCESSED")
        self.edit_address(order)

        self.assertTrue(order.address_changed_at)
        self.assertIn("print the label again", order.alerts["label"]["message"])
        messages = order.sale_order_ids.picking_ids.message_ids.mapped("body")
        self.assertTrue(any("print the label again" in body for body in messages))

    def test_an_address_that_gets_masked_is_no_change(self):
        order = self.imported(masked=False)
        address = order.sale_order_ids.partner_shipping_id
        self.change(order.external_id, "advance", to="SHIPPED", force=True)
        self.edit(order, masked=True)

        self.assertTrue(order.buyer_masked)
        self.assertEqual(order.sale_order_ids.partner_shipping_id, address)
        self.assertFalse(self.exceptions())

    def test_an_address_shown_only_after_the_parcel_left_is_no_change(self):
        order = self.imported(masked=True)
        address = order.sale_order_ids.partner_shipping_id
        self.deliver(order)
        self.edit(order, masked=False)

        self.assertEqual(order.sale_order_ids.partner_shipping_id, address)
        self.assertFalse(self.exceptions())

    def test_another_deadline_moves_the_plan_of_the_transfer(self):
        order = self.imported()
        sale = order.sale_order_ids
        later = order.ship_by + timedelta(days=2)
        self.edit(order, ship_by=self.epoch(later), seller_note="x")

        self.assertEqual(order.ship_by, later)
        self.assertEqual(sale.commitment_date, later)
        lead = timedelta(days=self.company.security_lead)
        self.assertEqual(sale.picking_ids.scheduled_date, later - lead)
        self.assertEqual(sale.picking_ids.date_deadline, later)

    def epoch(self, moment):
        return int((moment - fields.Datetime.to_datetime("1970-01-01")).total_seconds())

    def test_notes_are_seen_on_sales_order_and_transfer(self):
        order = self.imported()
        self.edit(order, buyer_note="Tolong bungkus kado", seller_note="VIP")

        sale = order.sale_order_ids
        self.assertEqual((sale.ocean_buyer_note, sale.ocean_seller_note), ("Tolong bungkus kado", "VIP"))
        self.assertEqual(sale.picking_ids.ocean_buyer_note, "Tolong bungkus kado")

    def test_a_split_into_parcels_changes_nothing_on_the_sales_order_and_is_shown(self):
        order = self.imported(skus=["KAOS-POLOS-M", "TAS-KANVAS"])
        sale = order.sale_order_ids
        lines = sale.order_line.mapped(lambda line: (line.product_uom_qty, line.price_unit))
        [parcel] = order.packages
        parcels = [{"package_number": f"P{number}"} for number in (1, 2)]
        self.edit(order, overrides={"detail": {"package_list": parcels}})

        self.assertEqual([row["external_id"] for row in order.packages], ["P1", "P2"])
        self.assertIn("P2", order.parcels_html)
        self.assertEqual(sale.order_line.mapped(lambda line: (line.product_uom_qty, line.price_unit)), lines)
        self.assertFalse(self.exceptions())

        self.edit(order, overrides={})
        self.assertEqual(order.packages, [parcel])

    def test_what_only_we_changed_stays_ours(self):
        order = self.imported(quantities=[2])
        sale = order.sale_order_ids
        sale.order_line[0].product_uom_qty = 3
        partner = self.env["res.partner"].create({"name": "Gudang kedua"})
        sale.partner_shipping_id = partner
        self.edit(order, seller_note="catatan")

        self.assertEqual(sale.order_line[0].product_uom_qty, 3)
        self.assertEqual(sale.partner_shipping_id, partner)
        self.assertFalse(self.exceptions())

    def test_the_same_state_comes_from_any_order_and_any_number_of_updates(self):
        order = self.imported(quantities=[4], masked=False)
        with self.world.lock:
            self.store.orders[order.external_id].lines[0].cancelled = 1
        self.edit_address(order)
        sale = order.sale_order_ids

        def state():
            return (sale.partner_shipping_id, sale.amount_total, sale.order_line.mapped("product_uom_qty"))

        before, agreed = state(), order.agreed["values"]
        old = order.payload_ids.sorted("id")[0]
        for _again in range(2):
            self.lane()._store_answer([self.raw(order, old)])
            order.write({"needs_apply": True})
            self.drain("apply")
        self.assertEqual((state(), order.agreed["values"]), (before, agreed))

    def raw(self, order, payload):
        return RawOrder(external_id=order.external_id, payload=load_payload(payload.body))

    def test_applying_unchanged_orders_takes_few_queries_whatever_their_number(self):
        self.place(20, skus=["KAOS-POLOS-M", "TAS-KANVAS"])
        self.sync()
        orders = self.env["ocean.order"].search([("storefront_id", "=", self.storefront.id)])
        self.assertEqual(len(orders), 20)
        self.env.invalidate_all()

        with self.assertQueryCount(45):
            orders._in_company()._apply()
            self.env.flush_all()


@tagged("post_install", "-at_install")
class TestDeadlines(ChangesCommon):
    """Payment, deadlines and reminders."""

    def test_payment_is_tracked(self):
        order = self.imported(status="UNPAID")
        self.assertEqual(order.payment_state, "unpaid")
        self.change(order.external_id, "advance", to="READY_TO_SHIP")
        self.sync()
        self.assertEqual(order.payment_state, "paid")
        self.change(order.external_id, "cancel", by="seller")
        self.sync()
        self.assertEqual(order.payment_state, "refunded")
        self.assertEqual(self.imported(cod=True).payment_state, "cod")

    def test_a_wish_to_cancel_stops_the_order_and_says_since_when(self):
        order = self.imported()
        self.change(order.external_id, "request_cancel")
        self.sync()

        self.assertEqual(order.state, "cancel_requested")
        self.assertTrue(order.cancel_asked_at)
        self.assertIn("STOP: the buyer asked to cancel at", order.stop_text)
        asked = order.cancel_asked_at
        self.edit(order, seller_note="menunggu")
        self.assertEqual(order.cancel_asked_at, asked)

    def test_answering_comes_before_shipping(self):
        order = self.imported()
        self.change(order.external_id, "request_cancel")
        self.sync()
        self.assertEqual(order.due_at, order.ship_by)
        order.respond_by = fields.Datetime.now() + timedelta(hours=2)
        self.assertEqual((order.due_at, order.due_level), (order.respond_by, "soon"))
        self.assertIn("Answer before", order.stop_text)

    def test_the_responsible_is_reminded_once_of_each_deadline(self):
        self.storefront.user_id = self.seller
        order = self.imported()
        self.drain("apply")
        self.assertFalse(self.storefront.activity_ids)
        order.ship_by = fields.Datetime.now() + timedelta(hours=2)

        self.drain("apply")
        self.drain("apply")
        [activity] = self.storefront.activity_ids
        self.assertEqual(activity.user_id, self.seller)
        self.assertIn("To do: 1", activity.summary)
        self.assertIn(order.external_id, activity.note)

        activity.action_done()
        self.drain("apply")
        self.assertFalse(self.storefront.activity_ids, "done is done")

        second = self.imported()
        second.ship_by = fields.Datetime.now() - timedelta(hours=1)
        self.drain("apply")
        self.assertIn("Late: 1", self.storefront.activity_ids.summary)
        self.assertIn(second, self.env["ocean.order"].search(second._late_domain()))

        (order | second).write({"state": "shipped"})
        self.drain("apply")
        self.assertFalse(self.storefront.activity_ids)
