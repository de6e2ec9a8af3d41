"""What one client method sends and makes of the answer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

D = Decimal
START = datetime(2026, 5, 1, tzinfo=timezone.utc)
END = START + timedelta(days=1)
DAY = date(2026, 5, 1)
NEXT_DAY = date(2026, 5, 2)
JPEG = b"\xff\xd8\xff\xe0 picture"
PNG = b"\x89PNG\r\n\x1a\n picture"
PDF = b"%PDF-1.4 paper"
PRODUCT = {
    "title": "Kopi Gayo arabika 250 gram giling",
    "description": "<p>Kopi</p>",
    "category_id": "600001",
    "main_images": [{"uri": "tos/1"}],
    "package_weight": {"value": D("0.25"), "unit": "KILOGRAM"},
    "skus": [
        {
            "seller_sku": "KOPI-250",
            "price": {"amount": D("50000"), "currency": "IDR"},
            "inventory": [{"warehouse_id": "7068", "quantity": 12}],
        }
    ],
}
GLOBAL = {
    "title": "Kopi Gayo",
    "description": "<p>Kopi</p>",
    "category_id": "600001",
    "main_images": [{"uri": "tos/1"}],
    "package_weight": {"value": "0.25", "unit": "KILOGRAM"},
    "skus": [{"price": {"amount": "3", "currency": "USD"}}],
}
MAKER = {
    "name": "Ocean",
    "email": "a@example.com",
    "phone_number": {"country_code": "+49", "local_number": "30"},
    "address": "Berlin",
}
PERSON = MAKER | {"address": {"street_address_line1": "A 1", "postal_code": "10115", "country": "DE"}}
STRIKE = {
    "id": "11",
    "external_sku_id": "e-11",
    "external_retail_price": {"amount": "9", "currency": "USD"},
    "external_transaction_price": {"amount": "8", "currency": "USD", "transaction_time": "2026-04-01"},
}
ACTIVITY = {
    "title": "11.11",
    "activity_type": "FLASHSALE",
    "product_level": "VARIATION",
    "begin_time": START,
    "end_time": END,
}
TARGET = {
    "name": "Kopi",
    "end_time": "1777680000",
    "products": [{"id": "1729", "target_commission_rate": 1000}],
    "creator_user_open_ids": ["uACa-1"],
    "seller_contact_info": {"email": "a@example.com"},
    "free_sample_rule": {"has_free_sample": True, "is_sample_approval_exempt": False},
}
SYNCED = {
    "id": "1152",
    "wms_order_id": "w-1",
    "time_zone": "UTC+7",
    "ship_time_millis": 1777593600000,
    "create_time_millis": 1777593600000,
    "handover_time_millis": 1777593600000,
    "shipping_provider_id": "66",
    "shipping_provider_name": "JNE",
    "tracking_number": "JX1",
    "dimension": {"length": 1, "width": 1, "height": 1, "unit": "CENTIMETER"},
    "skus": [{"id": "11", "quantity": 1}],
}
CHART = {
    "measurement_type": "BODY_MEASUREMENTS",
    "table": {"headers": [], "rows": []},
    "unit_system": "METRIC",
}


@dataclass
class Case:
    """`call` gets a client. `line` is method and path of what it sends, `query` without signature and shop,
    `body` the JSON or the plain fields of an upload, `files` the names of its files. `answer` is the ``data``
    of the answer. Results of batches are given as (key, error code or None)."""

    call: Callable[[Any], Any]
    line: str
    query: list[tuple[str, str]] = field(default_factory=list)
    body: Any = None
    files: list[str] = field(default_factory=list)
    shop: bool = True
    answer: Any = None
    gives: Any = None

    @property
    def envelope(self):
        return {"code": 0, "message": "Success", "request_id": "r", "data": self.answer}


def page(name):
    """A page of one row that is not the last one."""
    return {name: [{"id": "1"}], "next_page_token": "n2", "total_count": 9}


def rows(name):
    return {name: [{"id": "1"}]}


def failed(id_name, value):
    """A batch of which one thing failed."""
    return {"errors": [{"code": 12052048, "message": "no", "detail": {id_name: value}}]}
