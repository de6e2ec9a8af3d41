"""What a platform addon tells about connecting a shop: steps for the seller, results of checks, pushes."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something the seller does on the platform's side. ``value`` is what has to be copied there, if any."""

    text: str
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class Check:
    """The result of one test of an app's keys.

    ``passed`` is ``None`` where only the approval will tell. ``cure`` says what to do when it failed.
    """

    label: str
    passed: bool | None
    detail: str = ""
    cure: str = ""


@dataclass(frozen=True, kw_only=True)
class PushSubscription:
    """Where the platform sends the pushes of one topic; ``address`` is empty when it sends none.

    ``topic`` is the platform's own name of it. ``wanted`` tells whether the suite uses it.
    """

    topic: str
    address: str = ""
    wanted: bool = True
