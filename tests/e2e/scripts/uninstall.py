"""Uninstalls one platform; for an Odoo shell (`env`)."""

# ruff: noqa: F821
env["ir.module.module"].search([("name", "=", "ocean_shopee")]).button_immediate_uninstall()
env.cr.commit()
