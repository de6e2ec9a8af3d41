"""Target collaborations, samples and talks with creators."""

from collections.abc import Iterable, Iterator
from typing import Any

from typing_extensions import Unpack

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice, check_flag
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from ..const import MESSAGE_IMAGE_BYTES
from .answers import data_of, iterate, page_of, rows_of
from .arguments import as_params, check_id, check_ids, check_shape, check_text, given, paging
from .base import Resource
from .shapes.affiliate import NewTarget, SampleFilter, Target, TargetFilter
from .uploads import MESSAGE_IMAGES, file_part

_SAMPLE_PAGE = 50  # Seller Search Sample Applications, page_size
# No largest number is documented for these.
_TARGET_PAGE = 50
_TALK_PAGE = 20
_CONFLICT_CREATORS = 50
_CONFLICT_PRODUCTS = 100
_STATUSES = ("ONGOING", "EXPIRING", "VALID", "CANCELING", "COMPLETED")
_REASONS = ("NOT_MATCH", "OFFLINE", "OUT_OF_STOCK", "OTHER")
_TALK_STATUSES = ("ALL", "UNREAD", "UNREPLIED", "ARCHIVED", "STARRED")
_MESSAGES = ("TEXT", "PRODUCT_CARD", "TARGET_COLLABORATION_CARD", "FREE_SAMPLE_CARD", "IMAGE")


