"""What the catalogue and the stock keeper send, and what they make of strange answers."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.content import (
    DESCRIPTION,
    KEYS,
    PRICE,
    VARIANTS,
    Content,
    Image,
    Option,
    Variant,
)
from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthRevoked,
    InvalidRequest,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.retry import NO_RETRY
from odoo.addons.ocean_marketplace_base.lib.stock_keeper import StockChange
from odoo.addons.ocean_tokopedia.lib.catalogue import TokopediaCatalogue
from odoo.addons.ocean_tokopedia.lib.category_rules import selections_of
from odoo.addons.ocean_tokopedia.lib.product_form import new_product, variant_block
from odoo.addons.ocean_tokopedia.lib.stock_keeper import TokopediaStockKeeper

from tests.unit.tokopedia import samples

SHOP = "8212734"
OPTIONS = (Option(name="Warna", values=("Hitam", "Putih")), Option(name="Ukuran", values=("M",)))
CATEGORY = {
    "variant_id_combinations": [[1], [6], [1, 6]],
    "variant_details": [
        {
            "variant_id": 1,
            "identifier": "colour",
            "name": "Warna",
            "units": [
                {"variant_unit_id": 0, "unit_values": [{"variant_unit_value_id": 2, "value": "Hitam"}]}
            ],
        },
        {
            "variant_id": 6,
            "identifier": "size",
            "name": "Ukuran Pakaian",
            "units": [
                {"variant_unit_id": 7, "unit_values": [{"variant_unit_value_id": 25, "value": "L"}]},
                {"variant_unit_id": 8, "unit_values": [{"variant_unit_value_id": 31, "value": "m"}]},
            ],
        },
    ],
}


def content(**changes):
    values = {
        "name": "Topi",
        "category_id": "1769",
        "weight": 200,
        "images": (Image(url="https://toko.example/a.png"),),
        "variants": (Variant(seller_sku="TOPI", price=D(58_000), quantity=3),),
    }
    return Content(**values | changes)


def varied(**changes):
    variants = tuple(
        Variant(options=(value, "M"), seller_sku=value, price=D(9_000)) for value in OPTIONS[0].values
    )
    return content(**{"options": OPTIONS, "variants": variants} | changes)


@pytest.fixture
def catalogue(make_client):
    client = make_client(shop_id=SHOP, retry=NO_RETRY)
    return TokopediaCatalogue(client, publish=lambda data: f"https://x/{len(data)}", keep_copies={}.update)


@pytest.fixture
def keeper(make_client):
    return TokopediaStockKeeper(make_client(shop_id=SHOP, retry=NO_RETRY))


@pytest.fixture
def answers(platform, server):
    """Return a function that sets the answers by the end of the path; the calls are in ``platform.seen``."""

    def answers(**by_end):
        def respond(seen):
            if seen.path == "/token":
                return platform.tokens[0]
            platform.seen.append(seen)
            end = next(name for name in by_end if seen.path.endswith(name.replace("_", "/")))
            answer = by_end[end]
            return {"header": {}, "data": answer} if isinstance(answer, (dict, list)) else answer

        server.respond(respond)

    return answers


def hat(**changes):
    row = samples.answer("products")["data"][0]
    row["basic"]["status"] = 1
    return row | changes


def saved(**rows):
    failed = len(rows.get("failed_rows_data", ()))
    return {"total_data": 1, "success_data": 1 - failed, "fail_data": failed} | rows


def test_options_are_told_by_the_words_of_products_or_by_their_names():
    named = replace(OPTIONS[0], name="Kleur", external_id="colour")
    size = replace(OPTIONS[1], name="ukuran pakaian")
    first, second = selections_of(CATEGORY, (named, size))
    assert first["options"] == [
        {"unit_value_id": 2, "value": "Hitam", "hex_code": ""},
        {"unit_value_id": 0, "value": "Putih", "hex_code": ""},
    ]
    assert (second["id"], second["unit_id"], second["options"][0]["unit_value_id"]) == (6, 8, 31)


def test_options_that_do_not_go_together_are_refused():
    twice = (OPTIONS[0], replace(OPTIONS[0], name="colour"))
    with pytest.raises(Rejected, match="together"):
        selections_of(CATEGORY, twice)
    with pytest.raises(Rejected, match="it has none"):
        selections_of({}, OPTIONS)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"variants": (Variant(seller_sku="A"),)}, "price"),
        ({"images": (Image(external_id="5"),)}, "address"),
        ({"category_id": "fashion"}, "category"),
    ],
)
def test_what_is_missing_is_named_before_anything_is_sent(change, words):
    with pytest.raises(InvalidRequest, match=words):
        new_product(content(**change), 5, [])


@pytest.mark.parametrize("options", [("Hitam",), ("Ungu", "M")])
def test_a_variant_that_does_not_fit_its_options_is_refused(options):
    wrong = varied(variants=(Variant(options=options, price=D(9_000)),))
    with pytest.raises(InvalidRequest, match="variants"):
        variant_block(wrong, [], {})


def test_a_new_product_is_sent_whole(catalogue, answers, platform):
    answers(etalase=TREE, create=saved(success_rows_data=[{"product_id": 11200002}]), info=[hat()])
    assert catalogue.create(content(days_to_ship=3), key="k").external_id == "11200002"
    sent = next(seen for seen in platform.seen if seen.method == "POST").json["products"][0]
    assert sent == {
        "name": "Topi",
        "condition": "NEW",
        "description": "",
        "sku": "TOPI",
        "price": 58_000,
        "status": "LIMITED",
        "stock": 3,
        "min_order": 1,
        "category_id": 1769,
        "price_currency": "IDR",
        "weight": 200,
        "weight_unit": "GR",
        "is_must_insurance": False,
        "etalase": {"id": 71},
        "pictures": [{"file_path": "https://toko.example/a.png"}],
        "preorder": {"is_active": True, "duration": 3, "time_unit": "DAY"},
    }


TREE = {"etalase": [{"etalase_id": 71, "etalase_name": "Semua"}]}


def test_a_creation_whose_id_is_not_told_is_to_be_looked_for(catalogue, answers):
    answers(etalase=TREE, create=saved())
    with pytest.raises(Transient) as unknown:
        catalogue.create(content(), key="k")
    assert unknown.value.effect_unknown


def test_a_shop_without_a_showcase_is_told_so(catalogue, answers):
    answers(etalase={"etalase": []})
    with pytest.raises(Rejected, match="showcase"):
        catalogue.create(content(), key="k")


def test_a_product_that_cannot_be_read_after_its_creation_is_created_all_the_same(catalogue, answers, answer):
    answers(
        etalase=TREE,
        create=saved(success_rows_data=[{"product_id": 11200002}]),
        info=answer(b"{}", 503, {}),
    )
    made = catalogue.create(content(), key="k")
    assert (made.external_id, len(made.warnings)) == ("11200002", 1)


def test_a_refused_price_is_told_by_the_id_of_its_variant(catalogue, answers):
    refused = {"failed_rows": 1, "failed_rows_data": [{"product_id": 11200002, "message": "Too low."}]}
    answers(info=[hat()], edit=saved(success_rows_data=[]), price_update=refused)
    changed = content(name="Topi rimba", description="Baru")
    wanted = replace(changed, variants=(Variant(seller_sku="TOPI", price=D(1_000)),))
    done = catalogue.update("11200002", wanted, frozenset({DESCRIPTION, PRICE}))
    assert {key: error.message for key, error in done.refused.items()} == {"price:11200002": "Too low."}
    with pytest.raises(Rejected, match="Too low"):
        catalogue.update("11200002", wanted, frozenset({PRICE}))


def test_the_sku_of_a_product_without_variants_is_changed_alone(catalogue, answers, platform):
    answers(info=[hat()], edit=saved(success_rows_data=[]))
    catalogue.update(
        "11200002", content(variants=(Variant(seller_sku="TOPI-2"),)), frozenset({VARIANTS, PRICE})
    )
    (sent,) = [seen.json["products"][0] for seen in platform.seen if seen.method == "PATCH"]
    assert sent == {"id": 11200002, "status": "LIMITED", "sku": "TOPI-2"}


def test_what_a_content_does_not_tell_of_variants_stays(catalogue, answers, platform):
    shirt, member = samples.answer("products")["data"][1:]
    answers(info=[shirt, member], variant_11200000=samples.answer("product_variants")["data"])
    values = (("Hitam",), ("XL", "M"))
    wanted = content(
        options=tuple(
            Option(name=name, values=one) for name, one in zip(("Warna", "Ukuran"), values, strict=True)
        ),
        variants=(Variant(options=("hitam", "xl")), Variant(options=("Hitam", "M"), seller_sku="KAUS-M")),
    )
    catalogue.update("11200000", wanted, frozenset({VARIANTS}))
    assert {seen.method for seen in platform.seen} == {"GET"}


def test_a_limit_of_calls_is_no_refusal_of_the_edit(catalogue, answers):
    row = {"product_id": 11200002, "error": ["ERR_TOO_MANY_REQUEST"]}
    answers(info=[hat()], edit=saved(failed_rows_data=[row]))
    with pytest.raises(Throttled):
        catalogue.update("11200002", content(description="x"), frozenset({DESCRIPTION}))


def test_the_product_of_another_shop_of_the_app_is_not_ours(catalogue, answers):
    foreign = hat()
    foreign["basic"]["shopID"] = 5
    answers(info=[foreign])
    assert catalogue.read(["11200002"]) == {}
    with pytest.raises(Rejected) as gone:
        catalogue.update("11200002", content(), KEYS)
    assert gone.value.code == "not_found"


def test_nothing_is_asked_when_nothing_is_named(catalogue, platform):
    assert (catalogue.activate([]), catalogue.read([]), catalogue.find([])) == ({}, {}, {})
    assert platform.seen == []


def change(number="11200002", quantity=4, warehouse=""):
    return StockChange(item_id=number, sku_id=number, quantity=quantity, warehouse_id=warehouse)


def refusal(answer, code, status=403):
    return answer(f'{{"header": {{"error_code": "{code}"}}, "data": null}}'.encode(), status, {})


def test_nothing_to_push_asks_nothing(keeper, platform):
    assert keeper.push([]) == []
    assert platform.seen == []


def test_only_numbers_out_of_range_ask_nothing(keeper, platform):
    (result,) = keeper.push([change(quantity=-1)])
    assert isinstance(result.error, InvalidRequest)
    assert platform.seen == []


@pytest.mark.parametrize(("code", "error"), [("RBAC_MDLW_001", AuthRevoked), ("RBAC_USC_012", Rejected)])
def test_what_concerns_the_shop_is_raised(code, error, keeper, answers, answer):
    answers(stock_update=refusal(answer, code))
    with pytest.raises(error):
        keeper.push([change()])


def test_after_a_part_was_sent_nothing_is_raised(keeper, platform, server, answer):
    done = {"header": {}, "data": {"failed_rows": 0, "failed_rows_data": []}}

    def respond(seen):
        if seen.path == "/token":
            return platform.tokens[0]
        return refusal(answer, "RBAC_MDLW_001") if seen.params.get("warehouse_id") == "9" else done

    server.respond(respond)
    results = {
        result.change.warehouse_id: result.error for result in keeper.push([change(), change(warehouse="9")])
    }
    assert results[""] is None
    assert isinstance(results["9"], AuthRevoked)


def test_numbers_are_read_as_the_platform_tells_them(keeper, answers):
    held = hat(main_stock=None, reserve_stock=2, stock={"useStock": True, "value": 9})
    free = hat(stock={"useStock": False, "value": 1})
    free["basic"] |= {"productID": 5}
    answers(info=[held, free])
    first, second = keeper.read(["11200002", "5"])
    assert (first.quantity, first.campaign, first.locked) == (7, 2, True)
    assert (second.quantity, second.campaign) == (None, None)


def test_variants_that_are_not_named_are_asked_for(keeper, answers):
    parent = samples.answer("products")["data"][1]
    del parent["variant"]["childrenID"]
    member = samples.answer("products")["data"][2]
    answers(info=[parent, member], variant_11200000=samples.answer("product_variants")["data"])
    levels = keeper.read(["11200000"])
    assert [(level.item_id, level.sku_id, level.quantity) for level in levels] == [
        ("11200000", "11200001", 12)
    ]
