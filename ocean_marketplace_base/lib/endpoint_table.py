"""The endpoints of clients as a Markdown table, for READMEs that cannot go stale.

A row reads as the call does where a client class names its resources by annotations: ``order: OrderApi``
gives ``order.get_order_list``. Marked methods that no client leads to are told by the name of their class.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from types import FunctionType
from typing import Final, get_type_hints

from .endpoints import Endpoint, endpoints_of

BEGIN: Final = "<!-- endpoints: generated, do not edit -->"
END: Final = "<!-- end of endpoints -->"
_HEAD: Final = ("| method | endpoint | simulator | confidence |", "|---|---|---|---|")

Routes = Collection[tuple[str, str]]


@dataclass(frozen=True)
class TableRow:
    """A method as callers write it, and the endpoint behind it."""

    method: str
    endpoint: Endpoint


def rows_of_clients(clients: Iterable[type]) -> Iterator[TableRow]:
    """Yield the rows of client classes: their own marked methods and those of the resources they annotate."""
    for client in clients:
        yield from _methods(client, client.__name__)
        for name, resource in get_type_hints(client).items():
            if isinstance(resource, type):
                yield from _methods(resource, name)


def rows_of(things: Iterable[object]) -> list[TableRow]:
    """Return the rows of everything among `things` (the contents of modules), each marked function once."""
    found = list(things)
    classes = [thing for thing in found if isinstance(thing, type)]
    functions = [thing for thing in found if isinstance(thing, FunctionType)]
    resources = {
        resource
        for client in classes
        for resource in get_type_hints(client).values()
        if isinstance(resource, type)
    }
    covered = {base for resource in resources for base in resource.__mro__}
    own = {base for one in classes for base in one.__mro__[1:]}
    rows = list(rows_of_clients(one for one in classes if one not in covered and one not in own))
    rows += [TableRow(one.__name__, target) for one in functions for target in getattr(one, "endpoints", ())]
    return list(dict.fromkeys(rows))


def table(rows: Iterable[TableRow], routes: Routes) -> str:
    """Return `rows` as a Markdown table sorted by method.

    :param routes: (verb, path) of what the simulator answers; variable parts of paths in braces, whatever
        they are called.
    """
    known = {(verb, _shape(path)) for verb, path in routes}
    lines = [_line(row, known) for row in sorted(set(rows), key=lambda row: (row.method, row.endpoint.path))]
    return "\n".join((*_HEAD, *lines))


def put_into(text: str, block: str) -> str:
    """Return `text` with `block` between the markers.

    :raise ValueError: when `text` has not both markers, once each and in order
    """
    head, begin, rest = text.partition(BEGIN)
    _old, end, tail = rest.partition(END)
    if not (begin and end) or BEGIN in tail or END in tail:
        raise ValueError(f"the text needs one block between {BEGIN!r} and {END!r}")
    return f"{head}{BEGIN}\n\n{block}\n\n{END}{tail}"


def _methods(owner: type, label: str) -> Iterator[TableRow]:
    seen: set[str] = set()
    for base in owner.__mro__:
        found = [(name, target) for name, target in endpoints_of(base) if name not in seen]
        yield from (TableRow(f"{label}.{name}", target) for name, target in found)
        seen.update(vars(base))


def _line(row: TableRow, known: Collection[tuple[str, str]]) -> str:
    target = row.endpoint
    answered = "yes" if (target.verb, _shape(target.path)) in known else "no"
    return f"| `{row.method}` | {target.verb} `{target.path}` | {answered} | {target.confidence} |"


def _shape(path: str) -> str:
    """Return `path` with its variable parts nameless."""
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))
