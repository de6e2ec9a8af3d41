from odoo.tests import HttpCase, tagged

from odoo.addons.ocean_marketplace_base.tests.listing_story import ListingStory

from .common import SHOP, TokopediaCommon

SHIRTS = "1770"


@tagged("post_install", "-at_install")
class TestListingStory(ListingStory, TokopediaCommon, HttpCase):
    """Publishing to Tokopedia by its Open API, from a product to the simulator and back."""

    category = SHIRTS
    details = {"ocean_length": 30.0, "ocean_width": 25.0, "ocean_height": 4.0}

    def at_platform(self, listing, **changes):
        options = {"edit": {"name": changes["name"]}} if "name" in changes else {}
        if "price" in changes:
            options["price"] = changes["price"]
        self.configure(shop=int(SHOP), products={listing.external_id: options})

    def test_a_product_is_published_edited_on_both_sides_repriced_and_deleted(self):
        self.tell_story()

    def items_there(self):
        return {str(product.id) for product in self.store.products_of(int(SHOP)) if not product.parent_id}

    def test_a_token_that_dies_at_any_call_of_publishing_is_refreshed_and_nothing_is_made_twice(self):
        self.kill_token_at_each_call()
