from dataclasses import replace
from decimal import Decimal

from odoo.tests import HttpCase, tagged

from odoo.addons.ocean_marketplace_base.lib import commands
from odoo.addons.ocean_marketplace_base.lib.content import KEYS, NAME, Content, Image, Variant
from odoo.addons.ocean_marketplace_base.lib.errors import Rejected
from odoo.addons.ocean_marketplace_base.lib.schema import ListingStatus, Topic
from odoo.addons.ocean_marketplace_base.lib.stock_keeper import StockChange

from .common import SHOP, TokopediaCommon
from .test_linked import ONLY_TIKTOK, LinkedCommon
from .test_linked import TOKOPEDIA as TOKOPEDIA_MARK

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301"
    "0100c9fe92ef0000000049454e44ae426082"
)


def payung(**changes):
    values = {
        "name": "Payung Lipat",
        "description": "Kuat angin.",
        "category_id": "1812",
        "weight": 400,
        "images": (Image(url="https://toko.example/a.png"),),
        "variants": (Variant(seller_sku="PAYUNG", price=Decimal(84_000), quantity=7),),
    }
    return Content(**values | changes)


@tagged("post_install", "-at_install")
class TestCatalogueAdapter(TokopediaCommon, HttpCase):
    """Listings and quantities of the Open API, from a storefront down to the simulator."""

    def with_catalogue(self, function):
        with self.committing():
            return self.storefront._with_catalogue(function)

    def publish_picture(self):
        return self.with_catalogue(lambda catalogue: catalogue.upload_image(PNG))

    def test_the_connection_can_publish_and_send_stock_but_not_recover(self):
        self.assertTrue(self.storefront.can_publish)
        self.assertFalse(self.storefront.can_recover)

    def test_a_listing_is_created_found_and_read(self):
        made = self.with_catalogue(lambda catalogue: catalogue.create(payung(), key="k"))

        found = self.with_catalogue(lambda catalogue: catalogue.find(["PAYUNG"]))
        self.assertEqual(found, {"PAYUNG": made.external_id})
        listing = self.with_catalogue(lambda catalogue: catalogue.read(found.values()))[made.external_id]
        self.assertEqual((listing.name, listing.status), ("Payung Lipat", ListingStatus.LIVE))

    def test_the_platform_can_fetch_a_published_picture(self):
        image = self.publish_picture()

        answer = self.url_open(image.url.removeprefix(self.account.get_base_url()))
        self.assertEqual((answer.status_code, answer.content), (200, PNG))
        self.assertEqual(answer.headers["Content-Type"], "image/png")
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")

    def test_the_same_picture_is_kept_once(self):
        self.assertEqual(self.publish_picture(), self.publish_picture())

    def test_an_address_that_was_not_signed_opens_nothing(self):
        path = self.publish_picture().url.removeprefix(self.account.get_base_url())
        other = self.env["ir.attachment"].create({"name": "ocean-picture", "raw": PNG + b"x"})
        head, token = path.rsplit("/", 1)

        for wrong in (token[:-4] + "AAAA", token[::-1], "", "x", "%FF", f"{other.id}"):
            self.assertEqual(self.url_open(f"{head}/{wrong}").status_code, 404, wrong)

    def test_a_picture_that_changed_or_became_another_file_is_not_shown(self):
        path = self.publish_picture().url.removeprefix(self.account.get_base_url())
        picture = self.env["ir.attachment"]._ocean_of_token(path.rsplit("/", 1)[1])
        picture.name = "payslip.png"
        self.assertEqual(self.url_open(path).status_code, 404)
        picture.write({"name": "ocean-picture", "raw": PNG + b"changed"})
        self.assertEqual(self.url_open(path).status_code, 404)
        picture.unlink()
        self.assertEqual(self.url_open(path).status_code, 404)

    def test_pictures_are_known_as_what_the_platform_made_of_them(self):
        image = self.publish_picture()
        uploads = self.env["ocean.image.upload"]
        row = {"use": "main", "checksum": image.checksum, "external_id": image.external_id, "url": image.url}
        upload = uploads._store(self.storefront, [row])

        made = self.with_catalogue(lambda catalogue: catalogue.create(payung(images=(image,)), key="k"))
        upload.invalidate_recordset()
        listing = self.with_catalogue(lambda catalogue: catalogue.read([made.external_id]))[made.external_id]

        self.assertEqual((upload.external_id, upload.url), self._name(listing.content.images[0]))
        self.assertNotEqual(upload.url, image.url)

    @staticmethod
    def _name(image):
        return image.external_id, image.url

    def test_numbers_are_sent_and_read(self):
        product = next(row for row in self.store.sellable(int(SHOP)) if row.sku == "KAOSKAKI-3P")
        change = StockChange(item_id=str(product.id), sku_id=str(product.id), quantity=12)

        [result] = self.storefront._with_stock_keeper(lambda keeper: keeper.push([change]))
        [level] = self.storefront._with_stock_keeper(lambda keeper: keeper.read([str(product.id)]))

        self.assertIsNone(result.error)
        self.assertEqual((product.total_stock, level.quantity), (12, 12))

    def test_a_push_about_a_variant_has_its_item_read_again(self):
        self.storefront.lane_ids.write({"next_try": False, "failures": 0})
        self.drain("catalogue")
        sku = self.env["ocean.listing.sku"].search(
            [("storefront_id", "=", self.storefront.id), ("seller_sku", "=", "KAOS-POLOS-M")]
        )
        with self.world.lock:
            app = next(iter(self.store.apps.values()))
            [push] = self.platform.send_push(
                {
                    "kind": "product_changes",
                    "dry": True,
                    "url": "http://127.0.0.1:9/",
                    "envelope": {
                        "fs_id": app.fs_id,
                        "product_changes_data": [
                            {
                                "action": "price_changes",
                                "product_id": int(sku.external_id),
                                "shop_id": int(SHOP),
                                "value": "70000",
                                "update_time": self.store.now * 10**9,
                            }
                        ],
                    },
                }
            )
        [event] = self.env["ocean.platform.tokopedia"]._parse_push(push["body"].encode())
        self.assertNotEqual(sku.external_id, sku.listing_id.external_id)
        self.assertEqual((event.topic, event.external_id), (Topic.LISTING, sku.listing_id.external_id))