class TargetMethods(Resource):
    """``/affiliate_seller``: creators that are invited by name; see `OpenMethods` for the rest."""

    @endpoint("POST", "/affiliate_seller/202508/target_collaborations")
    def create_target_collaboration(self, target: NewTarget) -> dict[str, Any]:
        """Invite creators; return ``{"target_collaboration", "target_collaboration_conflicts"…}``.

        ``POST /affiliate_seller/202508/target_collaborations`` ("Create Target Collaboration"): at most 100
        products and 50 creators, rates from 10 %. ``invalid_open_id_list`` and ``invalid_product_id_list``
        were left out.

        :raise Rejected: ``16024022`` a creator is invited for a product already, ``16024008`` a product is
            not the seller's, ``16024019`` no invitations left, ``16024021`` a creator is beyond the follower
            limit, ``50001703`` words that are not allowed
        """
        body = check_shape(NewTarget, "target", target)
        return data_of(self._gateway.write("POST", "/affiliate_seller/202508/target_collaborations", body))

    @endpoint("PUT", "/affiliate_seller/202508/target_collaborations/{target_collaboration_id}")
    def update_target_collaboration(self, target_collaboration_id: str, target: Target) -> dict[str, Any]:
        """Change an invitation; return ``{"target_collaboration_conflicts", "update_failed"}``.

        ``PUT /affiliate_seller/202508/target_collaborations/{target_collaboration_id}`` ("Update Target
        Collaboration").

        :raise Rejected: ``50001701`` the invitation has expired, ``16024008`` a product is not the seller's,
            ``16024018`` the seller has blocked a creator, ``50001702`` a creator or product is not available,
            ``50001703`` words that are not allowed
        """
        body = check_shape(Target, "target", target)
        return data_of(self._gateway.write("PUT", _target("202508", target_collaboration_id), body))

    @endpoint("GET", "/affiliate_seller/202508/target_collaborations/{target_collaboration_id}")
    def get_target_collaboration(self, target_collaboration_id: str) -> dict[str, Any]:
        """Return one invitation.

        ``GET /affiliate_seller/202508/target_collaborations/{target_collaboration_id}`` ("Query Target
        Collaboration Detail").

        :raise Rejected: ``50001700`` the seller may not see this invitation
        """
        envelope = self._gateway.get(_target("202508", target_collaboration_id))
        return member(envelope, "data.target_collaboration", dict)

    @endpoint("DELETE", "/affiliate_seller/202409/target_collaborations/{target_collaboration_id}")
    def remove_target_collaboration(self, target_collaboration_id: str) -> None:
        """End an invitation.

        ``DELETE /affiliate_seller/202409/target_collaborations/{target_collaboration_id}`` ("Remove Target
        Collaboration").

        :raise Rejected: ``600001002`` it is locked
        :raise Throttled: ``600001001`` too many calls of the seller
        """
        self._gateway.write("DELETE", _target("202409", target_collaboration_id))

    @endpoint("POST", "/affiliate_seller/202508/target_collaborations/search")
    def search_target_collaborations(
        self,
        collaboration_status: str = "ONGOING",
        *,
        page_size: int = _TARGET_PAGE,
        page_token: str = "",
        **filters: Unpack[TargetFilter],
    ) -> dict[str, Any]:
        """Return one page of ``target_collaborations``.

        ``POST /affiliate_seller/202508/target_collaborations/search`` ("Search Target Collaborations").

        :param collaboration_status: ONGOING, EXPIRING, VALID, CANCELING or COMPLETED.
        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        status = check_choice("collaboration_status", collaboration_status, _STATUSES)
        body = {"collaboration_status": status} | check_shape(TargetFilter, "", filters)
        params = paging(page_size, page_token, _TARGET_PAGE)
        path = "/affiliate_seller/202508/target_collaborations/search"
        return page_of(self._gateway.search(path, params, body), "target_collaborations", page_token)

    def iter_target_collaborations(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`search_target_collaborations`; `options` are its keyword arguments."""
        return iterate(self.search_target_collaborations, "target_collaborations", **options)

    @endpoint("POST", "/affiliate_seller/202509/target_collaboration/{target_collaboration_id}/link")
    def generate_target_collaboration_link(self, target_collaboration_id: str) -> str:
        """Return a link that a creator joins with.

        ``POST /affiliate_seller/202509/target_collaboration/{target_collaboration_id}/link`` ("Generate
        Target Collaboration Link").

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        target = check_id("target_collaboration_id", target_collaboration_id)
        path = f"/affiliate_seller/202509/target_collaboration/{target}/link"
        return member(self._gateway.write("POST", path), "data.link", str)

    @endpoint("POST", "/affiliate_seller/202605/target_collaborations/conflicts/check", "third party")
    def check_target_collaboration_conflicts(
        self, creator_open_ids: Iterable[str], product_ids: Iterable[str]
    ) -> dict[str, Any]:
        """Return ``{"has_conflict", "conflict_items"}``: who is invited for one of the products already.

        ``POST /affiliate_seller/202605/target_collaborations/conflicts/check`` ("Check Target Collaboration
        Conflicts").

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        body = {
            "creator_open_id_list": check_ids("creator_open_ids", creator_open_ids, _CONFLICT_CREATORS),
            "product_id_list": check_ids("product_ids", product_ids, _CONFLICT_PRODUCTS),
        }
        path = "/affiliate_seller/202605/target_collaborations/conflicts/check"
        return data_of(self._gateway.search(path, (), body))

    @endpoint("POST", "/affiliate_seller/202508/sample_applications/search")
    def search_sample_applications(
        self, *, page_size: int = _SAMPLE_PAGE, page_token: str = "", **filters: Unpack[SampleFilter]
    ) -> dict[str, Any]:
        """Return one page of ``sample_applications``: creators who ask for a free sample.

        ``POST /affiliate_seller/202508/sample_applications/search`` ("Seller Search Sample Applications"),
        page size 1 to 50. ``creator_user_oepn_id`` and ``target_collabration_id`` are how the platform
        spells them.

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        params = paging(page_size, page_token, _SAMPLE_PAGE)
        path = "/affiliate_seller/202508/sample_applications/search"
        envelope = self._gateway.search(path, params, check_shape(SampleFilter, "", filters))
        return page_of(envelope, "sample_applications", page_token)

    def iter_sample_applications(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`search_sample_applications`; `options` are its keyword arguments."""
        return iterate(self.search_sample_applications, "sample_applications", **options)

    @endpoint("POST", "/affiliate_seller/202507/sample_applications/{application_id}/review")
    def review_sample_application(
        self, application_id: str, *, approve: bool, reject_reason: str = ""
    ) -> None:
        """Grant or refuse a sample.

        ``POST /affiliate_seller/202507/sample_applications/{application_id}/review`` ("Seller Review Sample
        Applications").

        :param reject_reason: NOT_MATCH, OFFLINE, OUT_OF_STOCK or OTHER; for a refusal.
        :raise Rejected: ``16022020`` the request belongs to an agency
        """
        granted = check_flag("approve", approve)
        body = {"review_result": "APPROVE" if granted else "REJECT"}
        if not granted:
            body["reject_reason"] = check_choice("reject_reason", reject_reason, _REASONS)
        application = check_id("application_id", application_id)
        path = f"/affiliate_seller/202507/sample_applications/{application}/review"
        self._gateway.write("POST", path, body)

    @endpoint("POST", "/affiliate_seller/202409/sample_applications/{application_id}/fulfillments/search")
    def search_sample_fulfillments(
        self, application_id: str, *, content_format: str = ""
    ) -> list[dict[str, Any]]:
        """Return the videos and sessions a creator made for a sample.

        ``POST /affiliate_seller/202409/sample_applications/{application_id}/fulfillments/search`` ("Seller
        Search Sample Applications Fulfillments").

        :param content_format: LIVE or VIDEO.
        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        body = {}
        if content_format != "":
            body["content_format"] = check_choice("content_format", content_format, ("LIVE", "VIDEO"))
        application = check_id("application_id", application_id)
        path = f"/affiliate_seller/202409/sample_applications/{application}/fulfillments/search"
        return rows_of(self._gateway.search(path, (), body), "fulfillments")

    @endpoint("GET", "/affiliate_seller/202412/conversations")
    def get_conversations(
        self, *, page_size: int = _TALK_PAGE, page_token: str = "", conversation_status: str = ""
    ) -> dict[str, Any]:
        """Return one page of ``conversations`` with creators (those with buyers are customer service).

        ``GET /affiliate_seller/202412/conversations`` ("Get Conversation List").

        :param conversation_status: ALL, UNREAD, UNREPLIED, ARCHIVED or STARRED.
        """
        params = paging(page_size, page_token, _TALK_PAGE)
        if conversation_status != "":
            status = check_choice("conversation_status", conversation_status, _TALK_STATUSES)
            params.append(("conversation_status", status))
        envelope = self._gateway.get("/affiliate_seller/202412/conversations", params)
        return page_of(envelope, "conversations", page_token)

    @endpoint("POST", "/affiliate_seller/202508/conversations")
    def create_conversation(self, creator_open_id: str) -> dict[str, Any]:
        """Return ``{"conversation_id", "is_new", "username"}`` of the conversation with a creator.

        ``POST /affiliate_seller/202508/conversations`` ("Create Conversation with creator").

        :raise Rejected: ``16030002`` no messages left, ``16030003`` the shop does not sell enough through
            affiliates yet, ``16032001`` creator and seller are of different regions, ``45101021`` the
            creator's privacy forbids it
        """
        body = {"creator_open_id": check_id("creator_open_id", creator_open_id)}
        return data_of(self._gateway.write("POST", "/affiliate_seller/202508/conversations", body))

    @endpoint("GET", "/affiliate_seller/202412/conversation/{conversation_id}/messages")
    def get_conversation_messages(
        self, conversation_id: str, *, page_size: int = _TALK_PAGE, page_token: str = ""
    ) -> dict[str, Any]:
        """Return one page of ``messages`` with a creator.

        ``GET /affiliate_seller/202412/conversation/{conversation_id}/messages`` ("Get Message in the
        Conversation").

        :raise Rejected: ``16032001`` creator and seller are of different regions
        """
        talk = check_id("conversation_id", conversation_id)
        params = paging(page_size, page_token, _TALK_PAGE)
        envelope = self._gateway.get(f"/affiliate_seller/202412/conversation/{talk}/messages", params)
        return page_of(envelope, "messages", page_token)

    @endpoint("GET", "/affiliate_seller/202412/conversations/messages/list/newest")
    def get_latest_unread_messages(self) -> list[dict[str, Any]]:
        """Return what creators wrote last.

        ``GET /affiliate_seller/202412/conversations/messages/list/newest`` ("Get Latest Unread Messages").
        """
        path = "/affiliate_seller/202412/conversations/messages/list/newest"
        return rows_of(self._gateway.get(path), "newest_message_list")

    @endpoint("POST", "/affiliate_seller/202412/conversations/{conversation_id}/messages")
    def send_message(self, conversation_id: str, msg_type: str, content: str) -> str:
        """Write to a creator; return the id of the message.

        ``POST /affiliate_seller/202412/conversations/{conversation_id}/messages`` ("Send IM Message").

        :param content: JSON in a text, e.g. ``{"content": "Hello"}``.
        :raise Rejected: ``16032001`` creator and seller are of different regions
        :raise Throttled: ``45101004`` 10000 calls a day
        """
        body = {
            "msg_type": check_choice("msg_type", msg_type, _MESSAGES),
            "content": check_text("content", content, 10_000),
        }
        talk = check_id("conversation_id", conversation_id)
        path = f"/affiliate_seller/202412/conversations/{talk}/messages"
        return member(self._gateway.write("POST", path, body), "data.message_id", str)

    @endpoint("POST", "/affiliate_seller/202412/conversatons/read")
    def mark_conversations_read(self, conversation_ids: Iterable[str]) -> list[str]:
        """Mark conversations as read; return the ids that failed.

        ``POST /affiliate_seller/202412/conversatons/read`` ("Mark Conversation Read"); the path is
        misspelled.

        :raise Rejected: ``16032001`` creator and seller are of different regions
        """
        body = {"conversation_ids": check_ids("conversation_ids", conversation_ids)}
        data = data_of(self._gateway.write("POST", "/affiliate_seller/202412/conversatons/read", body))
        return list(data.get("failed_conversation_ids") or [])

    @endpoint("POST", "/affiliate_seller/202511/images/upload")
    def upload_message_image(self, content: bytes) -> dict[str, Any]:
        """Return ``{"url", "width", "height"}`` of a picture for a message to a creator, at most 10 MB.

        ``POST /affiliate_seller/202511/images/upload`` ("Upload Message Image"), without shop.

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        :raise Transient: ``45101001`` internal error
        """
        files = {"data": file_part(content, MESSAGE_IMAGES, MESSAGE_IMAGE_BYTES)}
        envelope = self._gateway.upload("/affiliate_seller/202511/images/upload", files, shop=False)
        member(envelope, "data.url", str)
        return data_of(envelope)

    @endpoint("GET", "/affiliate_seller/202512/sample_applications/deeplink", "third party")
    def get_sample_request_deeplink(self, product_id: str, sku_id: str, *, campaign_id: str = "") -> str:
        """Return a link that a creator asks for a sample with.

        ``GET /affiliate_seller/202512/sample_applications/deeplink`` ("Seller Get Sample Request Deeplink").
        """
        params = given(
            product_id=check_id("product_id", product_id),
            sku_id=check_id("sku_id", sku_id),
            campaign_id=check_text("campaign_id", campaign_id, 64, 0) or None,
        )
        path = "/affiliate_seller/202512/sample_applications/deeplink"
        return member(self._gateway.get(path, as_params(params)), "data.deeplink", str)


def _target(version: str, target_collaboration_id: str) -> str:
    target = check_id("target_collaboration_id", target_collaboration_id)
    return f"/affiliate_seller/{version}/target_collaborations/{target}"
