"""All endpoints of the simulated platform."""

from odoo.addons.ocean_marketplace_base.sandbox.faults import Faults

from .acts import Acts
from .api_auth import AuthApi
from .api_boost import BoostApi
from .api_bundle import BundleApi
from .api_category import CategoryApi
from .api_channel import ChannelApi
from .api_chat import ChatApi
from .api_chat_mark import ChatMarkApi
from .api_comment import CommentApi
from .api_discount import DiscountApi
from .api_discount_item import DiscountItemApi
from .api_document import DocumentApi
from .api_document_more import DocumentMoreApi
from .api_flash_sale import FlashSaleApi
from .api_flash_sale_item import FlashSaleItemApi
from .api_income import IncomeApi
from .api_invoice import InvoiceApi
from .api_item import ItemApi
from .api_media import MediaApi
from .api_merchant import MerchantApi
from .api_model import ModelApi
from .api_order import OrderApi
from .api_order_change import OrderChangeApi
from .api_package import PackageApi
from .api_payment import PaymentApi
from .api_price_stock import PriceStockApi
from .api_product import ProductApi
from .api_push import PushApi
from .api_returns import ReturnsApi
from .api_returns_act import ReturnsActApi
from .api_shipping import ShippingApi
from .api_shop import ShopApi
from .api_tracking import TrackingApi
from .api_voucher import VoucherApi
from .consent import Consent
from .damage import Damage
from .events import Events
from .machine import Machine
from .route import API, Route, get
from .store import Store


def all_routes(
    store: Store, events: Events, machine: Machine, acts: Acts, faults: Faults
) -> dict[str, Route]:
    """Return every endpoint by its path."""
    income = IncomeApi(store)
    groups = (
        *_partner_groups(store),
        *_product_groups(store, events),
        *_order_groups(store, events, machine, Damage(faults)),
        *_marketing_groups(store),
        ReturnsApi(store),
        ReturnsActApi(store, acts.cases),
        ChatApi(store, acts.chat),
        ChatMarkApi(store, acts.chat),
        income,
    )
    found = {API + path: route for group in groups for path, route in group.routes().items()}
    return found | Consent(store, events).routes() | {"/seller_income": get(income.file, "page")}


def _partner_groups(store: Store) -> tuple[AuthApi, PushApi, MerchantApi, ShopApi, MediaApi]:
    return AuthApi(store), PushApi(store), MerchantApi(store), ShopApi(store), MediaApi(store)


def _product_groups(
    store: Store, events: Events
) -> tuple[CategoryApi, ProductApi, ItemApi, ModelApi, PriceStockApi, BoostApi, CommentApi]:
    return (
        CategoryApi(store),
        ProductApi(store),
        ItemApi(store, events),
        ModelApi(store),
        PriceStockApi(store, events),
        BoostApi(store),
        CommentApi(store),
    )


def _order_groups(
    store: Store, events: Events, machine: Machine, damage: Damage
) -> tuple[
    OrderApi,
    PackageApi,
    OrderChangeApi,
    InvoiceApi,
    ShippingApi,
    TrackingApi,
    ChannelApi,
    DocumentApi,
    DocumentMoreApi,
    PaymentApi,
]:
    return (
        OrderApi(store, damage),
        PackageApi(store),
        OrderChangeApi(store, machine),
        InvoiceApi(store),
        ShippingApi(store, machine),
        TrackingApi(store, machine),
        ChannelApi(store),
        DocumentApi(store, events),
        DocumentMoreApi(store),
        PaymentApi(store, damage),
    )


def _marketing_groups(
    store: Store,
) -> tuple[VoucherApi, DiscountApi, DiscountItemApi, BundleApi, FlashSaleApi, FlashSaleItemApi]:
    return (
        VoucherApi(store),
        DiscountApi(store),
        DiscountItemApi(store),
        BundleApi(store),
        FlashSaleApi(store),
        FlashSaleItemApi(store),
    )
