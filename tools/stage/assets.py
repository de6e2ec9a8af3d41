"""Stage: build the web client's bundles once, so that every clone opens at once.

Runs in an Odoo shell (`env`).
"""

# ruff: noqa: F821
env["ir.qweb"]._pregenerate_assets_bundles()
env.cr.commit()
