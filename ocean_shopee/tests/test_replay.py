import random
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import ShopeeCommon

ORDERS = 200
ROUNDS = 3
BATCH = 25
SEEDS = (1,)
# What may happen to an order in a round; most orders just go on.
HAPPENINGS = ("advance", "advance", "advance", "cancel", "request_cancel", "note", "units", "rest")


@tagged("post_install", "-at_install")
class TestReplay(ShopeeCommon):
    """Any shuffle, duplication, loss-then-poll and delay of the same versions ends in the same state."""

    def setUp(self):
        super().setUp()
        self.storefront.import_since = fields.Datetime.now() - timedelta(days=3)
        self.random = random.Random(7)
        self.numbers = [
            self.place_one(quantities=[self.random.randint(1, 4)], status=self.first_status(), buyer=buyer)
            for buyer in range(ORDERS)
        ]

    def first_status(self):
        return self.random.choice(("UNPAID", "READY_TO_SHIP", "READY_TO_SHIP", "PROCESSED"))

    # === THE STREAM === #

    def stream(self):
        """Let things happen to the orders; return all versions the platform showed, oldest first."""
        versions, last = [], {}
        for _round in range(ROUNDS):
            versions += self.read_changed(last)
            self.world.clock.advance(5)
            for number in self.numbers:
                self.happen(number, self.random.choice(HAPPENINGS))
        return versions + self.read_changed(last)

    def read_changed(self, last):
        found = []
        for raw in self.storefront._reader().read_orders(self.numbers):
            self.assertFalse(raw.error, raw.error)
            if raw.payload != last.get(raw.external_id):
                last[raw.external_id] = raw.payload
                found.append(raw)
        return found

    def happen(self, number, what):
        order = self.store.orders[number]
        if what == "advance" and order.status not in ("COMPLETED", "CANCELLED", "IN_CANCEL"):
            self.change(number, "advance")
        elif what in ("cancel", "request_cancel") and order.status in ("READY_TO_SHIP", "PROCESSED"):
            self.change(number, what, reason="CUSTOMER_REQUEST")
        elif what == "note":
            self.change(number, "edit", buyer_note=f"catatan {self.random.random()}")
        elif what == "units" and order.status == "READY_TO_SHIP" and order.lines[0].quantity > 1:
            with self.world.lock:
                order.lines[0].cancelled = 1
            self.change(number, "edit", seller_note="1 dibatalkan")

    # === OUR SIDE === #

    def feed(self, versions):
        """Take versions in, in batches as they come, with the apply lane in between."""
        lane = self.lane()
        for start in range(0, len(versions), BATCH):
            batch = {raw.external_id: raw for raw in versions[start : start + BATCH]}
            lane._ensure_stubs(self.storefront, list(batch))
            lane._store_answer(list(batch.values()))
            if start // BATCH % 6 == 0:
                self.drain("apply")
        self.drain("apply")

    def disturbed(self, versions, seed):
        """Return the versions as a bad network brings them: shuffled, twice, some never, then a poll."""
        chance = random.Random(seed)
        stream = [raw for raw in versions for _copy in range(chance.choice((0, 1, 1, 2)))]
        chance.shuffle(stream)
        final = {raw.external_id: raw for raw in versions}
        return stream + list(final.values())

    def state(self):
        orders = self.env["ocean.order"].search(
            [("storefront_id", "=", self.storefront.id)], order="external_id"
        )
        return {order.external_id: self.order_state(order) for order in orders}

    def order_state(self, order):
        # A sales order that was made and cancelled on the way is as good as none.
        sale = order.sale_order_ids.filtered(lambda row: row.state != "cancel")
        moves = sale.picking_ids.move_ids.filtered(lambda move: move.state != "cancel")
        return {
            "order": (order.state, order.raw_status, order.amount_buyer_total, order.amount_revenue),
            "notes": (order.buyer_note, order.seller_note),
            "lines": [(line.quantity, line.quantity_cancelled, line.revenue) for line in order.line_ids],
            "waits": order.exception_id.kind,
            "sale": [(row.state, row.amount_total) for row in sale],
            "sold": [
                (line.product_id.id, line.product_uom_qty, line.price_total) for line in sale.order_line
            ],
            "to_deliver": sum(moves.mapped("product_uom_qty")),
            "stop": set(sale.picking_ids.mapped("ocean_stop_reason")),
        }

    def test_two_hundred_orders_end_alike_however_their_versions_arrive(self):
        versions = self.stream()
        self.assertGreater(len(versions), 2 * ORDERS)
        with self.rolled_back():
            self.feed(versions)
            expected = self.state()
        self.assertEqual(len(expected), ORDERS)
        self.assertGreater(len({row["order"][0] for row in expected.values()}), 4)

        for seed in SEEDS:
            with self.subTest(seed=seed), self.rolled_back():
                self.feed(self.disturbed(versions, seed))
                found = self.state()
                self.assertEqual(found.keys(), expected.keys())
                for number, row in expected.items():
                    self.assertEqual(found[number], row, number)
