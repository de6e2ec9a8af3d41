"""Refusals of the platform, with its codes and words."""

from typing import Any


class ApiError(Exception):
    """A refusal. ``gateway`` ones may come with an HTTP status other than 200."""

    def __init__(self, code: str, message: str, *, gateway: bool = False, **extra: Any) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.gateway = gateway
        self.extra = extra


def bad_param(detail: str) -> ApiError:
    """Return the refusal of a wrong parameter."""
    return ApiError("error_param", f"Wrong parameters, detail: {detail}.")


def offline() -> ApiError:
    """Return the answer to a wrong path or verb."""
    message = "This API is currently offline or the request path is incorrect, please check."
    return ApiError("error_param", message, gateway=True)


def not_found(what: str) -> ApiError:
    """Return the refusal of an unknown id."""
    return ApiError("error_not_found", f"Wrong parameters, detail: the {what} is not found.")
