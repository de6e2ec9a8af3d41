"""Every method of the client meets the simulator somewhere in this folder; the mark says where."""

import re
from pathlib import Path

from odoo.addons.ocean_marketplace_base.lib.endpoint_table import rows_of_clients
from odoo.addons.ocean_tokopedia.lib.client import TokopediaClient

SOURCE = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("test_*.py")))


def test_every_method_has_its_contract_test():
    marked = set(re.findall(r'^@pytest\.mark\.calls\("([\w.]+)"\)$', SOURCE, re.MULTILINE))
    assert marked == {row.method for row in rows_of_clients([TokopediaClient])}
