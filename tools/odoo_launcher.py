"""Starts Odoo's command line; `python -m odoo` cannot start its websocket process."""

import sys

# The folder of this file is not meant to be importable from Odoo.
sys.path[:] = [path for path in sys.path if not path.rstrip("/").endswith("/tools")]

import odoo.cli  # noqa: E402

odoo.cli.main()
