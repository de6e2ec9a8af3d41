"""Failures of a platform call, classified once, at the client.

Every client raises only these. What a caller does with each class is written in its docstring;
nobody else looks at HTTP statuses or platform error codes.
"""


class MarketplaceError(Exception):
    """Base of all platform failures.

    :param str message: English sentence for logs; holds no secret and no buyer data.
    :param str code: the platform's own error code, ``""`` when there is none.
    :param str request_id: the platform's id of the call, ``""`` when there is none.
    """

    def __init__(self, message: str = "", *, code: str = "", request_id: str = ""):
        super().__init__(message)
        self.message = message
        self.code = code
        self.request_id = request_id


class InvalidRequest(MarketplaceError, ValueError):
    """The caller's arguments are wrong; raised before anything goes over the network."""


class HostNotAllowed(MarketplaceError):
    """The host policy of the transport forbids the host. Never retried."""


class AuthExpired(MarketplaceError):
    """The access token is no longer accepted: refresh once, then retry once."""


class AuthRevoked(MarketplaceError):
    """The shop's consent is gone (revoked, expired, shop banned): connect again."""


class Throttled(MarketplaceError):
    """Too many calls.

    :param float retry_after: seconds to wait as told by the server, ``None`` without a hint.
    """

    def __init__(
        self, message: str = "", *, code: str = "", request_id: str = "", retry_after: float | None = None
    ):
        super().__init__(message, code=code, request_id=request_id)
        self.retry_after = retry_after


class Transient(MarketplaceError):
    """Timeout, broken connection, HTTP 5xx or a platform's "try again": retry reads with backoff.

    ``effect_unknown`` is true when the request may have been carried out, so that a write must be
    checked before it is repeated.
    """

    def __init__(
        self, message: str = "", *, code: str = "", request_id: str = "", effect_unknown: bool = False
    ):
        super().__init__(message, code=code, request_id=request_id)
        self.effect_unknown = effect_unknown


class Rejected(MarketplaceError):
    """A business answer: repeating the same call gives the same answer."""


class ContractChanged(MarketplaceError):
    """A payload is not what the platform promises.

    :param str path: place of the field, e.g. ``order.item_list[2].model_quantity_purchased``.
    """

    def __init__(self, message: str = "", *, path: str = "", code: str = "", request_id: str = ""):
        super().__init__(message, code=code, request_id=request_id)
        self.path = path

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message
