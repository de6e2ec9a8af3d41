from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import SECOND_SHOP
from .test_matching import MatchingCommon


@tagged("post_install", "-at_install")
class TestRelink(MatchingCommon):
    """A shop that moved: the new items are the products of the old ones."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.moved = cls._make_storefront(cls.account, SECOND_SHOP)
        cls.umbrella = cls._make_product("P-1", name="Payung")
        cls.hat = cls._make_product("P-2", name="Topi")
        cls.bag = cls._make_product("P-3", name="Tas")
        cls.old = cls._make_listing(
            "100", "Payung Lipat", {"seller_sku": "LAMA-1", "product_id": cls.umbrella.id}
        )
        cls.old |= cls._make_listing("101", "Topi Pantai", {"name": "Hitam", "product_id": cls.hat.id})
        cls.old |= cls._make_listing("102", "Tas Kanvas Besar Kuat", {"product_id": cls.bag.id})
        cls.new = cls._make_listing("900", "Sesuatu", {"seller_sku": "LAMA-1"}, storefront=cls.moved)
        cls.new |= cls._make_listing("901", "topi  pantai", {"name": "HITAM"}, storefront=cls.moved)
        cls.new |= cls._make_listing("902", "Tas Kanvas Besar Kuat Promo", {}, storefront=cls.moved)

    def wizard(self, user=None):
        form = Form(self.env["ocean.listing.relink"].with_user(user or self.clerk))
        form.old_storefront_id = self.storefront
        form.new_storefront_id = self.moved
        return form.save()

    def test_the_preview_pairs_old_and_new_items_with_rule_and_confidence(self):
        lines = self.wizard().line_ids

        self.assertEqual(lines.mapped("rule"), ["sku", "name", "similar_name"])
        self.assertEqual(
            {line.old_sku_id: line.new_sku_id for line in lines}, dict(zip(self.old, self.new, strict=True))
        )
        self.assertEqual(lines.mapped("chosen"), [True, True, False])
        self.assertEqual(lines[0].score, 100)
        self.assertTrue(80 <= lines[2].score < 100)

    def test_the_preview_writes_nothing(self):
        self.wizard()
        self.assertFalse(self.new.product_id)

    def test_what_is_chosen_is_re_linked_and_can_be_undone(self):
        wizard = self.wizard()

        run = self.run_of(wizard.action_apply())

        self.assertEqual([sku.product_id for sku in self.new], [self.umbrella, self.hat, self.hat.browse()])
        self.assertEqual((run.kind, run.total), ("relink", 2))
        self.assertEqual([sku.product_id for sku in self.old], [self.umbrella, self.hat, self.bag])
        run.with_user(self.clerk).action_undo()
        self.assertFalse(self.new.product_id)

    def test_a_person_may_choose_another_new_item(self):
        wizard = self.wizard()
        with Form(wizard) as form, form.line_ids.edit(2) as line:
            line.new_sku_id = self.new[2]
            line.chosen = True

        wizard.action_apply()

        self.assertEqual(self.new[2].product_id, self.bag)

    def test_one_new_item_cannot_be_two_old_ones(self):
        wizard = self.wizard()
        wizard.line_ids.write({"new_sku_id": self.new[0].id, "chosen": True})

        with self.assertRaisesRegex(UserError, "for two old ones"):
            wizard.action_apply()

    def test_what_is_matched_in_the_new_storefront_is_left_alone(self):
        self.new[0].product_id = self.bag

        self.assertNotIn(self.new[0], self.wizard().line_ids.new_sku_id)

    def test_a_disconnected_storefront_can_be_the_old_one(self):
        self.storefront.active = False

        lines = self.wizard(self.seller).line_ids

        self.assertEqual(len(lines), 3)
