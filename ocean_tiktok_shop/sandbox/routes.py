"""Which method answers which endpoint, in all versions."""

from collections.abc import Callable, Mapping
from typing import Any

from .api_affiliate import AffiliateApi
from .api_aftersale import CancellationApi
from .api_analytics import AnalyticsApi
from .api_category import CategoryApi
from .api_chat import ChatApi
from .api_creator import CreatorApi
from .api_finance import FinanceApi
from .api_fulfillment import FulfillmentApi
from .api_listing import ListingApi
from .api_logistics import LogisticsApi, SellerApi
from .api_media import MediaApi
from .api_order import OrderApi
from .api_parcels import ParcelApi
from .api_product import ProductApi
from .api_promotion import PromotionApi
from .api_returns import ReturnApi
from .api_target import TargetApi
from .api_upload import UploadApi
from .damage import Damage
from .gate import Call
from .operate import Operator
from .routes_more import more
from .routes_product import product_handlers

Handler = Callable[[Call], dict[str, Any]]


def handlers(operator: Operator) -> Mapping[str, Handler]:
    """Return the handler of each endpoint by method and path, with ``*`` for the version."""
    damage = Damage(operator.world.faults)
    return {
        **_seller(operator),
        **_product(operator),
        **_order(operator, damage),
        **_fulfillment(operator),
        **_aftersale(operator),
        **_finance(operator, damage),
        **_promotion(operator.promotion),
        **_chat(operator),
        **_affiliate(operator),
        **_creator(operator),
        **_analytics(operator),
        **more(operator),
        **product_handlers(operator.store, operator.pushes),
    }


def _seller(operator: Operator) -> dict[str, Handler]:
    seller, logistics = SellerApi(operator.store), LogisticsApi(operator.store)
    return {
        "GET /authorization/*/shops": seller.authorized_shops,
        "GET /seller/*/shops": seller.active_shops,
        "GET /seller/*/permissions": seller.permissions,
        "GET /event/*/webhooks": seller.webhooks,
        "PUT /event/*/webhooks": seller.put_webhook,
        "DELETE /event/*/webhooks": seller.delete_webhook,
        "GET /logistics/*/warehouses": logistics.warehouses,
        "GET /logistics/*/warehouses/{warehouse_id}/delivery_options": logistics.delivery_options,
        "GET /logistics/*/delivery_options/{delivery_option_id}/shipping_providers": logistics.providers,
        "GET /logistics/*/global_warehouses": logistics.global_warehouses,
    }


def _product(operator: Operator) -> dict[str, Handler]:
    store, pushes = operator.store, operator.pushes
    product, listing, upload = ProductApi(store, pushes), ListingApi(store, pushes), UploadApi(store)
    category = CategoryApi(store)
    return {
        "POST /product/*/products/search": product.search,
        "GET /product/*/products/{product_id}": product.detail,
        "POST /product/*/inventory/search": product.inventory,
        "POST /product/*/products/{product_id}/inventory/update": product.update_inventory,
        "POST /product/*/products/{product_id}/prices/update": product.update_prices,
        "POST /product/*/products/activate": product.activate,
        "POST /product/*/products/deactivate": product.deactivate,
        "DELETE /product/*/products": product.delete,
        "POST /product/*/products/recover": product.recover,
        "POST /product/*/products": listing.create,
        "PUT /product/*/products/{product_id}": listing.edit,
        "POST /product/*/products/{product_id}/partial_edit": listing.partial_edit,
        "GET /product/*/categories": category.categories,
        "GET /product/*/categories/{category_id}/attributes": category.attributes,
        "GET /product/*/categories/{category_id}/rules": category.rules,
        "POST /product/*/categories/recommend": category.recommend,
        "GET /product/*/brands": category.brands,
        "POST /product/*/brands": category.create_brand,
        "POST /product/*/products/listing_check": listing.listing_check,
        "GET /product/*/prerequisites": category.prerequisites,
        "POST /product/*/images/upload": upload.image,
        "POST /product/*/files/upload": upload.file,
    }


def _order(operator: Operator, damage: Damage) -> dict[str, Handler]:
    order = OrderApi(operator.store, damage)
    return {
        "POST /order/*/orders/search": order.search,
        "GET /order/*/orders": order.detail,
        "GET /order/*/orders/{order_id}/price_detail": order.prices,
        "POST /order/*/orders/external_orders": order.add_external,
        "GET /order/*/orders/{order_id}/external_orders": order.get_external,
        "POST /order/*/orders/external_order_search": order.find_external,
    }


