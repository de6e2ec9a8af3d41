"""Pure tests: the addons' `lib/` and `sandbox/` under their production names, without Odoo."""

from tools.pure import install_stubs

install_stubs()
