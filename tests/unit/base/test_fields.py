"""What payload models are made of: what each type takes, and how what it refuses is named."""

from datetime import datetime, timezone
from decimal import Decimal as D
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.fields import (
    Blanks,
    Count,
    Moment,
    Money,
    NeededCount,
    NeededMoment,
    OptionalPrice,
    Price,
    Shape,
    amount_of,
    amounts_besides,
    load,
    magnitude_of,
    number,
    present,
)

DASHED = Blanks(frozenset({"", "-"}), id_quotes='"')
PLAIN = Blanks(frozenset({""}))


class Part(Shape):
    name: Annotated[str, BeforeValidator(PLAIN.text), AfterValidator(present)]


class Thing(Shape):
    count: Count = None
    needed_count: NeededCount = 0
    moment: Moment = None
    needed_moment: NeededMoment = datetime(2026, 1, 1, tzinfo=timezone.utc)
    money: Money = None
    price: Price = D(0)
    optional_price: OptionalPrice = None
    parts: Annotated[list[Part], BeforeValidator(DASHED.records)] = []
    part: Annotated[Part | None, BeforeValidator(DASHED.part)] = None
    model_name: str = ""


def read(**values):
    return load(Thing, values, "thing")


def refusal(**values):
    with pytest.raises(ContractChanged) as failure:
        read(**values)
    return failure.value


@pytest.mark.parametrize("value", [None, "", "-", " - "])
def test_a_placeholder_stands_for_nothing_of_any_kind(value):
    found = (DASHED.text(value), DASHED.ident(value), DASHED.flag(value))
    assert found == ("", "", False)
    assert (DASHED.records(value), DASHED.part(value), DASHED.is_blank(value)) == ([], None, True)


def test_a_placeholder_of_one_platform_is_a_value_of_another():
    assert (PLAIN.text(" - "), PLAIN.ident("-"), PLAIN.is_blank("-")) == ("-", "-", False)
    with pytest.raises(ValueError, match="true or false"):
        PLAIN.flag("-")


def test_texts_lose_the_blanks_around_them():
    assert DASHED.text("  Kaus - hitam ") == "Kaus - hitam"


@pytest.mark.parametrize("value", [5, True, [], {"a": 1}])
def test_a_text_is_a_text(value):
    with pytest.raises(ValueError, match="a text is expected"):
        PLAIN.text(value)


@pytest.mark.parametrize(
    ("value", "ident"),
    [(77, "77"), (" 77 ", "77"), ("A-7", "A-7"), (0, ""), ("0", ""), (10**20, str(10**20))],
)
def test_ids_are_numbers_or_texts_of_them(value, ident):
    assert PLAIN.ident(value) == ident


def test_quotes_around_an_id_go_only_where_the_platform_writes_them():
    assert (DASHED.ident('"77"'), DASHED.ident('"0"'), PLAIN.ident('"77"')) == ("77", "", '"77"')


@pytest.mark.parametrize("value", [True, 1.5, [7], {}])
def test_an_id_is_neither_true_nor_a_fraction(value):
    with pytest.raises(ValueError, match="an id is expected"):
        PLAIN.ident(value)


@pytest.mark.parametrize(
    ("value", "flag"), [(True, True), (1, True), ("TRUE ", True), (False, False), (0, False), ("0", False)]
)
def test_flags_are_written_in_several_ways(value, flag):
    assert PLAIN.flag(value) is flag


@pytest.mark.parametrize("value", ["perhaps", 2, [True]])
def test_what_is_neither_true_nor_false_is_refused(value):
    with pytest.raises(ValueError, match="true or false is expected"):
        PLAIN.flag(value)


@pytest.mark.parametrize(("value", "whole"), [(None, None), ("", None), (5, 5), (" 5.0 ", 5), (D("-3"), -3)])
def test_whole_numbers_may_be_texts(value, whole):
    assert number(value) == whole


@pytest.mark.parametrize("value", [1.5, "2.5", "many", True])
def test_what_is_no_whole_number_is_refused(value):
    with pytest.raises(ValueError, match="expected"):
        number(value)


@pytest.mark.parametrize("value", [-1, 2**31, "1.5"])
@pytest.mark.parametrize("name", ["count", "needed_count"])
def test_a_quantity_is_a_whole_number_that_a_database_can_hold(name, value):
    assert refusal(**{name: value}).path == f"thing.{name}"


