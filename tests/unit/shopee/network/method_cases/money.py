"""Methods about money and returns."""

from datetime import date, timedelta
from decimal import Decimal

from .case import FROM, PICTURE, START, Case

DAY = timedelta(days=1)
SOME = [("return_sn", "2206150VT13E1MQ")]
SOME_BODY = dict(SOME)

PAYMENT = {
    "payment.get_escrow_detail": Case(
        lambda c: c.payment.get_escrow_detail("A"), [("order_sn", "A")], {"order_sn": "A", "order_income": {}}
    ),
    "payment.get_escrow_detail_batch": Case(
        lambda c: c.payment.get_escrow_detail_batch(["A", "B"]),
        {"order_sn_list": ["A", "B"]},
        [{"escrow_detail": {"order_sn": "A"}}],
        [{"order_sn": "A"}],
    ),
    "payment.get_escrow_list": Case(
        lambda c: c.payment.get_escrow_list(START, START + 40 * DAY, page_no=2, page_size=40),
        [
            ("release_time_from", str(FROM)),
            ("release_time_to", str(FROM + 40 * 86400)),
            ("page_no", "2"),
            ("page_size", "40"),
        ],
        {"escrow_list": [{"order_sn": "A", "payout_amount": 57334}], "more": False},
    ),
    "payment.get_wallet_transaction_list": Case(
        lambda c: c.payment.get_wallet_transaction_list(
            START, START + DAY, tab_type="wallet_order_income", transaction_type="101"
        ),
        [
            ("page_no", "0"),
            ("page_size", "100"),
            ("create_time_from", str(FROM)),
            ("create_time_to", str(FROM + 86400)),
            ("transaction_tab_type", "wallet_order_income"),
            ("transaction_type", "101"),
        ],
        {"transaction_list": [{"amount": 1}], "more": False},
    ),
    "payment.get_income_overview": Case(
        lambda c: c.payment.get_income_overview(1),
        [("income_status", "1")],
        {"total_income": {"pending_amount": 4010}},
        {"total_income": {"pending_amount": 4010}},
        whole=True,
    ),
    "payment.get_income_detail": Case(
        lambda c: c.payment.get_income_detail(date(2025, 9, 25), date(2025, 9, 30), 1, page_size=30),
        [
            ("date_from", "2025-09-25"),
            ("date_to", "2025-09-30"),
            ("income_status", "1"),
            ("page_size", "30"),
        ],
        {"income_detail_list": {"list": [{"order_sn": "A"}], "next_page": {"cursor": "7", "page_size": 30}}},
        {"list": [{"order_sn": "A"}], "next_cursor": "7"},
        whole=True,
    ),
    "payment.generate_income_report": Case(
        lambda c: c.payment.generate_income_report(START, START + DAY),
        [("release_time_from", str(FROM)), ("release_time_to", str(FROM + 86400))],
        {"id": 123456},
        "123456",
    ),
    "payment.get_income_report": Case(
        lambda c: c.payment.get_income_report("5"), [("income_report_id", "5")], {"id": 5, "status": 2}
    ),
    "payment.generate_income_statement": Case(
        lambda c: c.payment.generate_income_statement(START, START + DAY, 2),
        [
            ("release_time_from", str(FROM)),
            ("release_time_to", str(FROM + 86400)),
            ("statement_type", "2"),
        ],
        {"id": 9},
        "9",
    ),
    "payment.get_income_statement": Case(
        lambda c: c.payment.get_income_statement("9"), [("income_statement_id", "9")], {"id": 9}
    ),
}
RETURNS = {
    "returns.get_return_list": Case(
        lambda c: c.returns.get_return_list(
            page_size=40, updated_from=START, updated_to=START + DAY, status="REQUESTED"
        ),
        [
            ("page_no", "0"),
            ("page_size", "40"),
            ("update_time_from", str(FROM)),
            ("update_time_to", str(FROM + 86400)),
            ("status", "REQUESTED"),
        ],
        {"return": [{"return_sn": "1"}], "more": False},
    ),
    "returns.get_return_detail": Case(
        lambda c: c.returns.get_return_detail("2206150VT13E1MQ"), SOME, {"status": "REQUESTED"}
    ),
    "returns.get_available_solutions": Case(
        lambda c: c.returns.get_available_solutions("2206150VT13E1MQ"), SOME, {"offer_refund": {}}
    ),
    "returns.get_return_dispute_reason": Case(
        lambda c: c.returns.get_return_dispute_reason("2206150VT13E1MQ"),
        SOME,
        {"dispute_reason_list": [{"dispute_reason": "50"}]},
        [{"dispute_reason": "50"}],
    ),
    "returns.query_proof": Case(
        lambda c: c.returns.query_proof("2206150VT13E1MQ"), SOME, {"image": [], "description": ""}
    ),
    "returns.get_reverse_tracking_info": Case(
        lambda c: c.returns.get_reverse_tracking_info("2206150VT13E1MQ"), SOME, {"tracking_info": []}
    ),
    "returns.get_shipping_carrier": Case(
        lambda c: c.returns.get_shipping_carrier("2206150VT13E1MQ"),
        SOME,
        {"reverse_logistics_carrier_list": []},
    ),
    "returns.confirm": Case(
        lambda c: c.returns.confirm("2206150VT13E1MQ"), SOME_BODY, {"return_sn": "2206150VT13E1MQ"}
    ),
    "returns.offer": Case(
        lambda c: c.returns.offer("2206150VT13E1MQ", "REFUND", refund_amount=Decimal("9.90")),
        SOME_BODY | {"proposed_solution": "REFUND", "proposed_adjusted_refund_amount": Decimal("9.90")},
        {"return_sn": "2206150VT13E1MQ"},
    ),
    "returns.accept_offer": Case(
        lambda c: c.returns.accept_offer("2206150VT13E1MQ"), SOME_BODY, {"return_sn": "2206150VT13E1MQ"}
    ),
    "returns.dispute": Case(
        lambda c: c.returns.dispute(
            "2206150VT13E1MQ",
            email="test@example.com",
            dispute_reason_id=50,
            evidence=[{"module_index": 1, "requirement": "Photo", "image_url": ["https://f/1.jpg"]}],
            text="all there",
        ),
        SOME_BODY
        | {
            "email": "test@example.com",
            "dispute_reason_id": 50,
            "image_list": [{"module_index": 1, "requirement": "Photo", "image_url": ["https://f/1.jpg"]}],
            "dispute_text_reason": "all there",
        },
        {"return_sn": "2206150VT13E1MQ", "msg": ""},
    ),
    "returns.cancel_dispute": Case(
        lambda c: c.returns.cancel_dispute("2206150VT13E1MQ", email="test@example.com"),
        SOME_BODY | {"email": "test@example.com"},
        {"return_sn": "2206150VT13E1MQ"},
    ),
    "returns.convert_image": Case(
        lambda c: c.returns.convert_image("2206150VT13E1MQ", PICTURE),
        SOME_BODY,
        {"url": "https://f/1.jpg", "thumbnail": "https://f/t.jpg"},
    ),
    "returns.upload_proof": Case(
        lambda c: c.returns.upload_proof(
            "2206150VT13E1MQ", [{"url": "https://f/1.jpg", "thumbnail": "https://f/t.jpg"}], description="see"
        ),
        SOME_BODY
        | {"photo": [{"url": "https://f/1.jpg", "thumbnail": "https://f/t.jpg"}], "description": "see"},
        None,
        None,
    ),
    "returns.upload_shipping_proof": Case(
        lambda c: c.returns.upload_shipping_proof(
            "2206150VT13E1MQ", "30", tracking_number="T", image_ids=["i-1"]
        ),
        SOME_BODY
        | {
            "reverse_logistics_carrier_id": 30,
            "tracking_number": "T",
            "image_id_list": [{"image_id": "i-1"}],
        },
        None,
        None,
    ),
}
CASES = PAYMENT | RETURNS
