"""Endpoints ``product/*`` about tiers and variants."""

from typing import Any

from . import item_rules, show_item, taxonomy
from .api_item import FIRST_MODEL
from .errors import ApiError
from .gate import Call
from .item_rules import refuse
from .listing import Item, Variant
from .promotions import is_locked
from .route import Route, post
from .store import Store

_DIMENSION = "dimension{package_height*:int, package_length*:int, package_width*:int}"
_MODEL = (
    "{tier_index*:int[], original_price*:num, model_sku<0..100>:str, gtin_code:str, weight:num, "
    "seller_stock*[]{location_id:str, stock*:int}, "
    + _DIMENSION
    + ", pre_order{is_pre_order*:bool, days_to_ship:int}}"
)
_TIERS = (
    "standardise_tier_variation[]{variation_id*:int, variation_name:str, variation_group_id:int, "
    "variation_option_list*[]{variation_option_id:int, variation_option_name:str, image_id:str}}, "
    "tier_variation[]{name*:str, option_list*[]{option*:str, image{image_id*:str}}}"
)
Tier = tuple[str, list[str]]


class ModelApi:
    """Changes variants."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "product/init_tier_variation": post(self.init, f"item_id*:int, model*[]{_MODEL}, {_TIERS}"),
            "product/update_tier_variation": post(
                self.update_tiers, f"item_id*:int, model_list[]{{model_id*:int, tier_index*:int[]}}, {_TIERS}"
            ),
            "product/add_model": post(self.add, f"item_id*:int, model_list*[]<1..50>{_MODEL}"),
            "product/update_model": post(
                self.update,
                "item_id*:int, model*[]<1..50>{model_id*:int, model_sku*<0..100>:str, gtin_code:str, "
                "model_status:str, weight:num, pre_order{is_pre_order*:bool, days_to_ship*:int}, "
                + _DIMENSION
                + "}",
            ),
            "product/delete_model": post(self.delete, "item_id*:int, model_id*:int"),
        }

    def init(self, call: Call) -> dict[str, Any]:
        """POST init_tier_variation: all earlier variants and their ids are gone.

        Empty tiers with one model of an empty ``tier_index`` make an item without variants.
        """
        item = self._item(call)
        if self._store.now < item.create_time + self._store.switches.tier_wait:
            raise refuse("product.error_busi", "The product is being created, please try later.")
        if is_locked(self._store, item):
            raise refuse("error_cannt_init_tier_in_promotion", "The item is in a promotion.")
        tiers = self._tiers(item, call.body)
        rows = call.body["model"]
        self._check_rows(call, rows, tiers, [])
        if not rows:
            raise refuse("error_param_validate", "At least one model is required.")
        made = [self._make(item, row, tiers) for row in rows]
        item.tiers, item.variants, item.update_time = tiers, made, self._store.now
        models = [show_item.new_model(variant, item) for variant in made]
        shown = {"item_id": item.item_id, "tier_variation": show_item.tiers(item), "model": models}
        return {"warning": "", "response": shown}

    def update_tiers(self, call: Call) -> dict[str, Any]:
        """POST update_tier_variation: options change, ``model_list`` tells where the variants stand now."""
        item = self._item(call)
        tiers = self._tiers(item, call.body)
        if len(tiers) != len(item.tiers):
            raise refuse("error_tier_var_level_not_same", "The number of tiers cannot change here.")
        kept = {row["model_id"]: tuple(row["tier_index"]) for row in call.body.get("model_list") or []}
        if not kept:
            kept = {variant.model_id: variant.tier_index for variant in item.variants}
        if any(item.variant(model_id) is None for model_id in kept):
            raise refuse("error_wrong_modelid", "The model does not belong to the item.")
        for place in kept.values():
            _check_place(place, tiers)
        if len(set(kept.values())) < len(kept):
            raise refuse("error_model_duplicate_tier_variation_index", "Two models have the same tier_index.")
        item.variants = [variant for variant in item.variants if variant.model_id in kept]
        for variant in item.variants:
            variant.tier_index = kept[variant.model_id]
            variant.name = _name(tiers, variant.tier_index)
        item.tiers, item.update_time = tiers, self._store.now
        return {"warning": ""}

    def add(self, call: Call) -> dict[str, Any]:
        """POST add_model: variants of tiers that are there."""
        item = self._item(call)
        if not item.has_model:
            raise refuse("error_param_validate", "The item has no tier variation, call init_tier_variation.")
        rows = call.body["model_list"]
        self._check_rows(call, rows, item.tiers, item.variants)
        made = [self._make(item, row, item.tiers) for row in rows]
        item.variants += made
        item.update_time = self._store.now
        models = [show_item.new_model(variant, item) for variant in made]
        return {"warning": "", "response": {"model": models}}

    def update(self, call: Call) -> dict[str, Any]:
        """POST update_model: SKU, weight, days to ship and the like; not price or stock."""
        item = self._item(call)
        rows = [(item.variant(row["model_id"]), row) for row in call.body["model"]]
        if any(variant is None or not variant.model_id for variant, _row in rows):
            raise refuse("error_model_invalid_model_id", "The model does not belong to the item.")
        for variant, row in rows:
            item_rules.check_days(row.get("pre_order"))
            assert variant is not None, "checked above"
            variant.sku = row["model_sku"]
            variant.gtin = row.get("gtin_code", variant.gtin)
            variant.weight = row.get("weight", variant.weight)
            variant.dimension = row.get("dimension", variant.dimension)
            variant.status = row.get("model_status", variant.status)
            variant.days_to_ship = (row.get("pre_order") or {}).get("days_to_ship", variant.days_to_ship)
        item.update_time = self._store.now
        return {"warning": ""}

    def delete(self, call: Call) -> dict[str, Any]:
        """POST delete_model: not the last one, unless the switch ``last_model`` says so."""
        item, model_id = self._item(call), call.body["model_id"]
        variant = item.variant(model_id)
        if variant is None or not model_id:
            raise refuse("error_model_invalid_model_id", "The model does not belong to the item.")
        if is_locked(self._store, item, model_id):
            raise refuse("error_model_remove_model_in_promotion", "The model is in a promotion.")
        if len(item.variants) == 1:
            if self._store.switches.last_model == "refuse":
                raise refuse("error_busi_cannot_delete_default_model", "The last model cannot be deleted.")
            item.tiers, variant.model_id, variant.name, variant.tier_index = [], 0, "", ()
        else:
            item.variants.remove(variant)
        item.update_time = self._store.now
        return {"warning": ""}

    def _item(self, call: Call) -> Item:
        item = self._store.own_item(call.shop_id, call.body["item_id"])
        if item is None:
            raise ApiError("error_item_not_found", "Product not found.")
        return item

    def _tiers(self, item: Item, body: dict[str, Any]) -> list[Tier]:
        """Return the tiers of a body in either form; pictures of options are kept."""
        tiers: list[Tier] = []
        for row in body.get("standardise_tier_variation") or []:
            options = [
                (one.get("variation_option_name"), one.get("image_id"))
                for one in row["variation_option_list"]
            ]
            tiers.append(self._tier(item, row.get("variation_name") or "Variasi", options))
        for row in () if tiers else body.get("tier_variation") or []:
            options = [
                (one["option"], (one.get("image") or {}).get("image_id")) for one in row["option_list"]
            ]
            tiers.append(self._tier(item, row["name"], options))
        if len(tiers) > taxonomy.TIERS:
            raise refuse("error_tier_var_too_many", f"At most {taxonomy.TIERS} tiers.")
        return tiers

    def _tier(self, item: Item, name: str, options: list[tuple[Any, Any]]) -> Tier:
        names = [str(option or "") for option, _image in options]
        if not name or len(name) > taxonomy.TIER_NAME:
            raise refuse(
                "error_tier_var_name_too_long", f"A tier's name has 1 to {taxonomy.TIER_NAME} characters."
            )
        if any(not option or len(option) > taxonomy.OPTION_NAME for option in names):
            raise refuse(
                "error_tier_opt_val_too_long", f"An option has 1 to {taxonomy.OPTION_NAME} characters."
            )
        if len(set(names)) < len(names):
            raise refuse("error_model_duplicate_name", "Two options have the same name.")
        pictured = [image for _option, image in options if image]
        if pictured and len(pictured) < len(options):
            raise refuse("error_tier_img_partial", "All options of the tier need an image, or none.")
        if not pictured:
            for option in names:
                item.option_images.pop(option, None)
        for option, image in options:
            if image:
                item_rules.check_images(self._store, [image])
                item.option_images[option] = image
        return name, names

    def _check_rows(
        self, call: Call, rows: list[dict[str, Any]], tiers: list[Tier], there: list[Variant]
    ) -> None:
        shop = self._store.shops[call.shop_id]
        if len(rows) + len(there) > taxonomy.MODELS:
            raise refuse("error_model_count_over_limit", f"At most {taxonomy.MODELS} models.")
        places = [tuple(row["tier_index"]) for row in rows] + [variant.tier_index for variant in there]
        for place in places:
            _check_place(place, tiers)
        if len(set(places)) < len(places):
            raise refuse("error_model_duplicate_tier_variation_index", "Two models have the same tier_index.")
        for row in rows:
            item_rules.check_price(shop, row["original_price"])
            item_rules.stock_by_place(self._store, row["seller_stock"])

    def _make(self, item: Item, row: dict[str, Any], tiers: list[Tier]) -> Variant:
        stock, places = item_rules.stock_by_place(self._store, row["seller_stock"])
        place = tuple(row["tier_index"])
        return Variant(
            model_id=self._store.number("model", FIRST_MODEL) if tiers else 0,
            sku=row.get("model_sku", "") if tiers else item.sku,
            name=_name(tiers, place),
            tier_index=place,
            list_price=row["original_price"],
            stock=stock,
            weight=row.get("weight"),
            dimension=row.get("dimension"),
            days_to_ship=(row.get("pre_order") or {}).get("days_to_ship") or 0,
            gtin=row.get("gtin_code", ""),
            locations=places,
        )


def _check_place(place: tuple[int, ...], tiers: list[Tier]) -> None:
    if not tiers and place:
        raise refuse("error_model_empty_tier_index_nonempty", "There are no tiers for this tier_index.")
    if tiers and not place:
        raise refuse("error_model_nonempty_itemtier_empty_index", "tier_index is empty.")
    if len(place) != len(tiers):
        raise refuse(
            "error_model_tier_index_level_mismatch_var_level", "tier_index needs one place per tier."
        )
    for position, (_name_of_tier, options) in zip(place, tiers, strict=True):
        if not 0 <= position < len(options):
            raise refuse("error_model_tier_index_bound", "tier_index points past the options.")


def _name(tiers: list[Tier], place: tuple[int, ...]) -> str:
    return ",".join(
        options[position] for position, (_name_of_tier, options) in zip(place, tiers, strict=True)
    )
