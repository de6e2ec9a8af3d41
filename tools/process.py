"""Running other programs: output kept for the log, failures told in one line."""

import contextlib
import ctypes
import os
import re
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from tools import cache
from tools.errors import OceanError, disk_full, is_disk_full

PIPE = subprocess.PIPE
_EXCEPTION = re.compile(r"[\w.]*(Error|Exception)\b.*: ")  # the end of a Python traceback
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def run(
    command: Sequence[object],
    what: str,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    stdin: str | None = None,
    **options: Any,
) -> str:
    """Run `command` to its end and return what it printed (both streams).

    `what` names it for people. Raises `OceanError` with its last line and the log's path
    when it cannot be started or fails, and the disk-full error when that was the reason.
    """
    try:
        done = subprocess.run(
            [str(part) for part in command],
            env=merged(env),
            cwd=cwd,
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            **({} if stdin is not None else {"stdin": subprocess.DEVNULL}),
            **options,
        )
    except OSError as error:
        raise OceanError(f"{what} cannot be started ({error.strerror}: {command[0]})") from None
    if done.returncode:
        raise failure(what, done.returncode, done.stdout)
    return done.stdout


def failure(what: str, code: int, output: str) -> OceanError:
    """The error for a program that ended with `code`; its output goes to a log file."""
    if is_disk_full(output):
        return disk_full(what)
    log = cache.folder("logs") / f"{what.replace(' ', '-').replace('/', '-')}.log"
    log.write_text(output, errors="replace")
    return OceanError(f"{what} failed (exit code {code}): {telling_line(output)}", f"see {log}")


def telling_line(output: str) -> str:
    """The line of a program's output that tells most: its last exception, else its last line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    raised = [line for line in lines if _EXCEPTION.match(line)]
    return (raised or lines or ["no output"])[-1]


def merged(env: Mapping[str, str] | None) -> dict[str, str]:
    """The environment of this process with `env` on top; an empty value removes the variable."""
    return {name: value for name, value in {**os.environ, **(env or {})}.items() if value}


def start(
    command: Sequence[object], log: IO[Any] | int, env: Mapping[str, str] | None = None, **options: Any
) -> Any:
    """Start `command` in a session of its own, so that Ctrl-C reaches it only through us.

    The kernel ends it if this process is killed. Returns the `Popen`.
    """
    return subprocess.Popen(
        [str(part) for part in command],
        env=merged(env),
        stdin=subprocess.DEVNULL,
        stdout=options.pop("stdout", log),
        stderr=log,
        start_new_session=True,
        preexec_fn=_end_with_parent,  # noqa: PLW1509, ./ocean has one thread
        **options,
    )


def _end_with_parent() -> None:
    with contextlib.suppress(OSError, AttributeError):  # not Linux: an orphan is then possible
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(process: "subprocess.Popen[Any]", grace: float = 15.0) -> None:
    """End a process started by `start`: SIGTERM, after `grace` seconds SIGKILL."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(grace)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
