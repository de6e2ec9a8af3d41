"""Endpoints ``affiliate_seller/*`` about collaborations, creators, samples and orders."""

from fractions import Fraction
from typing import Any

from .errors import ApiError, invalid
from .gate import Call
from .model import Order, Product, Record, Shop, Unit
from .money import rate
from .paging import in_window, paged
from .store import Store

RATES = (100, 8000)
"""Lowest and highest commission of an open collaboration in hundredths of a percent."""
STATUSES = {"COMPLETED": "COMPLETED", "CANCELLED": "CANCELLED"}


class AffiliateApi:
    """What a seller does with creators."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # open collaborations

    def market(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/202405/open_collaborations/products/search: products of all shops."""
        words = [word.strip().lower() for word in call.body.get("title_keywords") or []]
        low, high = _between(call.body.get("commission_rate_range"), "rate_ge", "rate_lt")
        rows = [
            record
            for record in self._store.records.get("open_collaboration", {}).values()
            if low <= record.data["rate"] < high
            and self._named(record, words)
            and call.open_id not in record.data.get("removed", ())
        ]
        page, more = paged(
            self._store, call, rows, lambda record: (record.data["rate"], record.id), size=(20, 1, 20)
        )
        return {**more, "products": [self._on_market(record) for record in page]}

    def _named(self, record: Record, words: list[str]) -> bool:
        title = self._store.products[record.data["product_id"]].title.lower()
        return not words or any(word in title for word in words)

    def _on_market(self, record: Record) -> dict[str, Any]:
        product, shop = self._store.products[record.data["product_id"]], self._store.shops[record.shop_id]
        low = min(sku.price for sku in product.skus)
        commission = rate(low, Fraction(record.data["rate"], 10_000))
        return {
            "id": product.id,
            "title": product.title,
            "shop": {"name": shop.name},
            "has_inventory": any(sku.available for sku in product.skus),
            "units_sold": self._sold(product),
            "sale_region": shop.region,
            "main_image_url": picture(product),
            "detail_link": f"https://shop.tiktok.com/view/product/{product.id}?region={shop.region}",
            "original_price": span(product, shop.currency, "list_price"),
            "sales_price": span(product, shop.currency, "price"),
            "category_chains": [],
            "commission": {"rate": record.data["rate"], "currency": shop.currency, "amount": str(commission)},
        }

    def _sold(self, product: Product) -> int:
        orders = self._store.orders_of(product.shop_id)
        return sum(unit.product_id == product.id for order in orders for unit in order.active)

    def open(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/*/open_collaborations: 1 % to 80 %, one per product."""
        number, commission = call.body["product_id"], call.body["commission_rate"]
        if not RATES[0] <= commission <= RATES[1]:
            raise ApiError(16003033)
        own_product(self._store, call, number)
        own = self._store.of_shop("open_collaboration", call.shop.id)
        if any(record.data["product_id"] == number for record in own):
            raise ApiError(16003012)
        data = {"product_id": number, "rate": commission, "start": self._store.now, "status": "NORMAL"}
        record = self._store.keep(
            "open_collaboration", Record(self._store.new_id("collaboration"), call.shop.id, data)
        )
        answer = {"id": record.id, "product_id": number, "effective_time": self._store.now}
        return {"open_collaboration": answer}

    def search_open(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/*/open_collaborations/search."""
        word, by_id = call.body.get("keyword", ""), call.body.get("keyword_type") == "PRODUCT_ID"
        rows = []
        for record in self._store.of_shop("open_collaboration", call.shop.id):
            product = self._store.products[record.data["product_id"]]
            if not word or (product.id == word if by_id else word.lower() in product.title.lower()):
                rows.append(record)
        page, more = paged(self._store, call, rows, lambda record: (record.data["start"], record.id))
        return {**more, "open_collaborations": [self._open_row(call.shop, record) for record in page]}

    def _open_row(self, shop: Shop, record: Record) -> dict[str, Any]:
        product = self._store.products[record.data["product_id"]]
        return {
            "id": record.id,
            "status": record.data["status"],
            "current_commission": {
                "rate": record.data["rate"],
                "start_time": record.data["start"],
                "end_time": 0,
            },
            "showcase_creator_count": 2,
            "content_creator_count": 1,
            "product": {
                "id": product.id,
                "title": product.title,
                "main_image_url": picture(product),
                "status": "LIVE" if product.status == "ACTIVATE" else "SELLER_DEACTIVATE",
                "inventory": sum(sku.available for sku in product.skus),
                "original_price": span(product, shop.currency, "list_price"),
            },
        }

    def end_open(self, call: Call) -> dict[str, Any]:
        """DELETE /affiliate_seller/202409/open_collaborations/products/{product_id}."""
        for record in self._store.of_shop("open_collaboration", call.shop.id):
            if record.data["product_id"] == call.path["product_id"]:
                record.data["status"] = "TERMINATING"
                return {"terminated_effective_time": self._store.now + 86_400}
        raise ApiError(16024008)

    def settings(self, call: Call) -> dict[str, Any]:
        """GET /affiliate_seller/202409/open_collaboration_settings."""
        record = self._store.records.get("affiliate_settings", {}).get(call.shop.id)
        kept = record.data if record else {"enable": False, "commission_rate": 0}
        return {"open_collaboration_settings": {"auto_add_product": kept}}

    def put_settings(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/202405/open_collaboration_settings."""
        kept = call.body.get("auto_add_product") or {"enable": False, "commission_rate": 0}
        self._store.keep("affiliate_settings", Record(call.shop.id, call.shop.id, kept))
        return {}

    def link(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/202405/products/{product_id}/promotion_link/generate."""
        product = own_product(self._store, call, call.path["product_id"])
        return {"product_promotion_link": f"https://affiliate-id.tokopedia.com/api/v1/share/{product.id}"}

    def sample_rules(self, call: Call) -> dict[str, Any]:
        """GET /affiliate_seller/202410/open_collaborations/sample_rules."""
        kept = self._store.records.get("sample_rule", {})
        rows = [kept[number].data for number in call.entries("product_ids") if number in kept]
        return {"sample_rules": rows}

    def put_sample_rule(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/202410/open_collaborations/sample_rules."""
        product = own_product(self._store, call, call.body["product_id"])
        rule = dict(call.body.get("sample_rule") or {})
        status = rule.pop("activate_status", "ACTIVE")
        data = {"product_id": product.id, "status": status, **rule}
        self._store.keep("sample_rule", Record(product.id, call.shop.id, data))
        return {}

    # creators, samples, orders

    def creators(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/*/marketplace_creators/search."""
        word = call.body.get("keyword", "").lower()
        low, high = _between(
            (call.body.get("follower_demographics") or {}).get("count_range"), "count_ge", "count_le"
        )
        rows = [
            record
            for record in self._store.records.get("creator", {}).values()
            if word in record.data["username"] and low <= record.data["follower_count"] <= high
        ]
        page, more = paged(
            self._store,
            call,
            rows,
            lambda record: (record.data["follower_count"], record.id),
            size=(12, 1, 20),
        )
        key = (
            self._store.world.token("search key")
            if not call.body.get("search_key")
            else call.body["search_key"]
        )
        shown = [{"creator_open_id": record.id, **_public(record)} for record in page]
        return {"next_page_token": more["next_page_token"], "search_key": key, "creators": shown}

    def creator(self, call: Call) -> dict[str, Any]:
        """GET /affiliate_seller/*/marketplace_creators/{creator_user_id}."""
        record = self._store.records.get("creator", {}).get(call.path["creator_user_id"])
        if record is None:
            raise ApiError(16901005)
        shown = {name: value for name, value in _public(record).items() if not name.startswith("avg_")}
        return {"creator": {**shown, "bio_description": "Review jujur tiap hari", "promoted_product_num": 3}}

    def samples(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/*/sample_applications/search: two filters are misspelt on the wire."""
        rows = [
            record
            for record in self._store.of_shop("sample", call.shop.id)
            if all(
                call.body.get(name) in (None, "", value)
                for name, value in (
                    ("status", record.data["status"]),
                    ("product_id", record.data["product"]["id"]),
                    ("creator_user_oepn_id", record.data["creator"]["creator_open_id"]),
                    ("username", record.data["creator"]["username"]),
                    ("order_id", record.data["order_id"]),
                )
            )
        ]
        page, more = paged(self._store, call, rows, lambda record: (0, record.id), size=(20, 1, 50))
        return {**more, "sample_applications": [{"id": record.id, **record.data} for record in page]}

    def review_sample(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/*/sample_applications/{application_id}/review."""
        record = self._store.records.get("sample", {}).get(call.path["application_id"])
        if record is None or record.shop_id != call.shop.id:
            raise ApiError(16022020)
        if record.data["status"] != "PENDING":
            raise invalid("body", "review_result", "the application was reviewed already")
        approved = call.body["review_result"] == "APPROVE"
        record.data.update(
            status="AWAITING_SHIPMENT" if approved else "REJECT_CANCELLED", is_approvable=False
        )
        return {}

    def fulfillments(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/202409/sample_applications/{application_id}/fulfillments/search."""
        if call.path["application_id"] not in self._store.records.get("sample", {}):
            raise ApiError(16022020)
        return {"fulfillments": []}

    def orders(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/*/orders/search."""
        rows = [
            order
            for order in self._store.orders_of(call.shop.id)
            if order.charges.affiliate_rate
            and in_window(self._store, call.body, "create_time", order.create_time)
        ]
        page, more = paged(self._store, call, rows, lambda order: (order.create_time, order.id))
        return {**more, "orders": [self._order(order) for order in page]}

    def _order(self, order: Order) -> dict[str, Any]:
        groups: dict[str, list[Unit]] = {}
        for unit in order.units:
            groups.setdefault(unit.sku_id, []).append(unit)
        return {
            "id": order.id,
            "create_time": order.create_time,
            "delivery_time": order.delivery_time,
            "status": STATUSES.get(order.status, "PROCESSING"),
            "skus": [commission(self._store, order, units) for units in groups.values()],
        }


def _public(record: Record) -> dict[str, Any]:
    return {name: value for name, value in record.data.items() if name != "showcase"}


def commission(store: Store, order: Order, units: list[Unit]) -> dict[str, Any]:
    """Return what a creator gets for the units of one SKU."""
    base = sum(unit.sale_price for unit in units if not unit.cancelled)
    paid = rate(base, Fraction(order.charges.affiliate_rate, 10_000))
    kept = sum(unit.sale_price for unit in units if not unit.cancelled and not unit.returned)
    actual = rate(kept, Fraction(order.charges.affiliate_rate, 10_000)) if order.settled else 0
    creators = sorted(store.records.get("creator", {}).values(), key=lambda record: record.id)
    username = creators[int(order.id) % len(creators)].data["username"] if creators else ""

    return {
        "sku_id": units[0].sku_id,
        "product_id": units[0].product_id,
        "open_collaboration_id": "",
        "target_collaboration_id": "",
        "campaign_id": "",
        "creator_username": username,
        "price": _money(order, units[0].sale_price),
        "quantity": len(units),
        "content_type": "VIDEO",
        "content_id": f"75{order.id[2:]}",
        "commission_model": "Fixed commission",
        "commission_rate": str(order.charges.affiliate_rate),
        "shop_ads_commission_rate": "0",
        "estimated_commission_base": _money(order, base),
        "estimated_paid_commission": _money(order, paid),
        "estimated_paid_shop_ads_commission": _money(order, 0),
        "actual_commission_base": _money(order, kept if order.settled else 0),
        "actual_paid_commission": _money(order, actual),
        "actual_paid_shop_ads_commission": _money(order, 0),
        "refunded_quantity": sum(unit.returned for unit in units),
        "returned_quantity": sum(unit.returned for unit in units),
        "settlement_status": "SETTLED" if order.settled else "AWAITING PAYMENT",
    }


def _money(order: Order, amount: int) -> dict[str, str]:
    return {"amount": str(amount), "currency": order.currency}


def span(product: Product, currency: str, name: str) -> dict[str, str]:
    """Return lowest and highest price of a listing."""
    prices = [getattr(sku, name) for sku in product.skus]
    return {"currency": currency, "minimum_amount": str(min(prices)), "maximum_amount": str(max(prices))}


def _between(given: dict[str, Any] | None, low: str, high: str) -> tuple[int, int]:
    given = given or {}
    return given.get(low) or 0, given.get(high) or 10**12


def picture(product: Product) -> str:
    """Return the address of the first image of a listing."""
    return f"https://p16-oec-sg.ibyteimg.com/{product.content['main_images'][0]['uri']}~tplv-origin-jpeg.jpeg"


def own_product(store: Store, call: Call, number: str) -> Product:
    """Return a listing of the shop.

    :raise ApiError: if it is none
    """
    product = store.products.get(number)
    if product is None or product.shop_id != call.shop.id:
        raise ApiError(16024008)
    return product
