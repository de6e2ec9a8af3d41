"""Refusals of the platform, with its codes and words."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

CODES = Path(__file__).with_name("codes.json")
"""Message by code, from the error lists of the API reference."""

UNLISTED = {"21011044": "The order is on hold and cannot be shipped yet."}
"""Our words for codes that the reference describes only by what they mean."""

STATUS = {
    36009002: 429,
    36009037: 429,
    36009003: 500,
    105002: 401,
    36009043: 401,
    36009044: 401,
}
"""HTTP status of refusals that do not come with 200, as far as it was observed."""


class ApiError(Exception):
    """A refusal with `code`; without `message` the documented one of the code."""

    def __init__(self, code: int, message: str = "") -> None:
        self.code = code
        self.message = message or messages().get(str(code), "")
        super().__init__(f"{code}: {self.message}")


@lru_cache(maxsize=1)
def messages() -> dict[str, str]:
    """Return the documented message of each code."""
    found: dict[str, str] = json.loads(CODES.read_text(encoding="utf-8"))
    return found | UNLISTED


def umbrella(message: str) -> ApiError:
    """Return a refusal with the gateway's code for everything that is wrong with a request."""
    return ApiError(36009004, message)


def no_path() -> ApiError:
    """Return the refusal of a path that is not offered."""
    return ApiError(36009009, "Invalid path. The specified path does not match any available endpoint.")


def no_version(code: int) -> ApiError:
    """Return the refusal of a path that is offered in other versions only, with the `code` of the day."""
    return ApiError(code, "Invalid API version. The `version` value is invalid or unsupported.")


def missing(where: str, name: str) -> ApiError:
    """Return the refusal of a parameter that is not there; `where` is ``query`` or ``body``."""
    return umbrella(f"param {where}.{name} is missing")


def invalid(where: str, name: str, why: str = "") -> ApiError:
    """Return the refusal of a parameter that makes no sense."""
    return umbrella(f"param {where}.{name} is invalid" + (f": {why}" if why else ""))


def row(code: int, **detail: Any) -> dict[str, Any]:
    """Return an entry of ``data.errors`` for one part of a batch."""
    return {"code": code, "message": messages().get(str(code), ""), "detail": detail}
