"""Endpoints ``product/*`` that create, edit and check listings."""

from typing import Any

from . import quality, shelf
from .api_product import amount, promoted
from .catalogue_data import BRANDS
from .errors import ApiError
from .gate import Call
from .listing_checks import ListingChecks
from .model import TIKTOK, Product, Shop, Sku
from .pushes import Pushes
from .store import Store

EXTRAS = (
    "combined_skus",
    "external_list_prices",
    "external_sku_id",
    "external_urls",
    "extra_identifier_codes",
    "fees",
    "identifier_code",
    "list_price",
    "pre_sale",
    "sku_dimensions",
    "sku_unit_count",
    "sku_weight",
)
"""What of a variant is kept as it was sent."""


class ListingApi:
    """Creates, edits and checks listings."""

    def __init__(self, store: Store, pushes: Pushes) -> None:
        self._store = store
        self._pushes = pushes
        self._checks = ListingChecks(store)

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
        self._checks.whole(call.shop, call.body)
        number, now = self._store.new_id("product"), self._store.now
        platforms = call.body.get("listing_platforms") or [TIKTOK]
        status = "DRAFT" if draft else "PENDING"
        product = Product(
            id=number,
            shop_id=call.shop.id,
            content=self._content(call.body),
            skus=[],
            create_time=now,
            update_time=now,
            status=status,
            audit="NONE",
            platforms=dict.fromkeys(platforms, status),
        )
        product.skus = self._skus(call.shop, call.body["skus"], product)
        self._store.products[number] = product
        if not draft:
            shelf.start_audit(self._store, self._pushes, product)
        answer = self._made(product, product.content, call.body.get("brand_id"))
        if key:
            self._store.answered[key] = answer
        return answer

    def _made(self, product: Product, content: dict[str, Any], brand: object) -> dict[str, Any]:
        warnings = []
        if brand and brand not in dict(BRANDS) and not shelf.brand_name(self._store, str(brand)):
            content["brand_id"] = ""
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

    def _content(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return what is kept of a body; own values of properties get an id if the switch says so."""
        left_out = ("skus", "save_mode", "idempotency_key")
        kept = {name: value for name, value in body.items() if name not in left_out}
        if self._store.switches.own_value_ids and kept.get("product_attributes"):
            kept["product_attributes"] = [
                {**entry, "values": [self._numbered(value) for value in entry["values"]]}
                for entry in kept["product_attributes"]
            ]
        weight = kept.get("package_weight")
        if weight and self._store.switches.measures_rounded:
            kept["package_weight"] = {**weight, "value": f"{float(weight['value']):.2f}"}
        return kept

    def _numbered(self, value: dict[str, Any]) -> dict[str, Any]:
        return {"id": value.get("id") or self._store.new_id("own value", value.get("name")), **value}

    # variants

    def _skus(
        self, shop: Shop, entries: list[dict[str, Any]], product: Product, whole: bool = True
    ) -> list[Sku]:
        by_id = {sku.id: sku for sku in product.skus}
        known = [pair for sku in product.skus for pair in sku.attributes]
        made = []
        for entry in entries:
            if entry.get("id") and entry["id"] not in by_id:
                raise ApiError(12052556)
            sku = self._sku(shop, entry, known, by_id.get(entry.get("id", "")), whole)
            known = [*known, *sku.attributes]
            made.append(sku)
        return made

    def _sku(
        self, shop: Shop, entry: dict[str, Any], known: list[dict[str, Any]], old: Sku | None, whole: bool
    ) -> Sku:
        pairs = shelf.sales_attributes(self._store, entry.get("sales_attributes") or [], known)
        if not whole and old is not None and "sales_attributes" not in entry:
            pairs = old.attributes
        cost = amount(entry["price"]) if entry.get("price") else old.price if old else 0
        stock = {place["warehouse_id"]: place.get("quantity", 0) for place in entry.get("inventory") or []}
        kept = {} if whole or old is None else old.extra
        extra = kept | {name: entry[name] for name in EXTRAS if entry.get(name)}
        if (extra.get("pre_sale") or {}).get("type") == "NONE":
            del extra["pre_sale"]
        return Sku(
            id=old.id if old else self._store.new_id("sku"),
            seller_sku=entry.get("seller_sku", "" if whole or old is None else old.seller_sku),
            name=", ".join(pair["value_name"] for pair in pairs) or "Default",
            attributes=pairs,
            list_price=max(cost, old.list_price) if old and cost == old.price else cost,
            price=cost,
            stock=stock or (old.stock if old else {}),
            committed=old.committed if old else {},
            held=old.held if old else {},
            extra=extra,
        )

    # editing

    def edit(self, call: Call) -> dict[str, Any]:
        """PUT /product/*/products/{product_id}: everything is replaced."""
        product = self._editable(call)
        self._checks.whole(call.shop, _with_defaults(product, call.body))
        self._check_prices(product, call.body["skus"])
        product.skus = self._skus(call.shop, call.body["skus"], product)
        return self._submit(call, product, self._content(call.body))

    def partial_edit(self, call: Call) -> dict[str, Any]:
        """POST /product/*/products/{product_id}/partial_edit: only what is sent changes."""
        product, body = self._editable(call), call.body
        for name, check in (
            ("description", self._checks.description),
            ("main_images", self._checks.images),
            ("package_weight", self._checks.weight),
            ("package_dimensions", self._checks.sides),
            ("product_attributes", self._checks.properties),
        ):
            if body.get(name):
                check(body[name])
        if "title" in body:
            self._checks.title(call.shop, body["title"])
        if body.get("skus"):
            self._edit_skus(call, product)
        documented = {name: value for name, value in body.items() if name in call.endpoint.body}
        return self._submit(call, product, (product.pending or product.content) | self._content(documented))

    def _edit_skus(self, call: Call, product: Product) -> None:
        entries = call.body["skus"]
        known = {sku.id: sku for sku in product.skus}
        for entry in entries:
            self._checks.sku(call.shop, entry)
            if not entry.get("id") and not (entry.get("price") and entry.get("inventory")):
                raise ApiError(12052073 if not entry.get("price") else 12019022)
        self._check_prices(product, entries)
        made = self._skus(call.shop, entries, product, whole=False)
        unnamed = [sku for number, sku in known.items() if number not in {new.id for new in made}]
        product.skus = made if self._store.switches.partial_removes_skus else unnamed + made

    def _check_prices(self, product: Product, entries: list[dict[str, Any]]) -> None:
        """Refuse other prices while a promotion runs."""
        known = {sku.id: sku for sku in product.skus}
        changed = [
            entry
            for entry in entries
            if entry.get("price")
            and (sku := known.get(entry.get("id", "")))
            and amount(entry["price"]) != sku.price
        ]
        if changed and promoted(self._store, product):
            raise ApiError(12052038)

    def _editable(self, call: Call) -> Product:
        product = self._store.products.get(call.path["product_id"])
        if product is None:
            raise ApiError(12052032)
        if product.shop_id != call.shop.id:
            raise ApiError(12052048)
        if product.status in ("DELETED", "FREEZE", "PLATFORM_DEACTIVATED"):
            raise ApiError(12052901)
        return product

    def _submit(self, call: Call, product: Product, content: dict[str, Any]) -> dict[str, Any]:
        product.update_time = self._store.now
        answer = self._made(product, content, call.body.get("brand_id"))
        if call.body.get("save_mode") != "AS_DRAFT":
            self._audit(product, content)
        elif product.status == "DRAFT":
            product.content = content  # nothing else was ever submitted
        else:
            product.draft = content
        self._pushes.product_changed(product, sorted(set(content) & set(call.body)))
        return answer | {"audit": {"status": product.audit}}

    def _audit(self, product: Product, content: dict[str, Any]) -> None:
        product.draft = None
        stays = product.status == "SELLER_DEACTIVATED" and not self._store.switches.edit_shows_hidden
        if product.status == "ACTIVATE" or stays:
            product.pending = content  # the live version stays visible meanwhile
        else:
            product.content = content
            shelf.set_status(product, "PENDING")
        shelf.start_audit(self._store, self._pushes, product)

    def listing_check(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/products/listing_check: what Create Product would refuse."""
        reasons = []
        try:
            self._checks.whole(call.shop, call.body)
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
