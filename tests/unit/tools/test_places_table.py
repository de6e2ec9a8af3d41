"""The table of places: one line a place, villages under their postcode."""

import gzip

from tools import places_table


def test_villages_stand_in_the_line_of_their_district_by_postcode():
    places = {"32": "Jawa Barat", "32.73": "Kota Bandung", "32.73.02": "Coblong"}
    villages = {"32.73.02.1003": "Dago", "32.73.02.1001": "Cipaganti", "32.73.02.1002": "Lebak Gede"}
    postcodes = {"32.73.02.1001": "40131", "32.73.02.1002": "40132", "32.73.02.1003": "40131"}

    assert places_table.table(places, villages, postcodes) == (
        "32\tJawa Barat\n32.73\tKota Bandung\n32.73.02\tCoblong\t40131:Cipaganti;Dago\t40132:Lebak Gede\n"
    )


def test_the_shipped_table_has_every_province_and_only_such_lines():
    lines = gzip.decompress(places_table.TABLE.read_bytes()).decode().splitlines()

    codes = [line.split("\t")[0] for line in lines]
    assert codes == sorted(set(codes))
    assert len([code for code in codes if len(code) == 2]) == 38
    assert {len(code) for code in codes} == {2, 5, 8}
