"""The shapes of the platform's payloads, as far as we use them; :func:`~.fields.load` fills them.

"Get Order List" (202309) and "Get Order Detail" (202309 and 202507) show orders alike. Products are in
`payloads_product`.
"""

from typing import Annotated

from pydantic import BeforeValidator

from odoo.addons.ocean_marketplace_base.lib.fields import (
    Moment,
    NeededMoment,
    OptionalPrice,
    Price,
    Shape,
)

from .fields import Flag, Ident, NeededIdent, NeededText, Text, records


class Part(Shape):
    """An element of ``combined_listing_skus`` or ``sub_item_info``: a part of one unit, never priced."""

    sku_id: Ident = ""


class LineItem(Shape):
    """An element of ``line_items``: *one unit*; amounts are of the unit."""

    id: NeededIdent
    product_id: NeededIdent
    product_name: NeededText
    sku_id: NeededIdent
    sku_name: Text = ""
    sku_image: Text = ""
    sku_type: Text = ""
    seller_sku: Text = ""
    original_price: Price
    sale_price: Price
    seller_discount: OptionalPrice = None
    platform_discount: OptionalPrice = None
    buyer_service_fee: OptionalPrice = None
    pfand_fee: OptionalPrice = None
    is_gift: Flag = False
    display_status: Text = ""
    cancel_user: Text = ""
    cancel_reason: Text = ""
    package_id: Ident = ""
    package_status: Text = ""
    tracking_number: Ident = ""
    shipping_provider_id: Ident = ""
    shipping_provider_name: Text = ""
    combined_listing_skus: Annotated[list[Part], BeforeValidator(records)] = []
    sub_item_info: Annotated[list[Part], BeforeValidator(records)] = []

    @property
    def is_bundle(self) -> bool:
        """Return whether the unit consists of others: a combined listing or a virtual bundle."""
        return bool(self.combined_listing_skus or self.sub_item_info)


class Level(Shape):
    """An element of ``district_info``: one level of an address, ``L0`` being the country."""

    address_level: Text = ""
    address_level_name: Text = ""
    address_name: Text = ""


class Recipient(Shape):
    """``recipient_address``: masked where the platform ships, empty while UNPAID or ON_HOLD."""

    name: Text = ""
    first_name: Text = ""
    last_name: Text = ""
    phone_number: Ident = ""
    full_address: Text = ""
    address_detail: Text = ""
    address_line1: Text = ""
    address_line2: Text = ""
    postal_code: Ident = ""
    post_town: Text = ""
    region_code: Text = ""
    district_info: Annotated[list[Level], BeforeValidator(records)] = []


class PackageInfo(Shape):
    """An element of ``packages``; what is in it and where it is, the units tell."""

    id: NeededIdent


class Payment(Shape):
    """The typed part of ``payment``; its many amounts are read by name from the raw payload."""

    currency: NeededText
    total_amount: OptionalPrice = None


class OrderDetail(Shape):
    """An element of ``orders``."""

    id: NeededIdent
    status: NeededText
    create_time: NeededMoment
    update_time: NeededMoment
    paid_time: Moment = None
    rts_sla_time: Moment = None
    shipping_due_time: Moment = None
    tts_sla_time: Moment = None
    delivery_due_time: Moment = None
    delivery_sla_time: Moment = None
    request_cancel_time: Moment = None
    user_id: Ident = ""
    buyer_nickname: Text = ""
    buyer_email: Text = ""
    buyer_message: Text = ""
    seller_note: Text = ""
    payment_method_name: Text = ""
    is_cod: Flag = False
    shipping_type: Text = ""
    delivery_option_id: Ident = ""
    delivery_option_name: Text = ""
    shipping_provider_id: Ident = ""
    shipping_provider: Text = ""
    tracking_number: Ident = ""
    warehouse_id: Ident = ""
    commerce_platform: Text = ""
    order_type: Text = ""
    is_sample_order: Flag = False
    is_replacement_order: Flag = False
    replaced_order_id: Ident = ""
    is_exchange_order: Flag = False
    exchange_source_order_id: Ident = ""
    is_buyer_request_cancel: Flag = False
    cancellation_initiator: Text = ""
    cancel_reason: Text = ""
    recipient_address: Recipient | None = None
    payment: Payment
    line_items: list[LineItem]
    packages: Annotated[list[PackageInfo], BeforeValidator(records)] = []
