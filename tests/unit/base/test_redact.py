import logging
from decimal import Decimal

from odoo.addons.ocean_marketplace_base.lib.redact import HIDDEN, NoQueries, mask_payload, path_of, scrub


def test_secrets_are_cut_out_of_sentences():
    assert scrub("token abcdef of key abcdefgh", ["abcdef", "abcdefgh"]) == f"token {HIDDEN} of key {HIDDEN}"


def test_short_secrets_would_cut_up_the_text_and_are_ignored():
    assert scrub("a cat", ["a", ""]) == "a cat"


def test_a_path_is_shown_without_host_and_query():
    assert path_of("https://api.shop.example/a/b?access_token=x#y") == "/a/b"
    assert path_of("https://api.shop.example") == "/"


def test_queries_are_cut_out_of_the_log_records_of_others():
    record = logging.LogRecord("n", logging.DEBUG, "p", 1, '"%s %s" %d', ("GET", "/a?token=x&b=1", 200), None)
    assert NoQueries().filter(record) is True
    assert record.getMessage() == f'"GET /a?{HIDDEN}" 200'


def test_log_records_with_one_mapping_of_arguments_or_none_stay_as_they_are():
    for args in ({"url": "/a"}, None):
        record = logging.LogRecord("n", logging.DEBUG, "p", 1, "text", (args,) if args else None, None)
        assert NoQueries().filter(record) is True
        assert record.args == args


def test_a_masked_payload_hides_the_buyer_and_keeps_the_business():
    text = mask_payload(
        {
            "order_sn": "A1",
            "total_amount": Decimal("10.50"),
            "recipient_address": {"name": "Siti", "town": "", "geolocation": {"latitude": Decimal("1.5")}},
            "buyer_username": "siti99",
            "item_list": [{"item_name": "Kaos", "item_id": 5}],
        }
    )
    assert "Siti" not in text
    assert "siti99" not in text
    assert "1.5" not in text
    assert '"town": ""' in text
    assert '"total_amount": 10.50' in text
    assert '"item_name": "Kaos"' in text


def test_a_masked_payload_with_broken_text_can_be_shown():
    assert mask_payload({"note": "bad \udcff byte"}).encode("utf-8") == b'{\n  "note": "bad ? byte"\n}'
