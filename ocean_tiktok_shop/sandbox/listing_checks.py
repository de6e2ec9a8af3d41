"""What Create Product and Edit Product refuse at once (their lists of error codes)."""

from typing import Any

from . import pictures, shelf, words
from .api_product import MOST_STOCK, amount
from .catalogue_data import TIKTOK_ONLY
from .errors import ApiError
from .model import TIKTOK, TOKOPEDIA, Shop
from .store import Store

SOUTH_EAST_ASIA = ("ID", "MY", "PH", "SG", "TH", "VN")
MOST_SKUS, MOST_SKUS_ELSEWHERE = 100, 300
TITLE = (25, 255)
"""Shortest and longest title of a product in South-East Asia."""
TITLE_ELSEWHERE = (1, 255)
DESCRIPTION = 10_000
MAIN_IMAGES = 9
SIDES = (300, 4000)
"""Shortest and longest side of a main image in pixels."""
SELLER_SKU = 50
"""Most characters of a seller's SKU."""
CODES = {"GTIN": (8, 12, 13, 14), "EAN": (8, 13), "UPC": (12,), "ISBN": (10, 13), "JAN": (8, 13)}
"""Numbers of digits of identifier codes."""


class ListingChecks:
    """Refuses listings that are not as the platform wants them, with its codes."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def whole(self, shop: Shop, body: dict[str, Any]) -> None:
        """Check a listing with everything.

        :raise ApiError: for the first thing that is wrong
        """
        self.title(shop, body["title"])
        if not body["description"].strip():
            raise ApiError(12052015)
        self.description(body["description"])
        self._category(body)
        if TOKOPEDIA in (body.get("listing_platforms") or []) and not shop.tokopedia:
            raise ApiError(12052330)
        if not body["main_images"]:
            raise ApiError(12052028)
        self.images(body["main_images"])
        self.weight(body["package_weight"])
        self._wanted(body)
        self.skus(shop, body["skus"])

    def title(self, shop: Shop, title: str) -> None:
        """Check a title."""
        low, high = TITLE if shop.region in SOUTH_EAST_ASIA else TITLE_ELSEWHERE
        if not low <= len(title) <= high:
            raise ApiError(12052051)
        if not words.is_clean(title):
            raise ApiError(12052931)

    def description(self, markup: str) -> None:
        """Check a description."""
        if len(markup) > DESCRIPTION:
            raise ApiError(12052013)
        if words.has_unsafe_tags(markup):
            raise ApiError(12052345)
        if not words.is_clean(markup):
            raise ApiError(12052932)

    def _category(self, body: dict[str, Any]) -> None:
        category_id, platforms = body["category_id"], body.get("listing_platforms") or [TIKTOK]
        self.version(body.get("category_version"))
        shelf.check_leaf(category_id)
        if TOKOPEDIA in platforms and category_id in TIKTOK_ONLY:
            raise ApiError(12052330)
        status = shelf.permission(self._store.switches, category_id)
        if status != "AVAILABLE":
            raise ApiError({"PROHIBITED": 12052220, "NON_MAIN_CATEGORY": 12052225}.get(status, 12052223))

    def version(self, given: object) -> None:
        """Check the version of the tree of categories that a call names, v1 if it names none."""
        own = self._store.switches.category_version
        if own and (given or "v1") != own:
            raise ApiError(12052217)

    def _wanted(self, body: dict[str, Any]) -> None:
        """Check what the category wants: dimensions, properties, a size chart."""
        wants = shelf.wants(body["category_id"])
        sides = body.get("package_dimensions")
        if wants.dimensions and not sides:
            raise ApiError(12052116)
        self.sides(sides or {})
        named = {str(one.get("id")) for one in body.get("product_attributes") or [] if one.get("values")}
        if not {number for number, _name in wants.properties} <= named:
            raise ApiError(12052104)
        if wants.size_chart and not body.get("size_chart"):
            raise ApiError(12052673)
        self.properties(body.get("product_attributes") or [])

    def properties(self, entries: list[dict[str, Any]]) -> None:
        """Check the properties of a product."""
        numbers = [entry["id"] for entry in entries]
        if len(set(numbers)) < len(numbers):
            raise ApiError(12052254)
        texts = [str(value.get("name", "")) for entry in entries for value in entry["values"]]
        if any(words.found_in(self._store.switches, text) for text in texts):
            raise ApiError(12052151)

    def sides(self, sides: dict[str, Any]) -> None:
        """Check the sides of a parcel: whole numbers."""
        if sides and not all(str(sides[name]).isdigit() for name in ("length", "width", "height")):
            raise ApiError(12019012)

    def images(self, images: list[dict[str, Any]]) -> None:
        """Check main images."""
        if len(images) > MAIN_IMAGES:
            raise ApiError(12052306)
        for entry in images:
            if not pictures.exists(self._store, entry["uri"]):
                raise ApiError(12052722)
            if min(pictures.size_of(self._store, entry["uri"])) < SIDES[0]:
                said = f"Width and length of main image must be at least {SIDES[0]}, check uri {entry['uri']}"
                raise ApiError(12052301, said)
            if max(pictures.size_of(self._store, entry["uri"])) > SIDES[1]:
                raise ApiError(12052302)

    def weight(self, weight: dict[str, Any]) -> None:
        """Check the weight of a parcel."""
        try:
            good = weight["unit"] in ("KILOGRAM", "GRAM", "POUND") and float(weight["value"]) > 0
        except ValueError:
            good = False
        if not good:
            raise ApiError(12019011)

    def skus(self, shop: Shop, entries: list[dict[str, Any]]) -> None:
        """Check variants that are named with everything."""
        most = MOST_SKUS if shop.region in SOUTH_EAST_ASIA else MOST_SKUS_ELSEWHERE
        if len(entries) > most:
            raise ApiError(12052050)
        combinations, codes = set(), set()
        own = {place.id for place in self._store.warehouses_of(shop.id)}
        options = [self._options(entry) for entry in entries]
        if any(sorted(names) != sorted(options[0]) for names in options):
            raise ApiError(12052550)
        for entry in entries:
            pairs = entry.get("sales_attributes") or []
            combination = tuple(
                (pair.get("name"), pair.get("value_name") or pair.get("value_id")) for pair in pairs
            )
            if len(pairs) > 3 or combination in combinations:
                raise ApiError(12019019)
            combinations.add(combination)
            self.sku(shop, entry)
            self._code(entry.get("identifier_code") or {}, codes)
            self._stock(entry, own)

    def _options(self, entry: dict[str, Any]) -> list[str]:
        return [str(pair.get("name") or pair.get("id")) for pair in entry.get("sales_attributes") or []]

    def sku(self, shop: Shop, entry: dict[str, Any]) -> None:
        """Check what is named of a variant."""
        code = str(entry.get("seller_sku", ""))
        if " " in code or len(code) > SELLER_SKU:
            raise ApiError(12052054)
        for pair in entry.get("sales_attributes") or []:
            self._option(pair)
        if entry.get("price"):
            if entry["price"]["currency"] != shop.currency:
                raise ApiError(12052084)
            amount(entry["price"])

    def _option(self, pair: dict[str, Any]) -> None:
        name, value = str(pair.get("name", "")), str(pair.get("value_name", ""))
        if words.found_in(self._store.switches, f"{name} {value}"):
            raise ApiError(12052153)
        picture = (pair.get("sku_img") or {}).get("uri")
        if picture and not pictures.exists(self._store, picture):
            raise ApiError(12052520)

    def _code(self, code: dict[str, Any], known: set[str]) -> None:
        if not code:
            return
        if len(code["code"]) not in CODES[code["type"]] or not code["code"][:-1].isdigit():
            raise ApiError(12052591)
        if code["code"] in known:
            raise ApiError(12052592)
        known.add(code["code"])

    def _stock(self, entry: dict[str, Any], own: set[str]) -> None:
        for place in entry["inventory"]:
            if place["warehouse_id"] not in own:
                raise ApiError(12052097)
            if not 0 <= place.get("quantity", 0) <= MOST_STOCK:
                raise ApiError(12052055)
