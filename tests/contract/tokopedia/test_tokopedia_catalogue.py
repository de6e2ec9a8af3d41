"""Listings written over real sockets: what the simulator has afterwards is what was said."""

import hashlib
import threading
from dataclasses import replace
from decimal import Decimal as D
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from odoo.addons.ocean_marketplace_base.lib.catalogue import VARIANT
from odoo.addons.ocean_marketplace_base.lib.content import (
    CATEGORY,
    DESCRIPTION,
    IMAGES,
    KEYS,
    NAME,
    PRICE,
    VARIANTS,
    AttributeValue,
    Content,
    Dimensions,
    Image,
    Option,
    Variant,
)
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest, Rejected, Transient
from odoo.addons.ocean_marketplace_base.lib.schema import ListingStatus
from odoo.addons.ocean_tokopedia.lib.catalogue import TokopediaCatalogue

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8) + (800).to_bytes(4, "big") * 2
SMALL = PNG[:16] + (299).to_bytes(4, "big") * 2
WRITES = ("POST", "PATCH", "PUT", "DELETE")
COLOURS, SIZES = ("Hitam", "Merah"), ("S", "M", "L")


@pytest.fixture
def copies():
    """Images as the platform knows them, by the id they were sent with."""
    return {}


@pytest.fixture
def catalogue(client, copies):
    def publish(data):
        return f"https://toko.example/gambar/{hashlib.sha256(data).hexdigest()}.png"

    return TokopediaCatalogue(client, publish=publish, keep_copies=copies.update)


class Files(BaseHTTPRequestHandler):
    """Serves the bodies in ``server.bodies`` by their place."""

    def do_GET(self):
        body = self.server.bodies[int(self.path[1:])]
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


