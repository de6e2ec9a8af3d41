"""Debian packages unpacked into the cache, by private apt folders, without any rights.

apt checks the signature of the package list with the archive's keyring; each package is
checked once more here against the SHA-256 in that list.
"""

import hashlib
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from tools import cache
from tools.errors import OceanError
from tools.process import run
from tools.progress import step

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
CURE = "give an Odoo 19.0 checkout or release with --odoo PATH"


def unpack(
    name: str, packages: Sequence[str], suite: str, megabytes: int, complete: Callable[[Path], None]
) -> Path:
    """The cache entry with `packages` of `suite` unpacked, `complete(folder)` called on it.

    Uses the mirror that this machine's apt uses. Raises `OceanError` without apt or mirror.
    """

    def builder(folder: Path) -> None:
        archives = _download(name, packages, suite)
        step("unpacking them")
        for archive in archives:
            run(["dpkg", "-x", archive, folder], f"unpack {archive.name}")
        complete(folder)
        shutil.rmtree(archives[0].parent)

    return cache.build(name, cache.digest([*packages, suite]), builder, megabytes)


def unpack_missing(name: str, package: str, megabytes: int, complete: Callable[[Path], None]) -> Path:
    """The cache entry with `package` and those of its dependencies that this machine lacks.

    Versions are those of this machine's own release. Raises `OceanError` when apt refuses.
    """

    def builder(folder: Path) -> None:
        archives = cache.folder(f"apt-{name}/archives")
        (archives / "partial").mkdir(exist_ok=True)
        _fetch_missing(package, archives)
        for archive in sorted(archives.glob("*.deb")):
            run(["dpkg", "-x", archive, folder], f"unpack {archive.name}")
        complete(folder)
        shutil.rmtree(archives.parent)

    return cache.build(name, cache.digest([package]), builder, megabytes)


def _fetch_missing(package: str, archives: Path) -> None:
    lists = cache.folder(f"apt-{package}/lists")
    (lists / "partial").mkdir(exist_ok=True)
    options = [
        f"-oDir::State::Lists={lists}",
        f"-oDir::Cache={archives.parent}",
        f"-oDir::Cache::archives={archives}",
        "-oAPT::Sandbox::User=root",
        "-oAcquire::Languages=none",
        "-oDebug::NoLocking=true",
    ]
    run(["apt-get", *options, "update"], f"apt-get update for {package}")
    arguments = ["install", "--yes", "--download-only", "--no-install-recommends", package]
    run(["apt-get", *options, *arguments], f"apt-get download for {package}")


def _download(name: str, packages: Sequence[str], suite: str) -> list[Path]:
    for program in ("apt-get", "dpkg"):
        if not shutil.which(program):
            raise OceanError(f"there is no {program} here to fetch Odoo 19 with", CURE)
    options = _private_options(name, suite)
    step(f"reading the signed package list of Debian {suite}")
    run(["apt-get", *options, "update"], f"apt-get update for {name}")
    step(f"downloading {packages[0]} and {len(packages) - 1} small packages")
    folder = cache.folder(f"apt-{name}/packages")
    run(["apt-get", *options, "download", *packages], f"apt-get download for {name}", cwd=folder)
    return [_verified(package, options, folder) for package in packages]


def _private_options(name: str, suite: str) -> list[str]:
    base = cache.folder(f"apt-{name}")
    for sub in ("lists/partial", "cache/archives/partial", "packages"):
        (base / sub).mkdir(parents=True, exist_ok=True)
    signed = f" [signed-by={KEYRING}]" if KEYRING.is_file() else ""
    (base / "sources.list").write_text(f"deb{signed} {mirror()} {suite} main\n")
    settings = {
        "Dir::Etc::sourcelist": base / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State::Lists": base / "lists",
        "Dir::Cache": base / "cache",
        "APT::Sandbox::User": "root",
        "Acquire::Languages": "none",
        "Acquire::Retries": "3",
        "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled": "false",
        "Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled": "false",
    }
    return [f"-o{key}={value}" for key, value in settings.items()]


def mirror() -> str:
    """The address of the Debian archive that this machine's apt is set up with.

    Where apt never fetched its lists, they are fetched into the cache. Raises `OceanError`
    when apt knows no Debian archive, as on other distributions.
    """
    sites = _debian_sites(_index_targets([]))
    if not sites:
        lists = cache.folder("apt-system/lists")
        (lists / "partial").mkdir(exist_ok=True)
        private = [f"-oDir::State::Lists={lists}", "-oAPT::Sandbox::User=root", "-oAcquire::Languages=none"]
        run(["apt-get", *private, "update"], "apt-get update")
        sites = _debian_sites(_index_targets(private))
    if not sites:
        raise OceanError("there is no Odoo 19 here and apt knows no Debian archive to fetch it from", CURE)
    return sites[0]


def _index_targets(options: Sequence[str]) -> str:
    form = "$(SITE)\t$(RELEASE)\t$(ORIGIN)"
    return run(
        ["apt-get", *options, "indextargets", "--format", form, "Created-By: Packages"],
        "apt-get indextargets",
    )


def _debian_sites(listing: str) -> list[str]:
    """The sites of Debian's main archive in the output of `apt-get indextargets`."""
    rows = [line.split("\t") for line in listing.splitlines() if line.count("\t") == 2]
    return [site for site, release, origin in rows if origin == "Debian" and "security" not in release]


def _verified(package: str, options: Sequence[str], folder: Path) -> Path:
    shown = run(["apt-cache", *options, "show", "--no-all-versions", package], f"apt-cache show {package}")
    match = re.search(r"^SHA256: ([0-9a-f]{64})$", shown, re.MULTILINE)
    version = re.search(r"^Version: (\S+)$", shown, re.MULTILINE)
    files = sorted(folder.glob(f"{package}_{version[1].replace(':', '%3a')}_*.deb")) if version else []
    if not match or not files:
        raise OceanError(f"the package {package} was not found in the list it was fetched by", CURE)
    found = hashlib.sha256(files[0].read_bytes()).hexdigest()
    if found != match[1]:
        raise OceanError(f"{files[0].name} does not match the SHA-256 of the signed list", "run it again")
    return files[0]
