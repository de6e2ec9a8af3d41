"""Behaviours that public material leaves open or describes in two ways; defaults are the stricter ones."""

from dataclasses import dataclass, fields
from typing import Any


@dataclass
class Switches:
    """Set any of them by the control call ``/config``.

    - ``refresh_reuse``: ``refuse`` a used refresh token (authorization guide) or answer the ``same_pair``
      again for 4 hours (partner FAQ).
    - ``expire_in_epoch``: ``expire_in`` is an absolute unix time, as one sample of auth/token/get prints it.
    - ``old_token_grace``: seconds that an access token outlives its refresh.
    - ``reauthorize_kills``: a new consent ends the shop's earlier tokens.
    - ``bad_token_code``: error code for an access token that is not accepted.
    - ``gateway_status``: HTTP status of refusals for signature, token and rate.
    - ``public_sign_either``: public endpoints also take a signature over token and shop, if both are sent;
      the calls below ``auth/`` never do.
    - ``push_sign_key``: ``push`` or ``partner``, the key that signs pushes.
    - ``pending_shown_as``: status of a PENDING order for callers that do not ask for PENDING.
    - ``escrow_batch_verb``: ``POST`` (live connectors) or ``GET`` (one dump of the reference).
    - ``blank_error``: what ``error`` holds on success; samples show ``""``, ``" "`` and ``"-"``.
    - ``short_pages``: pages of the order list may hold fewer rows than asked although more follow.
    - ``lost_data_as_text``: lost pushes carry their data as JSON text instead of an object.
    - ``tracking_delay``: seconds from arranging a shipment to its tracking number.
    - ``calls_per_second``: calls per partner and second before error_rate_limit, 0 for no limit.
    - ``consent``: ``page`` shows the consent page, ``approve`` and ``decline`` answer it at once.
    - ``consent_account``: shop or main account that an automatic consent grants, 0 for the first shop.
    """

    refresh_reuse: str = "refuse"
    expire_in_epoch: bool = False
    old_token_grace: int = 300
    reauthorize_kills: bool = False
    bad_token_code: str = "invalid_acceess_token"  # noqa: S105 - an error code, spelt as the platform does
    gateway_status: int = 200
    public_sign_either: bool = True
    push_sign_key: str = "push"
    pending_shown_as: str = "READY_TO_SHIP"
    escrow_batch_verb: str = "POST"
    blank_error: str = ""
    short_pages: bool = True
    lost_data_as_text: bool = False
    tracking_delay: int = 5
    calls_per_second: int = 0
    consent: str = "page"
    consent_account: int = 0

    def change(self, name: str, value: Any) -> None:
        """Set switch `name`.

        :raise ValueError: if there is no such switch or the value has another type
        """
        types = {item.name: type(item.default) for item in fields(self)}
        if name not in types:
            raise ValueError(f"no switch {name!r}; there are {', '.join(types)}")
        if not isinstance(value, types[name]):
            raise ValueError(f"switch {name} takes {types[name].__name__}")
        setattr(self, name, value)