def _fulfillment(operator: Operator) -> dict[str, Handler]:
    ship = FulfillmentApi(operator.store, operator.machine)
    parcel = ParcelApi(operator.store, operator.pushes, operator.machine)
    return {
        "POST /fulfillment/*/packages/search": ship.search,
        "GET /fulfillment/*/packages/{package_id}": ship.detail,
        "GET /fulfillment/*/packages/{package_id}/handover_time_slots": ship.slots,
        "POST /fulfillment/*/packages/{package_id}/ship": ship.ship,
        "POST /fulfillment/*/packages/ship": ship.ship_batch,
        "GET /fulfillment/*/packages/{package_id}/shipping_documents": ship.document,
        "POST /fulfillment/*/packages/{package_id}/shipping_info/update": ship.update_package,
        "POST /fulfillment/*/orders/{order_id}/shipping_info/update": ship.update_order,
        "POST /fulfillment/*/orders/{order_id}/packages": ship.western,
        "POST /fulfillment/*/packages": ship.western,
        "POST /fulfillment/*/orders/{order_id}/shipping_services/query": ship.western,
        "POST /fulfillment/*/packages/deliver": ship.deliver,
        "GET /fulfillment/*/orders/{order_id}/tracking": ship.tracking,
        "GET /logistics/*/orders/{order_id}/tracking": ship.logistics_tracking,
        "GET /fulfillment/*/orders/split_attributes": parcel.split_attributes,
        "POST /fulfillment/*/orders/{order_id}/split": parcel.split,
        "GET /fulfillment/*/combinable_packages/search": parcel.combinable,
        "POST /fulfillment/*/packages/combine": parcel.combine,
        "POST /fulfillment/*/packages/{package_id}/uncombine": parcel.uncombine,
        "POST /fulfillment/*/images/upload": parcel.image,
        "POST /fulfillment/*/files/upload": parcel.file,
        "POST /supply_chain/*/packages/sync": ship.certified,
    }


def _aftersale(operator: Operator) -> dict[str, Handler]:
    cancel = CancellationApi(operator.store, operator.cases)
    back = ReturnApi(operator.store, operator.cases, cancel)
    return {
        "POST /return_refund/*/cancellations/search": cancel.search,
        "POST /return_refund/*/cancellations": cancel.cancel,
        "POST /return_refund/*/cancellations/{cancel_id}/approve": cancel.approve,
        "POST /return_refund/*/cancellations/{cancel_id}/reject": cancel.reject,
        "GET /return_refund/*/reject_reasons": cancel.reject_reasons,
        "GET /return_refund/*/orders/{order_id}/aftersale_eligibility": cancel.eligibility,
        "POST /return_refund/*/refunds/calculate": cancel.calculate,
        "POST /return_refund/*/returns/search": back.search,
        "POST /return_refund/*/returns": back.create,
        "POST /return_refund/*/returns/{return_id}/approve": back.approve,
        "POST /return_refund/*/returns/{return_id}/reject": back.reject,
        "GET /return_refund/*/returns/{return_id}/records": back.records,
        "GET /return_refund/*/decision_eligibility": back.decisions,
    }


def _finance(operator: Operator, damage: Damage) -> dict[str, Handler]:
    finance = FinanceApi(operator.store, damage)
    return {
        "GET /finance/*/statements": finance.statements,
        "GET /finance/*/statements/{statement_id}/statement_transactions": finance.by_statement,
        "GET /finance/*/orders/{order_id}/statement_transactions": finance.by_order,
        "GET /finance/*/orders/unsettled": finance.unsettled,
        "GET /finance/*/withdrawals": finance.withdrawals,
        "GET /finance/*/payments": finance.payments,
    }


def _promotion(promotion: PromotionApi) -> dict[str, Handler]:
    return {
        "POST /promotion/*/activities": promotion.create,
        "PUT /promotion/*/activities/{activity_id}": promotion.edit,
        "GET /promotion/*/activities/{activity_id}": promotion.detail,
        "POST /promotion/*/activities/search": promotion.search,
        "PUT /promotion/*/activities/{activity_id}/products": promotion.put_products,
        "DELETE /promotion/*/activities/{activity_id}/products": promotion.remove_products,
        "POST /promotion/*/activities/{activity_id}/deactivate": promotion.deactivate,
        "POST /promotion/*/activities/{activity_id}/republish": promotion.republish,
        "POST /promotion/*/coupons/search": promotion.coupons,
        "GET /promotion/*/coupons/{coupon_id}": promotion.coupon,
    }


def _chat(operator: Operator) -> dict[str, Handler]:
    chat = ChatApi(operator.store, operator.chat)
    return {
        "GET /customer_service/*/conversations": chat.conversations,
        "GET /customer_service/*/conversations/{conversation_id}/messages": chat.messages,
        "POST /customer_service/*/conversations/{conversation_id}/messages": chat.send,
        "POST /customer_service/*/conversations": chat.create,
        "POST /customer_service/*/conversations/{conversation_id}/messages/read": chat.read,
        "POST /customer_service/*/images/upload": chat.image,
        "GET /customer_service/*/agents/settings": chat.settings,
        "PUT /customer_service/*/agents/settings": chat.put_settings,
        "GET /customer_service/*/performance": chat.performance,
    }


