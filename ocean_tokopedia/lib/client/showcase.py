"""Showcases ("etalase"): groups of products that the shop shows."""

from collections.abc import Iterator
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_flag, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from ..const import SHOWCASE_PAGE
from .arguments import MOST_PAGES, check_choice, check_id, check_text
from .base import Resource, rows_of

_NAME = 128


class ShowcaseApi(Resource):
    """``/v1/showcase`` and the older ``etalase`` list. Names come as ``name`` or ``Name``."""

    @endpoint("GET", "/v1/showcase/fs/{fs_id}/get")
    def get_page(
        self, *, page: int = 1, page_count: int = SHOWCASE_PAGE, hide_zero: bool = False, display: str = "all"
    ) -> dict[str, Any]:
        """Return one page: ``{"showcase": [...], "showcase_group": [...]}``; groups are the platform's.

        ``GET /v1/showcase/fs/{fs_id}/get``.

        :param page_count: rows of a page, 1 to 10.
        :param hide_zero: leave out showcases without products.
        :param display: ``showcase``, ``group`` or ``all``.
        :raise Rejected: ``SHW_DLV_003`` for the request
        """
        params = [
            self._gateway.shop_param,
            ("page", str(check_int("page", page, 1, MOST_PAGES))),
            ("page_count", str(check_int("page_count", page_count, 1, SHOWCASE_PAGE))),
            ("hide_zero", "true" if check_flag("hide_zero", hide_zero) else "false"),
            ("display", check_choice("display", display, ("showcase", "group", "all"))),
        ]
        envelope = self._gateway.get("/v1/showcase/fs/{fs_id}/get", params)
        rows_of(envelope, "data.showcase")
        return member(envelope, "data", dict)

    def iter_all(self) -> Iterator[dict[str, Any]]:
        """Yield the shop's own showcases, once each, page after page."""
        seen: set[str] = set()
        page = 1
        while rows := self.get_page(page=page, display="showcase").get("showcase"):
            fresh = [row for row in rows if str(row.get("id")) not in seen]
            if not fresh:  # an answer that knows no pages
                return
            seen.update(str(row.get("id")) for row in fresh)
            yield from fresh
            page += 1

    @endpoint("POST", "/v1/showcase/fs/{fs_id}/create")
    def create(self, name: str) -> str:
        """Make a showcase and return its id. ``POST /v1/showcase/fs/{fs_id}/create``.

        :raise Rejected: ``SHW_DLV_003`` for the request
        """
        return str(
            member(
                self._send("POST", "create", {"name": check_text("name", name, _NAME)}),
                "data.created_id",
                int,
            )
        )

    @endpoint("PATCH", "/v1/showcase/fs/{fs_id}/update", "third party")
    def update(self, showcase_id: str, name: str) -> None:
        """Rename a showcase.

        ``PATCH /v1/showcase/fs/{fs_id}/update``: working clients send PATCH, one copy of the documentation
        POST.

        :raise Rejected: ``SHW_DLV_003`` for the request
        """
        body = {"id": check_id("showcase_id", showcase_id), "name": check_text("name", name, _NAME)}
        member(self._send("PATCH", "update", body), "data.message", str)

    @endpoint("POST", "/v1/showcase/fs/{fs_id}/delete")
    def delete(self, showcase_id: str) -> None:
        """Delete a showcase; its products stay. ``POST /v1/showcase/fs/{fs_id}/delete``.

        :raise Rejected: ``SHW_DLV_003`` for the request
        """
        member(
            self._send("POST", "delete", {"id": check_id("showcase_id", showcase_id)}), "data.message", str
        )

    @endpoint("GET", "/inventory/v1/fs/{fs_id}/product/etalase")
    def list_etalase(self) -> list[dict[str, Any]]:
        """Return the same by the older call: ``[{"etalase_id", "etalase_name", "url"}]``.

        ``GET /inventory/v1/fs/{fs_id}/product/etalase``.

        :raise Rejected: ``ETS_USC_001``
        """
        envelope = self._gateway.get("/inventory/v1/fs/{fs_id}/product/etalase", [self._gateway.shop_param])
        return rows_of(envelope, "data.etalase")

    def _send(self, verb: str, action: str, body: dict[str, Any]) -> dict[str, Any]:
        return self._gateway.send(
            verb, f"/v1/showcase/fs/{{fs_id}}/{action}", body, [self._gateway.shop_param]
        )
