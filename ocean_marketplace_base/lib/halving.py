"""Reading many things at once where one that is refused spoils the answer for all."""

from collections.abc import Callable, Collection
from typing import Any

from .errors import InvalidRequest, MarketplaceError, Rejected, Throttled, Transient


def read_by_halves(
    ids: list[str], read: Callable[[list[str]], list[Any]], spoiling: Collection[str]
) -> tuple[list[Any], dict[str, MarketplaceError]]:
    """Return the rows that `read` gives for `ids`, and the failures by id.

    All are read at once; if they are refused because of one of them, halves are read until it is alone.

    :param spoiling: the codes of refusals that may be about one id; others are raised
    """
    try:
        return read(ids), {}
    except (Transient, Throttled) as error:
        return [], dict.fromkeys(ids, error)
    except (InvalidRequest, Rejected) as error:
        if isinstance(error, Rejected) and error.code not in spoiling:
            raise
        if len(ids) == 1:
            return [], {ids[0]: error}
    middle = len(ids) // 2
    rows, errors = read_by_halves(ids[:middle], read, spoiling)
    more_rows, more_errors = read_by_halves(ids[middle:], read, spoiling)
    return rows + more_rows, errors | more_errors
