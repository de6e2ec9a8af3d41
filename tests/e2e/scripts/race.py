"""Asks for a new token at an agreed moment (OCEAN_MOMENT, unix seconds), like another process then.

For an Odoo shell (`env`).
"""

# ruff: noqa: F821
import os
import time

storefront = env["ocean.storefront"].search([], limit=1)
seen = storefront.sudo().access_token
time.sleep(max(float(os.environ["OCEAN_MOMENT"]) - time.time(), 0))
print("TOKEN", storefront.sudo()._refresh_access_token(seen))
