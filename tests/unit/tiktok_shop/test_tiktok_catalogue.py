"""The catalogue and the stock keeper against answers that the simulator does not give."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
import simplejson

from odoo.addons.ocean_marketplace_base.lib import content as parts
from odoo.addons.ocean_marketplace_base.lib.content import AttributeValue, Content, Variant
from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthRevoked,
    InvalidRequest,
    Rejected,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.schema import ListingStatus
from odoo.addons.ocean_marketplace_base.lib.stock_keeper import StockChange
from odoo.addons.ocean_tiktok_shop.lib.catalogue import TikTokCatalogue
from odoo.addons.ocean_tiktok_shop.lib.category_rules import categories_of, rules_of
from odoo.addons.ocean_tiktok_shop.lib.markets import Market
from odoo.addons.ocean_tiktok_shop.lib.places import default_warehouse, warehouses_of
from odoo.addons.ocean_tiktok_shop.lib.product_body import code_of, price_of, values_of
from odoo.addons.ocean_tiktok_shop.lib.stock_keeper import TikTokStockKeeper

NUMBER = "1729000000000000101"
LIMITS = Market(region="ID", currency="IDR").limits


def answer(data):
    return {"code": 0, "message": "Success", "request_id": "r-1", "data": data}


def refusal(code, message="no"):
    return {"code": code, "message": message, "request_id": "r-2", "data": None}


def row_error(detail, code=12052990):
    return answer({"errors": [{"code": code, "message": "Check failed", "detail": detail}]})


class Platform:
    """Answers by the first of `answers` whose key is in ``METHOD path``; keeps what was written."""

    def __init__(self, answers):
        self.answers, self.bodies = answers, []

    def __call__(self, seen):
        call = f"{seen.method} {seen.path}"
        if seen.body and "search" not in call:
            self.bodies.append((call, simplejson.loads(seen.body, use_decimal=True)))
        found = next(value for key, value in self.answers.items() if key in call)
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found


def product(**more):
    sku = {
        "id": "1",
        "seller_sku": "TOPI",
        "price": {"currency": "IDR", "sale_price": "50000", "tax_exclusive_price": "50000"},
        "sales_attributes": [],
    }
    return {
        "id": NUMBER,
        "title": "Topi",
        "status": "ACTIVATE",
        "description": "<p>Topi</p>",
        "category_chains": [{"id": "601", "is_leaf": True}],
        "skus": [sku],
        **more,
    }


HAT = Content(
    name="Topi", category_id="601", variants=(Variant(sku_id="1", seller_sku="TOPI", price=D(50000)),)
)


@pytest.fixture
def catalogue(client):
    return TikTokCatalogue(client)


@pytest.fixture
def keeper(client):
    return TikTokStockKeeper(client)


def test_an_edit_on_two_storefronts_that_one_refuses_is_a_warning(server, catalogue):
    half = {
        "errors": [{"code": 1, "message": "not on Tokopedia", "detail": {"listing_platform": "TOKOPEDIA"}}]
    }
    made = {"product_id": NUMBER, "skus": [{"id": "1", "seller_sku": "TOPI"}], **half}
    server.respond(Platform({"GET": answer(product()), "partial_edit": answer(made)}))
    done = catalogue.update(NUMBER, replace(HAT, name="Topi baru"), frozenset({parts.NAME}))
    assert (done.warnings, done.status) == (("not on Tokopedia",), ListingStatus.LIVE)


def test_an_audit_without_a_version_of_its_own_is_read_as_it_is(server, catalogue):
    platform = Platform(
        {
            "GET": [answer(product(audit={"status": "AUDITING"})), refusal(12052547)],
            "partial_edit": answer({}),
        }
    )
    server.respond(platform)
    assert catalogue.update(NUMBER, HAT, frozenset(parts.KEYS)).status is ListingStatus.LIVE
    assert platform.bodies == []


def test_what_an_audited_edit_says_of_its_status_does_not_count(server, catalogue):
    shown = [answer(product(audit={"status": "AUDITING"})), answer(product(status="PENDING"))]
    platform = Platform({"GET": shown, "/promotion/": answer({}), "prices/update": answer({})})
    server.respond(platform)
    dear = replace(HAT, variants=(replace(HAT.variants[0], price=D(60000)),))
    assert catalogue.update(NUMBER, dear, frozenset({parts.PRICE})).status is ListingStatus.LIVE
    assert [call for call, _body in platform.bodies] == [
        f"POST /product/202309/products/{NUMBER}/prices/update"
    ]


def test_a_hidden_product_that_an_edit_shows_and_that_cannot_be_hidden_again_is_told(server, catalogue):
    shown = [answer(product(status="SELLER_DEACTIVATED")), answer(product(status="PENDING"))]
    refused = row_error({"product_id": NUMBER, "extra_errors": [{"code": 12052901, "message": "no"}]})
    platform = Platform({"GET": shown, "partial_edit": answer({}), "deactivate": refused})
    server.respond(platform)
    done = catalogue.update(NUMBER, replace(HAT, name="Topi baru"), frozenset({parts.NAME}))
    assert done.status is ListingStatus.CHECKING
    assert [call.rsplit("/", 1)[-1] for call, _body in platform.bodies] == ["partial_edit", "deactivate"]


def test_a_scheduled_product_is_not_hidden_by_an_edit(server, catalogue):
    platform = Platform({"GET": answer(product(status="SCHEDULED")), "partial_edit": answer({})})
    server.respond(platform)
    catalogue.update(NUMBER, replace(HAT, name="Topi baru"), frozenset({parts.NAME}))
    assert [call.rsplit("/", 1)[-1] for call, _body in platform.bodies] == ["partial_edit"]


def test_a_product_without_any_text_is_a_listing_all_the_same(server, catalogue):
    bare = product()
    del bare["description"], bare["category_chains"]
    server.respond(Platform({"/promotion/": answer({}), "GET": answer(bare)}))
    content = catalogue.read([NUMBER])[NUMBER].content
    assert (content.name, content.description, content.category_id) == ("Topi", "", "")


def test_another_failure_to_read_an_audit_is_raised(server, catalogue):
    server.respond(Platform({"GET": [answer(product(audit={"status": "AUDITING"})), refusal(12052048)]}))
    with pytest.raises(Rejected):
        catalogue.update(NUMBER, HAT, frozenset(parts.KEYS))


def test_prices_refused_one_by_one_are_told_one_by_one(server, catalogue):
    extra = [{"code": 12052038, "message": "Product price locked due to ongoing promotion."}]
    server.respond(
        Platform(
            {
                "GET": answer(product()),
                "/promotion/": answer({"activities": []}),
                "prices/update": row_error({"sku_id": "1", "extra_errors": extra}),
            }
        )
    )
    dear = replace(HAT, variants=(replace(HAT.variants[0], price=D(60000)),))
    done = catalogue.update(NUMBER, dear, frozenset({parts.PRICE}))
    assert {key: error.code for key, error in done.refused.items()} == {"price:1": "12052038"}


def test_a_price_that_is_refused_alone_is_raised(server, catalogue):
    server.respond(
        Platform(
            {
                "GET": answer(product()),
                "/promotion/": answer({"activities": []}),
                "prices/update": refusal(12052570, "product price exceed limit"),
            }
        )
    )
    dear = replace(HAT, variants=(replace(HAT.variants[0], price=D(60000)),))
    with pytest.raises(Rejected, match="exceed limit"):
        catalogue.update(NUMBER, dear, frozenset({parts.PRICE}))


def test_where_tax_is_shown_apart_the_price_with_tax_is_set():
    shown = {"sale_price": "12.00", "tax_exclusive_price": "10.00", "currency": "GBP"}
    assert price_of(D("13.00"), "GBP", shown) == {"sale_price": D("13.00"), "currency": "GBP"}
    assert price_of(D(50000), "IDR", {"sale_price": "1", "tax_exclusive_price": "1"}) == {
        "amount": D(50000),
        "currency": "IDR",
    }
    assert "amount" in price_of(D(50000), "IDR", {})


@pytest.mark.parametrize(
    ("barcode", "kind"),
    [
        ("8990000000017", "EAN"),
        ("12345678", "EAN"),
        ("012345678905", "UPC"),
        ("10012345678902", "GTIN"),
        ("155404295X", "ISBN"),
        ("OCEAN-17", ""),
        ("", ""),
        ("１２３４５６７８", ""),
    ],
)
def test_only_public_barcodes_are_sent(barcode, kind):
    assert code_of(barcode) == ({"code": barcode, "type": kind} if kind else {})


@pytest.mark.parametrize(
    ("attribute", "values"),
    [
        (AttributeValue(attribute_id="1", value_ids=("5",)), [{"id": "5"}]),
        (
            AttributeValue(attribute_id="1", value_ids=("5",), texts=("Katun", "Rami")),
            [{"id": "5", "name": "Katun"}, {"name": "Rami"}],
        ),
        (AttributeValue(attribute_id="1", texts=("70",), unit="cm"), [{"name": "70 cm"}]),
        (
            AttributeValue(attribute_id="1", value_ids=("5", "6"), texts=("Rami",)),
            [{"id": "5"}, {"id": "6"}, {"name": "Rami"}],
        ),
    ],
)
def test_values_of_attributes_are_named_or_numbered(attribute, values):
    assert values_of(attribute) == values


def measured(value, unit):
    module = {"id": "7", "value": value, "unit_id": "8", "unit_name": unit}
    info = {"id": "9", "metric_value_module_infos": [module]}
    return {"id": "2", "name": "Panjang", "values": [{"id": "21", "name": "", "metric_standard_info": info}]}


def test_measured_attributes_stay_when_others_change(server, catalogue):
    raw = product(
        product_attributes=[measured("70", "cm"), {"id": "1", "values": [{"id": "11", "name": "Katun"}]}]
    )
    platform = Platform({"GET": answer(raw), "partial_edit": answer({"product_id": NUMBER})})
    server.respond(platform)
    own = (AttributeValue(attribute_id="1", value_ids=("12",), texts=("Linen",)),)
    catalogue.update(NUMBER, replace(HAT, attributes=own), frozenset({parts.CATEGORY}))
    ((_call, body),) = platform.bodies
    assert [row["id"] for row in body["product_attributes"]] == ["1", "2"]
    kept = body["product_attributes"][1]["values"][0]["metric_standard_info"]
    assert kept == {"id": "9", "metric_value_module_infos": [{"id": "7", "value": "70", "unit_id": "8"}]}


@pytest.mark.parametrize("text", ["70", "70 cm"])
def test_a_measured_value_that_is_the_same_is_not_sent(server, catalogue, text):
    platform = Platform({"GET": answer(product(product_attributes=[measured("70", "cm")]))})
    server.respond(platform)
    unit = "cm" if text == "70" else ""
    own = (AttributeValue(attribute_id="2", texts=(text,), unit=unit),)
    if text == "70":
        catalogue.update(NUMBER, replace(HAT, attributes=own), frozenset({parts.CATEGORY}))
        assert platform.bodies == []
    else:
        shown = product(product_attributes=[{"id": "2", "values": [{"name": "70 cm"}]}])
        server.respond(Platform({"GET": answer(shown)}))
        same = (AttributeValue(attribute_id="2", texts=("70",), unit="cm"),)
        done = catalogue.update(NUMBER, replace(HAT, attributes=same), frozenset({parts.CATEGORY}))
        assert done.refused == {}


def test_a_variant_without_all_its_values_is_refused_before_the_network(server, catalogue):
    server.respond(Platform({"GET": answer({"warehouses": [{"id": "5", "type": "SALES_WAREHOUSE"}]})}))
    odd = replace(HAT, variants=(Variant(options=("M",), price=D(1)),))
    with pytest.raises(InvalidRequest, match="one value for each option"):
        catalogue.create(odd, key="k")


def test_a_shop_without_a_place_to_sell_from_creates_nothing(server, catalogue):
    server.respond(Platform({"GET": answer({})}))
    with pytest.raises(InvalidRequest, match="no warehouse"):
        catalogue.create(HAT, key="k")


def test_no_category_fits(server, catalogue):
    server.respond(Platform({"recommend": refusal(12052912)}))
    assert catalogue.recommend("Entah") == ()
    server.respond(Platform({"recommend": refusal(12052261)}))
    with pytest.raises(Rejected):
        catalogue.recommend("Entah")


def test_brands_come_page_by_page(server, catalogue):
    pages = [
        answer(
            {
                "brands": [{"id": "1", "name": "A"}, {"id": "2", "brand_status": "UNAVAILABLE"}],
                "next_page_token": "t",
            }
        ),
        answer({"brands": [{"id": "3", "name": "C"}]}),
    ]
    server.respond(Platform({"brands": pages}))
    assert [brand.name for brand in catalogue.brands("601")] == ["A", "C"]
    assert server.seen[1].params["page_token"] == "t"


def test_a_tree_in_any_order_comes_parents_first():
    rows = [
        {
            "id": "3",
            "parent_id": "2",
            "local_name": "leaf",
            "is_leaf": True,
            "permission_statuses": ["AVAILABLE"],
        },
        {"id": "2", "parent_id": "1", "local_name": "branch", "is_leaf": False},
        {"id": "1", "parent_id": "0", "local_name": "root", "is_leaf": False},
        {"id": "8", "parent_id": "9", "local_name": "of a ring"},
        {"id": "9", "parent_id": "8", "local_name": "of a ring"},
        {
            "id": "7",
            "parent_id": "404",
            "local_name": "orphan",
            "is_leaf": True,
            "permission_statuses": ["INVITE_ONLY"],
        },
    ]
    found = list(categories_of([rows]))
    assert [one.external_id for one in found[:4]] == ["1", "7", "2", "3"]
    assert {one.external_id for one in found[4:]} == {"8", "9"}
    assert [(one.parent_id, one.usable) for one in found[:4]] == [
        ("", True),
        ("", False),
        ("1", True),
        ("2", True),
    ]


def test_wants_are_told_in_words_where_they_do_not_depend_on_something():
    papers = [
        {"name": "SNI", "is_required": True},
        {"name": "Halal", "is_required": True, "requirement_conditions": [{"attribute_id": "1"}]},
        {"name": "Optional", "is_required": False},
    ]
    found = rules_of(
        "601",
        LIMITS,
        {"product_certifications": papers, "epr": {"is_required": True}, "manufacturer": None},
        [
            {"id": "1", "name": "Isi", "value_data_format": "POSITIVE_INT_OR_DECIMAL", "values": []},
            {"name": "no id"},
        ],
    )
    assert found.wants == ("a certificate: SNI", "a registration for packaging (EPR)")
    assert [(one.kind, one.own_values) for one in found.attributes] == [("number", True)]
    assert found.limits.days_to_ship is None


def test_units_of_measured_attributes_are_offered():
    standards = [{"metric_value_modules": [{"units": [{"id": "1", "name": "cm"}, {"id": "2", "name": "m"}]}]}]
    rules = rules_of("601", LIMITS, {}, [{"id": "1", "name": "Panjang", "metric_standards": standards}])
    assert rules.attributes[0].units == ("cm", "m")


@pytest.mark.parametrize(
    ("region", "name_min", "variants_max", "price_digits", "version"),
    [("ID", 25, 100, 0, "v2"), ("MY", 25, 100, 2, "v2"), ("GB", 1, 300, 2, "v1"), ("US", 1, 300, 2, "v2")],
)
def test_limits_follow_the_market(region, name_min, variants_max, price_digits, version):
    market = Market(region=region, currency="X")
    limits = market.limits
    assert (limits.name_min, limits.variants_max, limits.price_digits) == (
        name_min,
        variants_max,
        price_digits,
    )
    assert market.category_version == version
    assert limits.conditions == {"new"}


def test_pre_owned_goods_are_for_tokopedia_alone():
    assert Market(region="ID", currency="IDR", storefronts=("TOKOPEDIA",)).limits.conditions == {
        "new",
        "used",
    }


def test_places_that_are_closed_or_for_returns_are_left_out():
    rows = [
        {"id": "1", "name": "Retur", "type": "RETURN_WAREHOUSE", "is_default": True},
        {"id": "2", "name": "Tutup", "type": "SALES_WAREHOUSE", "effect_status": "DISABLED"},
        {"id": "3", "name": "Kedua", "type": "SALES_WAREHOUSE", "effect_status": "RESTRICTED"},
        {
            "id": "4",
            "name": "Utama",
            "type": "SALES_WAREHOUSE",
            "is_default": True,
            "address": {"city": "Solo"},
        },
    ]
    assert [(place.external_id, place.address) for place in warehouses_of(rows)] == [("4", "Solo"), ("3", "")]
    assert (default_warehouse(rows), default_warehouse([])) == ("4", "")


CHANGES = [StockChange(item_id=NUMBER, sku_id=sku, quantity=3) for sku in ("1", "2")]


def test_a_refusal_of_a_call_without_rows_is_of_all_its_variants(server, keeper):
    server.respond(Platform({"inventory/update": refusal(12052393, "locked")}))
    assert [(one.locked, one.error.code) for one in keeper.push(CHANGES)] == [(True, "12052393")] * 2


def test_a_refusal_that_names_no_variant_is_of_all(server, keeper):
    server.respond(Platform({"inventory/update": row_error({}, 12052141)}))
    assert [one.error.code for one in keeper.push(CHANGES)] == ["12052141"] * 2


@pytest.mark.parametrize(
    ("code", "kind"), [(12052700, Rejected), (105005, Rejected), (36009043, AuthRevoked)]
)
def test_a_closed_shop_is_raised(server, keeper, code, kind):
    server.respond(Platform({"inventory/update": refusal(code)}))
    with pytest.raises(kind):
        keeper.push(CHANGES)


def test_a_lost_first_answer_is_not_raised(server, keeper):
    server.respond(Platform({"inventory/update": refusal(36009003)}))
    assert {type(one.error) for one in keeper.push(CHANGES)} == {Transient}


def test_a_product_that_spoils_a_read_is_left_out(server, keeper):
    def platform(seen):
        if seen.method == "GET":
            return answer({})
        ids = seen.json["product_ids"]
        if "2" in ids:
            return refusal(12019008)
        skus = [{"id": f"s{number}", "total_available_quantity": 5} for number in ids]
        return answer(
            {
                "inventory": [
                    {"product_id": number, "skus": [sku]} for number, sku in zip(ids, skus, strict=True)
                ]
            }
        )

    server.respond(platform)
    levels = keeper.read(["1", "2", "3"])
    assert [(one.item_id, one.quantity, one.platform_held) for one in levels] == [
        ("1", 5, None),
        ("3", 5, None),
    ]


def test_an_outage_while_reading_is_raised(server, keeper):
    server.respond(lambda seen: answer({}) if seen.method == "GET" else refusal(36009003))
    with pytest.raises(Transient):
        keeper.read(["1"])


def test_what_creators_and_campaigns_have_apart_is_told(server, keeper):
    spread = {"campaign_inventory": [{"quantity": 30}], "creator_inventory": [{"quantity": 20}]}
    sku = {
        "id": "1",
        "total_available_quantity": 100,
        "total_committed_quantity": 10,
        "warehouse_inventory": [
            {"warehouse_id": "5", "available_quantity": 60},
            {"warehouse_id": "6", "available_quantity": 40},
        ],
        "total_available_inventory_distribution": spread,
    }
    places = answer({"warehouses": [{"id": "5", "type": "SALES_WAREHOUSE"}]})
    inventory = answer({"inventory": [{"product_id": NUMBER, "skus": [sku]}]})
    server.respond(Platform({"GET": places, "inventory/search": inventory}))
    (level,) = keeper.read([NUMBER])
    assert (level.quantity, level.campaign, level.reserved, level.platform_held) == (60, 50, 10, 40)
    assert level.by_warehouse == {"5": 60}
