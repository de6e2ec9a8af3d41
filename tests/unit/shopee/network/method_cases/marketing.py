"""Methods of vouchers, discounts, bundle deals and flash sales."""

from datetime import timedelta
from decimal import Decimal

from .case import FROM, START, Case, keys

END = START + timedelta(days=2)
TO = FROM + 2 * 86400
VOUCHER = {
    "voucher_name": "testamount",
    "voucher_code": "test",
    "start_time": START,
    "end_time": END,
    "voucher_type": 1,
    "reward_type": 1,
    "usage_quantity": 20000,
    "min_basket_price": Decimal("12.01"),
    "discount_amount": Decimal("1.55"),
    "display_channel_list": [1],
}
BUNDLE = {
    "name": "Two",
    "rule_type": 2,
    "discount_percentage": 10,
    "min_amount": 2,
    "start_time": START,
    "end_time": END,
    "purchase_limit": 5,
    "additional_tiers": [{"min_amount": 3, "discount_percentage": 15}],
}
SENT = {"start_time": FROM, "end_time": TO}
DISCOUNTED = {"item_id": 5, "purchase_limit": 0, "item_promotion_price": Decimal("9.50")}
FLASHED = {"item_id": 5, "purchase_limit": 1, "item_input_promo_price": Decimal("8"), "item_stock": 3}
CHANGED_FLASH = {"item_id": 5, "models": [{"model_id": 7, "status": 0}]}
PAGE = [("page_no", "1"), ("page_size", "100")]
DISCOUNT_FAILURE = {
    "discount_id": 1,
    "error_list": [{"item_id": 5, "model_id": 7, "fail_error": "discount.item_in_promotion"}],
}
BUNDLE_FAILURE = {
    "failed_list": [{"item_id": 6, "fail_error": "bundle.product_not_exist", "fail_message": "no"}],
    "success_list": [{"item_id": 5}],
}
FLASH_FAILURE = {"failed_items": [{"item_id": 5, "model_id": 7, "err_code": 1, "err_msg": "too dear"}]}

