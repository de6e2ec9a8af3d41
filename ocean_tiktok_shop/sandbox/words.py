"""What texts of listings may not hold ("Create Product", its error codes; the list of words is a switch)."""

import re
from typing import Any

from .switches import Switches

NAMED_CHARACTER = re.compile(r"&(?!lt;|gt;|amp;|quot;|#39;)#?\w+;")
TAG = re.compile(r"<\s*/?\s*([a-z0-9]+)", re.IGNORECASE)
FIRST_PICTOGRAM = 0x1F000
UNSAFE_TAGS = frozenset({"script", "style", "iframe", "form", "input", "a"})
"""Tags that the simulator refuses; which ones the platform takes is not published."""


def is_clean(text: str) -> bool:
    """Return whether `text` holds neither emojis nor characters written as names nor control characters."""
    controls = any(ord(sign) < 32 and sign not in "\r\n\t" for sign in text)
    pictures = any(ord(sign) >= FIRST_PICTOGRAM for sign in text)
    return not (controls or pictures or NAMED_CHARACTER.search(text))


def has_unsafe_tags(markup: str) -> bool:
    """Return whether a description holds tags that are refused."""
    return bool(UNSAFE_TAGS & {tag.lower() for tag in TAG.findall(markup)})


def forbidden(switches: Switches) -> list[str]:
    """Return the words that no listing may hold, in lower case."""
    return [word.strip().lower() for word in switches.forbidden_words.split(",") if word.strip()]


def found_in(switches: Switches, text: str) -> str:
    """Return the first forbidden word in `text`, empty for none."""
    return next((word for word in forbidden(switches) if word in text.lower()), "")


def reasons(switches: Switches, content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what an audit says of forbidden words in a listing, as ``audit_failed_reasons`` shows it."""
    rows = []
    for position, name in (("Title", "title"), ("Description", "description")):
        word = found_in(switches, str(content.get(name, "")))
        if word:
            said = f'The product {name} contains the restricted word "{word}".'
            rows.append(reason(position, said, "Remove the word and submit the product again."))
    return rows


def reason(position: str, said: str, advice: str = "", platform: str = "TIKTOK_SHOP") -> dict[str, Any]:
    """Return an element of ``audit_failed_reasons``."""
    return {
        "position": position,
        "reasons": [said],
        "suggestions": [advice] if advice else [],
        "listing_platform": platform,
    }
