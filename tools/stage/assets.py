"""Stage: the administrator starts on the overview, and the web client opens at once in every clone.

Runs in an Odoo shell (`env`).
"""

# ruff: noqa: F821
env["ir.qweb"]._pregenerate_assets_bundles()
env.ref("base.user_admin").action_id = env.ref("ocean_marketplace_base.ocean_storefront_action").id
env.cr.commit()
