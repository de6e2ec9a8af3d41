"""Endpoints ``product/*/size_charts`` and ``product/*/sizecharts``."""

from typing import Any

from .errors import ApiError
from .gate import Call
from .model import Record
from .rows import coded_page
from .shelf import check_leaf
from .store import Store

NO_CHART = 12052128
DEFAULT_LOCALE = "id-ID"


class SizeChartApi:
    """A shop makes size charts; its seller finds those of all its shops."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create(self, call: Call) -> dict[str, Any]:
        """POST /product/202610/size_charts."""
        check_leaf(call.body["category_id"])
        number = self._store.new_id("size chart")
        self._store.keep("size_chart", Record(number, call.shop.id, {**call.body}))
        return {"size_chart_id": number}

    def edit(self, call: Call) -> dict[str, Any]:
        """POST /product/202610/size_charts/edit: the data is replaced, the name if it is sent."""
        record = self._store.records.get("size_chart", {}).get(call.body["size_chart_id"])
        if record is None or record.shop_id != call.shop.id:
            raise ApiError(NO_CHART)
        names = ("size_chart_data", "template_name")
        record.data |= {name: call.body[name] for name in names if name in call.body}
        return {"size_chart_id": record.id}

    def search(self, call: Call) -> dict[str, Any]:
        """POST /product/202407/sizecharts/search: of all shops of the seller."""
        rows = [record for record in charts_of(self._store, call.open_id) if _wanted(record, call)]
        page, more = coded_page(
            self._store,
            call,
            rows,
            lambda record: (0, record.id),
            size_code=12019109,
            token_code=12019108,
        )
        return {"size_chart": [_show(record) for record in page], **more}


def charts_of(store: Store, open_id: str) -> list[Record]:
    """Return the size charts of a seller."""
    return [record for shop in store.shops_of(open_id) for record in store.of_shop("size_chart", shop.id)]


def _wanted(record: Record, call: Call) -> bool:
    ids, mode = call.body.get("ids") or [record.id], call.body.get("size_chart_mode")
    locales = call.entries("locales") or [DEFAULT_LOCALE]
    return (
        record.id in ids
        and mode in (None, record.data["size_chart_mode"])
        and call.body.get("keyword", "").lower() in record.data.get("template_name", "").lower()
        and DEFAULT_LOCALE in locales
    )


def _show(record: Record) -> dict[str, Any]:
    data = {"locale": DEFAULT_LOCALE, "size_chart_data": record.data["size_chart_data"]}
    return {
        "template_id": record.id,
        "template_name": record.data.get("template_name", ""),
        "images": [],
        "related_category_ids": [record.data["category_id"]],
        "size_chart_datas": [data],
        "size_chart_mode": record.data["size_chart_mode"],
    }
