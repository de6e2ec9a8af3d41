"""Static checks: ruff on everything, pylint-odoo on the addons."""

import subprocess

from tools import database, python_env
from tools.process import merged
from tools.progress import step
from tools.python_env import REPO
from tools.tally import Tally, check

# A model that is spread over several files keeps each on one subject; comments for the checkers
# inside Odoo's test_lint name messages that pylint-odoo does not know.
NOT_OURS = "consider-merging-classes-inherited,unknown-option-value"


def static() -> Tally:
    """Run the static checks; each counts as one."""
    return sum((_one(name, arguments) for name, arguments in _checks().items()), Tally())


def _checks() -> dict[str, list[str]]:
    return {
        "ruff check": ["ruff", "check", "--no-cache", "."],
        "ruff format": ["ruff", "format", "--no-cache", "--check", "."],
        "pylint-odoo": [
            "pylint",
            f"--rcfile={REPO / 'tools/pylintrc'}",
            f"--disable={NOT_OURS}",
            *database.addons(),
            *(f"tests/addons/{name}" for name in database.addons(REPO / "tests/addons")),
        ],
    }


def _one(name: str, arguments: list[str]) -> Tally:
    step(name)
    command = [str(python_env.python()), "-m", *arguments]
    return check(subprocess.call(command, cwd=REPO, env=merged({"PYTHONDONTWRITEBYTECODE": "1"})) == 0)