@tagged("post_install", "-at_install")
class TestLinkedCatalogue(LinkedCommon):
    """The Tokopedia side of a shop of TikTok Shop."""

    def setUp(self):
        super().setUp()
        self.drain("catalogue")

    def product(self, seller_sku):
        for product in self.store.products.values():
            if product.shop_id == self.storefront.external_shop_id and any(
                sku.seller_sku == seller_sku for sku in product.skus
            ):
                return product
        raise AssertionError(seller_sku)

    def catalogue(self, function, storefront=None):
        return (storefront or self.linked)._with_catalogue(function)

    def listing(self, storefront, seller_sku):
        return self.sku(storefront, seller_sku).listing_id

    def test_hiding_on_one_side_leaves_the_other(self):
        product = self.product("KAOS-POLOS-M")
        self.assertEqual(self.catalogue(lambda one: one.deactivate([product.id])), {product.id: None})
        self.assertEqual(product.platforms, {"TIKTOK_SHOP": "ACTIVATE", TOKOPEDIA_MARK: "SELLER_DEACTIVATED"})
        [listing] = self.catalogue(lambda one: one.read([product.id])).values()
        self.assertEqual(listing.status, ListingStatus.HIDDEN)
        [other] = self.catalogue(lambda one: one.read([product.id]), self.storefront).values()
        self.assertEqual(other.status, ListingStatus.LIVE)

        self.assertEqual(self.catalogue(lambda one: one.activate([product.id])), {product.id: None})
        self.assertIn(product.platforms[TOKOPEDIA_MARK], ("PENDING", "ACTIVATE"))

    def test_a_request_to_hide_is_about_the_storefront_where_it_is_made(self):
        listing = self.listing(self.linked, "KAOS-POLOS-M")
        twin = self.listing(self.storefront, "KAOS-POLOS-M")

        listing.with_user(self.seller).action_hide()
        self.run_cron("commands")

        self.assertEqual(
            self.product("KAOS-POLOS-M").platforms,
            {"TIKTOK_SHOP": "ACTIVATE", TOKOPEDIA_MARK: "SELLER_DEACTIVATED"},
        )
        self.assertEqual((listing.state, twin.state), ("hidden", "live"))
        self.assertEqual(listing.command_ids.mapped("kind")[:1], [commands.LISTING_HIDE])

    def test_deleting_here_is_refused_as_it_would_delete_there(self):
        product = self.product("KAOS-POLOS-M")
        outcome = self.catalogue(lambda one: one.delete([product.id]))
        self.assertIsInstance(outcome[product.id], Rejected)
        self.assertIn("hidden", outcome[product.id].message)
        self.assertEqual(product.status, "ACTIVATE")

    def test_what_only_the_other_side_shows_is_shown_here_once_it_is_published_here(self):
        product = self.product(ONLY_TIKTOK)
        del product.platforms[TOKOPEDIA_MARK]
        self.assertEqual(self.catalogue(lambda one: one.read([product.id])), {})
        [theirs] = self.catalogue(lambda one: one.read([product.id]), self.storefront).values()

        changed = replace(theirs.content, name="Tote Bag Kanvas Tebal Sekali")
        written = self.catalogue(lambda one: one.update(product.id, changed, frozenset({NAME})))

        self.assertEqual((written.external_id, written.refused), (product.id, {}))
        self.assertIn(TOKOPEDIA_MARK, product.platforms)
        self.assertIn("TIKTOK_SHOP", product.platforms)
        self.assertEqual(self.catalogue(lambda one: list(one.read([product.id]))), [product.id])

    def test_a_draft_of_what_the_other_side_shows_takes_that_product_up(self):
        product = self.product(ONLY_TIKTOK)
        del product.platforms[TOKOPEDIA_MARK]
        self.sku(self.linked, ONLY_TIKTOK).listing_id.unlink()
        theirs = self.listing(self.storefront, ONLY_TIKTOK)
        draft = self.env["ocean.listing"]._draft_for(self.linked, theirs.product_tmpl_id)
        self.assertEqual((draft.storefront_id, draft.external_id), (self.linked, False))

        with self.committing():
            number = draft._created_before(draft._our_content())
        self.assertEqual(number, product.id)
        self.assertEqual(draft._number_in_family(), product.id)

    def test_a_new_product_that_both_sides_wait_for_is_created_for_both(self):
        template = self.env["product.template"].create({"name": "Payung Lipat"})
        drafts = self.env["ocean.listing"]._draft_for(self.storefront, template)
        drafts |= self.env["ocean.listing"]._draft_for(self.linked, template)
        mine, twin = drafts.sorted(lambda row: row.storefront_id == self.linked)
        self.assertFalse(mine._waiting_twin())

        drafts._ask(commands.LISTING_PUBLISH)

        self.assertEqual(mine._waiting_twin(), twin)
        self.assertFalse(twin._waiting_twin())
        with self.committing():
            platforms = mine._with_catalogue(lambda one: one._both._market.storefronts)
        self.assertEqual(set(platforms), {"TIKTOK_SHOP", TOKOPEDIA_MARK})

    def test_a_product_under_review_for_the_other_side_is_not_taken_for_shown_here(self):
        product = self.product(ONLY_TIKTOK)
        del product.platforms[TOKOPEDIA_MARK]
        product.status, product.platforms["TIKTOK_SHOP"], product.audit = "PENDING", "PENDING", "AUDITING"
        [theirs] = self.catalogue(lambda one: one.read([product.id]), self.storefront).values()

        with self.assertRaisesRegex(Rejected, "still reviews"):
            self.catalogue(lambda one: one.update(product.id, theirs.content, frozenset({NAME})))
        self.assertNotIn(TOKOPEDIA_MARK, product.platforms)

    def test_an_update_here_keeps_the_product_on_both_sides(self):
        product = self.product("KAOS-POLOS-M")
        [ours] = self.catalogue(lambda one: one.read([product.id])).values()
        self.catalogue(lambda one: one.update(product.id, ours.content, KEYS))
        self.assertEqual(set(product.platforms), {"TIKTOK_SHOP", TOKOPEDIA_MARK})

    def test_numbers_are_those_of_the_parent(self):
        sku = self.sku(self.linked, "KAOS-POLOS-M")
        [result] = self.linked._with_stock_keeper(
            lambda keeper: keeper.push(
                [
                    StockChange(
                        item_id=sku.listing_id.external_id,
                        sku_id=sku.external_id,
                        quantity=9,
                        warehouse_id=keeper.warehouses()[0].external_id,
                    )
                ]
            )
        )
        self.assertIsNone(result.error)
        levels = self.storefront._with_stock_keeper(lambda keeper: keeper.read([sku.listing_id.external_id]))
        self.assertIn(9, [level.quantity for level in levels if level.sku_id == sku.external_id])
