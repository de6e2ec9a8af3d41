import io
import zipfile

import pytest
from openpyxl import Workbook

from odoo.addons.ocean_marketplace_base.lib import order_files
from odoo.addons.ocean_marketplace_base.lib.order_files import OrderFileError, read_order_file


def sheet(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def refused(content):
    with pytest.raises(OrderFileError) as caught:
        read_order_file(content)
    return caught.value.reason


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encoding_and_separator_are_found(encoding, delimiter):
    rows = [
        "No. Pesanan;Status Pesanan;Nama Produk",
        "2411228K3X7PQA;Perlu Dikirim;Kaos é",
        "2411228K3X7PQB;Batal;",
    ]
    found = read_order_file("\r\n".join(rows).replace(";", delimiter).encode(encoding))
    assert found.column == "No. Pesanan"
    assert found.columns == ("No. Pesanan", "Status Pesanan", "Nama Produk")
    assert found.numbers == ("2411228K3X7PQA", "2411228K3X7PQB")
    assert found.rows[0] == ("2411228K3X7PQA", "Perlu Dikirim", "Kaos é")


@pytest.mark.parametrize(
    "name",
    ["No. Pesanan", "Order ID", "order id", "  Order  ID ", "Nomor Pesanan", "ID Pesanan", "Order No."],
)
def test_the_column_is_known_by_its_name(name):
    found = read_order_file(sheet(["Status", name], ["Selesai", "2411228K3X7PQA"]))
    assert found.numbers == ("2411228K3X7PQA",)


def test_lines_with_several_items_of_an_order_name_it_once():
    found = read_order_file(
        b"Order ID,SKU\n576461413038785752,A\n576461413038785752,B\n576461413038785753,A\n"
    )
    assert found.numbers == ("576461413038785752", "576461413038785753")


def test_the_line_that_explains_the_columns_is_skipped():
    lines = ["Order ID,Order Status", "Platform unique order ID.,Current.", "576461413038785752\t,Shipped"]
    found = read_order_file("\n".join(lines).encode())
    assert (found.numbers, found.skipped) == (("576461413038785752",), 1)


def test_lines_above_the_names_are_skipped():
    found = read_order_file(
        sheet(
            ["Toko Ombak"],
            ["Periode", "1 - 30 Nov"],
            [],
            ["Count", "Order ID", "Invoice"],
            [1, "43481289", "INV/1"],
        )
    )
    assert found.numbers == ("43481289",)
    assert found.columns == ("Count", "Order ID", "Invoice")


def test_the_order_number_wins_over_the_invoice():
    found = read_order_file(b"Nomor Invoice,Order ID\nINV/20260101/MPL/3,43481289\n")
    assert found.column == "Order ID"


def test_a_list_with_invoices_only_is_refused_and_says_so():
    assert refused(b"Nomor Invoice,Status\nINV/20260101/MPL/3,Selesai\n") == "invoices"


def test_the_preview_has_five_lines_of_equal_width():
    lines = [f"22081{n}QSK8S7BX" for n in range(8)]
    found = read_order_file(("Order ID,Status,Catatan\n" + "\n".join(lines)).encode())
    assert [len(row) for row in found.rows] == [3] * 5
    assert len(found.numbers) == 8


def test_short_numbers_that_a_spreadsheet_made_of_text_are_taken():
    assert read_order_file(sheet(["Order ID"], [43481289], [43481290.0])).numbers == ("43481289", "43481290")


@pytest.mark.parametrize(
    "content",
    [
        b"Order ID;Status\n5,76461E+17;Selesai\n",
        sheet(["Order ID"], [576461413038785752]),
        sheet(["Order ID"], [5.764614130387857e17]),
    ],
)
def test_numbers_that_lost_digits_in_a_spreadsheet_are_refused(content):
    assert refused(content) == "rounded"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old_or_locked"),
        (b"PK\x03\x04 not really a workbook", "unreadable"),
        (b"\xff\xfeO\x00r", "unreadable"),
        (b"Order ID\x00\n1", "unreadable"),
        (b"Tanggal,Total\n2026-11-01,5000\n", "no_column"),
        (b"Order ID,Total\n,5000\nx,1\n", "no_numbers"),
        (sheet(["Tanggal"], ["2026"]), "no_column"),
        (b'Order ID,"' + b"x" * 200_000, "unreadable"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(content, reason):
    assert refused(content) == reason


def test_a_zip_that_is_no_workbook_is_unreadable():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("pesanan.txt", "Order ID")
    assert refused(content.getvalue()) == "unreadable"


def test_files_that_are_too_large_are_not_read(monkeypatch):
    monkeypatch.setattr(order_files, "MAX_BYTES", 10)
    assert refused(b"Order ID\n43481289") == "too_large"


def test_an_archive_that_unpacks_to_too_much_is_not_read(monkeypatch):
    monkeypatch.setattr(order_files, "MAX_UNPACKED", 100)
    assert refused(sheet(["Order ID"], ["43481289"])) == "too_large"


def test_more_orders_than_one_run_takes_are_refused(monkeypatch):
    monkeypatch.setattr(order_files, "MAX_NUMBERS", 2)
    assert refused(b"Order ID\n43481281\n43481282\n43481283\n") == "too_many"
