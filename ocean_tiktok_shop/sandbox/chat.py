"""Conversations: opening them and writing into them."""

import json

from .model import Conversation, Message, Order, Session
from .pushes import Pushes
from .store import Store


class Chat:
    """Writes messages and tells about them."""

    def __init__(self, store: Store, pushes: Pushes) -> None:
        self._store = store
        self._pushes = pushes

    def open(self, order: Order, at: int = 0) -> Conversation:
        """Open a conversation with the buyer of `order`, or return the one there is."""
        for talk in self._store.conversations.values():
            if (talk.shop_id, talk.buyer_id) == (order.shop_id, order.buyer_id):
                return talk
        number = self._store.new_id("conversation", order.buyer_id)
        talk = Conversation(
            id=number,
            shop_id=order.shop_id,
            buyer_id=order.buyer_id,
            nickname=order.buyer_nickname,
            buyer_platform=order.commerce_platform,
            create_time=at or self._store.now,
        )
        self._store.conversations[number] = talk
        self._pushes.conversation(talk)
        return talk

    def write(self, talk: Conversation, sender: str, kind: str, content: str, at: int = 0) -> Message:
        """Add a message of `sender` (BUYER, SHOP) with JSON text `content` and return it."""
        last = int(talk.messages[-1].index) if talk.messages else int(talk.id) + 10
        message = Message(
            id=self._store.new_id("message", talk.id),
            kind=kind,
            content=content,
            create_time=at or self._store.now,
            index=str(last + 1),
            sender=sender,
        )
        talk.messages.append(message)
        talk.unread = talk.unread + 1 if sender == "BUYER" else 0
        self._note(talk, message)
        self._pushes.message(talk, message)
        return message

    def _note(self, talk: Conversation, message: Message) -> None:
        """Let the words of a buyer open a session, and the first answer be known."""
        session, at = running(talk), message.create_time
        if message.sender != "BUYER":
            if session is not None and not session.first_response:
                session.first_response = at
        elif session is None:
            phase = "ASSIGNED" if self._store.shops[talk.shop_id].accepts_chat else "QUEUED"
            talk.sessions.append(Session(self._store.new_id("session", talk.id), at, phase))

    def say(self, talk: Conversation, sender: str, words: str, at: int = 0) -> Message:
        """Add a text message."""
        return self.write(talk, sender, "TEXT", json.dumps({"content": words}, ensure_ascii=False), at)


def running(talk: Conversation) -> Session | None:
    """Return the session of a conversation that has not ended, if there is one."""
    return next((session for session in talk.sessions if not session.end_time), None)
