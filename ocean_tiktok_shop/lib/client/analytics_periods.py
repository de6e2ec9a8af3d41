"""What the calls of analytics have in common: days, pages, currency."""

from datetime import date
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from ..const import ANALYTICS_PAGE
from .arguments import as_params, check_day, check_shape, paging
from .shapes.analytics import Listing


def check_days(first: date, end: date) -> list[tuple[str, str]]:
    """Return the parameters for the days ``first <= day < end``."""
    start_date_ge, end_date_lt = check_day("start_date_ge", first), check_day("end_date_lt", end)
    if start_date_ge >= end_date_lt:
        raise InvalidRequest("start_date_ge, end_date_lt: at least one day is needed")
    return [("start_date_ge", start_date_ge), ("end_date_lt", end_date_lt)]


def list_params(
    first: date, end: date, page_size: int, page_token: str, options: Any
) -> list[tuple[str, str]]:
    """Return the parameters of a list for some days; `options` are those of `Listing`."""
    params = check_days(first, end) + paging(page_size, page_token, ANALYTICS_PAGE)
    return params + as_params(check_shape(Listing, "", options))


def check_currency(currency: str) -> list[tuple[str, str]]:
    """Return the parameter for amounts in the currency of the shop (LOCAL) or in USD."""
    return [("currency", check_choice("currency", currency, ("LOCAL", "USD")))]
