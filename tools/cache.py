"""The cache outside the checkout: atomic build steps, locks and free space.

Every entry is a folder `<name>-<key>`, where the key is a digest of what it was made
from. It is built under another name and renamed when complete, so an interrupted run
leaves nothing half-made behind and the next one goes on from there.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.errors import OceanError
from tools.progress import step

KEEP = 3  # newest entries of one name that survive when another is built


def root() -> Path:
    """The cache folder: `$XDG_CACHE_HOME/ocean` or `~/.cache/ocean`, created if missing."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    folder = (Path(base) if base.startswith("/") else Path.home() / ".cache") / "ocean"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OceanError(
            f"the cache folder {folder} cannot be made ({error.strerror})",
            "set XDG_CACHE_HOME to a writable folder",
        ) from None
    return folder


def folder(name: str) -> Path:
    """A plain folder of the cache (logs, data), created if missing."""
    path = root() / name
    path.mkdir(parents=True, exist_ok=True)
    return path


def digest(parts: Iterable[object]) -> str:
    """A short hexadecimal digest of `parts`, each taken by its `str()`."""
    whole = hashlib.sha256()
    for part in parts:
        text = str(part).encode()
        whole.update(b"%d:" % len(text) + text)
    return whole.hexdigest()[:12]


def digest_files(paths: Iterable[Path], base: Path) -> str:
    """A digest of the names (relative to `base`) and contents of `paths`, in any order."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.relative_to(base)}\0{content}\n".encode())
    return whole.hexdigest()[:12]


@contextmanager
def lock(name: str) -> Iterator[None]:
    """Hold the lock `name` of this cache, waiting for another run that holds it."""
    with open(folder("locks") / name, "w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            step(f"another ./ocean is busy with {name}: waiting for it")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def need_space(megabytes: int, place: Path) -> None:
    """Raise `OceanError` unless `place` has that much free space."""
    free = shutil.disk_usage(place).free // 2**20
    if free < megabytes:
        raise OceanError(
            f"only {free} MB are free in {place} and this step needs {megabytes} MB",
            "free some space or point XDG_CACHE_HOME to a larger disk",
        )


def build(name: str, key: str, builder: Callable[[Path], None], megabytes: int) -> Path:
    """The entry `<name>-<key>`, made by `builder(empty folder)` unless it is there already.

    Raises `OceanError` when less than `megabytes` are free, and whatever `builder` raises.
    """
    final = root() / f"{name}-{key}"
    if final.is_dir():
        os.utime(final)
        return final
    with lock(name):
        if not final.is_dir():
            _build(final, name, builder, megabytes)
    return final


def _build(final: Path, name: str, builder: Callable[[Path], None], megabytes: int) -> None:
    need_space(megabytes, root())
    draft = root() / f"{name}.draft"  # the lock makes us its only user
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    builder(draft)
    draft.rename(final)
    _forget_old(name)


def _forget_old(name: str) -> None:
    entries = [path for path in root().glob(f"{name}-*") if path.is_dir()]
    for path in sorted(entries, key=lambda each: each.stat().st_mtime)[:-KEEP]:
        shutil.rmtree(path, ignore_errors=True)
