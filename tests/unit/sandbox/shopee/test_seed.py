"""What a fresh simulator holds."""

FASHION = 301_177_001


def test_there_are_orders_to_ship_and_some_with_two_products(shop):
    ready = shop.orders("READY_TO_SHIP")
    assert len(ready) >= 6
    assert sum(len(shop.one(number)["item_list"]) == 2 for number in ready) >= 2


def test_there_is_one_of_everything_else(shop):
    for status in ("IN_CANCEL", "UNPAID", "SHIPPED", "TO_RETURN", "COMPLETED"):
        assert shop.orders(status), status
    returns = shop.get("returns/get_return_list", page_no=0).response["return"]
    assert {row["status"] for row in returns} == {"REQUESTED"}
    assert {row["return_refund_type"] for row in returns} == {"RRBOC", "RRAOC"}
    assert shop.get("product/get_comment", page_size=100, cursor="").response["item_comment_list"]
    talks = shop.get("sellerchat/get_conversation_list", direction="older", type="all").response
    assert talks["conversations"]
    window = {"release_time_from": 1, "release_time_to": 2**31}
    assert shop.get("payment/get_escrow_list", **window).response["escrow_list"]


def test_there_are_products_with_and_without_variants(shop):
    ids = ",".join(map(str, shop.listed()))
    rows = shop.get("product/get_item_base_info", item_id_list=ids).response["item_list"]
    assert {row["has_model"] for row in rows} == {True, False}


def test_default_delays_are_short(sandbox):
    switches = sandbox.platforms["shopee"].store.switches
    for name in ("tracking_delay", "label_delay", "report_delay", "review_delay"):
        assert 0 < getattr(switches, name) < 30


def test_state_is_plain_and_the_same_for_the_same_seed():
    import json

    from odoo.addons.ocean_marketplace_base.sandbox.server import SandboxServer

    def state():
        server = SandboxServer(seed=5, orders=30, platforms=["shopee"], start=1_790_000_000)
        text = json.dumps(server.platforms["shopee"].state())
        server.close()
        return text

    assert state() == state()
