"""Descriptions: HTML on the platform, plain text with line breaks here.

The platform takes paragraphs, lists and pictures, and refuses characters written as names such as
``&nbsp;`` ("Create Product", codes 12052345 and 12052932). So only paragraphs and line breaks are written.
"""

import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from typing import Final

_BLOCKS: Final = frozenset(
    {"p", "div", "ul", "ol", "li", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "blockquote"}
)
_SILENT: Final = frozenset({"script", "style"})
_WRAP: Final = re.compile(r"[ \t]*[\r\n]\s*")


def plain_of(markup: str) -> str:
    """Return what a description says, a line for each paragraph, list entries after ``- ``."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.text()


def pictures_of(markup: str) -> tuple[str, ...]:
    """Return the addresses of the pictures in a description, in their order."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return tuple(reader.pictures)


def html_of(text: str, pictures: Iterable[str] = ()) -> str:
    """Return plain `text` as a description, a paragraph for each line, with `pictures` below it."""
    lines = [line.strip() for line in text.strip().splitlines()]
    paragraphs = [f"<p>{escape(line, quote=False)}</p>" if line else "<p><br></p>" for line in lines]
    return "".join([*paragraphs, *(f'<img src="{escape(url)}" />' for url in pictures)])


class _Reader(HTMLParser):
    """Collects lines; blanks at their ends and line breaks of the markup itself do not count."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pictures: list[str] = []
        self._lines = [""]
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._lines.append("")
        elif tag == "img":
            self.pictures += [value for name, value in attrs if name == "src" and value]
        elif tag in _BLOCKS:
            self._begin()
            if tag == "li":
                self._lines[-1] = "- "

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self._begin()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        text = _WRAP.sub(" ", data).replace("\xa0", " ")
        self._lines[-1] += text if self._lines[-1] else text.lstrip()

    def _begin(self) -> None:
        """Go on at the beginning of a line."""
        if self._lines[-1].strip():
            self._lines.append("")
        else:
            self._lines[-1] = ""

    def text(self) -> str:
        """Return the lines, without empty ones at the beginning and the end."""
        return "\n".join(line.strip() for line in self._lines).strip()