def _affiliate(operator: Operator) -> dict[str, Handler]:
    seller, chosen = AffiliateApi(operator.store), TargetApi(operator.store)
    creator = CreatorApi(operator.store)
    target = "/affiliate_seller/*/target_collaborations/{target_collaboration_id}"
    samples = "/affiliate_seller/*/sample_applications/{application_id}"
    return {
        "POST /affiliate_seller/*/open_collaborations/products/search": seller.market,
        "POST /affiliate_seller/*/open_collaborations": seller.open,
        "POST /affiliate_seller/*/open_collaborations/search": seller.search_open,
        "DELETE /affiliate_seller/*/open_collaborations/products/{product_id}": seller.end_open,
        "GET /affiliate_seller/*/open_collaboration_settings": seller.settings,
        "POST /affiliate_seller/*/open_collaboration_settings": seller.put_settings,
        "POST /affiliate_seller/*/target_collaborations": chosen.create,
        "POST /affiliate_seller/*/target_collaborations/search": chosen.search,
        "POST /affiliate_seller/*/target_collaborations/conflicts/check": chosen.conflicts,
        f"GET {target}": chosen.get,
        f"PUT {target}": chosen.edit,
        f"DELETE {target}": chosen.delete,
        "POST /affiliate_seller/*/marketplace_creators/search": seller.creators,
        "GET /affiliate_seller/*/marketplace_creators/{creator_user_id}": seller.creator,
        "POST /affiliate_seller/*/sample_applications/search": seller.samples,
        f"POST {samples}/review": seller.review_sample,
        f"POST {samples}/fulfillments/search": seller.fulfillments,
        "POST /affiliate_seller/*/orders/search": seller.orders,
        "POST /affiliate_seller/*/products/{product_id}/promotion_link/generate": seller.link,
        "POST /affiliate_seller/*/target_collaboration/{target_collaboration_id}/link": chosen.link,
        "GET /affiliate_seller/*/open_collaborations/sample_rules": seller.sample_rules,
        "POST /affiliate_seller/*/open_collaborations/sample_rules": seller.put_sample_rule,
        "GET /affiliate_seller/*/conversations": creator.talks,
        "POST /affiliate_seller/*/conversations": creator.open_talk,
        "POST /affiliate_seller/*/conversations/{conversation_id}/messages": creator.say,
        "GET /affiliate_seller/*/conversation/{conversation_id}/messages": creator.messages,
        "POST /affiliate_seller/*/conversatons/read": creator.read,
        "POST /affiliate_seller/*/images/upload": creator.image,
    }


def _creator(operator: Operator) -> dict[str, Handler]:
    creator, seller = CreatorApi(operator.store), AffiliateApi(operator.store)
    return {
        "GET /affiliate_creator/*/profiles": creator.profile,
        "POST /affiliate_creator/*/open_collaborations/products/search": seller.market,
        "GET /affiliate_creator/*/showcases/products": creator.showcase,
        "POST /affiliate_creator/*/showcases/products/add": creator.add,
        "POST /affiliate_creator/*/showcases/products/top": creator.top,
        "DELETE /affiliate_creator/*/showcases/products": creator.remove,
        "POST /affiliate_creator/*/target_collaborations/search": creator.targets,
        "POST /affiliate_creator/*/orders/search": creator.orders,
        "POST /affiliate_creator/*/sample_applications/search": creator.samples,
        "POST /affiliate_creator/*/map_toko_product": creator.map_products,
        "GET /affiliate_creator/*/toko_product_mappers": creator.map_products,
    }


def _analytics(operator: Operator) -> dict[str, Handler]:
    figures, media = AnalyticsApi(operator.store), MediaApi(operator.store)
    return {
        "GET /analytics/*/shop/performance": figures.shop,
        "GET /analytics/*/shop/performance/{date}/performance_per_hour": figures.hours,
        "GET /analytics/*/shop_products/performance": figures.products,
        "GET /analytics/*/shop_products/{product_id}/performance": figures.product,
        "GET /analytics/*/shop_skus/performance": figures.skus,
        "GET /analytics/*/shop_skus/{sku_id}/performance": figures.sku,
        "GET /analytics/*/shop_videos/performance": media.videos,
        "GET /analytics/*/shop_videos/overview_performance": media.videos_overview,
        "GET /analytics/*/shop_videos/{video_id}/performance": media.video,
        "GET /analytics/*/shop_videos/{video_id}/products/performance": media.video_products,
        "GET /analytics/*/shop_lives/performance": media.lives,
        "GET /analytics/*/shop_lives/overview_performance": media.lives_overview,
        "GET /analytics/*/shop_lives/{live_id}/performance_per_minutes": media.live_minutes,
        "GET /analytics/*/shop/{live_id}/products_performance": media.live_products,
        "GET /analytics/*/products/bestselling": media.best_products,
        "GET /analytics/*/videos/bestselling": media.best_videos,
        "GET /analytics/*/lives/bestselling": media.best_lives,
        "GET /analytics/*/creators/bestselling": media.best_creators,
    }
