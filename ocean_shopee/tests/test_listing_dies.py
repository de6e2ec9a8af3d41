from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ocean_marketplace_base.lib import failpoints

from .publish_common import ADD, UPDATE, UPLOAD, PublishCommon, picture

COMMAND_LOGGER = "odoo.addons.ocean_marketplace_base.models.ocean_command"


@tagged("post_install", "-at_install")
class TestPublishDies(PublishCommon):
    """Answers get lost and workers die: nothing is created or uploaded twice, nothing is forgotten."""

    def test_a_worker_that_dies_at_any_step_leaves_one_item(self):
        names = [name for name in sorted(failpoints.FAILPOINTS) if name.startswith(("publish.", "command."))]
        self.assertIn("publish.created", names)
        for name in names:
            with self.subTest(failpoint=name):
                sku = f"MATI-{name.upper()}"
                template = self._make_template(f"Kaos {name}")
                template.image_1920 = picture((len(name), 100, hash(name) % 250))
                template.product_variant_ids.default_code = sku
                listing = self.draft(template)
                uploads = self.calls(UPLOAD)
                listing._ask("listing_publish")
                self.die(name)
                for _round in range(4):
                    self.send()
                self.assertEqual(listing.command_ids.mapped("state"), ["done"], listing.command_ids.answer)
                self.assertEqual(len(self.items_with(sku)), 1)
                self.assertEqual(str(self.items_with(sku)[0].item_id), listing.external_id)
                self.assertEqual(self.calls(UPLOAD) - uploads, 1)
                self.assertFalse(listing._keys_to_send())

    def die(self, name):
        """Run the scheduled action until it dies at `name`; return whether it went through."""
        with failpoints.armed(name), mute_logger("odoo.addons.base.models.ir_cron"):
            return self.run_cron("commands")

    def test_a_worker_that_dies_while_changing_an_item_changes_it_once_the_next_time(self):
        listing = self.published(self.single)
        for name in ("publish.written", "publish.before_taken"):
            with self.subTest(failpoint=name):
                self.single.name = f"Kaos {name}"
                command = listing._ask("listing_publish")
                self.assertFalse(self.die(name))
                self.send()
                self.send()
                self.assertEqual((command.state, self.item(listing).name), ("done", f"Kaos {name}"))
                self.assertFalse(listing._keys_to_send())
        self.assertEqual(self.calls(UPDATE), 2)

    def test_a_lost_answer_to_a_create_is_found_out(self):
        listing = self.draft()
        listing._ask("listing_publish")
        with self.faults.during("server_error", path=ADD, count=1, when="after"):
            self.send()
        self.assertEqual(listing.command_ids.state, "unknown")
        self.send()
        self.send()
        self.assertEqual(listing.command_ids.state, "done", listing.command_ids.answer)
        self.assertEqual(self.calls(ADD), 1)
        self.assertEqual(len(self.items_with("KAOS-PANTAI-1")), 1)
        self.assertEqual(len(self.item(listing).variants), 6)

    def test_a_picture_whose_upload_failed_is_sent_again_and_the_others_are_not(self):
        listing = self.draft()
        listing._ask("listing_publish")
        with self.faults.during("server_error", path=UPLOAD, count=1, when="before"):
            self.send()
        for _round in range(3):
            self.send()
        self.assertEqual(listing.command_ids.state, "done", listing.command_ids.answer)
        self.assertEqual(self.env["ocean.image.upload"].search_count([]), 6)

    def test_a_listing_that_was_read_before_its_id_was_stored_stays_one(self):
        listing = self.draft(self.single)
        listing._ask("listing_publish")
        self.die("publish.created")
        self.storefront.lane_ids.write({"watermark": False, "next_try": False})
        self.drain("catalogue")
        for _round in range(3):
            self.send()
        found = self.env["ocean.listing"].search(
            [("storefront_id", "=", self.storefront.id), ("external_id", "=", listing.external_id)]
        )
        self.assertEqual(found, listing)
        self.assertEqual(listing.command_ids.state, "done")

    def test_our_own_code_breaking_in_the_middle_is_not_a_refusal(self):
        listing = self.draft(self.single)
        listing._ask("listing_publish")
        self.patch(type(listing), "_take_over", lambda *args: 1 / 0)
        with mute_logger(COMMAND_LOGGER):
            self.send()
        self.assertEqual(listing.command_ids.state, "unknown")
        self.assertTrue(listing.command_ids.next_try)
        self.assertFalse(self.exceptions(kind="listing_refused"))
