"""Which method answers the endpoints that came late or exist in few places; see `routes`."""

from collections.abc import Callable
from typing import Any

from .api_account import AccountApi
from .api_aftersale import CancellationApi
from .api_collaborators import CollaboratorApi
from .api_decisions import DecisionApi
from .api_markets import MarketApi
from .api_requests import RequestApi
from .api_returns import ReturnApi
from .api_sessions import SessionApi
from .gate import Call
from .operate import Operator

Handler = Callable[[Call], dict[str, Any]]


def more(operator: Operator) -> dict[str, Handler]:
    """Return the handlers, as :func:`.routes.handlers` does."""
    return {**_service(operator), **_aftersales(operator)}


def _service(operator: Operator) -> dict[str, Handler]:
    account, market = AccountApi(operator.store), MarketApi(operator.store, operator.pushes)
    session, creators = SessionApi(operator.store), CollaboratorApi(operator.store)
    talk, open_one = "/customer_service/*/conversations/{conversation_id}", "{open_collaboration_id}"
    return {
        "GET /seller/*/shop_groups": account.shop_groups,
        "GET /authorization/*/category_assets": account.category_assets,
        "DELETE /authorization/*/shops": account.cancel,
        "POST /fulfillment/*/bundles": market.bundle,
        "POST /fulfillment/*/invoice/upload": market.invoices,
        "GET /fulfillment/*/tts_tracking_validation": market.tracking,
        f"GET {talk}": session.conversation,
        "POST /customer_service/*/sessions/search": session.search,
        f"POST {talk}/sessions/{{session_id}}/end": session.end,
        f"POST /affiliate_seller/*/open_collaborations/{open_one}/remove_creator": creators.remove,
        "GET /affiliate_seller/*/sample_applications/deeplink": creators.sample_link,
        "GET /affiliate_seller/*/conversations/messages/list/newest": creators.newest,
    }


def _aftersales(operator: Operator) -> dict[str, Handler]:
    cancel = CancellationApi(operator.store, operator.cases)
    requests = RequestApi(operator.store, ReturnApi(operator.store, operator.cases, cancel))
    decide = DecisionApi(operator.store, operator.cases, cancel)
    return {
        "POST /return_refund/*/aftersales/search": requests.search,
        "POST /return_refund/*/rma/search": requests.parcels,
        "POST /return_refund/*/aftersales/review": decide.review,
        "GET /return_refund/*/review_decision": decide.available,
        "POST /return_refund/*/returns/shipping_documents": decide.label,
    }
