"""Which hosts a transport may talk to. The default is none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from .errors import HostNotAllowed

# Two URL parsers read these characters differently, which would let a URL pass the check and go elsewhere.
_AMBIGUOUS = re.compile(r"[\x00-\x20\x7f\\@]")


@dataclass(frozen=True)
class HostPolicy:
    """Decides before every call whether its host may be reached.

    ``HostPolicy()`` allows nothing, ``HostPolicy.loopback()`` this computer with any port and scheme, and
    ``HostPolicy.exact(hosts)`` exactly those names over HTTPS on the standard port.
    """

    hosts: frozenset[str] = frozenset()
    allow_loopback: bool = False

    @classmethod
    def none(cls) -> "HostPolicy":
        """Return the policy that forbids every host."""
        return cls()

    @classmethod
    def loopback(cls) -> "HostPolicy":
        """Return the policy for a simulator on this computer."""
        return cls(allow_loopback=True)

    @classmethod
    def exact(cls, hosts: Iterable[str]) -> "HostPolicy":
        """Return the policy that allows exactly `hosts` (names without scheme and port)."""
        return cls(hosts=frozenset(host.lower() for host in hosts))

    def check(self, url: str) -> None:
        """Return when `url` may be called.

        :raise HostNotAllowed: for any other URL, and for one that is not clearly readable
        """
        parts = _split(url)
        if self.allow_loopback and is_loopback(parts.hostname or ""):
            return
        if parts.hostname in self.hosts and parts.scheme == "https" and parts.port in (None, 443):
            return
        raise HostNotAllowed(f"host {parts.hostname!r} ({parts.scheme}) is not allowed here")


def is_loopback(host: str) -> bool:
    """Say whether `host` is this computer, by name or by address."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        readable = not _AMBIGUOUS.search(url) and parts.scheme in ("http", "https") and bool(parts.hostname)
        readable = readable and parts.port != 0
    except (TypeError, ValueError):
        readable = False
    if not readable:
        raise HostNotAllowed("the address is not a plain http(s) URL")
    return parts
