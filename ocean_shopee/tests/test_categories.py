from odoo import fields
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.lib.catalogue import Category, CategoryRules, Limits

from .catalogue import SHIRTS, TSHIRTS, CatalogueCommon


def node(number, parent="", **values):
    return Category(external_id=str(number), name=f"Kategori {number}", parent_id=str(parent or ""), **values)


@tagged("post_install", "-at_install")
class TestCategories(CatalogueCommon):
    """The cache of a platform's categories."""

    def test_the_lane_reads_the_whole_tree_once_a_week(self):
        self.read_categories()
        shirts = self.category(SHIRTS)
        self.assertEqual(shirts.complete_name, "Pakaian / Atasan / Kemeja")
        self.assertTrue(shirts.is_leaf and shirts.usable)
        self.assertFalse(self.category("100047").is_leaf)
        self.assertEqual(self.tree.limits["images_max"], 9)
        self.assertGreater(self.tree.next_read, fields.Datetime.add(fields.Datetime.now(), days=6))
        shirts.sudo().name = "Changed here"
        self.read_categories()
        self.assertEqual(shirts.name, "Changed here", "nothing is read before its turn")

    def test_another_version_is_read_before_the_week_is_over(self):
        self.read_categories()
        self.tree.sudo().version = "0"
        self.category(SHIRTS).sudo().complete_name = "Old"
        self.read_categories()
        self.assertEqual(self.category(SHIRTS).complete_name, "Pakaian / Atasan / Kemeja")

    def test_a_failure_is_told_and_tried_again_later(self):
        self.faults.add("server_error", path="*get_category")
        self.read_categories()
        self.assertTrue(self.tree.last_error)
        self.assertGreater(self.tree.next_read, fields.Datetime.now())
        log = self.env["ocean.log"].search(
            [("storefront_id", "=", self.storefront.id), ("kind", "=", "catalogue")]
        )
        self.assertEqual(log.result, "failed")
        self.faults.clear()
        self.tree.sudo().next_read = False
        self.read_categories()
        self.assertFalse(self.tree.last_error)
        self.assertTrue(self.category(SHIRTS))

    def test_categories_are_found_by_all_words_in_any_order(self):
        self.read_categories()
        found = self.env["ocean.category"].name_search("kemeja pakaian", [("tree_id", "=", self.tree.id)])
        self.assertEqual([name for _id, name in found], ["Pakaian / Atasan / Kemeja"])

    def test_what_changed_is_written_and_what_vanished_is_not_usable(self):
        tree = self.tree.sudo()
        tree._keep("1", Limits(), [node(1, is_leaf=False), node(2, 1), node(3, 1)])
        two, three = self.category("2"), self.category("3")
        tree._keep(
            "1", Limits(), [node(1, is_leaf=False), Category(external_id="2", name="Baru", parent_id="1")]
        )
        self.assertEqual(two.complete_name, "Kategori 1 / Baru")
        self.assertEqual((two.usable, three.usable), (True, False))
        tree._keep("1", Limits(), [node(1, is_leaf=False), node(3, 1)])
        self.assertTrue(three.usable, "it is back")

    def test_a_category_whose_parent_is_renamed_has_the_new_path(self):
        tree = self.tree.sudo()
        tree._keep("1", Limits(), [node(1, is_leaf=False), node(2, 1)])
        tree._keep("1", Limits(), [Category(external_id="1", name="Pakaian", is_leaf=False), node(2, 1)])
        self.assertEqual(self.category("2").complete_name, "Pakaian / Kategori 2")

    def test_thousands_of_categories_are_kept_and_then_nothing_is_written(self):
        nodes = [node(number, number // 12 if number > 11 else "") for number in range(1, 5001)]
        tree = self.tree.sudo()
        tree._keep("1", Limits(), nodes)
        self.assertEqual(self.env["ocean.category"].search_count([("tree_id", "=", tree.id)]), 5000)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(20):
            tree._keep("1", Limits(), nodes)
            self.env.flush_all()

    def test_simulators_have_a_tree_of_their_own(self):
        account = self._make_account(platform="shopee", environment="production", app_key="2000001")
        real = self._make_storefront(account, 401_000_001)
        tree = self.env["ocean.category.tree"]._of(real)[real]
        self.assertNotEqual(tree, self.tree)
        self.assertIn("Simulator", self.tree.display_name)
        self.assertNotIn("Simulator", tree.display_name)

    def test_what_a_chosen_category_wants_is_read_by_the_lane(self):
        self.read_categories()
        shirts = self.category(SHIRTS)
        shirts._want_rules()
        self.assertTrue(self.woken("catalogue"))
        self.read_categories()
        self.assertFalse(shirts.rules_due)
        names = {attribute.name: attribute for attribute in shirts.attribute_ids}
        self.assertTrue(names["Bahan"].required and names["Bahan"].many)
        self.assertEqual(names["Bahan"].value_ids.mapped("name"), ["Katun", "Poliester", "Linen", "Bambu"])
        self.assertEqual(shirts._rules().limits.name_max, 255)

    def test_who_keeps_the_same_at_the_same_time_meets_at_the_category_first(self):
        """The row of the category is written before any other, so that the second one starts again."""
        self.read_categories()
        category = self.category(SHIRTS).sudo()
        category.rules_due = True
        category.flush_recordset()
        seen = []

        def keep(_model, kept, _attributes):
            self.env.cr.execute("SELECT rules_due FROM ocean_category WHERE id = %s", [kept.id])
            seen.append(self.env.cr.fetchone()[0])

        self.patch(type(self.env["ocean.attribute"]), "_keep", keep)
        category._keep_rules(CategoryRules(category_id=category.external_id, limits=Limits()), "1")
        self.assertEqual(seen, [False])

    def test_what_is_known_in_this_version_is_not_asked_again(self):
        self.profile()
        shirts = self.category(SHIRTS)
        shirts._want_rules()
        self.assertFalse(shirts.rules_due)
        self.tree.sudo().version = "2"
        shirts._want_rules()
        self.assertTrue(shirts.rules_due)

    def test_attributes_and_values_that_vanished_are_archived(self):
        self.profile()
        shirts = self.category(SHIRTS)
        material = shirts.attribute_ids.filtered(lambda attribute: attribute.name == "Bahan")
        rules = shirts._rules()
        self.env["ocean.attribute"].sudo()._keep(
            shirts.sudo(), [one for one in rules.attributes if one.name == "Bahan"]
        )
        self.assertEqual(shirts.attribute_ids, material)
        self.assertFalse(material.value_ids, "the list came without values")
        gone = (
            self.env["ocean.attribute"]
            .with_context(active_test=False)
            .search([("category_id", "=", shirts.id), ("active", "=", False)])
        )
        self.assertIn("Motif", gone.mapped("name"))

    def test_a_linked_storefront_uses_the_tree_of_its_root(self):
        child = self._make_storefront(self.account, 301_177_009)
        child.parent_id = self.storefront
        self.assertEqual(self.env["ocean.category.tree"]._of(child)[child], self.tree)

    def test_a_blocked_category_is_told(self):
        self.store.switches.blocked_categories = TSHIRTS
        self.read_categories()
        category = self.category(TSHIRTS)
        category._want_rules()
        self.read_categories()
        self.assertTrue(category.forbidden_reason)
