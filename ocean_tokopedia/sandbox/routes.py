"""The endpoints: verbs, path, envelope and handler of each."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .api_app import AppApi
from .api_bundle import BundleApi
from .api_campaign import CampaignApi
from .api_chat import ChatApi
from .api_finance import FinanceApi
from .api_order import OrderApi
from .api_order_action import OrderActionApi
from .api_product import ProductApi
from .api_product_edit import ProductEditApi
from .api_shop import ShopApi

Handler = Callable[[Any], Any]
_PART = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Route:
    """An endpoint. ``style`` names the envelope of its answers, see ``envelopes.py``."""

    verbs: tuple[str, ...]
    path: str
    handler: Handler
    style: str = "plain"
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", re.compile(_PART.sub(r"(?P<\1>[^/]+)", self.path)))

    @property
    def writes(self) -> bool:
        """Whether the endpoint can change something; initiating a conversation is a GET that does."""
        return self.verbs != ("GET",) or self.path.endswith("/initiate")


GET, POST, PATCH = ("GET",), ("POST",), ("PATCH",)


def app_routes(api: AppApi) -> list[Route]:
    """Return the endpoints of the app."""
    return [
        Route(GET, "/v1/fs/{fs_id}", api.registered),
        Route(POST, "/v1/fs/{fs_id}/register", api.register),
        Route(GET, "/v1/fs/{fs_id}/whitelist", api.whitelist),
        Route(POST, "/v1/fs/{fs_id}/trigger", api.trigger),
        Route(GET, "/v1/order/{order_id}/fs/{fs_id}/webhook", api.payload),
    ]


def order_routes(api: OrderApi, action: OrderActionApi) -> list[Route]:
    """Return the endpoints of orders."""
    return [
        Route(GET, "/v2/order/list", api.order_list),
        Route(GET, "/v2/fs/{fs_id}/order", api.order),
        Route(GET, "/v1/fs/{fs_id}/fulfillment_order", api.fulfillment_order, "fulfillment"),
        Route(GET, "/v1/order/{order_id}/fs/{fs_id}/shipping-label", api.label),
        Route(GET, "/resolution/v1/fs/{fs_id}/ticket", api.tickets),
        Route(POST, "/v1/order/{order_id}/fs/{fs_id}/ack", action.ack),
        Route(POST, "/v1/order/{order_id}/fs/{fs_id}/nack", action.nack),
        Route(POST, "/v1/order/{order_id}/fs/{fs_id}/reject-cancel", action.reject_cancel),
        Route(POST, "/v1/order/{order_id}/fs/{fs_id}/status", action.status),
        Route(POST, "/v1/order/{order_id}/fs/{fs_id}/pof/request", action.request_pof),
        Route(POST, "/inventory/v1/fs/{fs_id}/pick-up", action.pick_up),
    ]


def product_routes(api: ProductApi) -> list[Route]:
    """Return the endpoints that read products and categories."""
    return [
        Route(GET, "/inventory/v1/fs/{fs_id}/product/info", api.info),
        Route(GET, "/inventory/v1/fs/{fs_id}/product/list", api.search),
        Route(GET, "/inventory/v1/fs/{fs_id}/product/variant/{product_id}", api.variants),
        Route(GET, "/inventory/v2/fs/{fs_id}/category/get_variant", api.category_variants),
        Route(GET, "/inventory/v1/fs/{fs_id}/category/get_variant", api.category_variants_v1),
        Route(GET, "/v1/fs/{fs_id}/product/annotation", api.annotations),
        Route(GET, "/inventory/v1/fs/{fs_id}/product/category", api.categories, "counted"),
        Route(GET, "/v1/discussion/fs/{fs_id}/list", api.discussion),
    ]


def edit_routes(api: ProductEditApi) -> list[Route]:
    """Return the endpoints that change products, prices and stock."""
    return [
        Route(POST, "/v3/products/fs/{fs_id}/create", api.create),
        Route(PATCH, "/v3/products/fs/{fs_id}/edit", api.edit),
        Route(POST, "/v2/products/fs/{fs_id}/create", api.create_later),
        Route(PATCH, "/v2/products/fs/{fs_id}/edit", api.edit_later),
        Route(GET, "/v2/products/fs/{fs_id}/status/{upload_id}", api.upload_status),
        Route(POST, "/v1/products/fs/{fs_id}/active", api.activate),
        Route(POST, "/v1/products/fs/{fs_id}/inactive", api.deactivate),
        # POST in working clients, DELETE in one copy of the documentation.
        Route(("POST", "DELETE"), "/v3/products/fs/{fs_id}/delete", api.delete),
        Route(POST, "/inventory/v1/fs/{fs_id}/price/update", api.price_update),
        Route(POST, "/inventory/v1/fs/{fs_id}/stock/update", api.stock_update),
        Route(POST, "/inventory/v1/fs/{fs_id}/stock/sync", api.stock_sync),
        Route(POST, "/inventory/v2/fs/{fs_id}/stock/increment", api.increment),
        Route(POST, "/inventory/v2/fs/{fs_id}/stock/decrement", api.decrement),
        Route(POST, "/inventory/v1/fs/{fs_id}/stock/increment", api.increment),
        Route(POST, "/inventory/v1/fs/{fs_id}/stock/decrement", api.decrement),
    ]


def shop_routes(api: ShopApi) -> list[Route]:
    """Return the endpoints of the shop, its showcases and its couriers."""
    return [
        Route(GET, "/v1/shop/fs/{fs_id}/shop-info", api.info, "shop"),
        Route(POST, "/v2/shop/fs/{fs_id}/shop-status", api.status),
        Route(GET, "/v1/showcase/fs/{fs_id}/get", api.showcases),
        Route(POST, "/v1/showcase/fs/{fs_id}/create", api.showcase_create),
        # PATCH in working clients, POST in one copy of the documentation.
        Route(("PATCH", "POST"), "/v1/showcase/fs/{fs_id}/update", api.showcase_update),
        Route(POST, "/v1/showcase/fs/{fs_id}/delete", api.showcase_delete),
        Route(GET, "/inventory/v1/fs/{fs_id}/product/etalase", api.etalase),
        Route(GET, "/v2/logistic/fs/{fs_id}/info", api.couriers, "chat"),
        Route(GET, "/v1/logistic/fs/{fs_id}/active-info", api.active_couriers),
        Route(POST, "/v2/logistic/fs/{fs_id}/update", api.update_couriers),
    ]


def market_routes(
    chat: ChatApi, campaign: CampaignApi, bundle: BundleApi, finance: FinanceApi
) -> list[Route]:
    """Return the endpoints of conversations, discounts and the balance."""
    saldo = "/fs/{fs_id}/shop/{shop_id}/saldo-history"
    return [
        Route(GET, "/v1/chat/fs/{fs_id}/messages", chat.conversations, "chat"),
        Route(GET, "/v1/chat/fs/{fs_id}/messages/{msg_id}/replies", chat.replies, "chat"),
        Route(GET, "/v1/chat/fs/{fs_id}/initiate", chat.initiate, "chat"),
        Route(POST, "/v1/chat/fs/{fs_id}/messages/{msg_id}/reply", chat.send, "chat"),
        Route(GET, "/v1/campaign/fs/{fs_id}/view", campaign.campaigns),
        Route(GET, "/v2/slash-price/fs/{fs_id}/view", campaign.slash_prices),
        Route(GET, "/v1/slash-price/fs/{fs_id}/view", campaign.slash_prices_v1),
        Route(POST, "/v1/slash-price/fs/{fs_id}/add", campaign.add),
        Route(POST, "/v1/slash-price/fs/{fs_id}/update", campaign.update),
        Route(POST, "/v1/slash-price/fs/{fs_id}/cancel", campaign.cancel),
        Route(GET, "/v1/products/bundle/fs/{fs_id}/list", bundle.page),
        Route(GET, "/v1/products/bundle/fs/{fs_id}/info", bundle.info),
        Route(POST, "/v1/products/bundle/fs/{fs_id}/create", bundle.create),
        Route(PATCH, "/v1/products/bundle/fs/{fs_id}/edit", bundle.edit),
        Route(GET, "/v1" + saldo, finance.history),
        Route(GET, "/v2" + saldo, finance.request_export),
        Route(GET, "/v2" + saldo + "/status", finance.export_status),
    ]