@pytest.fixture
def pictures():
    """Return a function that puts bytes where the platform can fetch them, and returns their address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Files) as server:
        server.bodies = []
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def put(body):
            server.bodies.append(body)
            return f"http://127.0.0.1:{server.server_port}/{len(server.bodies) - 1}"

        yield put
        server.shutdown()


@pytest.fixture
def writes(sandbox):
    """Return a function that returns the paths of writes since it was called last."""

    def since():
        calls = [call["path"] for call in sandbox.calls() if call["method"] in WRITES]
        sandbox.control("/calls/clear", {})
        return [path for path in calls if path != "/token"]

    sandbox.control("/calls/clear", {})
    return since


def simple(**changes):
    values = {
        "name": "Payung Lipat Otomatis",
        "description": "Kuat angin.\nSarung ikut dikirim.",
        "category_id": "1812",
        "images": (Image(external_id="https://toko.example/a.png", url="https://toko.example/a.png"),),
        "weight": 420,
        "dimensions": Dimensions(length=D(30), width=D("6.5"), height=D(6)),
        "days_to_ship": 5,
        "variants": (Variant(seller_sku="PAYUNG", price=D(84_000), quantity=7),),
    }
    return Content(**values | changes)


def varied(**changes):
    variants = tuple(
        Variant(
            options=(colour, size),
            seller_sku=f"JAS-{colour}-{size}",
            price=D(150_000 + 1_000 * place),
            quantity=place,
        )
        for place, (colour, size) in enumerate((one, two) for one in COLOURS for two in SIZES)
    )
    options = (Option(name="Warna", values=COLOURS), Option(name="Ukuran Pakaian", values=SIZES))
    return simple(name="Jas Hujan Dua Warna", options=options, variants=variants, **changes)


def test_a_product_lives_from_its_creation_to_its_end(catalogue, world, copies):
    world.switch(check_delay=60)
    pictures = [catalogue.upload_image(PNG + bytes([number])) for number in range(9)]
    made = catalogue.create(varied(images=tuple(pictures)), key="k1")
    number = made.external_id
    assert (made.status, made.refused, made.warnings) == (ListingStatus.CHECKING, {}, ())
    assert set(made.sku_ids) == {variant.options for variant in varied().variants}
    world.advance_clock(61)

    listing = catalogue.read([number])[number]
    assert listing.status is ListingStatus.LIVE
    content = listing.content
    assert (content.name, content.category_id, content.weight) == ("Jas Hujan Dua Warna", "1812", 420)
    assert content.description == "Kuat angin.\nSarung ikut dikirim."
    assert content.dimensions == Dimensions(length=D(30), width=D(7), height=D(6))
    assert (content.days_to_ship, len(content.images)) == (5, 9)
    assert {v.options: (v.seller_sku, v.price, v.quantity) for v in content.variants} == {
        v.options: (v.seller_sku, v.price, v.quantity) for v in varied().variants
    }

    world.on_platform(number, edit={"description": "Diubah di toko."})
    assert catalogue.read([number])[number].content.description == "Diubah di toko."
    known = tuple(copies[picture.external_id] for picture in pictures)
    dearer = tuple(replace(variant, price=variant.price + 500) for variant in varied().variants)
    changed = varied(images=known, description="Dari kami.")
    changed = replace(changed, variants=dearer)
    done = catalogue.update(number, changed, KEYS)
    assert (done.refused, done.sku_ids) == ({}, made.sku_ids)
    content = catalogue.read([number])[number].content
    assert (content.description, content.images) == ("Dari kami.", known)
    assert [v.price for v in content.variants] == [v.price for v in dearer]

    assert catalogue.deactivate([number]) == {number: None}
    assert catalogue.read([number])[number].status is ListingStatus.HIDDEN
    assert catalogue.activate([number]) == {number: None}
    assert catalogue.read([number])[number].status is ListingStatus.LIVE
    assert catalogue.delete([number, number]) == {number: None}
    assert catalogue.read([number]) == {}
    assert catalogue.delete([number]) == {number: None}


def with_pictures(images, of_values):
    content = varied(images=images)
    first = replace(content.options[0], images=of_values)
    return replace(content, options=(first, content.options[1]))


def test_an_unchanged_listing_is_not_written(catalogue, writes, copies):
    one = catalogue.upload_image(PNG)
    small = tuple(catalogue.upload_image(PNG + bytes([number]), use=VARIANT) for number in (0, 1))
    also = catalogue.upload_image(PNG + bytes([0]))
    made = catalogue.create(with_pictures((one, also), small), key="k")
    same = with_pictures(
        (copies[one.external_id], copies[also.external_id]),
        tuple(copies[picture.external_id] for picture in small),
    )
    read = catalogue.read([made.external_id])[made.external_id].content
    assert [image.external_id for image in same.images] == [image.external_id for image in read.images]
    assert [image.external_id for image in same.options[0].images] == [
        image.url for image in read.options[0].images
    ]
    writes()
    assert catalogue.update(made.external_id, same, KEYS).sku_ids == made.sku_ids
    assert writes() == []


def test_a_change_of_the_description_writes_once_and_nothing_else(catalogue, world, writes):
    made = catalogue.create(simple(), key="k")
    writes()
    catalogue.update(made.external_id, simple(description="Lain"), KEYS - {IMAGES})
    assert writes() == [f"/v3/products/fs/{world.shop['fs_id']}/edit"]
    product = world.store.products[int(made.external_id)]
    assert (product.description, product.name) == ("Lain", "Payung Lipat Otomatis")


def test_wholesale_and_showcase_stay_when_a_listing_is_changed(catalogue, world):
    made = catalogue.create(simple(), key="k")
    product = world.store.products[int(made.external_id)]
    world.on_platform(product.id, edit={"wholesale": [{"min_qty": 5, "price": 80_000}]})
    product.showcase_id = list(world.own_shop.showcases)[-1]
    before = (list(product.wholesale), product.showcase_id)
    catalogue.update(made.external_id, simple(weight=500, days_to_ship=None), KEYS)
    assert (product.wholesale, product.showcase_id) == before
    assert (product.weight, catalogue.read([made.external_id])[made.external_id].content.days_to_ship) == (
        500,
        None,
    )


def test_a_quantity_of_zero_or_many_is_there_after_the_creation(catalogue, world):
    none = catalogue.create(simple(variants=(Variant(seller_sku="N", price=D(500), quantity=0),)), key="1")
    many = catalogue.create(
        simple(variants=(Variant(seller_sku="M", price=D(500), quantity=2_500),)), key="2"
    )
    stock = [world.store.products[int(one.external_id)] for one in (none, many)]
    assert [(one.total_stock, one.counted, one.status) for one in stock] == [(0, True, 1), (2_500, True, 1)]


def test_a_listing_gets_variants_and_loses_them_again(catalogue, world):
    made = catalogue.create(simple(), key="k")
    number = made.external_id
    got = catalogue.update(number, varied(), KEYS - {IMAGES})
    assert len(got.sku_ids) == 6
    assert {v.options: v.quantity for v in catalogue.read([number])[number].content.variants} == {
        v.options: v.quantity for v in varied().variants
    }
    single = simple(variants=(Variant(seller_sku="SATU", price=D(99_000), quantity=0),))
    lost = catalogue.update(number, single, frozenset({VARIANTS}))
    assert lost.sku_ids == {(): number}
    (variant,) = catalogue.read([number])[number].content.variants
    assert (variant.seller_sku, variant.price, variant.quantity) == ("SATU", D(99_000), 0)


def test_a_variant_more_and_a_new_sku_keep_the_others_as_they_are(catalogue, world):
    made = catalogue.create(varied(), key="k")
    parent = world.store.products[int(made.external_id)]
    parent.size_chart = "https://images.tokopedia.net/ukuran.png"
    sold = world.store.products[int(made.sku_ids["Hitam", "S"])]
    world.on_platform(sold.id, stock=0)
    few = varied()
    longer = replace(
        few,
        options=(few.options[0], replace(few.options[1], values=(*SIZES, "XL"))),
        variants=(
            replace(few.variants[0], seller_sku="JAS-BARU"),
            *few.variants[1:],
            Variant(options=("Merah", "XL"), seller_sku="JAS-XL", price=D(170_000), quantity=3),
        ),
    )
    done = catalogue.update(made.external_id, longer, frozenset({VARIANTS}))
    assert {options: done.sku_ids[options] for options in made.sku_ids} == made.sku_ids
    assert (sold.sku, sold.total_stock, sold.counted) == ("JAS-BARU", 0, True)
    assert parent.size_chart == "https://images.tokopedia.net/ukuran.png"
    assert world.store.products[int(done.sku_ids["Merah", "XL"])].total_stock == 3


def test_too_many_variants_are_refused_in_the_words_of_the_platform(catalogue, world):
    world.switch(most_variants=5)
    with pytest.raises(Rejected, match="at most 5 variants"):
        catalogue.create(varied(), key="k")
    world.switch(most_variants=6)
    assert len(catalogue.create(varied(), key="k").sku_ids) == 6


def test_a_choice_that_the_category_does_not_have_is_refused_before_anything_is_sent(catalogue, writes):
    strange = replace(varied(), options=(Option(name="Rasa", values=COLOURS), varied().options[1]))
    with pytest.raises(Rejected, match="Rasa"):
        catalogue.create(strange, key="k")
    assert writes() == []


@pytest.mark.parametrize("own", [True, False])
def test_values_of_our_own_are_taken_or_refused(own, catalogue, world):
    world.switch(own_option_values=own)
    options = (Option(name="Warna", values=("Hitam", "Senja")),)
    variants = tuple(
        Variant(options=(value,), seller_sku=value, price=D(9_000), quantity=1) for value in options[0].values
    )
    content = simple(options=options, variants=variants)
    if own:
        assert set(catalogue.create(content, key="k").sku_ids) == {("Hitam",), ("Senja",)}
    else:
        with pytest.raises(Rejected, match="variant value not found"):
            catalogue.create(content, key="k")


def test_skus_that_are_there_twice_are_taken_as_the_platform_does(catalogue):
    twice = replace(varied(), variants=tuple(replace(v, seller_sku="SAMA") for v in varied().variants))
    made = catalogue.create(twice, key="k")
    assert catalogue.find(["SAMA"]) == {"SAMA": made.external_id}


def test_items_are_found_by_the_skus_of_products_and_of_variants(catalogue, world):
    parent = world.parent
    found = catalogue.find([world.single.sku, world.child.sku, "TIDAK-ADA", "", "TAS-KANVAS"])
    own = next(row for row in world.store.products_of(world.own_shop.id) if row.sku == "TAS-KANVAS")
    assert found == {
        world.single.sku: str(world.single.id),
        world.child.sku: str(parent.id),
        "TAS-KANVAS": str(own.id),
    }


def test_a_creation_whose_answer_got_lost_is_found_afterwards(catalogue, sandbox, world):
    sandbox.control("/faults", {"kind": "drop", "when": "after", "path": "*/create", "count": 1})
    with pytest.raises(Transient) as lost:
        catalogue.create(simple(), key="k")
    assert lost.value.effect_unknown
    found = catalogue.find(["PAYUNG"])
    assert list(found) == ["PAYUNG"]
    assert catalogue.read(found.values())[found["PAYUNG"]].content.name == "Payung Lipat Otomatis"


def test_what_is_refused_does_not_stop_the_rest(catalogue, world):
    made = catalogue.create(simple(), key="k")
    product = world.store.products[int(made.external_id)]
    world.switch(closed_categories="1769")
    done = catalogue.update(
        made.external_id, simple(category_id="1769", description="Baru"), frozenset({CATEGORY, DESCRIPTION})
    )
    assert set(done.refused) == {CATEGORY}
    assert "not allowed to sell" in done.refused[CATEGORY].message
    assert (product.category_id, product.description) == (1812, "Baru")
    with pytest.raises(Rejected, match="not allowed to sell"):
        catalogue.update(made.external_id, simple(category_id="1769"), frozenset({CATEGORY}))


def test_the_name_of_what_was_sold_stays(catalogue, world, writes):
    number = str(world.single.id)
    content = replace(catalogue.read([number])[number].content, name="Nama Baru", weight=333)
    done = catalogue.update(number, content, KEYS)
    assert (done.refused[NAME].code, world.single.weight) == ("name_fixed", 333)
    with pytest.raises(Rejected, match="has been sold"):
        catalogue.update(number, content, frozenset({NAME}))


def test_prices_go_alone_and_are_refused_one_by_one(catalogue, world, writes):
    made = catalogue.create(varied(), key="k")
    writes()
    variants = list(varied().variants)
    variants[0] = replace(variants[0], price=D(151_500))
    variants[1] = replace(variants[1], price=D(152_500))
    world.on_platform(
        made.sku_ids["Hitam", "M"], flash_sale={"price": 100_000, "reserve": 1, "seconds": 3_600}
    )
    done = catalogue.update(made.external_id, varied(), frozenset({PRICE}))
    assert (done.refused, writes()) == ({}, [])
    done = catalogue.update(made.external_id, replace(varied(), variants=tuple(variants)), frozenset({PRICE}))
    assert done.refused == {}
    products = world.store.products
    assert [products[int(made.sku_ids[v.options])].price for v in variants[:3]] == [151_500, 151_000, 152_000]
    assert writes() == [f"/inventory/v1/fs/{world.shop['fs_id']}/price/update"]


def test_a_price_that_a_campaign_holds_is_not_sent(catalogue, world, writes):
    number = str(world.discounted.id)
    content = catalogue.read([number])[number].content
    (variant,) = content.variants
    assert (variant.price, variant.price_locked) == (D(world.discounted.price), True)
    assert variant.price_locked_until is not None
    catalogue.update(number, replace(content, variants=(replace(variant, price=D(1_000)),)), KEYS)
    assert writes() == []


def test_a_price_beyond_the_limits_is_refused_before_it_is_sent(catalogue, writes):
    made = catalogue.create(simple(), key="k")
    writes()
    wrong = simple(variants=(Variant(seller_sku="PAYUNG", price=D(50)),))
    with pytest.raises(InvalidRequest):
        catalogue.update(made.external_id, wrong, frozenset({PRICE}))
    assert writes() == []


def test_an_item_that_is_gone_is_named_so(catalogue, world):
    number = str(world.single.id)
    world.on_platform(number, status="deleted")
    with pytest.raises(Rejected) as gone:
        catalogue.update(number, simple(), KEYS)
    assert gone.value.code == "not_found"
    assert catalogue.read([number, str(world.parent.id)]).keys() == {str(world.parent.id)}


def test_a_banned_item_is_blocked_and_cannot_be_shown(catalogue, world):
    world.switch(check_delay=-1, banned_words="palsu, tiruan")
    made = catalogue.create(simple(description="Tas palsu"), key="k")
    assert made.status is ListingStatus.CHECKING
    world.on_platform(made.external_id, status="banned")
    assert catalogue.read([made.external_id])[made.external_id].status is ListingStatus.BLOCKED
    outcome = catalogue.activate([made.external_id, str(world.single.id)])
    assert isinstance(outcome[made.external_id], Rejected)
    assert outcome[str(world.single.id)] is None


def test_forbidden_words_refuse_or_ban(catalogue, world):
    world.switch(refused_words="palsu")
    with pytest.raises(Rejected, match="palsu"):
        catalogue.create(simple(name="Payung PALSU"), key="k")
    world.switch(refused_words="", banned_words="palsu")
    assert catalogue.create(simple(name="Payung palsu"), key="k").status is ListingStatus.BLOCKED


def test_more_pictures_than_allowed_are_refused(catalogue, world):
    pictures = tuple(Image(url=f"https://toko.example/{number}.png") for number in range(10))
    with pytest.raises(Rejected, match="at most 9 pictures"):
        catalogue.create(simple(images=pictures), key="k")


def test_a_picture_that_cannot_be_fetched_or_is_too_small_is_refused(catalogue, world, pictures):
    world.switch(fetch_pictures=True)
    good = pictures(PNG)
    catalogue.create(simple(images=(Image(url=good),)), key="k")
    for body, words in ((SMALL, "300 x 300"), (b"GIF89a", "JPG or PNG"), (b"", "fetched")):
        with pytest.raises(Rejected, match=words):
            catalogue.create(simple(images=(Image(url=pictures(body)),)), key="k")


def test_attributes_are_sent_whenever_the_category_is_asked_for(catalogue, world):
    made = catalogue.create(simple(), key="k")
    chosen = simple(attributes=(AttributeValue(attribute_id="Pola Produk", value_ids=("92",)),))
    catalogue.update(made.external_id, chosen, frozenset({CATEGORY}))
    assert world.store.products[int(made.external_id)].annotations == [92]


def test_nothing_is_brought_back(catalogue, world):
    assert catalogue.recover(["5"])["5"].code == "not_supported"


def test_the_tree_and_the_rules_of_a_category(catalogue):
    tree = list(catalogue.categories())
    seen = {""}
    for category in tree:
        assert category.parent_id in seen, "parents come before children"
        seen.add(category.external_id)
    parents = {category.parent_id for category in tree}
    assert all(category.is_leaf == (category.external_id not in parents) for category in tree)
    rules = catalogue.category_rules("1769")
    assert [(one.external_id, one.is_option, one.required) for one in rules.attributes] == [
        ("Pola Produk", False, False),
        ("Warna", False, False),
        ("colour", True, False),
        ("size", True, False),
    ]
    assert rules.attributes[0].choices[1].name == "Polos"
    assert rules.attributes[3].units == ("International",)
    assert (rules.limits.name_max, rules.limits.options_max, rules.brand_required) == (70, 2, False)
    assert list(catalogue.brands("1769")) == []
    assert catalogue.recommend("Kaos anak" * 20)[:1]
    with pytest.raises(Rejected):
        catalogue.category_rules("1758")
