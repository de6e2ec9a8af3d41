from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.models import BaseModel
from odoo.tests import tagged

from .common import GROUP_MANAGER, GROUP_USER, MarketplaceCommon

# Documented methods for other programs; each checks rights first and only writes down what is asked.
API = {"authorize_url", "cancel_order", "sync_orders", "sync_products", "sync_stock", "update_order_status"}
# What Odoo's web client asks models for: words only.
WEB = {"get_empty_list_help", "get_import_templates"}


# The rule of approvals names user and company; the others hold what is the same in all companies: names of
# places, what a platform says of its catalogue, what pictures are like.
SHARED = {
    "ocean.authorization",
    "ocean.place",
    "ocean.category.tree",
    "ocean.category",
    "ocean.attribute",
    "ocean.attribute.unit",
    "ocean.attribute.value",
    "ocean.brand",
    "ocean.image.facts",
}


@tagged("post_install", "-at_install")
class TestSecurity(MarketplaceCommon):
    """Walk the registry, so that a new model cannot forget its rules."""

    def models(self, transient=False):
        return [
            model
            for name, model in self.env.items()
            if name.startswith("ocean.") and not model._abstract and model._transient is transient
        ]

    def test_every_model_has_access_rows(self):
        for model in self.models() + self.models(transient=True):
            rows = self.env["ir.model.access"].search([("model_id.model", "=", model._name)])
            self.assertTrue(rows, model._name)
            self.assertTrue(all(rows.mapped("group_id")), f"{model._name} is open to everybody")

    def test_every_model_has_a_global_company_rule(self):
        for model in self.models():
            if model._name in SHARED:
                continue
            rules = self.env["ir.rule"].search([("model_id.model", "=", model._name)])
            company_rules = rules.filtered(lambda rule: "company_ids" in (rule.domain_force or ""))
            self.assertTrue(company_rules, model._name)
            self.assertTrue(all(rule["global"] for rule in company_rules), model._name)
            self.assertIn("company_id", model._fields, model._name)

    def test_people_without_our_groups_reach_none_of_our_models(self):
        stranger = self._make_user("stranger", "")
        for model in self.models() + self.models(transient=True):
            for operation in ("read", "write", "create", "unlink"):
                allowed = model.with_user(stranger).has_access(operation)
                self.assertFalse(allowed, f"{operation} {model._name}")

    def test_users_create_and_delete_nothing(self):
        user = self._make_user("worker", GROUP_USER)
        for model in self.models():
            self.assertFalse(model.with_user(user).has_access("create"), model._name)
            self.assertFalse(model.with_user(user).has_access("unlink"), model._name)

    def test_the_pipeline_can_only_be_run_by_the_scheduler(self):
        for model in self.models():
            ours = [cls for cls in type(model).__mro__ if cls.__module__.startswith("odoo.addons.ocean_")]
            names = {name for cls in ours for name, value in vars(cls).items() if callable(value)}
            public = {name for name in names if not name.startswith(("_", "action_"))}
            self.assertFalse(public - set(dir(BaseModel)) - WEB - API, model._name)

    def test_users_see_no_ladder_and_managers_do(self):
        user, manager = self._make_user("packer", GROUP_USER), self._make_user("lead", GROUP_MANAGER)
        order = self.env["ocean.order"].create(
            {"storefront_id": self._make_storefront(self._make_account(), 3).id, "external_id": "L1"}
        )
        self.assertFalse(order.with_user(manager).ladder)
        with self.assertRaises(AccessError):
            order.with_user(user).read(["ladder"])

    def test_nobody_rewrites_what_the_platform_said(self):
        manager, user = self._make_user("lead", GROUP_MANAGER), self._make_user("packer", GROUP_USER)
        storefront = self._make_storefront(self._make_account(), 3)
        order = self.env["ocean.order"].create({"storefront_id": storefront.id, "external_id": "L1"})
        cause = self.env["ocean.exception"]._report(storefront, "total_gap", "L1", orders=order)
        order.with_user(manager).gap_reason = "Sudah dicek"
        for values in ({"amount_revenue": 5}, {"gap_accepted": True}, {"state": "completed"}):
            with self.assertRaises(AccessError):
                order.with_user(manager).write(values)
        with self.assertRaises(AccessError):
            cause.with_user(user).technical_text = "x"

    def test_who_may_not_read_orders_makes_no_rows_to_match(self):
        storefront = self._make_storefront(self._make_account(), 3)
        line = {"key": "1", "item_id": "10", "sku_id": "0", "name": "Kaos", "quantity": 1}
        order = self.env["ocean.order"].create(
            {"storefront_id": storefront.id, "external_id": "L1", "line_ids": [Command.create(line)]}
        )
        for user in (
            self._make_user("stranger", ""),
            self._make_user("elsewhere", GROUP_MANAGER, self._make_company("Lain")),
        ):
            with self.assertRaises(AccessError):
                order.line_ids.with_user(user).action_match()
        self.assertFalse(self.env["ocean.listing.sku"].search([("storefront_id", "=", storefront.id)]))

    def test_managers_of_one_company_do_not_see_the_storefronts_of_another(self):
        other = self._make_company("Lain")
        account = self._make_account(company_id=False)
        theirs = self._make_storefront(account, 2, company=other)
        mine = self._make_storefront(account, 1)

        found = self.env["ocean.storefront"].with_user(self.seller).search([])
        self.assertIn(mine, found)
        self.assertNotIn(theirs, found)
        with self.assertRaises(AccessError):
            theirs.with_user(self.seller).read(["name"])

    def test_managers_do_not_create_or_read_keys_of_apps(self):
        with self.assertRaises(AccessError):
            self.env["ocean.account"].with_user(self.seller).create({"name": "x", "app_key": "1"})
        user = self._make_user("plain", GROUP_USER)
        with self.assertRaises(AccessError):
            self._make_account().with_user(user).action_connect()

    def test_the_manager_group_includes_the_user_group(self):
        self.assertTrue(self.seller.has_group(GROUP_MANAGER))
        self.assertTrue(self.seller.has_group(GROUP_USER))


