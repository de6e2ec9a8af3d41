"""An Odoo shell that is started once and works in forked processes: each may die, and some may race.

A worker that is killed then takes the seconds of its work, without those that Odoo needs to start.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from tools import database, process, shells
from tools.odoo_run import Runtime

FAILPOINTS = """
import json
from odoo.addons.ocean_marketplace_base.lib import failpoints
print("NAMES", json.dumps(sorted(failpoints.FAILPOINTS)))
"""


@dataclass(frozen=True)
class Done:
    """How a process ended, and all it printed."""

    code: int
    output: str

    def marked(self, mark: str) -> str:
        """Return what follows `mark` on its last line that begins with it; the test fails without one."""
        found = shells.marked(self.output, mark)
        assert found is not None, self.output[-3000:]
        return found


@dataclass(frozen=True)
class WarmShell:
    """A running Odoo shell. Nothing of it stays connected to its database between two calls."""

    runtime: Runtime
    template: str  # what its database began as
    name: str  # of its database
    jobs: IO[str]
    ends: IO[str]
    folder: Path

    def renew(self, source: str | None = None) -> None:
        """Make its database a copy of `source`, by default of the suite's template."""
        database.clone(self.runtime, source or self.template, self.name)

    @contextmanager
    def kept(self, what: str) -> Iterator[str]:
        """Inside the ``with``: the name of a copy of the database as it is now, to renew it from."""
        copy = database.clone(self.runtime, self.name, f"{self.name}_{what}")
        yield copy
        database.drop(self.runtime, copy)

    def run(self, script: str, env: dict[str, str] | None = None) -> Done:
        """Run `script` (see `shells.text_of`) in a process of its own, with more variables in `env`."""
        return self.together([script], env)[0]

    def together(self, scripts: list[str], env: dict[str, str] | None = None) -> list[Done]:
        """Run scripts at the same time, each in a process of its own; return when all have ended."""
        outputs = [self.folder / f"{number}.txt" for number, _script in enumerate(scripts)]
        for output in outputs:
            output.unlink(missing_ok=True)
        jobs = [
            {"script": shells.text_of(script), "env": env or {}, "output": str(output)}
            for script, output in zip(scripts, outputs, strict=True)
        ]
        self.jobs.write(json.dumps(jobs) + "\n")
        self.jobs.flush()
        codes = json.loads(self.told())
        texts = [output.read_text(errors="replace") for output in outputs]
        return [Done(code, text) for code, text in zip(codes, texts, strict=True)]

    def failpoints(self, *subjects: str) -> set[str]:
        """Return the names of all places to die at whose subject is one of `subjects`."""
        names = json.loads(self.done(FAILPOINTS).marked("NAMES"))
        return {name for name in names if name.partition(".")[0] in subjects}

    def told(self) -> str:
        """Wait for the next line that the shell tells."""
        line = self.ends.readline()
        assert line, "the Odoo shell has ended: see what it printed"
        return line

    def done(self, script: str, env: dict[str, str] | None = None) -> Done:
        """Run `script`, which must end well."""
        done = self.run(script, env)
        assert done.code == 0, done.output[-3000:]
        return done


@contextmanager
def warm_shell(runtime: Runtime) -> Iterator[WarmShell]:
    """Inside the ``with``: a `WarmShell` on a database of its own."""
    template = database.suite(runtime)
    name = database.clone(runtime, template, f"{database.prefix()}_warm_{os.getpid()}")
    (jobs_out, jobs_in), (ends_out, ends_in) = os.pipe(), os.pipe()
    env = {**runtime.env, "OCEAN_JOBS": str(jobs_out), "OCEAN_ENDS": str(ends_in)}
    running = subprocess.Popen(
        shells.command(runtime, name),
        stdin=subprocess.PIPE,
        pass_fds=(jobs_out, ends_in),
        env=process.merged(env),
        text=True,
    )
    running.stdin.write(shells.text_of("warm"))
    running.stdin.close()
    os.close(jobs_out)
    os.close(ends_in)
    try:
        with os.fdopen(jobs_in, "w") as jobs, os.fdopen(ends_out) as ends, TemporaryDirectory() as folder:
            shell = WarmShell(runtime, template, name, jobs, ends, Path(folder))
            assert shell.told() == "ready\n"
            yield shell
    finally:
        running.wait(60)
        database.drop(runtime, name)
