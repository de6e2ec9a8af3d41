"""Pages and ids with the codes that some endpoints have for them."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from .errors import ApiError, messages
from .gate import Call
from .model import Product
from .paging import paged, refuse_size
from .store import Store

T = TypeVar("T")
NOT_THERE, NOT_YOURS = 12052260, 12052048


def coded_page(
    store: Store,
    call: Call,
    rows: Sequence[T],
    place: Callable[[T], tuple[int, str]],
    *,
    size_code: int,
    token_code: int,
) -> tuple[list[T], dict[str, Any]]:
    """Return a page as :func:`~.paging.paged` does, 1 to 100 rows.

    :raise ApiError: `size_code` for a wrong page size, `token_code` for a wrong token
    """
    refuse_size(size_code, call.request.get("page_size"), 1, 100)
    try:
        return paged(store, call, rows, place)
    except ApiError:
        raise ApiError(token_code) from None


def own_product(store: Store, call: Call, product_id: str, foreign: int = NOT_YOURS) -> Product:
    """Return a listing of the shop that calls.

    :raise ApiError: 12052260 if there is none with this id, `foreign` if another shop has it
    """
    product = store.products.get(product_id)
    if product is None:
        raise ApiError(NOT_THERE)
    if product.shop_id != call.shop.id:
        raise ApiError(foreign)
    return product


def filled(code: int, **values: str) -> ApiError:
    """Return the refusal with `code`, the places in its words (``{{name}}``) filled in."""
    words = messages().get(str(code), "")
    for name, value in values.items():
        words = words.replace("{{" + name + "}}", value)
    return ApiError(code, words)
