"""The client of one shop."""

from odoo.addons.ocean_marketplace_base.lib.retry import RetryPolicy
from odoo.addons.ocean_marketplace_base.lib.schema import Token
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

from ..crypto import Decryptor
from ..signing import App, require_id
from ..times import Frame
from .auth import DEFAULT_RETRY, AuthApi
from .base import Gateway
from .bundle import BundleApi
from .campaign import CampaignApi
from .category import CategoryApi
from .chat import ChatApi
from .console import ConsoleApi
from .finance import FinanceApi
from .logistic import LogisticApi
from .order import OrderApi
from .order_action import OrderActionApi
from .product import ProductApi
from .product_edit import ProductEditApi
from .shop import ShopApi
from .showcase import ShowcaseApi
from .stock import StockApi
from .webhook import WebhookApi


class TokopediaClient:
    """All calls of one shop, by resource. Holds no state but the app's token; may be used from many threads.

    :param str base_url: scheme and host of the API.
    :param str accounts_url: scheme and host of the accounts service, which gives out tokens.
    :param str shop_id: digits.
    :param Token token: one that was kept; ``client.auth.token`` is the one to keep.
    :param AuthApi auth: of another client of the same app, to share its token.
    :param str private_key: PEM; opens the buyers' data of orders.
    :param RetryPolicy retry: for reads; writes are sent once.
    :param Frame frame: how the platform counts time in orders.
    """

    auth: AuthApi
    bundle: BundleApi
    campaign: CampaignApi
    category: CategoryApi
    chat: ChatApi
    console: ConsoleApi
    finance: FinanceApi
    logistic: LogisticApi
    order: OrderApi
    order_action: OrderActionApi
    product: ProductApi
    product_edit: ProductEditApi
    shop: ShopApi
    showcase: ShowcaseApi
    stock: StockApi
    webhook: WebhookApi

    def __init__(
        self,
        app: App,
        transport: Transport,
        base_url: str,
        accounts_url: str,
        *,
        shop_id: str,
        token: Token | None = None,
        auth: AuthApi | None = None,
        private_key: str = "",
        retry: RetryPolicy = DEFAULT_RETRY,
        frame: Frame = Frame.UTC,
    ):
        self.shop_id = require_id("shop_id", shop_id)
        self.clock = transport.clock
        self.auth = auth or AuthApi(app, transport, accounts_url, token=token, retry=retry)
        gateway = Gateway(app, transport, base_url, self.auth, shop_id, retry)
        self.bundle = BundleApi(gateway)
        self.campaign = CampaignApi(gateway)
        self.category = CategoryApi(gateway)
        self.chat = ChatApi(gateway)
        self.console = ConsoleApi(gateway)
        self.finance = FinanceApi(gateway)
        self.logistic = LogisticApi(gateway)
        self.order = OrderApi(gateway, Decryptor(private_key) if private_key else None, frame)
        self.order_action = OrderActionApi(gateway)
        self.product = ProductApi(gateway)
        self.product_edit = ProductEditApi(gateway)
        self.shop = ShopApi(gateway)
        self.showcase = ShowcaseApi(gateway)
        self.stock = StockApi(gateway)
        self.webhook = WebhookApi(gateway)
