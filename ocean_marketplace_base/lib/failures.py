"""What platforms refuse, as it came, and the exception made of it."""

from dataclasses import dataclass

from .errors import MarketplaceError, Throttled, Transient


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A refusal as it came.

    ``hint`` is the wait in seconds the server asks for; ``write`` says that the call was not just a read.
    """

    code: str
    message: str
    request_id: str = ""
    status: int = 200
    hint: float | None = None
    write: bool = False

    def to_error(
        self, error_class: type[MarketplaceError], retry_after: float | None = None
    ) -> MarketplaceError:
        """Return the exception of the class that the platform's table gives for this refusal.

        :param retry_after: seconds to wait, for `Throttled`
        """
        text = ": ".join(part for part in (self.code, self.message) if part)
        if issubclass(error_class, Throttled):
            return error_class(text, code=self.code, request_id=self.request_id, retry_after=retry_after)
        if issubclass(error_class, Transient):
            return error_class(text, code=self.code, request_id=self.request_id, effect_unknown=self.write)
        return error_class(text, code=self.code, request_id=self.request_id)
