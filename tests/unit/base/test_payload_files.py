from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.payload_files import plain_result, read_file
from odoo.addons.ocean_marketplace_base.lib.schema import Event, Topic

EVENT = Event(topic=Topic.PING, raw_topic="0", dedupe_key="0")


def test_numbers_of_a_file_are_exact():
    assert read_file(b'\xef\xbb\xbf{"a": [0.10]}') == {"a": [D("0.10")]}


def test_broken_bytes_are_left_for_the_check_of_the_fields():
    assert read_file(b'"kaus \xe9"') == "kaus \udce9"


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 100_000])
def test_what_is_no_json_is_refused(body):
    with pytest.raises(ContractChanged, match="not JSON"):
        read_file(body)


def test_one_result_stands_alone_and_several_are_a_list():
    one = plain_result([EVENT], "event")
    assert one["dedupe_key"] == "0"
    assert plain_result([EVENT, EVENT], "event") == [one, one]


def test_no_result_is_a_failure():
    with pytest.raises(ContractChanged) as failure:
        plain_result([], "event")
    assert failure.value.path == "event"
