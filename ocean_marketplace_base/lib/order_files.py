"""Lists of orders that sellers export from a platform's own console, as CSV or XLSX.

The column with the order numbers is known by its name, in English and Indonesian. Exports may have a few
lines above the names (shop, period), and one below them that explains the columns; both are skipped.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from .order_numbers import is_number, is_rounded, tidy

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_UNPACKED: Final = 200 * 1024 * 1024
"""A small archive can hold endless zeros; an export of a year has some 50 MB."""
MAX_ROWS: Final = 50_000
MAX_NUMBERS: Final = 5_000
PREVIEW_ROWS: Final = 5
_HEADER_WITHIN: Final = 20
_LONGEST_EXACT: Final = 10**15  # spreadsheets keep 15 digits of a number

NUMBER_COLUMNS: Final = (
    "no. pesanan",
    "order id",
    "order no.",
    "order number",
    "order sn",
    "id pesanan",
    "nomor pesanan",
    "no pesanan",
    "nomor order",
    "id order",
)
"""Names of the column with order numbers, the best first, in lower case."""
INVOICE_COLUMNS: Final = ("nomor invoice", "no. invoice", "invoice number", "invoice")
"""Columns with invoices: taken only where the invoice has the shape of an order number."""

_DELIMITERS: Final = (",", ";", "\t", "|")
_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"  # .xls, and .xlsx with a password
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class OrderFileError(ValueError):
    """The file cannot be used; ``reason`` says why and ``detail`` names what was found.

    Reasons: ``empty``, ``too_large``, ``old_or_locked``, ``unreadable``, ``no_column``, ``rounded``,
    ``invoices``, ``no_numbers``, ``too_many``.
    """

    def __init__(self, reason: str, detail: str = ""):
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, kw_only=True)
class OrderFile:
    """What was found in a file. ``rows`` are the first of its lines, as many cells as ``columns``.

    ``column`` is the name of the column with the order numbers, ``skipped`` how many lines have none.
    """

    column: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[str, ...]
    skipped: int = 0


def read_order_file(content: bytes) -> OrderFile:
    """Return the order numbers in an exported list.

    :raise OrderFileError: when there is none, or the list cannot be read
    """
    if not content.strip():
        raise OrderFileError("empty")
    if len(content) > MAX_BYTES:
        raise OrderFileError("too_large")
    if content.startswith(_OLD_OFFICE):
        raise OrderFileError("old_or_locked")
    for table in _sheets(content) if content.startswith(_ZIP) else _readings(_decoded(content)):
        rows = list(islice(table, MAX_ROWS))
        if place := _find_column(rows):
            return _read(rows, *place)
    raise OrderFileError("no_column")


# === TABLES === #


def _decoded(content: bytes) -> str:
    """Return the text: by its mark, else UTF-8, else what Western Windows programs write."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _with(content, encoding)
    try:
        return _with(content, "utf-8")
    except OrderFileError:
        return _with(content, "cp1252")


def _with(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise OrderFileError("unreadable") from None
    if "\x00" in text:
        raise OrderFileError("unreadable")
    return text


def _readings(text: str) -> Iterator[Iterator[list[str]]]:
    """Yield the table that `text` is with each separator; the right one has the column."""
    for delimiter in _DELIMITERS:
        yield _csv_rows(text, delimiter)


def _csv_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [tidy(cell) for cell in row]
    except csv.Error:
        raise OrderFileError("unreadable") from None


def _sheets(content: bytes) -> Iterator[Iterator[list[str]]]:
    """Yield the sheets of a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise OrderFileError("too_large")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        if isinstance(error, OrderFileError):
            raise
        raise OrderFileError("unreadable") from None
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # some exports say that they have one cell
        yield _sheet_rows(sheet.iter_rows(values_only=True))


def _sheet_rows(rows: Iterable[Sequence[object]]) -> Iterator[list[str]]:
    try:
        for row in rows:
            yield [_cell_text(cell) for cell in row]
    except (KeyError, ValueError, SyntaxError, zipfile.BadZipFile):  # a ParseError is a SyntaxError
        raise OrderFileError("unreadable") from None


def _cell_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _LONGEST_EXACT:
        return str(int(cell))
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and abs(cell) >= _LONGEST_EXACT:
        return f"{float(cell):.5E}"  # whatever it shows, its last digits are gone
    return tidy(str(cell))


# === COLUMN === #


def _find_column(rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Return (line, column) of the name of the column with order numbers."""
    for names in (NUMBER_COLUMNS, INVOICE_COLUMNS):
        for at, row in enumerate(rows[:_HEADER_WITHIN]):
            cells = [" ".join(cell.casefold().split()) for cell in row]
            for name in names:
                if name in cells:
                    return at, cells.index(name)
    return None


def _read(rows: Sequence[Sequence[str]], header: int, column: int) -> OrderFile:
    cells = [row[column] if column < len(row) else "" for row in rows[header + 1 :]]
    numbers = tuple(dict.fromkeys(cell for cell in cells if is_number(cell)))
    _check(cells, numbers)
    columns = tuple(rows[header])
    with_number = (row for row, cell in zip(rows[header + 1 :], cells, strict=True) if is_number(cell))
    return OrderFile(
        column=columns[column],
        columns=columns,
        rows=tuple(_padded(row, len(columns)) for row in islice(with_number, PREVIEW_ROWS)),
        numbers=numbers,
        skipped=sum(1 for cell in cells if cell and not is_number(cell)),
    )


def _check(cells: Sequence[str], numbers: Sequence[str]) -> None:
    if rounded := next((cell for cell in cells if is_rounded(cell)), ""):
        raise OrderFileError("rounded", rounded)
    if not numbers:
        invoice = next((cell for cell in cells if cell.upper().startswith("INV/")), "")
        raise OrderFileError("invoices", invoice) if invoice else OrderFileError("no_numbers")
    if len(numbers) > MAX_NUMBERS:
        raise OrderFileError("too_many", str(len(numbers)))


def _padded(row: Sequence[str], width: int) -> tuple[str, ...]:
    return (*row[:width], *[""] * (width - len(row)))
