import base64
import io
import re

from PIL import Image

from odoo import fields

COLOURS = ("navy", "red", "green", "yellow", "purple", "orange")


def picture(colour, side=800):
    """Return a square PNG of one colour, base64."""
    file = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(file, "PNG")
    return base64.b64encode(file.getvalue())


class ListingStory:
    """The life of a listing on any platform: made here, edited on both sides, hidden, deleted.

    Mixed into tests with a connected storefront, which say how their platform is told apart: `category`,
    `options` and `details` of the product, and `at_platform` for edits of the seller there.
    """

    category = ""
    options = {"Warna": ("Putih", "Hitam"), "Ukuran": ("S", "M", "L")}
    details = {}

    # === OF THE PLATFORM === #

    def at_platform(self, listing, **changes):
        """Edit `name` or `price` of an item as its seller does there."""
        raise NotImplementedError

    def end_review(self, listing):
        """Let the platform come to the end of its review."""
        self.world.clock.advance(60)

    # === OURS === #

    def make_template(self, name="Kemeja Pantai Katun Lengan Pendek", **values):
        """Return a product with 2×3 variants and 6 pictures."""
        lines = []
        for title, names in self.options.items():
            attribute = self.env["product.attribute"].create(
                {"name": title, "value_ids": [fields.Command.create({"name": value}) for value in names]}
            )
            lines.append({"attribute_id": attribute.id, "value_ids": attribute.value_ids.ids})
        template = self.env["product.template"].create(
            {
                "name": name,
                "type": "consu",
                "is_storable": True,
                "list_price": 129_000,
                "taxes_id": False,
                "company_id": False,
                "ocean_description": f"{name}.\nKatun lembut, jahitan rapi, nyaman dipakai setiap hari.",
                "image_1920": picture(COLOURS[0]),
                "ocean_image_ids": [fields.Command.create({"image": picture(one)}) for one in COLOURS[1:]],
                "attribute_line_ids": [fields.Command.create(line) for line in lines],
                **self.details,
                **values,
            }
        )
        for number, product in enumerate(template.product_variant_ids, 1):
            product.write({"default_code": f"KEMEJA-PANTAI-{number}", "weight": 0.25})
        return template

    def draft_of(self, template):
        """Return a draft in `category` that lacks nothing."""
        self.drain("catalogue")
        listing = self.env["ocean.listing"]._draft_for(self.storefront, template)
        tree = self.env["ocean.category.tree"]._of(self.storefront)[self.storefront]
        category = self.env["ocean.category"].search(
            [("tree_id", "=", tree.id), ("external_id", "=", self.category)]
        )
        self.assertTrue(category, "the category was not read")
        template.ocean_profile_ids.category_id = category
        self.drain("catalogue")
        problems = [listing._problem_text(one) for one in listing._problems() if one.blocking]
        self.assertFalse(problems)
        return listing

    def send_all(self):
        self.env["ocean.command"].search([]).write({"next_try": False})
        self.assertTrue(self.run_cron("commands"))

    def read_again(self, listing):
        listing._look_now()
        self.drain("catalogue")

    def publish(self, listing):
        listing.with_user(self.seller)._ask("listing_publish")
        self.send_all()
        self.assertEqual(listing.command_ids[:1].state, "done", listing.command_ids[:1].answer)

    def remote(self, listing):
        """Return the item as the platform tells it now (`schema.Listing`)."""
        return self.storefront._with_catalogue(lambda catalogue: catalogue.read([listing.external_id]))[
            listing.external_id
        ]

    # === TOKENS THAT DIE === #

    def items_there(self):
        """Return the ids of all items of the platform."""
        raise NotImplementedError

    def kill_token_at_each_call(self):
        """Publish one product after the other, and have the token die at another call each time."""
        listing = self.draft_of(self.make_template())
        self.world.journal.clear()
        self.publish(listing)
        paths = {re.sub(r"\d{7,}", "*", call.path) for call in self.world.journal.calls()}
        for number, path in enumerate(sorted(paths)):
            with self.subTest(path):
                self._publish_with_dying_token(number, path)

    def _publish_with_dying_token(self, number, path):
        template = self.make_template(f"Kemeja Pantai Katun Seri {number}")
        for product in template.product_variant_ids:
            product.default_code = f"{product.default_code}-{number}"
        listing = self.draft_of(template)
        before = self.items_there()
        self.faults.add("expired_token", path=path, count=1)
        try:
            self.publish(listing)
        finally:
            self.faults.clear()
        self.assertEqual(self.items_there() - before, {listing.external_id})
        self.assertEqual(len(listing.sku_ids.filtered("external_id")), 6)
        self.assertEqual(self.storefront.connection, "connected")

    # === THE STORY === #

    def tell_story(self):
        """Publish, review, edit there and here, settle the conflict, reprice, hide, show, delete."""
        template = self.make_template()
        listing = self.draft_of(template)
        self._story_publish(listing)
        self._story_conflict(listing, template)
        self._story_price(listing, template)
        self._story_states(listing)
        self.assertFalse(self.env["ocean.exception"].search([("state", "=", "open")]).mapped("summary"))

    def _story_publish(self, listing):
        self.publish(listing)
        self.end_review(listing)
        self.read_again(listing)
        self.assertEqual((listing.state, listing.push_state), ("live", "same"))
        shown = self.remote(listing).content
        self.assertEqual((len(shown.images), len(shown.variants)), (6, 6))
        self.assertEqual(
            {variant.seller_sku for variant in shown.variants}, set(listing.sku_ids.mapped("seller_sku"))
        )
        self.assertEqual({int(variant.price) for variant in shown.variants}, {129_000})
        self.assertTrue(all(listing.sku_ids.mapped("external_id")))
        self.assertFalse(listing._keys_to_send())

    def _story_conflict(self, listing, template):
        """Edited on both sides: a person takes the platform's name, undoes it, and keeps ours."""
        self.at_platform(listing, name="Kemeja Pantai Katun Diubah Penjual")
        template.name = "Kemeja Pantai Katun Dari Odoo"
        self.read_again(listing)
        conflict = self.env["ocean.exception"].search(
            [("kind", "=", "listing_changed"), ("state", "=", "open")]
        )
        self.assertEqual(conflict.difference_ids.mapped("key"), ["name"])
        conflict.with_user(self.seller).action_take_platform()
        self.assertFalse(listing._keys_to_send())
        conflict.with_user(self.seller).action_undo_differences()
        conflict.with_user(self.seller).action_keep_ours()
        self.publish(listing)
        self.end_review(listing)
        self.read_again(listing)
        self.assertEqual(self.remote(listing).name, "Kemeja Pantai Katun Dari Odoo")
        self.assertEqual(listing.push_state, "same")

    def _story_price(self, listing, template):
        template.list_price = 119_000
        self.publish(listing)
        self.end_review(listing)
        self.read_again(listing)
        prices = {int(variant.price) for variant in self.remote(listing).content.variants}
        self.assertEqual(prices, {119_000})
        self.assertEqual(set(listing.sku_ids.mapped("list_price")), {119_000})

    def _story_states(self, listing):
        for act, state in (("action_hide", "hidden"), ("action_show", "live"), ("action_delete", "deleted")):
            getattr(listing.with_user(self.seller), act)()
            self.send_all()
            self.end_review(listing)
            self.drain("catalogue")
            self.assertEqual(listing.state, state)
