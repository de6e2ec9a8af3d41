"""A product that is being thought about."""

from typing import Annotated, Any, Literal

from typing_extensions import Required, TypedDict

from .product import Image
from .types import Id, upto, wire


@wire
class DraftProduct(TypedDict, total=False):
    """Body of "Diagnose and Optimize Product"."""

    category_id: Required[Id]
    product_id: Id
    title: Annotated[str, upto(300, 1)]
    description: Annotated[str, upto(10000)]
    brand_id: Id
    main_images: list[Image]
    product_attributes: list[dict[str, Any]]
    size_chart: dict[str, Any]
    optimization_fields: list[Literal["TITLE", "DESCRIPTION", "IMAGE", "ALL", "NONE"]]
