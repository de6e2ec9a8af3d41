"""`./ocean clean`: stop what still runs and delete the cache with its databases."""

import shutil

from tools import cache, database, postgres, python_env
from tools.errors import OceanError
from tools.progress import step


def main() -> int:
    """Remove everything that ./ocean ever made on this machine for this cache."""
    postgres.Cluster().remove()
    _drop_foreign()
    step(f"deleting {cache.root()}")
    shutil.rmtree(cache.root())
    return 0


def _drop_foreign() -> None:
    """Drop our databases from a server that the PG* variables lead to."""
    if not (cache.root() / f"python-{python_env.key()}").is_dir():
        return
    try:
        given = postgres.given()
    except OceanError:
        return
    for name in database.ours(given) if given is not None else []:
        database.drop_only(given, name)
