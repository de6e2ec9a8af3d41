from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import GROUP_MANAGER, MarketplaceCommon


@tagged("post_install", "-at_install")
class TestAuthorization(MarketplaceCommon):
    """The `state` of an approval: signed, bound to its user and its app, used once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls._make_account()
        cls.pending = cls.env["ocean.authorization"].with_user(cls.seller)

    def test_a_state_gives_the_company_it_was_asked_for(self):
        state = self.pending._issue(self.account)
        self.assertEqual(self.pending._consume(self.account, state), (self.company, False))

    def test_it_remembers_that_the_wizard_asked(self):
        state = self.pending._issue(self.account, from_wizard=True)
        self.assertEqual(self.pending._consume(self.account, state), (self.company, True))

    def test_only_a_digest_of_it_is_stored(self):
        state = self.pending._issue(self.account)
        row = self.env["ocean.authorization"].search([])
        self.assertNotIn(row.nonce_hash, state)
        self.assertNotIn(state.partition(".")[0], row.nonce_hash)

    def test_it_is_used_once(self):
        state = self.pending._issue(self.account)
        self.pending._consume(self.account, state)
        with self.assertRaises(AccessError):
            self.pending._consume(self.account, state)

    def test_forged_states_are_refused(self):
        state = self.pending._issue(self.account)
        nonce, _dot, signature = state.rpartition(".")
        for forged in (None, "", ".", "x", f"{nonce}.", f".{signature}", f"{nonce}.{signature[:-1]}", "é.ü"):
            with self.subTest(forged), self.assertRaises(AccessError):
                self.pending._consume(self.account, forged)

    def test_it_belongs_to_its_user_and_its_app(self):
        state = self.pending._issue(self.account)
        other_user = self._make_user("seller2", GROUP_MANAGER)
        other_app = self._make_account(app_key="2", name="Lain")
        with self.assertRaises(AccessError):
            self.env["ocean.authorization"].with_user(other_user)._consume(self.account, state)
        with self.assertRaises(AccessError):
            self.pending._consume(other_app, state)
        self.assertEqual(self.pending._consume(self.account, state)[0], self.company)

    def test_it_ends_after_half_an_hour_and_is_swept_away(self):
        state = self.pending._issue(self.account)
        row = self.env["ocean.authorization"].search([])
        row.expires_at = fields.Datetime.now() - timedelta(seconds=1)
        with self.assertRaises(UserError):
            self.pending._consume(self.account, state)
        self.pending._issue(self.account)
        self.env["ocean.authorization"].search([]).expires_at = fields.Datetime.now() - timedelta(seconds=1)
        self.env["ocean.authorization"]._gc_expired()
        self.assertFalse(self.env["ocean.authorization"].search([]))
