from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .stock import StockCommon

DEFAULT = "Gudang 1"


@tagged("post_install", "-at_install")
class TestStockSwitch(StockCommon):
    """Switching stock on in a shop with several warehouses, and places of Odoo that go away."""

    def setUp(self):
        super().setUp()
        self.bandung = self.env["stock.warehouse"].create(
            {"name": "Bandung", "code": "BDG", "company_id": self.company.id}
        )

    def several(self):
        with self.world.lock:
            self.store.switches.multi_warehouse = True

    def wizard(self):
        storefront = self.storefront.with_user(self.seller)
        action = storefront.action_preview_stock()
        return self.env[action["res_model"]].with_user(self.seller).browse(action["res_id"])

    def number(self, wizard):
        return wizard.line_ids.filtered(lambda line: line.sku_id == self.sku()).then

    def rows(self):
        return self.storefront._known_warehouses().sorted("name")

    # === WHAT IS ASKED === #

    def test_a_shop_with_one_warehouse_is_asked_nothing(self):
        self.put(self.kaos, 4)
        wizard = self.wizard()
        self.assertFalse(wizard.place_ids)
        self.assertEqual(self.number(wizard), 4)
        wizard.action_switch_on()
        self.push()
        self.assertEqual(self.shown(), 4)

    def test_the_default_warehouse_is_proposed_and_the_others_are_left_alone(self):
        self.several()
        self.put(self.kaos, 4)
        wizard = self.wizard()
        self.assertGreater(len(wizard.place_ids), 1)
        default = wizard.place_ids.filtered("is_default")
        self.assertEqual((default.name, default.location_ids), (DEFAULT, self.stock))
        others = wizard.place_ids - default
        self.assertFalse(others.location_ids)
        self.assertIn("left alone", others[0].place_text)
        wizard.action_switch_on()
        self.push()
        place = default.warehouse_id.external_id
        self.assertEqual(self.sku().desired_split, {place: 4})
        self.assertEqual(self.variant().locations[place], 4)
        self.assertEqual(self.sku().push_state, "same")

    def test_nothing_is_kept_of_a_preview_that_is_closed(self):
        self.several()
        self.wizard()
        self.assertFalse(self.storefront.location_ids.location_ids)
        self.assertFalse(self.storefront.stock_on)

    def test_numbers_follow_what_is_chosen_and_are_seen_before_they_are_sent(self):
        self.several()
        self.put(self.kaos, 4)
        self.put(self.kaos, 9, self.bandung.lot_stock_id)
        wizard = self.wizard()
        self.assertEqual(self.number(wizard), 4)
        other = (wizard.place_ids - wizard.place_ids.filtered("is_default"))[0]
        other.location_ids = self.bandung.lot_stock_id
        self.assertTrue(wizard.is_stale)
        wizard.action_switch_on()
        self.assertFalse(self.storefront.stock_on, "nobody has seen the new numbers")
        self.assertFalse(wizard.is_stale)
        self.assertEqual(self.number(wizard), 13)
        wizard.action_switch_on()
        self.push()
        self.assertTrue(self.storefront.stock_on)
        self.assertEqual(self.variant().locations[other.warehouse_id.external_id], 9)

    def test_choosing_in_the_dialog_says_at_once_that_the_numbers_are_old(self):
        self.several()
        wizard = self.wizard()
        with Form(wizard) as form:
            self.assertFalse(form.is_stale)
            with form.place_ids.edit(1) as line:
                line.location_ids.add(self.bandung.lot_stock_id)
                self.assertEqual(line.place_text, "The stock of these places.")
            self.assertTrue(form.is_stale)

    def test_a_shop_that_sells_from_nowhere_is_not_switched_on(self):
        self.several()
        wizard = self.wizard()
        wizard.place_ids.location_ids = [Command.clear()]
        with self.assertRaises(UserError):
            wizard.action_switch_on()
        self.assertFalse(self.storefront.stock_on)

    def test_what_was_chosen_before_is_shown_again(self):
        self.several()
        self.storefront.action_read_warehouses()
        self.rows()[1].location_ids = self.bandung.lot_stock_id
        wizard = self.wizard()
        chosen = {line.name: line.location_ids for line in wizard.place_ids}
        self.assertEqual(chosen[self.rows()[1].name], self.bandung.lot_stock_id)
        self.assertFalse(chosen[DEFAULT])

    def test_a_platform_that_does_not_answer_is_a_sentence(self):
        with self.world.lock:
            self.faults.add("server_error", path="*/get_warehouse_detail")
        with self.assertRaisesRegex(UserError, "cannot be read"):
            self.storefront.action_preview_stock()

    def test_a_shop_that_got_warehouses_later_is_a_row_until_somebody_chooses(self):
        self.switch_on()
        self.several()
        self.storefront.action_read_warehouses()
        self.assertTrue(self.exceptions(kind="warehouse_unmapped"))
        self.rows()[0].location_ids = self.stock
        self.assertFalse(self.exceptions(kind="warehouse_unmapped"))

    def test_new_warehouses_are_noticed_by_night(self):
        self.switch_on()
        self.several()
        self.assertTrue(self.run_cron("nightly"))
        self.assertTrue(self.exceptions(kind="warehouse_unmapped"))
        self.assertGreater(len(self.rows()), 1)

    def test_a_night_in_which_the_platform_does_not_answer_changes_nothing(self):
        self.switch_on()
        self.several()
        with self.world.lock:
            self.faults.add("server_error", path="*/get_warehouse_detail")
        with self.assertLogs("odoo.addons.ocean_marketplace_base.models", "WARNING"):
            self.assertTrue(self.run_cron("nightly"))
        self.assertFalse(self.exceptions(kind="warehouse_unmapped"))

    # === PLACES OF ODOO THAT GO AWAY === #

    def test_an_archived_warehouse_is_a_row_and_counts_as_empty(self):
        self.several()
        self.put(self.kaos, 4)
        self.storefront.action_read_warehouses()
        first, second = self.rows()[:2]
        first.location_ids = self.stock
        second.location_ids = self.bandung.lot_stock_id
        self.switch_on()
        self.bandung.active = False
        row = self.exceptions(kind="place_archived")
        self.assertEqual(row.detail, self.bandung.lot_stock_id.display_name)
        self.assertIn(self.storefront.name, row.summary)
        self.assertEqual(row.action_fix()["res_id"], self.storefront.id)
        self.push()
        self.assertEqual(self.sku().desired_split, {first.external_id: 4, second.external_id: 0})
        second.location_ids = False
        self.assertFalse(self.exceptions(kind="place_archived"))
        self.push()
        self.assertEqual(self.sku().desired_split, {first.external_id: 4})

    def test_the_archived_warehouse_of_a_storefront_is_a_row_until_it_is_back(self):
        storefront = self.storefront
        storefront.warehouse_id = self.bandung
        self.put(self.kaos, 4)
        self.switch_on()
        self.assertEqual(self.shown(), 0)
        self.bandung.active = False
        self.assertTrue(self.exceptions(kind="place_archived"))
        self.push()
        self.assertEqual(self.sku().desired_qty, 0)
        self.bandung.active = True
        self.assertFalse(self.exceptions(kind="place_archived"))

    def test_an_archived_shelf_in_a_chosen_place_is_a_row(self):
        hall = self.env["stock.location"].create({"name": "Aula", "location_id": self.stock.id})
        shelf = self.env["stock.location"].create({"name": "Rak", "location_id": hall.id})
        self.several()
        self.storefront.action_read_warehouses()
        self.rows()[0].location_ids = shelf
        hall.active = False
        self.assertEqual(self.exceptions(kind="place_archived").detail, shelf.display_name)

    @mute_logger("odoo.sql_db")
    def test_a_place_that_a_warehouse_of_the_platform_sells_from_is_not_deleted(self):
        shelf = self.env["stock.location"].create({"name": "Rak", "location_id": self.stock.id})
        self.several()
        self.storefront.action_read_warehouses()
        self.rows()[0].location_ids = shelf
        self.env.flush_all()
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            shelf.unlink()
        self.assertEqual(self.rows()[0].location_ids, shelf)

    def test_a_deleted_warehouse_leaves_its_places_and_their_numbers(self):
        self.several()
        self.put(self.kaos, 9, self.bandung.lot_stock_id)
        self.storefront.action_read_warehouses()
        row = self.rows()[0]
        row.location_ids = self.bandung.lot_stock_id
        self.switch_on()
        self.delete(self.bandung)
        self.push()
        self.assertEqual(self.sku().desired_split, {row.external_id: 9})
        self.assertFalse(self.exceptions(kind="place_archived"))

    @mute_logger("odoo.sql_db")
    def test_the_warehouse_of_a_storefront_is_not_deleted(self):
        self.storefront.warehouse_id = self.bandung
        self.env.flush_all()
        with self.assertRaisesRegex(IntegrityError, "ocean_storefront"), self.cr.savepoint():
            self.delete(self.bandung)
        self.assertEqual(self.storefront.warehouse_id, self.bandung.exists())

    def delete(self, warehouse):
        """Delete a warehouse with all that Odoo wants to be deleted before."""
        rules = self.env["stock.rule"].with_context(active_test=False)
        types = self.env["stock.picking.type"].search([("warehouse_id", "=", warehouse.id)])
        rules.search(
            ["|", ("warehouse_id", "=", warehouse.id), ("picking_type_id", "in", types.ids)]
        ).unlink()
        warehouse.unlink()
