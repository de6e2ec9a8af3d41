"""Endpoints ``customer_service/*`` of 2026: one conversation, and the sessions of conversations."""

from typing import Any

from .chat import running
from .errors import ApiError, invalid
from .gate import Call
from .model import Conversation, Session
from .paging import check_window, in_window, paged
from .store import Store

LATE = 12 * 3600
"""Seconds after which a first answer is late, a number of ours."""


class SessionApi:
    """Reads conversations, lists and ends sessions."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def conversation(self, call: Call) -> dict[str, Any]:
        """GET /customer_service/202601/conversations/{conversation_id}: its session is shown if asked for."""
        talk = self._own(call)
        shop, session = self._store.shops[talk.shop_id], running(talk)
        shown: dict[str, Any] = {
            "id": talk.id,
            "participant_count": 2,
            "participants": [
                _person(talk.buyer_id, "BUYER", talk.nickname) | {"platform": talk.buyer_platform},
                _person(shop.id, "SHOP", shop.name),
            ],
            "create_time": talk.create_time,
            "unread_count": talk.unread,
        }
        if session is not None and call.flag("need_session_id"):
            shown["cur_session_id"] = session.id
        if session is not None and call.flag("need_session_info"):
            shown["cur_session"] = {"id": session.id, "phase": session.phase}
        return {"conversation": shown}

    def search(self, call: Call) -> dict[str, Any]:
        """POST /customer_service/202602/sessions/search: those that began in a window, the oldest first."""
        check_window(self._store, call.body, "begin_time")
        name = call.body.get("buyer_nickname") or ""
        rows = [
            (session, talk)
            for talk in self._store.conversations.values()
            if talk.shop_id == call.shop.id and name in ("", talk.nickname)
            for session in talk.sessions
            if in_window(self._store, call.body, "begin_time", session.begin_time)
        ]
        page, more = paged(
            self._store, call, rows, lambda row: (row[0].begin_time, row[0].id), size=(20, 1, 20)
        )
        return {
            "next_page_token": more["next_page_token"],
            "sessions": [_shown(session, talk) for session, talk in page],
        }

    def end(self, call: Call) -> dict[str, Any]:
        """POST /customer_service/202605/conversations/{conversation_id}/sessions/{session_id}/end: once."""
        talk, wanted = self._own(call), call.path["session_id"]
        session = next((session for session in talk.sessions if session.id == wanted), None)
        if session is None:
            raise ApiError(45101003)
        if session.end_time:
            raise invalid("path", "session_id", "the session has ended")
        session.end_time = self._store.now
        return {}

    def _own(self, call: Call) -> Conversation:
        talk = self._store.conversations.get(call.path["conversation_id"])
        if talk is None:
            raise ApiError(45101003)
        if talk.shop_id != call.shop.id:
            raise ApiError(45102007)
        return talk


def _person(number: str, role: str, nickname: str) -> dict[str, Any]:
    return {"im_user_id": number, "user_id": number, "role": role, "nickname": nickname, "avatar": ""}


def _shown(session: Session, talk: Conversation) -> dict[str, Any]:
    waited = session.first_response - session.begin_time if session.first_response else 0
    return {
        "id": session.id,
        "conversation_id": talk.id,
        "begin_time": session.begin_time,
        "end_time": session.end_time,
        "buyer_nickname": talk.nickname,
        "chat_tags": [],
        "satisfaction_score": 0,
        "dissatisfaction_reason": "",
        "first_response_late": waited > LATE,
        "first_response_time": waited,
    }
