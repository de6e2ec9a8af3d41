"""Endpoints ``product/*`` that create and edit listings, and what a listing needs."""

from typing import Any

from . import pictures, quality, shelf
from .api_product import MOST_STOCK, amount
from .catalogue_data import BRANDS, CATEGORIES, TIKTOK_ONLY
from .errors import ApiError
from .gate import Call
from .model import TIKTOK, TOKOPEDIA, Product, Record, Shop, Sku
from .paging import paged
from .pushes import Pushes
from .store import Store

MOST_SKUS = 100
TITLE = (25, 255)
"""Shortest and longest title of a product in South-East Asia."""
DESCRIPTION = 10_000


class ListingApi:
    """Creates, edits and checks listings; categories and brands."""

    def __init__(self, store: Store, pushes: Pushes) -> None:
        self._store = store
        self._pushes = pushes

    def create(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/products: audited unless a draft; an idempotency key makes one only."""
        key = (
            f"create:{call.shop.id}:{call.body['idempotency_key']}"
            if call.body.get("idempotency_key")
            else ""
        )
        if key and key in self._store.answered:
            return self._store.answered[key]
        draft = call.body.get("save_mode") == "AS_DRAFT"
        self._check(call.shop, call.body)
        number, now = self._store.new_id("product"), self._store.now
        platforms = call.body.get("listing_platforms") or [TIKTOK]
        status = "DRAFT" if draft else "PENDING"
        product = Product(
            id=number,
            shop_id=call.shop.id,
            content=_content(call.body),
            skus=[self._sku(call.shop, entry) for entry in call.body["skus"]],
            create_time=now,
            update_time=now,
            status=status,
            audit="NONE",
            platforms=dict.fromkeys(platforms, status),
        )
        self._store.products[number] = product
        if not draft:
            shelf.start_audit(self._store, self._pushes, product)
        answer = self._made(product, call.body)
        if key:
            self._store.answered[key] = answer
        return answer

    def _made(self, product: Product, body: dict[str, Any]) -> dict[str, Any]:
        brand, warnings = body.get("brand_id"), []
        if brand and brand not in dict(BRANDS) and not shelf.brand_name(self._store, brand):
            product.content["brand_id"] = ""
            text = "field is incorrect and has been automatically cleared by the system."
            why = "Reason: [Brand does not exist]. You can edit it later."
            warnings.append({"message": f"The [brand_id]:{brand} {text} {why}"})
        rows = [
            {
                "id": sku.id,
                "seller_sku": sku.seller_sku,
                "sales_attributes": [
                    {"id": own["id"], "value_id": own["value_id"]} for own in sku.attributes
                ],
                "external_sku_id": sku.extra.get("external_sku_id", ""),
            }
            for sku in product.skus
        ]
        return {"product_id": product.id, "skus": rows, "warnings": warnings}

    def _check(self, shop: Shop, body: dict[str, Any]) -> None:
        """Refuse a listing that is not as a whole one must be."""
        if not TITLE[0] <= len(body["title"]) <= TITLE[1]:
            raise ApiError(12052051)
        if len(body["description"]) > DESCRIPTION:
            raise ApiError(12052013)
        self._check_category(body["category_id"], body.get("listing_platforms") or [TIKTOK])
        if TOKOPEDIA in (body.get("listing_platforms") or []) and not shop.tokopedia:
            raise ApiError(12052330)
        self._check_images(body["main_images"])
        self._check_weight(body["package_weight"])
        self._check_skus(shop, body["skus"])

    def _check_category(self, category_id: str, platforms: list[str]) -> None:
        shelf.check_leaf(category_id)
        if TOKOPEDIA in platforms and category_id in TIKTOK_ONLY:
            raise ApiError(12052330)

    def _check_images(self, images: list[dict[str, Any]]) -> None:
        if not images:
            raise ApiError(12052028)
        if not all(pictures.exists(self._store, entry["uri"]) for entry in images):
            raise ApiError(12052722)

    def _check_weight(self, weight: dict[str, Any]) -> None:
        try:
            good = weight["unit"] in ("KILOGRAM", "GRAM") and float(weight["value"]) > 0
        except ValueError:
            good = False
        if not good:
            raise ApiError(12019011)

    def _check_skus(self, shop: Shop, entries: list[dict[str, Any]]) -> None:
        if len(entries) > MOST_SKUS:
            raise ApiError(12052050)
        combinations = set()
        own = {place.id for place in self._store.warehouses_of(shop.id)}
        for entry in entries:
            pairs = entry.get("sales_attributes") or []
            combination = tuple(
                (pair.get("name"), pair.get("value_name") or pair.get("value_id")) for pair in pairs
            )
            if len(pairs) > 3 or combination in combinations or " " in entry.get("seller_sku", ""):
                raise ApiError(12019019 if len(pairs) > 3 or combination in combinations else 12052054)
            combinations.add(combination)
            if entry["price"]["currency"] != shop.currency:
                raise ApiError(12052084)
            amount(entry["price"])
            for place in entry["inventory"]:
                if place["warehouse_id"] not in own:
                    raise ApiError(12052097)
                if not 0 <= place.get("quantity", 0) <= MOST_STOCK:
                    raise ApiError(12052055)

    def _sku(self, shop: Shop, entry: dict[str, Any], known: Sku | None = None) -> Sku:
        pairs = shelf.sales_attributes(self._store, entry.get("sales_attributes") or [])
        cost = amount(entry["price"]) if entry.get("price") else known.price if known else 0
        stock = {place["warehouse_id"]: place.get("quantity", 0) for place in entry.get("inventory") or []}
        extra = {name: entry[name] for name in ("external_sku_id", "identifier_code") if name in entry}
        return Sku(
            id=known.id if known else self._store.new_id("sku"),
            seller_sku=entry.get("seller_sku") or (known.seller_sku if known else ""),
            name=", ".join(pair["value_name"] for pair in pairs) or (known.name if known else "Default"),
            attributes=pairs or (known.attributes if known else []),
            list_price=cost,
            price=cost,
            stock=stock or (known.stock if known else {}),
            committed=known.committed if known else {},
            extra=(known.extra if known else {}) | extra,
        )

    # editing

    def edit(self, call: Call) -> dict[str, Any]:
        """PUT /product/*/products/{product_id}: everything is replaced."""
        product = self._editable(call)
        self._check(call.shop, _with_defaults(product, call.body))
        self._set_skus(call, product, whole=True)
        return self._submit(call, product, _content(call.body))

    def partial_edit(self, call: Call) -> dict[str, Any]:
        """POST /product/*/products/{product_id}/partial_edit: only what is sent changes."""
        product = self._editable(call)
        if "title" in call.body and not TITLE[0] <= len(call.body["title"]) <= TITLE[1]:
            raise ApiError(12052051)
        if call.body.get("main_images"):
            self._check_images(call.body["main_images"])
        if call.body.get("package_weight"):
            self._check_weight(call.body["package_weight"])
        if call.body.get("skus"):
            self._set_skus(call, product, whole=False)
        return self._submit(call, product, (product.pending or product.content) | _content(call.body))

    def _editable(self, call: Call) -> Product:
        product = self._store.products.get(call.path["product_id"])
        if product is None:
            raise ApiError(12052032)
        if product.shop_id != call.shop.id:
            raise ApiError(12052048)
        if product.status in ("DELETED", "FREEZE", "PLATFORM_DEACTIVATED"):
            raise ApiError(12052901)
        return product

    def _set_skus(self, call: Call, product: Product, whole: bool) -> None:
        known = {sku.id: sku for sku in product.skus}
        made = []
        for entry in call.body["skus"]:
            if entry.get("id") and entry["id"] not in known:
                raise ApiError(12052556)
            made.append(self._sku(call.shop, entry, known.get(entry.get("id", ""))))
        kept = [] if whole else [sku for sku in product.skus if sku.id not in {new.id for new in made}]
        product.skus = kept + made

    def _submit(self, call: Call, product: Product, content: dict[str, Any]) -> dict[str, Any]:
        product.update_time = self._store.now
        if call.body.get("save_mode") == "AS_DRAFT":
            product.draft = content
        else:
            product.draft = None
            shelf.start_audit(self._store, self._pushes, product)
            if product.status == "ACTIVATE":
                product.pending = content  # the live version stays visible meanwhile
            else:
                product.content = content
                shelf.set_status(product, "PENDING")
        self._pushes.product_changed(product, sorted(set(content) & set(call.body)))
        return self._made(product, {}) | {"audit": {"status": product.audit}}

    # what a listing needs

    def categories(self, call: Call) -> dict[str, Any]:
        """GET /product/202309/categories: of one storefront."""
        hidden = TIKTOK_ONLY if call.text("listing_platform") == TOKOPEDIA else frozenset()
        word = call.text("keyword").lower()
        return {
            "categories": [
                {**shelf.chain(number)[-1], "permission_statuses": ["AVAILABLE"]}
                for number, _parent, name, _leaf in CATEGORIES
                if number not in hidden and word in name.lower()
            ]
        }

    def attributes(self, call: Call) -> dict[str, Any]:
        """GET /product/202309/categories/{category_id}/attributes: `is_requried` is spelt so."""
        shelf.check_leaf(call.path["category_id"])
        return {
            "attributes": [
                {**entry, "is_requried": False, "value_data_format": "", "requirement_conditions": []}
                for entry in shelf.attributes()
            ]
        }

    def rules(self, call: Call) -> dict[str, Any]:
        """GET /product/202309/categories/{category_id}/rules."""
        shelf.check_leaf(call.path["category_id"])
        names = ("package_dimension", "epr", "responsible_person", "manufacturer")
        return {
            "product_certifications": [],
            "size_chart": {"is_supported": True, "is_required": False},
            "cod": {"is_supported": True},
            **{name: {"is_required": False} for name in names},
            "allowed_special_product_types": ["PRE_ORDER"],
            "fees": [],
        }

    def brands(self, call: Call) -> dict[str, Any]:
        """GET /product/202309/brands."""
        word = call.text("brand_name").lower()
        own = [(record.id, record.data["name"]) for record in self._store.records.get("brand", {}).values()]
        rows = [entry for entry in [*BRANDS, *own] if word in entry[1].lower()]
        page, more = paged(self._store, call, rows, lambda entry: (0, entry[0]), size=(20, 1, 100))
        return {
            **more,
            "brands": [
                {
                    "id": number,
                    "name": name,
                    "authorized_status": "UNAUTHORIEZD",
                    "is_t1_brand": False,
                    "brand_status": "AVAILABLE",
                }
                for number, name in page
            ],
        }

    def create_brand(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/brands: 2 to 30 characters, new."""
        name = call.body["name"]
        names = {known for _number, known in BRANDS} | {
            record.data["name"] for record in self._store.records.get("brand", {}).values()
        }
        if len(name) < 2 or len(name) > 30:
            raise ApiError(12052189 if len(name) < 2 else 12052190)
        if name in names:
            raise ApiError(12052205)
        record = self._store.keep("brand", Record(self._store.new_id("brand"), "", {"name": name}))
        return {"id": record.id}

    def recommend(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/categories/recommend: by words of the title."""
        hidden = TIKTOK_ONLY if call.body.get("listing_platform") == TOKOPEDIA else frozenset()
        leaves = [number for number in shelf.LEAVES if number not in hidden]
        best = shelf.likely_category(call.body["product_title"], leaves)
        steps = [
            {"id": step["id"], "name": step["local_name"], "level": level, "is_leaf": step["is_leaf"],
             "permission_statuses": ["AVAILABLE"]}
            for level, step in enumerate(shelf.chain(best), 1)
        ]  # fmt: skip
        return {"leaf_category_id": best, "categories": steps}

    def listing_check(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/products/listing_check: what Create Product would refuse."""
        reasons = []
        try:
            self._check(call.shop, call.body)
        except ApiError as refusal:
            reasons.append({"code": refusal.code, "message": refusal.message})
        return {
            "check_result": "FAILED" if reasons else "PASS",
            "fail_reasons": reasons,
            "warnings": {"message": ""},
            "listing_quality": quality.judged(call.body),
            "diagnoses": [
                {**quality.diagnosis(finding), "suggestions": {}}
                for finding in quality.findings(call.body)
                if call.text("is_diagnosis_required", "true").lower() == "true"
            ],
        }

    def prerequisites(self, call: Call) -> dict[str, Any]:
        """GET /product/*/prerequisites."""
        items = ("SHOP_STATUS", "SHOP_TAX", "PICKUP_WAREHOUSE", "RETURN_WAREHOUSE", "DELIVERY_OPTION",
                 "PRODUCT_QUANTITY_LIMIT", "CONTACT_INFO")  # fmt: skip
        return {
            "check_results": [{"check_item": item, "is_failed": False, "fail_reasons": []} for item in items]
        }


def _content(body: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value for name, value in body.items() if name not in ("skus", "save_mode", "idempotency_key")
    }


def _with_defaults(product: Product, body: dict[str, Any]) -> dict[str, Any]:
    """Return `body` with price and stock of known SKUs, which an edit may leave out."""
    known = {sku.id: sku for sku in product.skus}
    filled = []
    for entry in body["skus"]:
        sku = known.get(entry.get("id", ""))
        filled.append(entry)
        if sku is not None:
            cost = {"amount": str(sku.price), "currency": entry.get("price", {}).get("currency", "IDR")}
            filled[-1] = {"price": cost, "inventory": shelf.inventory(sku), **entry}
        elif not entry.get("price") or not entry.get("inventory"):
            raise ApiError(12052073 if not entry.get("price") else 12019022)
    return {**body, "skus": filled}
