"""How good texts and pictures of a listing are. The platform's measures are not public; these are ours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LONG_TITLE = 40
LONG_DESCRIPTION = 120
MANY_IMAGES = 3
TIERS = ("GOOD", "FAIR", "POOR")
"""Tier with no, one or two, and more recommendations open."""


@dataclass(frozen=True)
class Finding:
    """Something to make better: the part of the listing, a code and what to do."""

    part: str
    code: str
    advice: str


ADVICE = (
    Finding("TITLE", "TITLE_SHORT", f"Use at least {LONG_TITLE} characters in the title."),
    Finding("DESCRIPTION", "DESCRIPTION_SHORT", f"Write at least {LONG_DESCRIPTION} characters."),
    Finding("IMAGE", "IMAGE_FEW", f"Add pictures until there are at least {MANY_IMAGES}."),
    Finding("ATTRIBUTE", "ATTRIBUTE_MISSING", "Fill in the properties of the category."),
)


def findings(content: Mapping[str, Any]) -> list[Finding]:
    """Return what could be better in a listing."""
    text = re.sub("<[^>]*>", "", content.get("description", ""))
    good = {
        "TITLE": len(content.get("title", "")) >= LONG_TITLE,
        "DESCRIPTION": len(text) >= LONG_DESCRIPTION,
        "IMAGE": len(content.get("main_images") or []) >= MANY_IMAGES,
        "ATTRIBUTE": bool(content.get("product_attributes")),
    }
    return [finding for finding in ADVICE if not good[finding.part]]


def tier(content: Mapping[str, Any]) -> str:
    """Return POOR, FAIR or GOOD."""
    return TIERS[min((len(findings(content)) + 1) // 2, 2)]


def judged(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``listing_quality`` of a listing."""
    return {"current_tier": tier(content), "remaining_recommendations": len(findings(content))}


def diagnosis(finding: Finding) -> dict[str, Any]:
    """Return a row of ``diagnoses`` without suggestions."""
    result = {"code": finding.code, "how_to_solve": finding.advice, "quality_tier": "GOOD"}
    return {"field": finding.part, "diagnosis_results": [result]}


def seo_words(content: Mapping[str, Any], category: str) -> list[dict[str, str]]:
    """Return words that buyers look for: those of the name of the category and of the title."""
    text = f"{category} {content.get('title', '')}".lower()
    return [{"text": word} for word in dict.fromkeys(re.findall(r"\w{4,}", text))]


def better_title(content: Mapping[str, Any], category: str) -> str:
    """Return the title with the name of the category added."""
    return f"{content.get('title', '')} - {category} Pilihan Berkualitas"


def better_description(content: Mapping[str, Any], category: str) -> str:
    """Return the description with the title before it and the category after it."""
    text = f"<p>{content.get('title', '')}</p>{content.get('description', '')}"
    return f"{text}<p>{category}: baca ukuran dan bahan sebelum memesan, dan tanya kami bila ragu.</p>"
