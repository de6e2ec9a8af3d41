"""Where pushes go, and those that got lost."""

from collections.abc import Iterable
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member, objects_at
from odoo.addons.ocean_marketplace_base.lib.arguments import check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from ..const import BLOCKED_SHOPS_MAX
from .arguments import check_ids, check_list, check_url, given
from .base import Resource

_CODE_MAX = 1000


class PushApi(Resource):
    """``/api/v2/push``, signed by the app alone.

    Where a method names no code, refusals carry the codes that hold for all methods (README).
    """

    @endpoint("GET", "/api/v2/push/get_app_push_config")
    def get_app_push_config(self) -> dict[str, Any]:
        """Return ``callback_url``, ``live_push_status`` and which codes are on.

        ``GET /api/v2/push/get_app_push_config``.
        """
        return self._read("/api/v2/push/get_app_push_config")

    @endpoint("POST", "/api/v2/push/set_app_push_config")
    def set_app_push_config(
        self,
        *,
        callback_url: str = "",
        on: Iterable[int] = (),
        off: Iterable[int] = (),
        blocked_shop_ids: Iterable[str] | None = None,
    ) -> None:
        """Change where pushes go and which; what is left out stays.

        ``POST /api/v2/push/set_app_push_config``. The platform first posts a test to the address and wants
        2xx within 3 s.

        :param on, off: push codes; the documentation names 1 to 13.
        :param blocked_shop_ids: at most 500 shops without pushes, ``[]`` for none.
        :raise Rejected: ``error_param`` for a missing or wrong value
        """
        values: dict[str, Any] = {}
        if given(callback_url):
            values["callback_url"] = check_url("callback_url", callback_url)
        for name, codes in (("on", on), ("off", off)):
            if codes != ():
                values[f"set_push_config_{name}"] = [
                    check_int(name, code, 0, _CODE_MAX) for code in check_list(name, codes)
                ]
        if blocked_shop_ids is not None:
            values["blocked_shop_id_list"] = (
                check_ids("blocked_shop_ids", blocked_shop_ids, BLOCKED_SHOPS_MAX) if blocked_shop_ids else []
            )
        if not values:
            raise InvalidRequest("nothing to set")
        self._gateway.post("/api/v2/push/set_app_push_config", values)

    @endpoint("GET", "/api/v2/push/get_lost_push_message")
    def get_lost_push_message(self) -> dict[str, Any]:
        """Return the oldest 100 undelivered pushes of 3 days: ``{"push_message_list", "last_message_id"}``.

        ``GET /api/v2/push/get_lost_push_message``. ``data`` of a row is the whole push, as object or as JSON
        text. The same are returned until :meth:`confirm_consumed_lost_push_message`; while ``has_next_page``
        there are more after that.
        """
        envelope = self._gateway.get("/api/v2/push/get_lost_push_message")
        objects_at(envelope, "response.push_message_list")
        member(envelope, "response.has_next_page", bool)
        return envelope["response"]

    @endpoint("POST", "/api/v2/push/confirm_consumed_lost_push_message")
    def confirm_consumed_lost_push_message(self, last_message_id: int) -> None:
        """Forget all lost pushes up to `last_message_id`; process them first.

        ``POST /api/v2/push/confirm_consumed_lost_push_message``.

        :raise Rejected: ``error_param`` for a missing or wrong value
        """
        number = check_int("last_message_id", last_message_id, 0, 2**63 - 1)
        self._gateway.post("/api/v2/push/confirm_consumed_lost_push_message", {"last_message_id": number})
