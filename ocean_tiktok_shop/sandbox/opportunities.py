"""What the platform would like to see offered: invented, the same in every world."""

from typing import Any, Final, NamedTuple

from . import shelf
from .catalogue_data import BAGS, CARE, HIJABS, HOME, TOPS

DAY = 86_400
LIFE = 30 * DAY


class Wish(NamedTuple):
    """An opportunity: its kind, title, category, brand, reward, tag, and days since it was made."""

    kind: str
    title: str
    category: str
    brand: str
    reward: str
    tag: str
    age: int


WISHES: Final = (
    Wish(
        "PRODUCT", "Kaos Katun Motif Laut Unisex", TOPS, "Ombak Wear", "Gratis ongkir 30 hari", "TRENDING", 3
    ),
    Wish("PRODUCT", "Tas Serut Kanvas Bordir", BAGS, "", "", "NEW", 9),
    Wish("PRODUCT", "Hijab Instan Jersey Premium", HIJABS, "", "Voucher Rp25.000", "TRENDING", 40),
    Wish("KEYWORD", "serum niacinamide", CARE, "", "", "SEARCHED", 2),
    Wish("KEYWORD", "kemeja flanel wanita", TOPS, "", "", "SEARCHED", 6),
    Wish("CATEGORY", "Tekstil & Dekorasi", HOME, "", "", "NEW", 1),
)
"""The third one has expired when the world begins."""


def opportunity_id(place: int) -> str:
    """Return the id of the opportunity at `place` of the list."""
    return str(7_520_000_000_000_000_000 + place)


def find(number: str) -> tuple[int, Wish] | None:
    """Return place and wish of the opportunity with id `number`, if there is one."""
    return next(((place, wish) for place, wish in enumerate(WISHES) if opportunity_id(place) == number), None)


def times(wish: Wish, epoch: int) -> tuple[int, int]:
    """Return when `wish` was made and when it ends, in a world that began at `epoch`."""
    made = epoch - wish.age * DAY
    return made, made + LIFE


def levels(wish: Wish) -> dict[str, str]:
    """Return ids and names of the category and those above it, by level."""
    steps = shelf.chain(wish.category)
    shown = {}
    for level in (1, 2, 3):
        step = steps[level - 1] if level <= len(steps) else {"id": "", "local_name": ""}
        shown[f"category_id_level_{level}"] = step["id"]
        shown[f"category_name_level_{level}"] = step["local_name"]
    return shown


def brief(place: int, wish: Wish, epoch: int) -> dict[str, Any]:
    """Return an opportunity as List Opportunities shows it; figures are text."""
    made, ends = times(wish, epoch)
    return {
        "id": opportunity_id(place),
        "title": wish.title,
        "reference_images": [],
        **levels(wish),
        "is_collected": False,
        "query_words": wish.title if wish.kind == "KEYWORD" else "",
        "opportunity_type": wish.kind,
        "brand_name": wish.brand,
        "create_time": made,
        "expire_time": ends,
        "est_market_sales_volume": str(1200 - place * 100),
        "est_market_gmv": str(90_000_000 - place * 5_000_000),
        "search_volume": str(40_000 - place * 2000),
        "competitor_product_count": str(30 + place),
        "video_view_pv": str(500_000 - place * 1000),
        "tags": wish.tag,
        "tag_codes": [wish.tag],
        "reward_info": wish.reward,
        "external_product_id": "",
        "reference_source": "",
    }


def whole(place: int, wish: Wish, epoch: int, now: int) -> dict[str, Any]:
    """Return an opportunity as Get Opportunity Detail shows it."""
    row = brief(place, wish, epoch)
    basic = ("opportunity_type", "create_time", "expire_time", "title", *levels(wish), "reference_images",
             "reward_info", "tags", "tag_codes", "external_product_id", "reference_source")  # fmt: skip
    market = ("est_market_sales_volume", "est_market_gmv", "search_volume", "competitor_product_count")
    return {
        "id": row["id"],
        "action_type": "LIST_SAME" if wish.brand else "LIST_SIMILAR",
        "listing_criteria": {
            "product_brand": wish.brand,
            "product_category": shelf.category_name(wish.category),
            "product_status": "ACTIVATE",
            "keywords": row["query_words"],
        },
        "content_data": {"video_view_pv": row["video_view_pv"], "top_shoppable_video_links": []},
        "market_data": {name: row[name] for name in market},
        "basic_info": {
            **{name: row[name] for name in basic},
            "status": "ACTIVE" if row["expire_time"] > now else "EXPIRED",
            "brand_info": wish.brand,
        },
    }
