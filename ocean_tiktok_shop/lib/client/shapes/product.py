"""Products: Create, Edit, Partial Edit Product, Check Product Listing, Search Products, prices and stock."""

from typing import Annotated, Any, Literal

from typing_extensions import NotRequired, Required, TypedDict

from ...const import PRODUCT_SKUS
from .types import Amount, Id, Measure, Moment, Name, Seconds, between, filters, upto, wire

Platforms = Annotated[list[Literal["TIKTOK_SHOP", "TOKOPEDIA"]], upto(2, 1)]
Quantity = Annotated[int, between(0, 999999)]
"""Units in one warehouse. The pages say 1 to 99999; whether 0 is taken is unconfirmed, so it may go out."""


@wire
class Image(TypedDict):
    """An image that was uploaded before."""

    uri: Name


@wire
class Reference(TypedDict):
    """Something known by its id."""

    id: Id


@wire
class SalesAttribute(TypedDict, total=False):
    """What tells a variant from the others; the same set on every SKU."""

    id: Id
    name: Annotated[str, upto(20)]
    value_id: Id
    value_name: Annotated[str, upto(50)]
    sku_img: Image
    supplementary_sku_images: list[Image]


@wire
class WarehouseStock(TypedDict, total=False):
    """Stock of a SKU in one warehouse; a list of these names all warehouses of the SKU."""

    warehouse_id: Id
    quantity: Required[Quantity]
    backorder_quantity: int
    handling_time: int


@wire
class NewStock(TypedDict, total=False):
    """Stock of a SKU that is created or edited."""

    warehouse_id: Required[Id]
    quantity: Quantity
    backorder_quantity: int
    handling_time: int


@wire
class Price(TypedDict, total=False):
    """Price of a SKU; ``sale_price`` includes tax where the market shows prices so."""

    amount: Amount
    currency: Required[Name]
    sale_price: Amount


@wire
class Money(TypedDict):
    """An amount with its currency."""

    amount: Amount
    currency: Name


@wire
class ExternalPrice(Money):
    """A list price in another system."""

    source: Name


@wire
class IdentifierCode(TypedDict):
    """GTIN, EAN, UPC, ISBN or JAN."""

    code: Name
    type: Name


@wire
class Dimensions(TypedDict):
    """Whole numbers in SEA; ``unit`` CENTIMETER or INCH (product), CM or INCH (package)."""

    length: Measure
    width: Measure
    height: Measure
    unit: Name


@wire
class Weight(TypedDict):
    """``unit`` KILOGRAM or POUND (product; KILOGRAM in SEA), GRAM or POUND (package)."""

    value: Measure
    unit: Name


@wire
class Sku(TypedDict, total=False):
    """One variant; a product without variants has one SKU without sales attributes."""

    id: Id
    sales_attributes: Annotated[list[SalesAttribute], upto(3)]
    seller_sku: Annotated[str, upto(50)]
    price: Price
    inventory: list[NewStock]
    external_sku_id: Annotated[str, upto(999)]
    identifier_code: IdentifierCode
    combined_skus: list[dict[str, Any]]
    sku_unit_count: Measure
    external_urls: list[str]
    extra_identifier_codes: list[str]
    pre_sale: dict[str, Any]
    list_price: Money
    external_list_prices: list[ExternalPrice]
    fees: list[dict[str, Any]]
    sku_dimensions: Dimensions
    sku_weight: Weight


@wire
class NewSku(Sku):
    """A variant of a product that is created."""

    price: Required[Price]
    inventory: Required[list[NewStock]]


@wire
class Certification(TypedDict, total=False):
    """A document that the category asks for."""

    id: Required[Id]
    images: list[Image]
    files: list[dict[str, Any]]
    expiration_date: Seconds


@wire
class ProductAttribute(TypedDict):
    """A property of the product that does not tell variants apart."""

    id: Id
    values: list[dict[str, Any]]


class _ProductParts(TypedDict, total=False):
    save_mode: Literal["AS_DRAFT", "LISTING"]
    brand_id: Id
    is_cod_allowed: bool
    certifications: Annotated[list[Certification], upto(10)]
    package_dimensions: Dimensions
    product_attributes: list[ProductAttribute]
    video: Reference
    external_product_id: Annotated[str, upto(999)]
    delivery_option_ids: list[Id]
    size_chart: dict[str, Any]
    category_version: Name
    manufacturer_ids: list[Id]
    responsible_person_ids: list[Id]
    listing_platforms: Platforms
    shipping_insurance_requirement: Literal["REQUIRED", "OPTIONAL", "NOT_SUPPORTED"]
    minimum_order_quantity: Annotated[int, between(1, 20)]
    is_pre_owned: bool
    is_not_for_sale: bool
    primary_combined_product_id: Id
    shipping_template_id: Id
    locale: Name


