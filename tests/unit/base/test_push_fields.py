from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.push_fields import (
    code_of,
    dedupe_key,
    digest_of,
    read_push,
    required,
    scalar,
    text_of,
)


def test_a_push_is_an_object_with_exact_numbers():
    assert read_push(b'\xef\xbb\xbf{"a": 0.10}') == {"a": D("0.10")}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"5", b'{"a": "\xff"}', b"[" * 100_000])
def test_what_is_no_push_is_refused(body):
    with pytest.raises(ContractChanged):
        read_push(body)


def test_the_first_name_that_is_set_counts():
    source = {"a": None, "b": "", "c": 7, "d": "x"}
    assert text_of(source, "a", "b", "c", "d") == "7"
    assert text_of(source, "a", "b", "nowhere") == ""


def test_what_is_required_must_not_be_blank():
    assert required({"id": " 7 "}, "id") == "7"
    with pytest.raises(ContractChanged) as failure:
        required({"id": " "}, "id", "number")
    assert failure.value.path == "id"


@pytest.mark.parametrize("value", [3, "3", " 3 "])
def test_a_code_is_a_number_or_its_text(value):
    assert code_of({"code": value}, "code") == 3


@pytest.mark.parametrize("value", [None, "", "three", -3, 1.5, "1234567890", "٣"])
def test_what_is_no_code_is_refused(value):
    with pytest.raises(ContractChanged) as failure:
        code_of({"code": value}, "code")
    assert failure.value.path == "code"


@pytest.mark.parametrize("value", [[], {}, "\x00", "\ud800"])
def test_lists_objects_and_broken_text_are_no_values(value):
    with pytest.raises(ContractChanged) as failure:
        scalar(value, "data.id")
    assert failure.value.path == "data.id"


def test_a_repeat_has_the_same_key_and_digest():
    assert dedupe_key(3, "1", "A:B") == dedupe_key("3", "1", "A:B") == "3:1:A%3AB"
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1}) != digest_of({"a": 1})


def test_parts_of_a_key_cannot_be_mistaken_for_each_other():
    assert dedupe_key(3, "a:b", "c") != dedupe_key(3, "a", "b:c")


def test_a_long_key_is_hashed():
    key, other = dedupe_key(3, "x" * 500), dedupe_key(3, "x" * 499)
    assert key.startswith("3:")
    assert len(key) == 66
    assert key != other