def test_only_an_optional_quantity_may_be_nothing():
    assert read(count="").count is None
    assert refusal(needed_count=None).path == "thing.needed_count"


@pytest.mark.parametrize("stamp", [1764000000, "1764000000", 1764000000000, D("1764000000.0"), 1764000000999])
def test_times_are_seconds_or_milliseconds(stamp):
    assert read(moment=stamp).moment == datetime(2025, 11, 24, 16, 0, tzinfo=timezone.utc)


def test_zero_is_no_time():
    assert read(moment=0).moment is None
    assert refusal(needed_moment=0).path == "thing.needed_moment"


@pytest.mark.parametrize("value", [-5, 1764000000.5, "soon", 10**15, [1]])
def test_what_is_no_time_is_refused(value):
    assert refusal(moment=value).path == "thing.moment"


def test_amounts_may_be_negative_but_prices_not():
    assert read(money="-5.50").money == D("-5.5")
    assert refusal(price=-1).path == "thing.price"
    assert refusal(optional_price="-1").message == "an amount of at least 0 is expected"


def test_only_an_optional_price_may_be_nothing():
    assert read(optional_price="").optional_price is None
    assert refusal(price=None).path == "thing.price"


def test_unknown_fields_are_ignored_and_no_name_is_special():
    assert read(model_name="Hitam", colour="red").model_name == "Hitam"


def test_a_failure_names_the_place_but_not_the_value():
    failure = refusal(parts=[{"name": "a"}, {"name": {"secret": "Sari"}}])
    assert str(failure) == "thing.parts[1].name: a text is expected"


def test_a_missing_field_is_called_missing():
    assert str(refusal(part={})) == "thing.part.name: a required field is missing"
    assert str(refusal(part={"name": " "})) == "thing.part.name: a value is required"


def test_broken_text_is_refused_even_where_nobody_reads_it():
    assert refusal(colour=["\ud800"]).path == "thing.colour[0]"


def test_validators_are_told_the_context():
    def longer(value: str, info: ValidationInfo) -> str:
        return value + (info.context or {}).get("ending", "")

    class Told(Shape):
        text: Annotated[str, AfterValidator(longer)]

    assert load(Told, {"text": "a"}, "told", {"ending": "b"}).text == "ab"
    assert load(Told, {"text": "a"}, "told").text == "a"


def test_an_amount_that_was_not_delivered_is_none():
    assert amount_of({}, "fee", "order") is None
    assert magnitude_of({"fee": ""}, "fee", "order") is None


def test_amounts_have_a_sign_and_magnitudes_have_none():
    assert amount_of({"fee": "-5"}, "fee", "order") == D(-5)
    assert magnitude_of({"fee": "5 "}, "fee", "order") == D(5)
    with pytest.raises(ContractChanged) as failure:
        magnitude_of({"fee": "-5"}, "fee", "order")
    assert failure.value.path == "order.fee"


@pytest.mark.parametrize("read_amount", [amount_of, magnitude_of])
def test_what_is_no_amount_is_named_by_its_path(read_amount):
    with pytest.raises(ContractChanged) as failure:
        read_amount({"fee": "much"}, "fee", "order")
    assert failure.value.path == "order.fee"


RAW = {"fee": 5, "text_fee": "7", "zero": 0, "flag": True, "huge": D("1e400"), "list": [], "shop_id": 9}


def no_id(name):
    return not name.endswith("_id")


def test_numbers_that_nobody_knows_are_amounts():
    assert amounts_besides(RAW, {"known"}, no_id) == [("fee", D(5))]
    assert amounts_besides(RAW, {"fee"}, no_id) == []


def test_texts_are_amounts_where_the_platform_writes_them_so():
    assert amounts_besides(RAW, (), no_id, in_text=True) == [("fee", D(5)), ("text_fee", D(7))]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.decimals(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def outcome(raw):
    try:
        return load(Thing, raw, "thing")
    except ContractChanged as failure:
        return failure.path


@given(raw=JSON | st.dictionaries(st.sampled_from(sorted(Thing.model_fields)), JSON))
def test_whatever_comes_is_read_or_named(raw):
    found = outcome(raw)
    assert isinstance(found, Thing) or found.startswith("thing")
