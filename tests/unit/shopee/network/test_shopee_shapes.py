"""Answers whose place or type differs from what is usual."""

from datetime import timedelta

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, Rejected
from odoo.addons.ocean_shopee.lib.client import ShopeePartnerClient

from tests.unit.shopee.network.method_cases.case import PICTURE, START


def wrapped(response, **more):
    return {"error": "", "message": "", "request_id": "r-1", "response": response} | more


def test_a_shop_with_one_warehouse_has_none(server, client):
    server.say({"error": "warehouse.error_not_in_whitelist", "message": "not in whitelist"})
    assert client.shop.get_warehouse_detail() == []


def test_another_refusal_about_warehouses_is_one(server, client):
    server.say({"error": "warehouse.error_region_not_valid", "message": ""})
    with pytest.raises(Rejected):
        client.shop.get_warehouse_detail()


def test_limits_keep_their_gtin_rule_wherever_it_stands(server, client):
    server.say(wrapped({"gtin_limit": {"gtin_validation_rule": "Mandatory"}}))
    assert client.product.get_item_limit()["gtin_limit"] == {"gtin_validation_rule": "Mandatory"}


@pytest.mark.parametrize("envelope", [{"data": {"standardise_variation_list": []}}, None])
def test_variation_trees_stand_in_data_or_in_response(envelope, server, client):
    server.say(envelope or wrapped({"standardise_variation_list": []}))
    assert client.product.get_variation_tree("1") == []


@pytest.mark.parametrize("beside", [True, False])
def test_income_stands_beside_the_response_or_in_it(beside, server, client):
    total = {"total_income": {"pending_amount": 1}}
    server.say(total if beside else wrapped({"latest_payout_date": "2025-08-19", **total}))
    assert client.payment.get_income_overview()["total_income"] == {"pending_amount": 1}


@pytest.mark.parametrize("beside", [True, False])
def test_flash_sales_stand_beside_the_response_or_in_it(beside, server, client):
    rows = {"flash_sale_list": [{"flash_sale_id": 1}]}
    server.say(wrapped({"total_count": 1}, **rows) if beside else wrapped({"total_count": 1, **rows}))
    assert client.shop_flash_sale.get_shop_flash_sale_list() == {"total_count": 1, **rows}


@pytest.mark.parametrize("beside", [True, False])
def test_networks_stand_beside_the_response_or_in_it(beside, server, app, transport):
    server.say({"ip_list": ["a"]} if beside else wrapped({"ip_list": ["a"]}))
    assert ShopeePartnerClient(app, transport, server.url).public.get_shopee_ip_ranges() == ["a"]


def test_what_a_cancellation_is_worth_stands_beside_the_response_or_in_it(server, client):
    rows = [{"item_id": 1, "model_id": 0, "model_quantity": 1}]
    server.say(wrapped({"cancel_value_price": "1.5"}))
    assert client.order.get_estimate_cancel_value("A", rows) == "1.5"


def test_a_bundle_without_items_has_an_empty_list(server, client):
    server.say(wrapped({"total_count": 0}))
    assert client.bundle_deal.get_bundle_deal_item("3") == []


@pytest.mark.parametrize("response", [{}, {"image_list": []}, {"image_list": ["x"]}])
def test_an_upload_without_its_picture_is_a_changed_contract(response, server, client):
    server.say(wrapped(response))
    with pytest.raises(ContractChanged):
        client.media.upload_business_image(PICTURE)


def test_a_code_for_lost_tokens_is_cut_out_of_messages(server, app, transport):
    server.say({"error": "invalid_code", "message": "bad code resend-secret", "request_id": "r"})
    with pytest.raises(Rejected) as caught:
        ShopeePartnerClient(app, transport, server.url).public.get_token_by_resend_code("resend-secret")
    assert "resend-secret" not in str(caught.value)


def test_a_report_is_begun_once_although_it_is_a_get(server, client):
    server.say({"error": "error_inner", "message": "", "request_id": "r"})
    with pytest.raises(Exception, match="error_inner") as caught:
        client.payment.generate_income_report(START, START + timedelta(days=1))
    assert caught.value.effect_unknown
    assert len(server.seen) == 1
