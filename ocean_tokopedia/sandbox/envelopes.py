"""The envelopes of answers: nearly every group of endpoints has its own."""

from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.http import Response, json_response

from .errors import ApiError

SUCCESS = "Your request has been processed successfully"


def success(style: str, data: Any) -> Response:
    """Return `data` in the envelope `style`: plain, counted, chat, shop or fulfillment."""
    if style == "fulfillment":
        header = {"process_time": "35.50ms", "messages": None, "reason": "", "error_code": ""}
        return json_response({"header": header, "data": data, "status": "200"})
    return json_response({"header": _header(style), "data": data})


def _header(style: str) -> dict[str, Any]:
    if style == "plain":
        return {"process_time": 0.018328845, "messages": SUCCESS}
    messages = {
        "counted": "",
        "chat": "success",
        "shop": "Successfully get retrieved shop info data",
    }[style]
    return {"process_time": 0, "messages": messages, "reason": "", "error_code": 0}


def refusal(style: str, error: ApiError) -> Response:
    """Return `error` in the envelope `style`; where codes are numbers they are 0 even then."""
    numbered = style in ("chat", "counted") and not error.code.startswith("RBAC")
    header = {
        "process_time": 0.000166507,
        "messages": error.messages,
        "reason": error.reason,
        "error_code": 0 if numbered else error.code,
    }
    return json_response({"header": header, "data": None}, error.status, error=error.code or error.reason)
