"""Conversations with buyers, and their comments on items. Ids of the former exceed 2**53."""

from dataclasses import dataclass, field
from typing import Any

FIRST_CONVERSATION = 709_122_092_476_000_000
FIRST_MESSAGE = 2_302_748_948_493_000_000
NANO = 10**9


@dataclass
class Message:
    """One message; ``by_shop`` tells who wrote it, ``at`` is unix time in nanoseconds."""

    id: int
    by_shop: bool
    kind: str
    content: dict[str, Any]
    at: int
    source: str = "minichat"
    deleted: bool = False


@dataclass
class Conversation:
    """A talk of a shop with one buyer, ``read`` up to a message id."""

    id: int
    shop_id: int
    buyer_id: int
    buyer_name: str
    messages: list[Message] = field(default_factory=list)
    read: int = 0
    marked_unread: bool = False
    pinned: bool = False
    mute: bool = False
    deleted: bool = False

    @property
    def last(self) -> Message:
        """The newest message."""
        return self.messages[-1]

    @property
    def unread(self) -> int:
        """Messages of the buyer that the shop has not read, at least 1 if marked so."""
        count = sum(not message.by_shop and message.id > self.read for message in self.messages)
        return max(count, int(self.marked_unread))


@dataclass
class Review:
    """A buyer's comment on an item, answered once at most."""

    id: int
    shop_id: int
    order_sn: str
    item_id: int
    model_id: int
    buyer_name: str
    rating: int
    text: str
    create_time: int
    reply: str = ""
    reply_time: int = 0
