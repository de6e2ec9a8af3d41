"""Databases: templates keyed by what they were built from, clones with their file store.

Two layers keep rebuilds short: `base` holds the Indonesian company with Odoo's modules
that the suite depends on, `suite` the addons of this checkout on top of it. A template
is built under a draft name and renamed when complete.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from tools import cache, postgres, python_env
from tools.odoo_run import REPO, Runtime
from tools.process import failure
from tools.progress import step

DEPENDENCIES = (
    "account",
    "mail",
    "phone_validation",
    "sale_management",
    "sale_stock",
    "sales_team",
    "stock_delivery",
    "utm",
)
COUNTRY = "ID"
LOCALIZATION = "l10n_id"
KEEP = 3  # templates of one layer that survive when another is built
MEGABYTES = 1000


def addons(folder: Path = REPO) -> list[str]:
    """The names of the addons in `folder`: by default this checkout's own."""
    return sorted(path.parent.name for path in folder.glob("ocean_*/__manifest__.py"))


def prefix() -> str:
    """What every database of this cache begins with, for servers shared with others."""
    return f"ocean_{cache.digest([cache.root()])[:6]}"


def base_key(runtime: Runtime) -> str:
    """Digest of all that the `base` template is made from."""
    stage = (REPO / "tools/stage/company.py").read_text()
    return cache.digest([plain_key(runtime), COUNTRY, LOCALIZATION, stage])


def plain_key(runtime: Runtime) -> str:
    """Digest of all that the `plain` template is made from."""
    return cache.digest([runtime.source.identity, python_env.key(), *DEPENDENCIES])


def suite_key(runtime: Runtime) -> str:
    """Digest of all that the `suite` template is made from."""
    files = [path for name in addons() for path in (REPO / name).rglob("*") if _matters(path)]
    return cache.digest([base_key(runtime), cache.digest_files(files, REPO)])


def _matters(path: Path) -> bool:
    return path.is_file() and not {"__pycache__", "tests"} & set(path.relative_to(REPO).parts)


def base(runtime: Runtime) -> str:
    """The name of the `base` template, built on first use."""
    return _template(runtime, "base", base_key(runtime), _fill_base)


def plain(runtime: Runtime) -> str:
    """The name of the `plain` template: the dependencies for a company of no country.

    Odoo's own lint judges the models of all installed modules, and localizations fail it.
    """
    return _template(runtime, "plain", plain_key(runtime), _fill_plain)


def suite(runtime: Runtime) -> str:
    """The name of the `suite` template, built on first use."""
    return _template(runtime, "suite", suite_key(runtime), _fill_suite)


def _template(runtime: Runtime, layer: str, key: str, fill: Callable[[Runtime, str], None]) -> str:
    name = f"{prefix()}_{layer}_{key}"
    with cache.lock(f"database-{layer}"):
        if not exists(runtime, name):
            cache.need_space(MEGABYTES, cache.root())
            draft = f"{prefix()}_{layer}_draft"
            drop(runtime, draft)
            fill(runtime, draft)
            _rename(runtime, draft, name)
            _forget_old(runtime, layer)
    return name


def _fill_base(runtime: Runtime, name: str) -> None:
    _init(runtime, name, ["--country", COUNTRY])
    _install(runtime, name, [*DEPENDENCIES, LOCALIZATION])
    runtime.stage(name, "company")


def _fill_plain(runtime: Runtime, name: str) -> None:
    _init(runtime, name, [])
    _install(runtime, name, list(DEPENDENCIES))


def _init(runtime: Runtime, name: str, options: list[str]) -> None:
    step("installing the modules of Odoo that the suite uses (one to two minutes)")
    runtime.odoo("odoo db init", "db", "-c", runtime.config, "init", name, *options)


def _install(runtime: Runtime, name: str, modules: list[str]) -> None:
    what = f"install {modules[0]}"
    log = runtime.odoo(what, "-d", name, "-i", ",".join(modules), "--stop-after-init", "--no-http")
    _refuse_errors(what, log)


def _fill_suite(runtime: Runtime, name: str) -> None:
    source = base(runtime)
    step("installing the Ocean addons")
    clone(runtime, source, name)
    _install(runtime, name, addons())
    runtime.stage(name, "assets")


def _refuse_errors(what: str, log: str) -> None:
    """Odoo ends with 0 when a module is missing or some of its data does not load."""
    if re.search(r"^\S+ \S+ \d+ (ERROR|CRITICAL) ", log, re.MULTILINE):
        raise failure(what, 0, log)


def exists(runtime: Runtime, name: str) -> bool:
    """Whether the database `name` exists."""
    return bool(postgres.query(runtime.postgres, f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))


def clone(runtime: Runtime, source: str, name: str) -> str:
    """Make database `name` a copy of `source`, file store included; an old one is dropped."""
    drop(runtime, name)
    postgres.query(runtime.postgres, f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    files = _filestore(runtime, source)
    if files.is_dir():
        # Odoo never changes a stored file, so links are as good as copies.
        shutil.copytree(files, _filestore(runtime, name), copy_function=_link)
    return name


def _link(source: str, target: str) -> None:
    Path(target).hardlink_to(source)


def drop(runtime: Runtime, name: str) -> None:
    """Drop database `name`, its connections and its file store, if they exist."""
    drop_only(runtime.postgres, name)
    shutil.rmtree(_filestore(runtime, name), ignore_errors=True)


def drop_only(env: dict[str, str], name: str) -> None:
    """Drop database `name` on the server that `env` names, without its file store."""
    postgres.query(env, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    postgres.query(env, f'DROP DATABASE IF EXISTS "{name}"')


def set_address(runtime: Runtime, name: str, url: str) -> None:
    """Set the address by which others reach this database, and keep logins from changing it."""
    for key, value in (("web.base.url", url), ("web.base.url.freeze", "True")):
        postgres.query(runtime.postgres, f"DELETE FROM ir_config_parameter WHERE key = '{key}'", name)
        insert = f"INSERT INTO ir_config_parameter (key, value) VALUES ('{key}', '{value}')"
        postgres.query(runtime.postgres, insert, name)


def _rename(runtime: Runtime, old: str, new: str) -> None:
    files = _filestore(runtime, old)
    if files.is_dir():
        shutil.rmtree(_filestore(runtime, new), ignore_errors=True)
        files.rename(_filestore(runtime, new))
    postgres.query(runtime.postgres, f'ALTER DATABASE "{old}" RENAME TO "{new}"')


def _forget_old(runtime: Runtime, layer: str) -> None:
    for name in ours(runtime.postgres, f"{layer}_")[:-KEEP]:
        drop(runtime, name)


def ours(env: dict[str, str], kind: str = "") -> list[str]:
    """The databases of this cache whose name goes on with `kind`, oldest first."""
    pattern = f"{prefix()}_{kind}%".replace("_", r"\_")
    rows = postgres.query(env, f"SELECT datname FROM pg_database WHERE datname LIKE '{pattern}' ORDER BY oid")
    return [row[0] for row in rows]


def _filestore(runtime: Runtime, name: str) -> Path:
    return runtime.data / "filestore" / name
