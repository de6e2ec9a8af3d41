"""Returns and money."""

from .case import END, PDF, START, Case, D, page, rows

CASES = {
    "return_refund.search_returns": Case(
        lambda c: c.return_refund.search_returns(
            page_size=10, return_types=["REFUND"], update_time_ge=START, return_status=["AWAITING_BUYER_SHIP"]
        ),
        "POST /return_refund/202602/returns/search",
        query=[("page_size", "10"), ("sort_field", "update_time"), ("sort_order", "ASC")],
        body={
            "return_types": ["REFUND"],
            "return_status": ["AWAITING_BUYER_SHIP"],
            "update_time_ge": 1777593600,
        },
        answer=page("return_orders"),
        gives=page("return_orders"),
    ),
    "return_refund.search_cancellations": Case(
        lambda c: c.return_refund.search_cancellations(
            page_size=5, cancel_types=["BUYER_CANCEL"], order_ids=["5764"]
        ),
        "POST /return_refund/202602/cancellations/search",
        query=[("page_size", "5"), ("sort_field", "update_time"), ("sort_order", "ASC")],
        body={"order_ids": ["5764"], "cancel_types": ["BUYER_CANCEL"]},
        answer=page("cancellations"),
        gives=page("cancellations"),
    ),
    "return_refund.cancel_order": Case(
        lambda c: c.return_refund.cancel_order(
            "5764", "seller_cancel_reason_out_of_stock", skus=[{"sku_id": "11", "quantity": 1}]
        ),
        "POST /return_refund/202602/cancellations",
        body={
            "order_id": "5764",
            "cancel_reason": "seller_cancel_reason_out_of_stock",
            "skus": [{"sku_id": "11", "quantity": 1}],
        },
        answer={"cancel_id": "40", "cancel_status": "CANCELLATION_REQUEST_SUCCESS"},
        gives={"cancel_id": "40", "cancel_status": "CANCELLATION_REQUEST_SUCCESS"},
    ),
    "return_refund.approve_cancellation": Case(
        lambda c: c.return_refund.approve_cancellation("40", idempotency_key="k 1"),
        "POST /return_refund/202309/cancellations/40/approve",
        query=[("idempotency_key", "k 1")],
    ),
    "return_refund.reject_cancellation": Case(
        lambda c: c.return_refund.reject_cancellation(
            "40",
            "seller_reject, packed (1/2)",
            comment="sorry",
            images=[{"image_id": "i/1"}],
            idempotency_key="k",
        ),
        "POST /return_refund/202309/cancellations/40/reject",
        query=[("idempotency_key", "k")],
        body={
            "reject_reason": "seller_reject, packed (1/2)",
            "comment": "sorry",
            "images": [{"image_id": "i/1"}],
        },
    ),
    "return_refund.get_reject_reasons": Case(
        lambda c: c.return_refund.get_reject_reasons("40", locale="id-ID"),
        "GET /return_refund/202309/reject_reasons",
        query=[("return_or_cancel_id", "40"), ("locale", "id-ID")],
        answer=rows("reasons"),
        gives=[{"id": "1"}],
    ),
    "return_refund.approve_return": Case(
        lambda c: c.return_refund.approve_return(
            "41",
            "OFFER_PARTIAL_REFUND",
            buyer_keep_item=True,
            partial_refund={"currency": "IDR", "amount": D("500")},
        ),
        "POST /return_refund/202309/returns/41/approve",
        body={
            "decision": "OFFER_PARTIAL_REFUND",
            "buyer_keep_item": True,
            "partial_refund": {"currency": "IDR", "amount": "500"},
        },
    ),
    "return_refund.reject_return": Case(
        lambda c: c.return_refund.reject_return(
            "41",
            "OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG",
            "worn",
            partial_refund_amount={"partial_refund_total": "5", "currency": "IDR"},
        ),
        "POST /return_refund/202606/returns/41/reject",
        body={
            "decision": "OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG",
            "reject_reason": "worn",
            "partial_refund_amount": {"partial_refund_total": "5", "currency": "IDR"},
        },
    ),
    "return_refund.create_return": Case(
        lambda c: c.return_refund.create_return(
            "5764",
            "REFUND",
            "missing",
            order_line_item_ids=["10"],
            refund_total=D("10.5"),
            currency="IDR",
            idempotency_key="k",
        ),
        "POST /return_refund/202602/returns",
        query=[("idempotency_key", "k")],
        body={
            "order_id": "5764",
            "return_type": "REFUND",
            "return_reason": "missing",
            "order_line_item_ids": ["10"],
            "refund_total": "10.5",
            "currency": "IDR",
        },
        answer={"return_id": "41"},
        gives={"return_id": "41"},
    ),
    "return_refund.get_return_records": Case(
        lambda c: c.return_refund.get_return_records("41"),
        "GET /return_refund/202309/returns/41/records",
        answer=rows("records"),
        gives=[{"id": "1"}],
    ),
    "return_refund.get_aftersale_eligibility": Case(
        lambda c: c.return_refund.get_aftersale_eligibility("5764", request_types=["CANCEL", "REFUND"]),
        "GET /return_refund/202602/orders/5764/aftersale_eligibility",
        query=[("initiate_aftersale_user", "SELLER"), ("request_types", "CANCEL,REFUND")],
        answer=rows("sku_eligibility"),
        gives=[{"id": "1"}],
    ),
    "return_refund.calculate_refund": Case(
        lambda c: c.return_refund.calculate_refund("5764", "REFUND", "missing", shipment_type="PLATFORM"),
        "POST /return_refund/202602/refunds/calculate",
        body={
            "order_id": "5764",
            "request_type": "REFUND",
            "reason_name": "missing",
            "shipment_type": "PLATFORM",
        },
        answer={"order_refund_amount": {"refund_total": "5"}},
        gives={"refund_total": "5"},
    ),
    "return_refund.search_aftersales_requests": Case(
        lambda c: c.return_refund.search_aftersales_requests(
            page_size=5, main_order_ids=["5764"], update_time_ge=START
        ),
        "POST /return_refund/202603/aftersales/search",
        body={
            "filters": {
                "main_order_ids": ["5764"],
                "time": {"update_time": {"min_unix_time_inclusive": 1777593600}},
            },
            "pagination": {"page_size": 5},
            "sort": {"sort_field": "UPDATE_TIME", "sort_order": "ASC"},
            "whitelisted_data_fields": [
                "LINE_ITEMS",
                "SKU_RETURN_REQUESTS",
                "RETURN_MERCHANDISE_AUTHORIZATIONS",
            ],
        },
        answer=page("aftersales_requests"),
        gives=page("aftersales_requests"),
    ),
    "return_refund.review_aftersales_requests": Case(
        lambda c: c.return_refund.review_aftersales_requests(
            [
                {
                    "request_id": "50",
                    "line_item_decisions": [
                        {"line_items": [{"return_line_item_id": "1"}], "action": "APPROVE_REQUEST"}
                    ],
                }
            ]
        ),
        "POST /return_refund/202609/aftersales/review",
        body={
            "aftersales_request_decisions": [
                {
                    "request_id": "50",
                    "line_item_decisions": [
                        {"line_items": [{"return_line_item_id": "1"}], "action": "APPROVE_REQUEST"}
                    ],
                }
            ]
        },
        answer={"errors": [{"code": "25020003", "message": "no"}]},
        gives=[("50", "25020003")],
    ),
    "return_refund.search_return_merchandise_authorizations": Case(
        lambda c: c.return_refund.search_return_merchandise_authorizations(
            page_size=5, page_token="t1", rma_ids=["60"]
        ),
        "POST /return_refund/202604/rma/search",
        body={
            "filters": {"rma_ids": ["60"]},
            "pagination": {"page_size": 5, "page_token": "t1"},
            "sort": {"sort_field": "UPDATE_TIME", "sort_order": "ASC"},
            "whitelisted_data_fields": ["LINE_ITEMS", "SKU_RETURN_REQUESTS"],
        },
        answer=page("return_merchandise_authorizations"),
        gives=page("return_merchandise_authorizations"),
    ),
    "return_refund.get_decision_eligibility": Case(
        lambda c: c.return_refund.get_decision_eligibility("41", check_decisions=["APPROVE_RETURN"]),
        "GET /return_refund/202601/decision_eligibility",
        query=[("return_or_cancel_id", "41"), ("check_decisions", "APPROVE_RETURN")],
        answer=rows("decisions"),
        gives=[{"id": "1"}],
    ),
    "return_refund.get_available_review_decisions": Case(
        lambda c: c.return_refund.get_available_review_decisions("700", "41"),
        "GET /return_refund/202606/review_decision",
        query=[("seller_id", "700"), ("return_or_cancel_id", "41")],
        answer={"line_items": []},
        gives={"line_items": []},
    ),
    "return_refund.upload_return_shipping_information": Case(
        lambda c: c.return_refund.upload_return_shipping_information(
            ["41", "42"], "JX1", "66", return_shipping_label=PDF, return_id_type="RMA"
        ),
        "POST /return_refund/202405/returns/shipping_documents",
        query=[("return_ids", "41,42"), ("return_id_type", "RMA")],
        body={"tracking_number": "JX1", "return_provider_id": "66"},
        files=["return_shipping_label"],
    ),
    "finance.get_statements": Case(
        lambda c: c.finance.get_statements(
            page_size=7, statement_time_ge=START, statement_time_lt=END, payment_status="PAID"
        ),
        "GET /finance/202309/statements",
        query=[
            ("page_size", "7"),
            ("sort_field", "statement_time"),
            ("sort_order", "ASC"),
            ("statement_time_ge", "1777593600"),
            ("statement_time_lt", "1777680000"),
            ("payment_status", "PAID"),
        ],
        answer=page("statements"),
        gives=page("statements"),
    ),
    "finance.get_transactions_by_statement": Case(
        lambda c: c.finance.get_transactions_by_statement("80", page_size=7, page_token="t1"),
        "GET /finance/202501/statements/80/statement_transactions",
        query=[
            ("page_size", "7"),
            ("page_token", "t1"),
            ("sort_field", "order_create_time"),
            ("sort_order", "ASC"),
        ],
        answer=page("transactions"),
        gives=page("transactions"),
    ),
    "finance.get_transactions_by_order": Case(
        lambda c: c.finance.get_transactions_by_order("5764"),
        "GET /finance/202501/orders/5764/statement_transactions",
        answer={"order_id": "5764", "settlement_amount": "-5"},
        gives={"order_id": "5764", "settlement_amount": "-5"},
    ),
    "finance.get_unsettled_transactions": Case(
        lambda c: c.finance.get_unsettled_transactions(page_size=7, search_time_ge=START),
        "GET /finance/202507/orders/unsettled",
        query=[
            ("page_size", "7"),
            ("sort_field", "order_create_time"),
            ("sort_order", "ASC"),
            ("search_time_ge", "1777593600"),
        ],
        answer=page("transactions"),
        gives=page("transactions"),
    ),
    "finance.get_withdrawals": Case(
        lambda c: c.finance.get_withdrawals(["WITHDRAW", "SETTLE"], page_size=7, create_time_lt=START),
        "GET /finance/202309/withdrawals",
        query=[("types", "WITHDRAW,SETTLE"), ("page_size", "7"), ("create_time_lt", "1777593600")],
        answer=page("withdrawals"),
        gives=page("withdrawals"),
    ),
    "finance.get_payments": Case(
        lambda c: c.finance.get_payments(page_size=7, create_time_ge=START),
        "GET /finance/202605/payments",
        query=[
            ("page_size", "7"),
            ("sort_field", "create_time"),
            ("sort_order", "ASC"),
            ("create_time_ge", "1777593600"),
        ],
        answer=page("payments"),
        gives=page("payments"),
    ),
}
