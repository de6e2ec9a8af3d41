from datetime import timedelta

from odoo import Command, fields
from odoo.tests import tagged

from .common import ShopeeCommon


@tagged("post_install", "-at_install")
class TestAlerts(ShopeeCommon):
    """Who is told of what, once, in his language, and how often at most."""

    def setUp(self):
        super().setUp()
        self.storefront.user_id = self.seller

    def messages(self, user=None):
        return self.env["mail.message"].search(
            [
                ("partner_ids", "in", (user or self.seller).partner_id.ids),
                ("message_type", "=", "user_notification"),
            ]
        )

    def mails(self, messages):
        return self.env["mail.mail"].search([("mail_message_id", "in", messages.ids)])

    def report(self, *causes, kind="sku_unmatched"):
        exceptions = self.env["ocean.exception"]
        orders = self.env["ocean.order"].create(
            [{"storefront_id": self.storefront.id, "external_id": f"U{cause}"} for cause in causes]
        )
        for cause, order in zip(causes, orders, strict=True):
            exceptions |= exceptions._report(self.storefront, kind, cause, cause, orders=order)
        return exceptions

    def pass_by(self, **duration):
        told = self.env["ocean.exception"].search([("told_at", "!=", False)])
        told.told_at = fields.Datetime.now() - timedelta(**duration)

    def test_many_orders_of_one_cause_are_one_activity_and_one_mail(self):
        self.place(6, skus=["TOPI-01"])
        self.sync()
        self.assertTrue(self.woken("alerts"))
        self.assertFalse(self.messages(), "nothing goes out of the transaction that found it")

        self.run_cron("alerts")
        self.run_cron("alerts")

        row = self.exceptions()
        self.assertEqual(row.activity_ids.user_id, self.seller)
        message = self.messages()
        self.assertEqual((message.model, message.res_id), (row._name, row.id))
        self.assertIn("TOPI-01", message.body)
        self.assertEqual(self.mails(message).state, "outgoing", "the queue of mails sends it")
        self.assertEqual((row.told_user_id, bool(row.told_at)), (self.seller, True))

    def test_many_causes_within_an_hour_are_one_more_message(self):
        self.report("A")
        self.run_cron("alerts")
        rows = self.report("B", "C", "D")
        self.pass_by(minutes=59)
        self.run_cron("alerts")
        self.assertEqual(len(self.messages()), 1)
        self.assertEqual(rows.activity_ids.mapped("user_id"), self.seller, "activities do not wait")

        self.pass_by(minutes=61)
        self.run_cron("alerts")

        digest = self.messages()[0]
        self.assertEqual(len(self.messages()), 2)
        self.assertIn("3", digest.subject)
        for row in rows:
            self.assertIn(row.summary, digest.body)
            self.assertIn(f"marketplace-exceptions/{row.id}", digest.body)

    def test_what_blocks_nothing_waits_for_a_day(self):
        self.report("A")
        self.run_cron("alerts")
        row = self.report("B", kind="no_split")
        self.assertFalse(row.activity_ids)
        self.pass_by(hours=5)
        self.run_cron("alerts")
        self.assertEqual(len(self.messages()), 1)
        self.pass_by(hours=25)
        self.run_cron("alerts")
        self.assertEqual(len(self.messages()), 2)

    def test_a_cause_that_returns_is_told_again(self):
        row = self.report("A")
        self.run_cron("alerts")
        order = row.order_ids
        order._clear_exception()
        self.assertEqual(row.state, "resolved")
        self.env["ocean.exception"]._report(self.storefront, "sku_unmatched", "A", "A", orders=order)
        self.assertTrue(row.activity_ids)
        self.run_cron("alerts")
        self.assertEqual(len(self.messages()), 1, "not within the hour")
        self.pass_by(hours=2)
        self.run_cron("alerts")
        self.assertEqual(len(self.messages()), 2)

    def test_messages_are_in_the_language_of_who_reads_them(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.env["ir.module.module"].search([("name", "=", "ocean_marketplace_base")])._update_translations(
            ["id_ID"]
        )
        self.seller.lang = "id_ID"
        row = self.report("A")
        self.run_cron("alerts")
        self.assertIn(row.with_context(lang="id_ID").summary, self.messages().body)
        self.assertNotEqual(row.with_context(lang="id_ID").summary, row.summary)
        self.assertEqual(row.activity_ids.summary, row.with_context(lang="id_ID").summary)

    def test_who_may_not_see_the_company_is_told_nothing(self):
        other = self._make_company("Lain")
        self.seller.write({"company_id": other.id, "company_ids": [Command.set(other.ids)]})
        row = self.report("A")
        self.run_cron("alerts")
        self.assertFalse(self.messages())
        self.assertFalse(row.activity_ids or row.user_id or row.told_at)
        self.assertTrue(row.to_tell)

        boss = self._make_user("boss", "ocean_marketplace_base.group_user")
        self.company.ocean_user_id = boss
        self.run_cron("alerts")
        self.assertEqual(len(self.messages(boss)), 1, "the company's responsible person is told instead")

    def test_who_may_not_use_marketplaces_is_told_nothing(self):
        plain = self._make_user("plain", "")
        self.storefront.user_id = plain
        self.report("A")
        self.run_cron("alerts")
        self.assertFalse(self.messages(plain))

    def test_mails_can_be_switched_off_and_messages_in_odoo_still_come(self):
        self.company.ocean_alert_mail = False
        row = self.report("A")
        self.run_cron("alerts")
        self.assertFalse(self.messages())
        self.assertTrue(row.told_at)
        self.assertTrue(row.activity_ids)

        self.seller.notification_type = "inbox"
        self.pass_by(hours=2)
        self.report("B")
        self.run_cron("alerts")
        self.assertEqual(len(self.messages()), 1)
        self.assertFalse(self.mails(self.messages()))
        self.assertEqual(self.messages().notification_ids.notification_type, "inbox")

    def test_who_takes_a_cause_is_told_instead(self):
        row = self.report("A")
        helper = self._make_user("helper", "ocean_marketplace_base.group_user")
        row.with_user(helper).action_assign_to_me()
        self.assertEqual(row.activity_ids.user_id, helper)
        self.run_cron("alerts")
        self.assertEqual((len(self.messages()), len(self.messages(helper))), (0, 1))

    def test_what_is_put_off_is_told_tomorrow(self):
        row = self.report("A")
        self.seller.tz = "Asia/Jakarta"
        row.with_user(self.seller).action_snooze()
        local = fields.Datetime.context_timestamp(row.with_context(tz="Asia/Jakarta"), row.snooze_until)
        self.assertEqual((local.hour, local.minute), (0, 0))
        self.assertGreater(row.snooze_until, fields.Datetime.now())
        self.run_cron("alerts")
        self.assertFalse(self.messages())
        row.snooze_until = fields.Datetime.now() - timedelta(minutes=1)
        self.run_cron("alerts")
        self.assertEqual(len(self.messages()), 1)

    def test_rows_that_two_lanes_left_behind_are_closed_and_opened(self):
        left, met = self.report("A", "B")
        left.order_ids.write({"exception_id": False})
        met.write({"state": "resolved", "closed_at": fields.Datetime.now()})
        self.run_cron("alerts")
        self.assertEqual((left.state, met.state), ("resolved", "open"))
        self.assertIn("by itself", left.closed_text)