@tagged("post_install", "-at_install")
class TestSecrets(MarketplaceCommon):
    """Keys and tokens never leave their record."""

    SECRETS = {
        "ocean.account": ("app_secret", "push_secret"),
        "ocean.storefront": ("access_token", "refresh_token"),
        "ocean.authorization": ("nonce_hash",),
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls._make_user("admin", f"base.group_system,{GROUP_MANAGER}")
        cls.account = cls._make_account()
        cls.account.with_user(cls.admin).write(
            {"app_secret_input": "rahasia-aplikasi-1234", "push_secret_input": "rahasia-push-5678"}
        )
        cls.storefront = cls._make_storefront(cls.account, 7)
        cls.storefront.write({"access_token": "token-akses-9999", "refresh_token": "token-segar-9999"})

    def records(self):
        return self.account, self.storefront

    def test_what_an_administrator_enters_is_stored(self):
        self.assertEqual(self.account.app_secret, "rahasia-aplikasi-1234")
        self.assertEqual(self.account.push_secret, "rahasia-push-5678")

    def test_not_even_an_administrator_reads_them(self):
        for record in self.records():
            theirs = record.with_user(self.admin)
            for name in self.SECRETS[record._name]:
                with self.assertRaises(AccessError):
                    theirs.read([name])
                with self.assertRaises(AccessError):
                    theirs.search([(name, "=like", "r%")])
                with self.assertRaises(AccessError):
                    theirs.export_data([name])
                self.assertNotIn(name, theirs.fields_get())

    def test_reading_everything_shows_no_secret(self):
        for record in self.records():
            text = str(record.with_user(self.admin).read())
            for secret in ("rahasia-aplikasi", "rahasia-push", "token-akses", "token-segar"):
                self.assertNotIn(secret, text)

    def test_what_was_entered_is_not_sent_back_with_the_answer(self):
        account = self.account.with_user(self.admin)
        fields_spec = {"app_secret_input": {}, "push_secret_input": {}}
        values = {"app_secret_input": "rahasia-baru-4321", "push_secret_input": "push-baru-8765"}
        answer = account.web_save(values, fields_spec)
        self.assertEqual([answer[0][name] for name in fields_spec], [False, False])
        self.assertEqual(self.account.app_secret, "rahasia-baru-4321")

    def test_names_show_no_secret(self):
        for record in self.records():
            for secret in ("rahasia", "token-"):
                self.assertNotIn(secret, record.display_name)

    def test_the_last_four_characters_tell_which_one_is_set(self):
        account = self.account.with_user(self.admin)
        self.assertIn("1234", account.app_secret_hint)
        self.assertNotIn("aplikasi", account.app_secret_hint)
        self.assertIn("5678", account.push_secret_hint)
        self.assertFalse(account.app_secret_input)

    def test_nothing_of_a_short_secret_is_shown(self):
        self.account.app_secret_input = "pendek"
        self.assertNotIn("ndek", self.account.app_secret_hint)

    def test_saving_the_form_untouched_keeps_the_secrets(self):
        self.account.with_user(self.admin).write({"name": "Lain", "app_secret_input": False})
        self.assertEqual(self.account.app_secret, "rahasia-aplikasi-1234")

    def test_copies_have_no_secrets(self):
        copy = self.account.copy({"app_key": "77"})
        self.assertFalse(copy.app_secret or copy.push_secret)
        self.assertNotEqual(copy.access_key, self.account.access_key)
        self.assertIn(copy.access_key, copy.push_url)

    def test_every_secret_field_is_closed_and_not_copied(self):
        for name, secrets in self.SECRETS.items():
            for secret in secrets:
                field = self.env[name]._fields[secret]
                self.assertEqual(field.groups, ".", f"{name}.{secret}")
