"""Refusals of the platform, with its codes and words."""

from dataclasses import dataclass
from typing import Any

CLIENT = "We could not process your request due to malformed request, please check again"
SERVER = "Our server encounters an error, please try again later"


@dataclass
class ApiError(Exception):
    """A refusal: an error code, the reason beside it, and the HTTP status."""

    code: str
    reason: str
    status: int = 400

    @property
    def messages(self) -> str:
        """The general sentence that goes with the status."""
        return SERVER if self.status >= 500 else CLIENT


@dataclass
class TokenError(Exception):
    """A refusal of the accounts service."""

    code: str
    description: str
    status: int = 401

    def body(self) -> dict[str, Any]:
        """Return its body, which has no envelope."""
        return {
            "error": self.code,
            "error_description": self.description,
            "event_code": "",
            "last_login_type": "",
        }


def not_found(reason: str = "Data Not Found") -> ApiError:
    """Return the refusal of an unknown order."""
    return ApiError("ORD_API_008", reason)


def not_linked() -> ApiError:
    """Return the refusal of a shop that is not connected to the app."""
    return ApiError("RBAC_MDLW_001", "The shop or warehouse is not associated with this fs_id", 403)


def bad_format(name: str, value: object, code: str = "PRD_DLV_042") -> ApiError:
    """Return the refusal of a value of the wrong type."""
    return ApiError(code, f"Invalid field [{name}] format, value [{value}] should be int")
