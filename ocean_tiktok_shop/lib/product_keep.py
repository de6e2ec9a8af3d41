"""What a product has already, as the body of an edit that changes nothing.

"Edit Product" removes what is not named, so everything that can be named is: papers, videos, size charts,
delivery, bundles. Prices and stock of SKUs are not: they are optional for SKUs that exist, and stock may be
sold in the meantime.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.schema import ListingStatus

from .const import TIKTOK_SHOP
from .fields import records
from .status import listing_status

Raw = Mapping[str, Any]

_AS_THEY_ARE: Final = (
    "external_product_id",
    "is_cod_allowed",
    "is_not_for_sale",
    "is_pre_owned",
    "is_blind_box",
    "key_product_features",
    "manufacturer_ids",
    "minimum_order_quantity",
    "responsible_person_ids",
    "scheduled_sale",
    "search_terms",
    "selling_format",
    "shipping_insurance_requirement",
    "shipping_template_id",
)
_SKU_AS_IT_IS: Final = (
    "external_list_prices",
    "external_sku_id",
    "external_urls",
    "extra_identifier_codes",
    "fees",
    "identifier_code",
    "list_price",
    "pre_sale",
    "seller_sku",
    "sku_dimensions",
    "sku_unit_count",
    "sku_weight",
)
_BUNDLED: Final = ("product_id", "sku_id", "sku_count")
_RENAMED: Final = {"subscribe_info": "subscribe_info_edit"}
_NOTHING: Final = (None, "", [], {})


def kept_product(raw: Raw) -> dict[str, Any]:
    """Return the body of an "Edit Product" that leaves `raw` (``data`` of "Get Product") as it is."""
    kept = {name: raw.get(name) for name in _AS_THEY_ARE}
    kept |= {"title": raw.get("title"), "description": raw.get("description")}
    kept |= {_RENAMED.get(name, name): change(raw.get(name)) for name, change in _CHANGED.items()}
    kept["category_id"] = _leaf(records(raw.get("category_chains")))
    kept["brand_id"] = (raw.get("brand") or {}).get("id")
    kept["delivery_option_ids"] = _ids(raw.get("delivery_options"))
    kept["listing_platforms"] = storefronts_of(raw)
    kept["skus"] = [kept_sku(sku) for sku in records(raw.get("skus"))]
    return present(kept)


def kept_sku(raw: Raw) -> dict[str, Any]:
    """Return the element of ``skus`` that leaves `raw` as it is."""
    kept: dict[str, Any] = {"id": raw.get("id")} | {name: raw.get(name) for name in _SKU_AS_IT_IS}
    kept["sales_attributes"] = [kept_choice(one) for one in records(raw.get("sales_attributes"))]
    kept["combined_skus"] = [
        present({name: one.get(name) for name in _BUNDLED}) for one in records(raw.get("combined_skus"))
    ]
    return present(kept)


def kept_choice(raw: Raw) -> dict[str, Any]:
    """Return the element of ``sales_attributes`` that leaves `raw` as it is."""
    kept = {name: raw.get(name) for name in ("id", "name", "value_id", "value_name")}
    kept |= {
        "sku_img": _uri(raw.get("sku_img")),
        "supplementary_sku_images": _uris(raw.get("supplementary_sku_images")),
    }
    return present(kept)


def kept_properties(rows: Any) -> list[dict[str, Any]]:
    """Return ``product_attributes`` as they are sent."""
    return [
        {"id": one["id"], "values": [_value(value) for value in records(one.get("values"))]}
        for one in records(rows)
        if one.get("id") and one.get("values")
    ]


def storefronts_of(raw: Raw) -> list[str]:
    """Return where a product is shown as ``listing_platforms``, empty where it does not say."""
    others = [
        str(one["platform"])
        for one in records(raw.get("integrated_platform_statuses"))
        if one.get("platform") and listing_status(str(one.get("status"))) is not ListingStatus.DELETED
    ]
    return others if raw.get("is_pre_owned") or not others else [TIKTOK_SHOP, *others]


def present(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of `values` says something."""
    return {name: value for name, value in values.items() if value not in _NOTHING}


def _leaf(chain: list[Raw]) -> Any:
    leaf = next((step for step in chain if step.get("is_leaf")), chain[-1] if chain else {})
    return leaf.get("id")


def _ids(rows: Any) -> list[Any]:
    return [one["id"] for one in records(rows) if one.get("id")]


def _uri(image: Any) -> dict[str, Any]:
    return {"uri": image["uri"]} if isinstance(image, Mapping) and image.get("uri") else {}


def _uris(images: Any) -> list[dict[str, Any]]:
    return [_uri(image) for image in records(images) if _uri(image)]


def _value(value: Raw) -> dict[str, Any]:
    kept = {name: value.get(name) for name in ("id", "name")}
    metric = value.get("metric_standard_info")
    if isinstance(metric, Mapping):
        modules = records(metric.get("metric_value_module_infos"))
        kept["metric_standard_info"] = {
            "id": metric.get("id"),
            "metric_value_module_infos": [
                present({name: module.get(name) for name in ("id", "value", "unit_id")}) for module in modules
            ],
        }
    return present(kept)


def _papers(rows: Any) -> list[dict[str, Any]]:
    return [
        present(
            {
                "id": one.get("id"),
                "images": _uris(one.get("images")),
                "files": [
                    present({name: file.get(name) for name in ("id", "name", "format")})
                    for file in records(one.get("files"))
                ],
                "expiration_date": one.get("expiration_date"),
            }
        )
        for one in records(rows)
    ]


def _size_chart(chart: Any) -> dict[str, Any]:
    if not isinstance(chart, Mapping):
        return {}
    template = chart.get("template") or {}
    shown = {"image": _uri(chart.get("image")), "template": present({"id": template.get("id")})}
    return present(shown)


def _measured(measure: Any) -> dict[str, Any]:
    return present(measure) if isinstance(measure, Mapping) else {}


def _subscription(info: Any) -> dict[str, Any]:
    if not isinstance(info, Mapping):
        return {}
    return present(
        {
            "subscribe_status": info.get("subscribe_status"),
            "discount_details": [
                present({name: one.get(name) for name in ("discount_level", "discount_value")})
                for one in records(info.get("subscribe_discount_details"))
            ],
        }
    )


def _video(video: Any) -> dict[str, Any]:
    return {"id": video["id"]} if isinstance(video, Mapping) and video.get("id") else {}


_CHANGED: Final[Mapping[str, Callable[[Any], Any]]] = {
    "certifications": _papers,
    "main_images": _uris,
    "package_dimensions": _measured,
    "package_weight": _measured,
    "product_attributes": kept_properties,
    "size_chart": _size_chart,
    "subscribe_info": _subscription,
    "video": _video,
}
