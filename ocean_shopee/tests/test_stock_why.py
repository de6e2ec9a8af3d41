import json

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ocean_marketplace_base.tests.common import GROUP_USER

from .stock import StockCommon

TOTALS = {"stock.quant": "quantity", "stock.move": "product_qty", "ocean.order.line": "held_qty"}


@tagged("post_install", "-at_install")
class TestStockWhy(StockCommon):
    """Every number can be explained, and every term links to the rows that add up to it."""

    def setUp(self):
        super().setUp()
        self.put(self.kaos, 20)
        self.default = self.rule(name="Default 80 %", percent=80, buffer=2, minimum=1, cap=50, sequence=20)
        number = self.place_one(quantities=[8])
        self.sync()
        self.place_one(quantities=[1], status="UNPAID")
        self.sync()
        self.assertTrue(self.sale(number))
        self.switch_on()

    def why(self, sku=None):
        return json.loads((sku or self.sku()).why_json)

    def test_the_number_is_that_of_the_formula(self):
        self.assertEqual(self.sku().desired_qty, 7)
        why = self.why()
        self.assertTrue(why["title"].startswith("Why 7 on "), why["title"])
        part = why["parts"][0]
        self.assertEqual([fact["amount"] for fact in part["facts"]], ["20", "-8", "-1"])
        self.assertEqual(part["sellable"], "11")
        self.assertEqual(
            [(step["label"], step["after"]) for step in part["steps"]],
            [("Buffer 2", "9"), ("× 80 %", "7"), ("Published", "7")],
        )
        self.assertEqual(why["rule_name"], "Rule “Default 80 %”")
        self.assertIn("confirmed", why["pushed"])

    def test_each_link_opens_the_rows_that_add_up_to_its_term(self):
        facts = self.why()["parts"][0]["facts"]
        self.assertEqual(len(facts), 3)
        for fact in facts:
            action = fact["action"]
            rows = self.env[action["res_model"]].search(action["domain"])
            total = sum(rows.mapped(TOTALS[action["res_model"]]))
            self.assertEqual(total, abs(float(fact["amount"])), fact["label"])

    def test_who_may_not_see_stock_sees_the_terms_without_links(self):
        worker = self._make_user("picker", GROUP_USER)
        facts = self.why(self.sku().with_user(worker))["parts"][0]["facts"]
        self.assertEqual([fact["amount"] for fact in facts], ["20", "-8", "-1"])
        for fact, model in zip(facts, TOTALS, strict=True):
            may = self.env[model].with_user(worker).has_access("read")
            self.assertEqual(bool(fact["action"]), may, model)

    def test_moving_a_rule_changes_the_winner(self):
        other = self.rule(name="Sedikit", cap=2, sequence=30)
        self.push()
        self.assertEqual(self.sku().rule_id, self.default)
        other.sequence = 1
        self.push()
        self.assertEqual((self.sku().rule_id, self.shown()), (other, 2))
        self.assertEqual(self.why()["rule_name"], "Rule “Sedikit”")

    def test_a_rule_says_in_a_sentence_what_it_does(self):
        self.assertEqual(
            self.default.sentence,
            "Show 80 % of what is left after keeping 2, at least 1, at most 50, on all storefronts.",
        )
        last = self.rule(takes="next", last_units=5, last_storefront_id=self.storefront.id)
        self.assertEqual(last.sentence, f"Keep the last 5 units for {self.storefront.name}.")

    def test_a_rule_that_says_nothing_is_refused(self):
        for values, refusal in (
            ({"takes": "next"}, ValidationError),
            ({"last_units": 3}, ValidationError),
            ({"percent": 120}, IntegrityError),
        ):
            with self.assertRaises(refusal), mute_logger("odoo.sql_db"), self.cr.savepoint():
                self.rule(**values)
        with self.assertRaises(ValidationError):
            self.default.last_units = 4

    def test_what_an_earlier_rule_catches_is_said(self):
        covered = self.rule(name="Tak terpakai", cap=1, sequence=90)
        self.assertEqual(covered.warning, "“Default 80 %” already catches these.")
        covered.sequence = 1
        self.assertNotEqual(covered.warning, "“Default 80 %” already catches these.")

    def test_the_preview_is_the_number_after_switching_on(self):
        rule = self.rule(name="Baru", percent=50, sequence=1, active=False)
        rule.preview_product_id = self.kaos
        self.assertIn("now 7, under this rule 5", rule.preview_text)
        rule.active = True
        self.push()
        self.assertEqual(self.shown(), 5)

    def test_users_read_rules_and_managers_change_them(self):
        worker = self._make_user("picker", GROUP_USER)
        self.assertEqual(self.default.with_user(worker).percent, 80)
        with self.assertRaises(AccessError):
            self.default.with_user(worker).percent = 10
        self.default.with_user(self.seller).percent = 10
        self.push()
        self.assertEqual(self.sku().desired_qty, 0)

    def test_the_product_shows_its_figures_and_numbers(self):
        template = self.kaos.product_tmpl_id.with_user(self.seller)
        self.assertEqual(
            template.ocean_stock_text, "On hand 20 · confirmed demand −8 · holds −1 · sellable 11"
        )
        self.assertEqual(template.ocean_listing_sku_ids.mapped("published_text"), ["7"])
        self.variant().stock = 3
        template.action_push_stock()
        self.push()
        self.assertEqual(self.shown(), 7)


@tagged("post_install", "-at_install")
class TestStockApi(StockCommon):
    """Programs push stock, too."""

    def setUp(self):
        super().setUp()
        self.put(self.kaos, 6)
        self.switch_on()
        self.user = self._make_user("picker", GROUP_USER)

    def test_products_and_skus_are_sent_to_all_storefronts_named(self):
        storefront = self.storefront.with_user(self.user)
        for arguments in ({"products": [self.kaos.id]}, {"skus": [self.kaos.default_code]}):
            self.variant().stock = 1
            self.assertEqual(storefront.sync_stock(**arguments), {"queued": 1, "unknown": []})
            self.push()
            self.assertEqual(self.shown(), 6)

    def test_everything_is_sent_without_a_choice(self):
        answer = self.storefront.sync_stock()
        self.assertEqual(answer["queued"], len(self.products))

    def test_what_is_not_listed_is_named(self):
        answer = self.storefront.sync_stock(skus=["TIDAK-ADA", self.kaos.default_code])
        self.assertEqual(answer, {"queued": 1, "unknown": ["TIDAK-ADA"]})

    def test_nonsense_and_strangers_are_refused(self):
        stranger = self._make_user("stranger", "")
        with self.assertRaises(AccessError):
            self.storefront.with_user(stranger).sync_stock()
        for arguments in (
            {"products": ["1"]},
            {"products": [True]},
            {"skus": "KAOS"},
            {"products": [1], "skus": ["x"]},
            {"skus": ["x"] * 1001},
        ):
            with self.assertRaises(Exception) as caught:
                self.storefront.sync_stock(**arguments)
            self.assertEqual(type(caught.exception).__name__, "UserError")
        with self.assertRaises(Exception) as caught:
            self.env["ocean.storefront"].sync_stock()
        self.assertEqual(type(caught.exception).__name__, "UserError")

    def test_a_storefront_that_sends_no_stock_says_so(self):
        self.storefront.action_stop_stock()
        with self.assertRaisesRegex(Exception, "sends no stock yet"):
            self.storefront.sync_stock()
