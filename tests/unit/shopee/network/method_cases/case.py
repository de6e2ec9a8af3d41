"""What one client method sends and makes of the answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

START = datetime(2026, 5, 1, tzinfo=timezone.utc)
FROM = int(START.timestamp())
PICTURE = ("a.jpg", b"\xff\xd8\xff\xe0 picture", "image/jpeg")
SAME = object()
"""The result is the answer's ``response``."""


@dataclass
class Case:
    """`call` gets a namespace of all resources. `sends` is the query of a GET as pairs, the body of a POST,
    or the form fields of an upload. `answer` is the whole envelope, or its ``response`` if that is all it
    has."""

    call: Callable[[Any], Any]
    sends: Any
    answer: Any = None
    gives: Any = SAME
    whole: bool = False

    @property
    def envelope(self):
        if self.whole:
            return {"error": "", "message": "", "request_id": "r", **(self.answer or {})}
        response = {} if self.answer is None else {"response": self.answer}
        return {"error": "", "message": "", "request_id": "r", **response}


def keys(results):
    """Row results as (key, error code or None)."""
    return [(row.key, None if row.ok else row.error.code) for row in results]
