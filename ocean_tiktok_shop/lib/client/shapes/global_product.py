"""Global products, their copies in other markets, and who answers for products in the EU."""

from typing import Annotated, Any, Literal

from typing_extensions import Required, TypedDict

from .product import Dimensions, Image, ProductAttribute, Weight
from .types import Amount, Id, Moment, Name, between, filters, upto, wire

Quantity = Annotated[int, between(0, 999999)]


@wire
class GlobalStock(TypedDict):
    """Stock of a global SKU in one global warehouse."""

    global_warehouse_id: Id
    quantity: Quantity


@wire
class GlobalSkuStock(TypedDict):
    """New stock of one global SKU."""

    id: Id
    inventory: Annotated[list[GlobalStock], upto(50, 1)]


@wire
class PartialGlobalProduct(TypedDict, total=False):
    """Body of "Partial Edit Global Product"."""

    title: Annotated[str, upto(300, 1)]
    description: Annotated[str, upto(10000)]
    category_id: Id
    brand_id: Id
    main_images: Annotated[list[Image], upto(9, 1)]
    skus: Annotated[list[dict[str, Any]], upto(300, 1)]
    package_weight: Weight
    package_dimensions: Dimensions
    certifications: Annotated[list[dict[str, Any]], upto(10)]
    product_attributes: list[ProductAttribute]
    manufacturer_ids: list[Id]
    responsible_person_ids: list[Id]
    category_version: Name
    external_global_product_id: Annotated[str, upto(999)]


@wire
class GlobalProduct(PartialGlobalProduct, total=False):
    """Body of "Create Global Product" and "Edit Global Product"."""

    title: Required[Annotated[str, upto(300, 1)]]
    description: Required[Annotated[str, upto(10000)]]
    category_id: Required[Id]
    main_images: Required[Annotated[list[Image], upto(9, 1)]]
    skus: Required[Annotated[list[dict[str, Any]], upto(300, 1)]]
    package_weight: Required[Weight]


@filters
class GlobalProductFilter(TypedDict, total=False):
    """Filters of "Search Global Products"; both ends of times count."""

    status: Literal["PUBLISHED", "UNPUBLISHED", "DRAFT", "DELETED"]
    seller_skus: list[Name]
    create_time_ge: Moment
    create_time_le: Moment
    update_time_ge: Moment
    update_time_le: Moment


@wire
class PublishTarget(TypedDict, total=False):
    """A market that a global product is published in."""

    region: Required[Name]
    skus: Required[Annotated[list[dict[str, Any]], upto(300, 1)]]
    responsible_person_ids: list[Id]
    manufacturer_ids: list[Id]


@wire
class ReplicaPrice(TypedDict, total=False):
    """Price of a SKU in another market."""

    currency: Name
    sale_price: Required[Amount]


@wire
class ReplicaSku(TypedDict, total=False):
    """A SKU in another market."""

    source_sku_id: Id
    price: ReplicaPrice
    inventory: list[dict[str, Any]]
    seller_sku: Name


@wire
class ReplicaTarget(TypedDict, total=False):
    """A market that a product is copied into."""

    region: Required[Name]
    skus: list[ReplicaSku]
    inventory_mode: Literal["EXCLUSIVE", "SHARED"]
    certifications: Annotated[list[dict[str, Any]], upto(10)]
    manufacturer_ids: list[Id]
    responsible_person_ids: list[Id]
    product_attributes: list[ProductAttribute]


@wire
class ManufacturerEdit(TypedDict, total=False):
    """Body of "Partial Edit Manufacturer"."""

    name: Annotated[str, upto(255, 1)]
    registered_trade_name: Annotated[str, upto(200)]
    email: Name
    phone_number: dict[str, Any]
    address: Annotated[str, upto(500, 1)]
    locale: Name


@wire
class Manufacturer(ManufacturerEdit, total=False):
    """Body of "Create Manufacturer"."""

    name: Required[Annotated[str, upto(255, 1)]]
    email: Required[Name]
    phone_number: Required[dict[str, Any]]
    address: Required[Annotated[str, upto(500, 1)]]


@wire
class ResponsiblePersonEdit(TypedDict, total=False):
    """Body of "Partial Edit Responsible Person"."""

    name: Annotated[str, upto(200, 1)]
    email: Name
    phone_number: dict[str, Any]
    address: dict[str, Any]
    locale: Name


@wire
class ResponsiblePerson(ResponsiblePersonEdit, total=False):
    """Body of "Create Responsible Person"."""

    name: Required[Annotated[str, upto(200, 1)]]
    email: Required[Name]
    phone_number: Required[dict[str, Any]]
    address: Required[dict[str, Any]]


@filters
class ManufacturerFilter(TypedDict, total=False):
    """Filters of "Search Manufacturers"; no more ids than rows of a page."""

    manufacturer_ids: list[Id]
    keyword: Annotated[str, upto(200, 1)]
    locales: list[Name]


@filters
class ResponsiblePersonFilter(TypedDict, total=False):
    """Filters of "Search Responsible Persons"; no more ids than rows of a page."""

    responsible_person_ids: list[Id]
    keyword: Annotated[str, upto(200, 1)]
    locales: list[Name]


@filters
class SizeChartFilter(TypedDict, total=False):
    """Filters of "Search Size Charts"."""

    ids: list[Id]
    keyword: Name
    size_chart_mode: Literal["PRODUCT_SCOPED", "REUSABLE_TEMPLATE"]


@wire
class SizeChartData(TypedDict):
    """What a size chart shows; ``table`` has ``headers`` and ``rows`` of ``cells``."""

    measurement_type: Name
    table: dict[str, Any]
    unit_system: Name


@wire
class SizeChart(TypedDict, total=False):
    """Body of "Create Size Chart"."""

    category_id: Required[Id]
    size_chart_data: Required[SizeChartData]
    size_chart_mode: Required[Literal["REUSABLE_TEMPLATE", "PRODUCT_SCOPED"]]
    template_name: Name


@wire
class SizeChartEdit(TypedDict, total=False):
    """Body of "Edit Size Chart"."""

    size_chart_id: Required[Id]
    size_chart_data: Required[SizeChartData]
    template_name: Name