VOUCHERS = {
    "voucher.add_voucher": Case(
        lambda c: c.voucher.add_voucher(VOUCHER), VOUCHER | SENT, {"voucher_id": 665123}
    ),
    "voucher.update_voucher": Case(
        lambda c: c.voucher.update_voucher("665123", {"end_time": END, "usage_quantity": 5}),
        {"voucher_id": 665123, "end_time": TO, "usage_quantity": 5},
        {"voucher_id": 665123},
    ),
    "voucher.delete_voucher": Case(
        lambda c: c.voucher.delete_voucher("5"), {"voucher_id": 5}, {"voucher_id": 5}
    ),
    "voucher.end_voucher": Case(lambda c: c.voucher.end_voucher("5"), {"voucher_id": 5}, {"voucher_id": 5}),
    "voucher.get_voucher": Case(
        lambda c: c.voucher.get_voucher("5"), [("voucher_id", "5")], {"voucher_id": 5}
    ),
    "voucher.get_voucher_list": Case(
        lambda c: c.voucher.get_voucher_list("ongoing"),
        [("status", "ongoing"), *PAGE],
        {"voucher_list": [{"voucher_id": 5}], "more": False},
    ),
}
DISCOUNTS = {
    "discount.add_discount": Case(
        lambda c: c.discount.add_discount("May", START, END),
        {"discount_name": "May", **SENT},
        {"discount_id": 1},
    ),
    "discount.update_discount": Case(
        lambda c: c.discount.update_discount("1", discount_name="June", end=END),
        {"discount_id": 1, "discount_name": "June", "end_time": TO},
        {"discount_id": 1, "modify_time": FROM},
    ),
    "discount.delete_discount": Case(
        lambda c: c.discount.delete_discount("1"), {"discount_id": 1}, {"discount_id": 1}
    ),
    "discount.end_discount": Case(
        lambda c: c.discount.end_discount("1"), {"discount_id": 1}, {"discount_id": 1}
    ),
    "discount.add_discount_item": Case(
        lambda c: keys(c.discount.add_discount_item("1", [DISCOUNTED, DISCOUNTED | {"item_id": "6"}])),
        {"discount_id": 1, "item_list": [DISCOUNTED, DISCOUNTED | {"item_id": 6}]},
        DISCOUNT_FAILURE,
        [(("5",), "discount.item_in_promotion"), (("6",), None)],
    ),
    "discount.update_discount_item": Case(
        lambda c: keys(c.discount.update_discount_item("1", [DISCOUNTED])),
        {"discount_id": 1, "item_list": [DISCOUNTED]},
        {"discount_id": 1, "count": 1, "error_list": []},
        [(("5",), None)],
    ),
    "discount.delete_discount_item": Case(
        lambda c: keys(c.discount.delete_discount_item("1", "5", model_id="7")),
        {"discount_id": 1, "item_id": 5, "model_id": 7},
        DISCOUNT_FAILURE,
        [(("5",), "discount.item_in_promotion")],
    ),
    "discount.get_discount": Case(
        lambda c: c.discount.get_discount("1"),
        [("discount_id", "1"), *PAGE],
        {"item_list": [{"item_id": 5}], "more": False},
    ),
    "discount.get_discount_list": Case(
        lambda c: c.discount.get_discount_list("upcoming", updated_from=START, updated_to=END),
        [
            ("discount_status", "upcoming"),
            *PAGE,
            ("update_time_from", str(FROM)),
            ("update_time_to", str(TO)),
        ],
        {"discount_list": [{"discount_id": 1}], "more": False},
    ),
}
BUNDLES = {
    "bundle_deal.add_bundle_deal": Case(
        lambda c: c.bundle_deal.add_bundle_deal(BUNDLE), BUNDLE | SENT, {"bundle_deal_id": 3}
    ),
    "bundle_deal.update_bundle_deal": Case(
        lambda c: c.bundle_deal.update_bundle_deal("3", {"name": "Three"}),
        {"bundle_deal_id": 3, "name": "Three"},
        {"bundle_deal_id": 3, "name": "Three"},
    ),
    "bundle_deal.delete_bundle_deal": Case(
        lambda c: c.bundle_deal.delete_bundle_deal("3"), {"bundle_deal_id": 3}, {"bundle_deal_id": 3}
    ),
    "bundle_deal.end_bundle_deal": Case(
        lambda c: c.bundle_deal.end_bundle_deal("3"), {"bundle_deal_id": 3}, {"bundle_deal_id": 3}
    ),
    "bundle_deal.add_bundle_deal_item": Case(
        lambda c: keys(c.bundle_deal.add_bundle_deal_item("3", ["5", "6"])),
        {"bundle_deal_id": 3, "item_list": [{"item_id": 5, "status": 1}, {"item_id": 6, "status": 1}]},
        BUNDLE_FAILURE,
        [(("5",), None), (("6",), "bundle.product_not_exist")],
    ),
    "bundle_deal.update_bundle_deal_item": Case(
        lambda c: keys(c.bundle_deal.update_bundle_deal_item("3", ["5"], enabled=False)),
        {"bundle_deal_id": 3, "item_list": [{"item_id": 5, "status": 2}]},
        {"failed_list": [], "success_list": []},
        [(("5",), None)],
    ),
    "bundle_deal.delete_bundle_deal_item": Case(
        lambda c: keys(c.bundle_deal.delete_bundle_deal_item("3", ["5", "6"])),
        {"bundle_deal_id": 3, "item_list": [{"item_id": 5}, {"item_id": 6}]},
        BUNDLE_FAILURE,
        [(("5",), None), (("6",), "bundle.product_not_exist")],
    ),
    "bundle_deal.get_bundle_deal": Case(
        lambda c: c.bundle_deal.get_bundle_deal("3"), [("bundle_deal_id", "3")], {"bundle_deal_id": 3}
    ),
    "bundle_deal.get_bundle_deal_item": Case(
        lambda c: c.bundle_deal.get_bundle_deal_item("3"),
        [("bundle_deal_id", "3")],
        {"item_list": [{"item_id": 5, "status": 1}], "total_count": 1},
        [{"item_id": 5, "status": 1}],
    ),
    "bundle_deal.get_bundle_deal_list": Case(
        lambda c: c.bundle_deal.get_bundle_deal_list(time_status=3),
        [("time_status", "3"), ("page_no", "1"), ("page_size", "1000")],
        {"bundle_deal_list": [{"bundle_deal_id": 3}], "more": False},
    ),
}
FLASHES = {
    "shop_flash_sale.get_time_slot_id": Case(
        lambda c: c.shop_flash_sale.get_time_slot_id(START, END),
        [("start_time", str(FROM)), ("end_time", str(TO))],
        [{"timeslot_id": 1}],
    ),
    "shop_flash_sale.get_item_criteria": Case(
        lambda c: c.shop_flash_sale.get_item_criteria(), [], {"criteria": []}
    ),
    "shop_flash_sale.create_shop_flash_sale": Case(
        lambda c: c.shop_flash_sale.create_shop_flash_sale("1"), {"timeslot_id": 1}, {"flash_sale_id": 9}
    ),
    "shop_flash_sale.update_shop_flash_sale": Case(
        lambda c: c.shop_flash_sale.update_shop_flash_sale("9", enabled=False),
        {"flash_sale_id": 9, "status": 2},
        {"flash_sale_id": 9, "status": 2},
    ),
    "shop_flash_sale.delete_shop_flash_sale": Case(
        lambda c: c.shop_flash_sale.delete_shop_flash_sale("9"), {"flash_sale_id": 9}, {"status": 0}
    ),
    "shop_flash_sale.get_shop_flash_sale": Case(
        lambda c: c.shop_flash_sale.get_shop_flash_sale("9"), [("flash_sale_id", "9")], {"flash_sale_id": 9}
    ),
    "shop_flash_sale.get_shop_flash_sale_list": Case(
        lambda c: c.shop_flash_sale.get_shop_flash_sale_list(kind=1, start=START, limit=10),
        [("type", "1"), ("start_time", str(FROM)), ("offset", "0"), ("limit", "10")],
        {"response": {"total_count": 1}, "flash_sale_list": [{"flash_sale_id": 9}]},
        {"total_count": 1, "flash_sale_list": [{"flash_sale_id": 9}]},
        whole=True,
    ),
    "shop_flash_sale.add_shop_flash_sale_items": Case(
        lambda c: keys(c.shop_flash_sale.add_shop_flash_sale_items("9", [FLASHED])),
        {"flash_sale_id": 9, "items": [FLASHED]},
        {"failed_items": []},
        [(("5",), None)],
    ),
    "shop_flash_sale.update_shop_flash_sale_items": Case(
        lambda c: keys(c.shop_flash_sale.update_shop_flash_sale_items("9", [CHANGED_FLASH])),
        {"flash_sale_id": 9, "items": [CHANGED_FLASH]},
        FLASH_FAILURE,
        [(("5",), "1")],
    ),
    "shop_flash_sale.delete_shop_flash_sale_items": Case(
        lambda c: keys(c.shop_flash_sale.delete_shop_flash_sale_items("9", ["5", "6"])),
        {"flash_sale_id": 9, "item_ids": [5, 6]},
        FLASH_FAILURE,
        [(("5",), "1"), (("6",), None)],
    ),
    "shop_flash_sale.get_shop_flash_sale_items": Case(
        lambda c: c.shop_flash_sale.get_shop_flash_sale_items("9", offset=10, limit=10),
        [("flash_sale_id", "9"), ("offset", "10"), ("limit", "10")],
        {"item_info": [{"item_id": 5}], "models": [], "total_count": 1},
    ),
}
CASES = VOUCHERS | DISCOUNTS | BUNDLES | FLASHES
