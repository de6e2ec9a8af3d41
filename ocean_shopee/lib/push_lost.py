"""Pushes that no try delivered, as the platform hands them out afterwards.

Source: Shopee v2 push.get_lost_push_message. ``data`` of a row is declared as text and shown as the whole
original push; it is taken as an object and as JSON text, and also where it is only what a push has under
``data``.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import simplejson

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.platform import dump_payload
from odoo.addons.ocean_marketplace_base.lib.recovery import LostPush


def lost_pushes(rows: Sequence[Mapping[str, Any]], last_message_id: object) -> list[LostPush]:
    """Return the pushes of one page; `last_message_id` of its answer confirms all of them.

    :raise ContractChanged: when the page has no such number
    """
    if rows and (isinstance(last_message_id, bool) or not isinstance(last_message_id, int)):
        raise ContractChanged("a number is expected", path="response.last_message_id")
    return [LostPush(body=_body(row), mark=str(last_message_id)) for row in rows]


def _body(row: Mapping[str, Any]) -> bytes:
    """Return the push as it would have come."""
    data = row.get("data")
    if isinstance(data, str):
        try:
            data = simplejson.loads(data, use_decimal=True)
        except (ValueError, RecursionError):
            data = row["data"]  # whoever reads the push says what is wrong with it
    whole = isinstance(data, Mapping) and "code" in data
    push = data if whole else {**row, "data": data}
    return dump_payload(dict(push)).encode()
