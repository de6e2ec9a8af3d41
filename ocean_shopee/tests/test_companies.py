from datetime import timedelta

from odoo import fields
from odoo.tests import Form, tagged

from .common import SECOND_SHOP, ShopeeCommon


@tagged("post_install", "-at_install")
class TestCompanies(ShopeeCommon):
    """Two companies with different currencies in one run, and people with few rights."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_company = cls._make_company("Kedai Singapura", "base.sg", "base.SGD")
        cls.account.company_id = False
        cls.other = cls._make_storefront(
            cls.account,
            SECOND_SHOP,
            company=cls.other_company,
            currency_id=cls.rupiah.id,
            import_since=fields.Datetime.now() - timedelta(days=1),
        )
        cls.mine = cls._make_product("TALENAN-JATI", company_id=cls.other_company.id)

    def setUp(self):
        super().setUp()
        grant = self.grant(SECOND_SHOP)
        self.connect(self.other, grant.token.access_token, grant.token.refresh_token)

    def test_one_run_serves_two_companies_and_mixes_nothing(self):
        first = self.place_one()
        second = self.place_one(shop=SECOND_SHOP, skus=["TALENAN-JATI"])

        self.other.lane_ids.next_try = False
        self.sync()

        ours, theirs = self.sale(first), self.order(second, self.other).sale_order_ids
        self.assertEqual(ours.company_id, self.company)
        self.assertEqual(theirs.company_id, self.other_company)
        self.assertEqual(theirs.amount_total, self.brief(second)["seller_revenue"])
        for sale, company in ((ours, self.company), (theirs, self.other_company)):
            for record in (
                sale.warehouse_id,
                sale.picking_ids,
                sale.order_line.tax_ids,
                sale.partner_id,
                sale.pricelist_id,
                sale.ocean_order_id,
                sale.ocean_order_id.line_ids,
                sale.ocean_order_id.payload_ids,
            ):
                self.assertTrue(record)
                self.assertIn(record.company_id, (company, self.env["res.company"]), record)

    def test_a_product_of_another_company_is_not_taken_for_the_same_sku(self):
        order = self.imported(skus=["TALENAN-JATI"])
        self.assertEqual(order.exception_id.kind, "sku_unmatched")

    def test_a_user_sees_the_records_of_the_own_company_only(self):
        self.place(2)
        self.place_one(shop=SECOND_SHOP, skus=["GADA-TIADA"])
        self.other.lane_ids.next_try = False
        self.sync()
        manager = self._make_user("singapura", "ocean_marketplace_base.group_manager", self.other_company)

        for name in ("storefront", "order", "order.line", "payload", "log", "exception", "lane"):
            model = self.env[f"ocean.{name}"].with_context(allowed_company_ids=self.other_company.ids)
            records = model.with_user(manager).search([])
            self.assertTrue(records, name)
            self.assertEqual(records.company_id, self.other_company, name)

    def test_a_push_that_is_nobodys_is_seen_by_those_who_may_see_all_companies_of_its_app(self):
        push = self.env["ocean.event"].create(
            {"account_id": self.account.id, "topic": "unread", "dedupe_key": "nobody's", "body": "{}"}
        )
        group = "ocean_marketplace_base.group_manager"
        companies = self.company | self.other_company
        for login, company, seen in (("satu", self.company, False), ("dua", companies, True)):
            user = self._make_user(login, group, company[0])
            user.company_ids = company
            model = self.env["ocean.event"].with_user(user).with_context(allowed_company_ids=company.ids)
            self.assertEqual(bool(model.search([("id", "=", push.id)])), seen, login)

        self.other.active = False
        alone = self.env["ocean.event"].with_user(self._make_user("tiga", group, self.company))
        self.assertTrue(alone.search([("id", "=", push.id)]), "all shops of the app are of one company now")

    def test_one_failing_storefront_does_not_hold_up_the_others(self):
        self.connect(self.other, "no-such-token", "no-such-token")
        number = self.place_one()
        self.other.lane_ids.next_try = False

        self.sync()

        self.assertEqual(self.other.connection, "cut_off")
        self.assert_matches_platform(number)

    def test_a_defect_in_one_storefront_does_not_hold_up_the_others(self):
        number = self.place_one()
        self.other.account_id = self._make_account(
            platform="shopee", app_key="no number", name="Rusak", app_secret="x" * 20, simulator_url="no url"
        )
        self.other.lane_ids.next_try = False

        self.sync()

        self.assert_matches_platform(number)
        self.assertEqual(self.other.lane_ids.filtered(lambda lane: lane.lane == "orders").failures, 1)

    def test_a_salesperson_without_our_groups_opens_a_marketplace_sales_order(self):
        order = self.imported(gift="KAOSKAKI-3P")
        salesperson = self._make_user("sales", "sales_team.group_sale_salesman_all_leads")
        sale = order.sale_order_ids.with_user(salesperson)

        with Form(sale) as form:
            form.client_order_ref = "dilihat"
        self.assertEqual(sale.client_order_ref, "dilihat")
        sale.order_line[0].product_uom_qty = 2
        self.assertEqual(sale.order_line[0].price_unit, order.sale_order_ids.order_line[0].price_unit)

    def test_a_marketplace_user_without_sales_rights_opens_an_order(self):
        order = self.imported()
        user = self._make_user("gudang", "ocean_marketplace_base.group_user")
        mine = order.with_user(user)

        self.assertEqual(mine.read()[0]["external_id"], order.external_id)
        self.assertEqual(mine.line_ids.read()[0]["seller_sku"], "KAOS-POLOS-M")
        with Form(mine) as form:
            self.assertEqual(form.external_id, order.external_id)
        self.assertEqual(mine.import_state, "done")
        self.assertEqual(mine.sale_order_id.id, order.sale_order_ids.id)
