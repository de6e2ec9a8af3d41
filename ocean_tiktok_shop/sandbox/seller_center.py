"""What sellers and the platform do with listings outside the API: edits in Seller Center, decisions."""

from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.platform import BadOption, UnknownThing

from . import shelf, words
from .model import Product, Sku
from .pushes import Pushes
from .store import Store

STATUSES = (
    "ACTIVATE",
    "SELLER_DEACTIVATED",
    "PLATFORM_DEACTIVATED",
    "FREEZE",
    "DELETED",
    "DRAFT",
    "PENDING",
    "FAILED",
)
CONTENT = ("title", "description", "category_id", "brand_id", "main_images", "package_weight",
           "package_dimensions", "product_attributes", "size_chart", "video", "certifications")  # fmt: skip
OPTIONS = frozenset({*CONTENT, "status", "audit", "reasons", "skus", "forget_skus", "vanish", "quiet"})


class SellerCenter:
    """Changes a listing as nobody does by the API.

    Options: the members of a product that sellers edit (`CONTENT`); ``status``; ``audit``: ``approve`` or
    ``fail`` ends the running audit, with ``reasons`` in its words; ``skus``: changes by SKU id, of ``price``,
    ``seller_sku``, ``stock`` (by warehouse), ``held`` (units in a warehouse of the platform) and other
    members; ``forget_skus``: ids of variants to remove; ``vanish``: the product is not known any more;
    ``quiet``: no webhook tells of it.
    """

    def __init__(self, store: Store, pushes: Pushes) -> None:
        self._store = store
        self._pushes = pushes

    def change(self, product_id: str, options: dict[str, Any]) -> dict[str, Any]:
        """Change product `product_id` and return it as Get Product shows it.

        :raise UnknownThing: if there is no such product
        :raise BadOption: for an option that makes no sense
        """
        product = self._store.products.get(product_id)
        if product is None:
            raise UnknownThing(f"no product {product_id!r}")
        if unknown := set(options) - OPTIONS:
            raise BadOption(f"no option {', '.join(sorted(unknown))}; there are {', '.join(sorted(OPTIONS))}")
        self._edit(product, options)
        if "audit" in options:
            self._decide(product, str(options["audit"]), options.get("reasons") or [])
        if "status" in options:
            self._set_status(product, str(options["status"]))
        product.update_time = max(self._store.now, product.update_time + 1)
        if not options.get("quiet"):
            self._tell(product, options)
        if options.get("vanish"):
            del self._store.products[product_id]
        return shelf.whole(self._store, self._store.shops[product.shop_id], product, product.content)

    def _edit(self, product: Product, options: dict[str, Any]) -> None:
        product.content = product.content | {name: options[name] for name in CONTENT if name in options}
        known = {sku.id: sku for sku in product.skus}
        for number, changes in (options.get("skus") or {}).items():
            if number not in known:
                raise UnknownThing(f"no SKU {number!r}")
            self._edit_sku(known[number], dict(changes))
        product.skus = [sku for sku in product.skus if sku.id not in (options.get("forget_skus") or ())]

    def _edit_sku(self, sku: Sku, changes: dict[str, Any]) -> None:
        if "price" in changes:
            sku.price = sku.list_price = int(changes.pop("price"))
        if "stock" in changes:
            sku.stock = {place: int(count) for place, count in changes.pop("stock").items()}
        if "held" in changes:
            sku.held = {"7400000000000000001": int(changes.pop("held"))}
        sku.seller_sku = changes.pop("seller_sku", sku.seller_sku)
        sku.extra = sku.extra | changes

    def _decide(self, product: Product, result: str, reasons: list[str]) -> None:
        if product.audit != "AUDITING":
            raise BadOption(f"product {product.id} is not being audited")
        if result not in ("approve", "fail"):
            raise BadOption("audit is approve or fail")
        product.passes, product.audit_due = result == "approve", self._store.now
        texts = reasons or ["The product does not comply with the listing policy."]
        product.reasons = (
            [] if product.passes else [words.reason("Title", text, "Edit it.") for text in texts]
        )
        shelf.finish(product)

    def _set_status(self, product: Product, status: str) -> None:
        if status not in STATUSES:
            raise BadOption(f"status is one of {', '.join(STATUSES)}")
        shelf.set_status(product, status)

    def _tell(self, product: Product, options: dict[str, Any]) -> None:
        changed = sorted(set(options) & {*CONTENT, "skus"})
        if "audit" in options:
            shelf.tell_result(self._pushes, product)
        elif "status" in options or options.get("vanish"):
            self._pushes.product_status(product)
        if changed:
            self._pushes.product_changed(product, changed, "SELLER_CENTER")
