"""Asks for a new token at an agreed moment, like another process at the same time.

For an Odoo shell (`env`).
"""

# ruff: noqa: F821
import time

storefront = env["ocean.storefront"].search([], limit=1)
seen = storefront.sudo().access_token
deadline = int(time.time()) // 10 * 10 + 10
time.sleep(max(deadline - time.time(), 0))
print("TOKEN", storefront.sudo()._refresh_access_token(seen))
