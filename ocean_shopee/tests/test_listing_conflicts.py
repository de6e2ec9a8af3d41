from dataclasses import replace

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.lib import content
from odoo.addons.ocean_marketplace_base.lib.schema import ListingStatus

from .listings import ListingCommon

SKU = "TAS-KANVAS"


@tagged("post_install", "-at_install")
class TestListingConflicts(ListingCommon):
    """Edited here, there, or on both sides: policies decide, and people where the policy is to ask."""

    def setUp(self):
        super().setUp()
        self.pull()
        self.shown = self.listing(SKU)
        self.product = self.shown.product_tmpl_id

    def manage(self):
        """Let the product keep the content, from a state in which both sides say the same name and text."""
        self.product.write({"name": self.shown.name})
        self.shown.with_user(self.seller).action_manage()

    def read_back(self, **changes):
        """Return the listing as the platform would tell it after `changes` of its content."""
        with_catalogue = self.storefront._with_catalogue
        [theirs] = with_catalogue(lambda catalogue: catalogue.read([self.shown.external_id])).values()
        return replace(theirs, content=replace(theirs.content, **changes))

    def conflict(self):
        return self.exceptions(kind="listing_changed")

    def row(self, key):
        return self.conflict().difference_ids.filtered(lambda row: row.key == key)

    # === WHO WINS === #

    def test_what_is_read_first_is_what_both_sides_start_from(self):
        self.assertEqual(self.shown.push_state, "same")
        self.assertFalse(self.shown._keys_to_send())
        self.assertFalse(self.conflict())

    def test_a_listing_that_the_product_does_not_keep_may_say_what_it_wants(self):
        self.product.name = "Nama lain"
        self.edit(SKU, name="Tote Bag Baru", description="Lain.")
        self.pull()

        self.assertEqual(self.shown.push_state, "same")
        self.assertFalse(self.conflict())

    def test_our_new_price_is_to_be_sent(self):
        self.product.list_price = 91_000
        self.assertEqual(self.shown._keys_to_send(), {content.PRICE})
        self.pull(full=True)

        self.assertEqual(self.shown.push_state, "differs")
        self.assertEqual(self.shown._keys_to_send(), {content.PRICE})

    def test_their_new_price_is_overwritten_where_ours_wins(self):
        self.edit(SKU, price=80_000)
        self.pull()

        self.assertEqual(self.shown._keys_to_send(), {content.PRICE})
        self.assertFalse(self.conflict())

    def test_their_new_price_is_taken_over_where_theirs_wins(self):
        self.storefront.policy_price = "theirs"
        self.edit(SKU, price=80_000)
        self.pull()

        self.assertEqual(self.shown.sku_ids.own_price, 80_000)
        self.assertEqual(self.shown.push_state, "same")
        self.assertEqual(set(self.shown.history_ids.mapped("what")), {"changed", "taken"})

    def test_a_price_that_a_campaign_holds_is_not_sent(self):
        self.shown.sku_ids.write({"price_locked": True})
        self.product.list_price = 91_000
        self.shown._compare()

        self.assertEqual(self.shown.push_state, "locked")
        self.assertFalse(self.shown._keys_to_send())

        self.shown.sku_ids.write(
            {"price_locked_until": fields.Datetime.subtract(fields.Datetime.now(), days=1)}
        )
        self.shown._compare()
        self.assertEqual(self.shown.push_state, "differs")

    def test_their_new_name_is_fixed_for_this_listing_where_theirs_wins(self):
        self.manage()
        self.storefront.policy_text = "theirs"
        self.edit(SKU, name="Tote Bag Premium")
        self.pull()

        self.assertEqual(self.shown._our_content().name, "Tote Bag Premium")
        self.assertEqual(self.product.name, "Tote Bag Kanvas Tebal Resleting", "the product stays")
        self.assertNotIn(content.NAME, self.shown._keys_to_send())

    def test_switching_to_the_product_asks_nothing_and_shows_what_differs(self):
        self.product.name = "Nama produk"
        self.shown.with_user(self.seller).action_manage()

        self.assertFalse(self.conflict())
        self.assertEqual(self.shown.push_state, "differs")
        self.assertIn(content.NAME, self.shown._keys_to_send())

    # === CHOOSING === #

    def both_changed(self):
        self.manage()
        self.product.name = "Tas Kanvas Odoo"
        self.edit(SKU, name="Tas Kanvas Platform", weight=0.5)
        self.pull()

    def test_mixed_choices_give_exactly_those_values_and_can_be_undone(self):
        self.both_changed()
        row = self.conflict().with_user(self.seller)
        self.assertEqual(set(row.difference_ids.mapped("key")), {"name"} | self.weight_keys())
        name = self.row("name")
        self.assertEqual((name.ours, name.theirs), ("Tas Kanvas Odoo", "Tas Kanvas Platform"))
        self.assertEqual(name.agreed, "Tote Bag Kanvas Tebal Resleting")
        self.assertIn("Changed on", row.difference_note)

        self.row("name").action_ours()
        (row.difference_ids - self.row("name")).action_theirs()
        row.action_apply_differences()

        self.assertEqual(row.state, "resolved")
        self.assertEqual(self.shown._our_content().name, "Tas Kanvas Odoo")
        self.assertIn(content.NAME, self.shown._keys_to_send())
        self.assertEqual({"kept", "changed"} - set(self.shown.history_ids.mapped("what")), set())

        row.action_undo_differences()
        self.assertEqual(self.conflict(), row.sudo(), "asked again")

    def weight_keys(self):
        """The weight is only ours to tell when the product has one."""
        return {"weight"} if self.product.weight else set()

    def test_ours_is_asked_again_only_if_the_platform_changes_it_again(self):
        self.both_changed()
        self.conflict().action_keep_ours()
        self.pull(full=True)
        self.assertFalse(self.conflict())

        self.edit(SKU, name="Tas Kanvas Platform 2")
        self.pull()
        self.assertEqual(self.row("name").theirs, "Tas Kanvas Platform 2")

    def test_a_second_change_while_choosing_is_shown_and_not_overwritten(self):
        self.both_changed()
        row = self.conflict()
        self.row("name").action_ours()
        self.shown._take_over(self.read_back(name="Tas Kanvas Platform 2"))

        self.assertEqual(self.row("name").theirs, "Tas Kanvas Platform 2")
        with self.assertRaises(UserError):
            row.action_apply_differences()
        row.action_take_platform()
        self.assertEqual(self.shown._our_content().name, "Tas Kanvas Platform 2")

    def test_ours_is_sent_by_itself_where_the_storefront_does_so(self):
        self.storefront.listing_push = "automatic"
        self.both_changed()
        self.conflict().action_keep_ours()

        command = self.shown.command_ids.filtered(lambda row: row.kind == "listing_publish")
        self.assertIn(content.NAME, command.content_keys)
        self.assertEqual(self.shown.push_state, "sending")

    # === WHAT PLATFORMS MAKE OF WHAT THEY ARE SENT === #

    def test_what_the_platform_writes_in_its_own_way_is_no_difference(self):
        self.manage()
        self.product.description_sale = "Katun   tebal"
        said = self.shown._our_content()
        self.shown._mark_agreed({content.DESCRIPTION}, said)
        self.shown._take_over(self.read_back(description="<p>Katun tebal</p>"))

        self.assertNotIn(content.DESCRIPTION, self.shown._keys_to_send())
        self.assertFalse(self.conflict())

        self.shown._take_over(self.read_back(description="Lain sama sekali"))
        self.assertEqual(self.row("description").theirs, "Lain sama sekali")

    def test_the_old_content_that_shows_while_it_is_checked_is_no_difference(self):
        self.manage()
        self.product.name = "Tas Kanvas Odoo"
        self.shown._mark_agreed({content.NAME})
        old = self.read_back()
        self.shown._take_over(replace(old, status=ListingStatus.CHECKING))
        self.assertNotIn(content.NAME, self.shown._keys_to_send())
        self.assertFalse(self.conflict())

        self.shown._take_over(self.read_back(name="Tas Kanvas Odoo"))
        self.assertEqual(self.shown.push_state, "differs" if self.shown._keys_to_send() else "same")
        self.assertNotIn(content.NAME, self.shown._keys_to_send())
        self.assertFalse(self.conflict())

    def test_a_price_that_the_platform_silently_left_is_still_to_be_sent(self):
        self.product.list_price = 91_000
        self.shown._mark_agreed({content.PRICE})
        self.shown._take_over(self.read_back())

        self.assertEqual(self.shown._keys_to_send(), {content.PRICE})

    def test_pictures_are_shown_as_the_first_that_only_one_side_has(self):
        self.manage()
        sides = {"agreed": None, "ours": ["a"], "theirs": self.shown._their_values()["images"]}
        url = self.shown._difference_picture("images", sides, "theirs")
        self.assertTrue(url.startswith("http"))
        self.assertFalse(self.shown._difference_picture("name", sides, "theirs"))

    # === MANY === #

    def many(self, count, name):
        """Return `count` listings like the one that is known, as the platform would tell them."""
        theirs = self.read_back(name=name)
        shown = []
        for number in range(count):
            sku, variant = f"BANYAK-{number}", theirs.content.variants[0]
            said = replace(theirs.content, variants=(replace(variant, seller_sku=sku),))
            skus = (replace(theirs.skus[0], seller_sku=sku),)
            shown.append(
                replace(theirs, external_id=str(900_000 + number), name=name, skus=skus, content=said)
            )
        return shown

    def queries_of_conflicts(self, count):
        """Return how many queries it takes to store `count` listings that changed on both sides."""
        for number in range(count):
            self._make_product(f"BANYAK-{number}", name="Tas Lama", list_price=self.product.list_price)
        rows = self.env["ocean.listing"]._store(self.storefront, self.many(count, "Tas Lama"))
        rows.write({"managed": True})
        rows._compare()
        rows.product_tmpl_id.write({"name": "Tas Kami"})
        theirs = self.many(count, "Tas Mereka")
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.env["ocean.listing"]._store(self.storefront, theirs)
        self.env.flush_all()
        spent = self.env.cr.sql_log_count - before
        self.assertEqual(len(self.conflict()), count)
        self.assertEqual(set(self.conflict().difference_ids.mapped("key")), {"name"})
        return spent

    def test_many_conflicts_take_as_many_queries_as_few(self):
        with self.rolled_back():
            self.queries_of_conflicts(2)  # fills the caches of the registry
        with self.rolled_back():
            few = self.queries_of_conflicts(3)
        self.assertLessEqual(self.queries_of_conflicts(30), few + 10)