@wire
class PartialProduct(_ProductParts, total=False):
    """Body of "Partial Edit Product": what is not named stays as it is."""

    title: Annotated[str, upto(300, 1)]
    description: Annotated[str, upto(10000)]
    main_images: Annotated[list[Image], upto(9, 1)]
    skus: Annotated[list[Sku], upto(PRODUCT_SKUS, 1)]
    package_weight: Weight


@wire
class Product(_ProductParts, total=False):
    """Body of "Edit Product": what is not named is removed."""

    title: Required[Annotated[str, upto(300, 1)]]
    description: Required[Annotated[str, upto(10000)]]
    category_id: Required[Id]
    main_images: Required[Annotated[list[Image], upto(9, 1)]]
    skus: Required[Annotated[list[Sku], upto(PRODUCT_SKUS, 1)]]
    package_weight: Required[Weight]


@wire
class NewProduct(Product, total=False):
    """Body of "Create Product" and "Check Product Listing". Title: 25 to 255 characters in Indonesia."""

    skus: Required[Annotated[list[NewSku], upto(PRODUCT_SKUS, 1)]]
    idempotency_key: Annotated[str, upto(128)]


@wire
class SkuStock(TypedDict):
    """New stock of one SKU, in all its warehouses."""

    id: Id
    inventory: Annotated[list[WarehouseStock], upto(100, 1)]


@wire
class SkuPrice(TypedDict):
    """New price of one SKU."""

    id: Id
    price: Price
    list_price: NotRequired[Money]
    external_list_prices: NotRequired[list[ExternalPrice]]


@filters
class ProductFilter(TypedDict, total=False):
    """Filters of "Search Products"."""

    status: Literal[
        "ALL",
        "DRAFT",
        "PENDING",
        "FAILED",
        "ACTIVATE",
        "SELLER_DEACTIVATED",
        "PLATFORM_DEACTIVATED",
        "FREEZE",
        "DELETED",
    ]
    seller_skus: list[Name]
    create_time_ge: Moment
    create_time_le: Moment
    update_time_ge: Moment
    update_time_le: Moment
    category_version: Name
    listing_quality_tiers: list[Literal["POOR", "FAIR", "GOOD", "EXCELLENT"]]
    listing_platforms: Platforms
    audit_status: list[Literal["AUDITING", "FAILED", "APPROVED"]]
    sku_ids: Annotated[list[Id], upto(10, 1)]
    sns_filter: Name
    return_draft_version: bool
    locale: Name
    include_live_quick_products: bool


@filters
class CategoryFilter(TypedDict, total=False):
    """Filters of "Get Categories"."""

    locale: Name
    keyword: Name
    category_version: Name
    listing_platform: Literal["TIKTOK_SHOP", "TOKOPEDIA"]
    include_prohibited_categories: bool
    is_live_quick: bool


@filters
class GlobalCategoryFilter(TypedDict, total=False):
    """Filters of "Get Global Categories"."""

    locale: Name
    keyword: Name
    category_version: Name


@filters
class BrandFilter(TypedDict, total=False):
    """Filters of "Get Brands"."""

    category_id: Id
    is_authorized: bool
    brand_name: Name
    category_version: Name


@filters
class BrandHint(TypedDict, total=False):
    """What "Suggest Brands" may know beside the title."""

    category_id: Id
    description: Annotated[str, upto(10000)]
    images: list[Image]


@filters
class GlobalCategoryHint(TypedDict, total=False):
    """What "Recommend Global Categories" may know beside the title."""

    description: Annotated[str, upto(10000)]
    images: list[Image]
    category_version: Literal["v1", "v2"]


@filters
class CategoryHint(TypedDict, total=False):
    """What "Recommend Category" may know beside the title."""

    description: Annotated[str, upto(10000)]
    images: list[Image]
    category_version: Name
    listing_platform: Literal["TIKTOK_SHOP", "TOKOPEDIA"]
    include_prohibited_categories: bool
    locale: Name
    is_live_quick: bool
