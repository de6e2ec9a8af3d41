from .auth import AuthApi
from .batch import BatchResult, RowFailure
from .bundle import BundleItem
from .campaign import SlashPrice
from .order import Label
from .stock import Change
from .tokopedia_client import TokopediaClient
