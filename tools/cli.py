"""The command line of `./ocean`: its words, and what each one starts."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any

from tools.errors import OceanError, disk_full, is_disk_full

PARTS = ("unit", "contract", "odoo", "e2e", "lint", "all")
EPILOG = """\
The first run downloads Odoo 19 and its Python packages and takes some minutes; all of it goes
to the cache, ${XDG_CACHE_HOME:-~/.cache}/ocean. ODOO_HOME, CHROME and the PG* variables are used
when set. Exit codes: 0 fine, 1 something failed or differs, 2 something has to be mended first.
"""


def main(arguments: Sequence[str]) -> int:
    """Run `./ocean` with `arguments`; returns its exit code."""
    for number in (signal.SIGINT, signal.SIGTERM):  # SIGINT is ignored in background jobs of a script
        signal.signal(number, _interrupt)
    options, rest = parser().parse_known_args(arguments)
    if rest and not options.takes_rest:
        parser().error(f"unknown arguments: {' '.join(rest)}")
    options.rest = [part for part in rest if part != "--"] if rest[:1] == ["--"] else rest
    try:
        return options.run(options)
    except KeyboardInterrupt:
        sys.stderr.write("\nocean: stopped\n")
        return 130
    except OceanError as error:
        sys.stderr.write(f"ocean: {error}\n")
        return 2
    except BrokenPipeError:  # whoever reads our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        if not is_disk_full(error):
            raise
        sys.stderr.write(f"ocean: {disk_full(error.filename or 'the cache')}\n")
        return 2


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


def parser() -> argparse.ArgumentParser:
    """The parser; each subcommand sets `run`, a function of the options, and `takes_rest`."""
    top = argparse.ArgumentParser(
        prog="./ocean",
        description="Odoo 19 with the Ocean addons: try it, test it, work on it.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.set_defaults(takes_rest=False)
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (_demo, _test, _odoo, _shell, _sandbox, _parse, _bench, _clean):
        add(commands)
    return top


def _command(
    commands: Any, name: str, run: Callable[[Any], int], text: str, **more: Any
) -> argparse.ArgumentParser:
    made = commands.add_parser(name, help=text, description=text, allow_abbrev=False, **more)
    made.set_defaults(run=run)
    return made


def _odoo_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--odoo", metavar="PATH", help="an Odoo 19.0 checkout or release to use")


def _demo(commands: Any) -> None:
    made = _command(commands, "demo", _run_demo, "a running Odoo with shops connected and orders imported")
    _odoo_option(made)
    made.add_argument(
        "--once", action="store_true", help="stop after the summary; exit 1 if anything differs"
    )
    made.add_argument("--port", type=int, help="Odoo's port; without it 8069 or the next free one")
    made.add_argument(
        "--seed", type=int, default=1, help="what the simulator makes its shops from (default 1)"
    )


def _test(commands: Any) -> None:
    made = _command(commands, "test", _run_test, "all tests and lint, or one part of them")
    _odoo_option(made)
    made.add_argument("part", nargs="?", choices=PARTS, default="all")
    made.add_argument("--browser", metavar="PATH", help="the Chromium or Chrome for the browser tests")
    made.add_argument("--keep", action="store_true", help="keep the test databases")
    made.add_argument("-k", dest="expression", metavar="EXPR", help="only pytest tests whose name matches")


def _odoo(commands: Any) -> None:
    made = _command(
        commands, "odoo", _run_odoo, "Odoo's own command line, set up with the addons", add_help=False
    )
    _odoo_option(made)
    made.set_defaults(takes_rest=True)


def _shell(commands: Any) -> None:
    made = _command(commands, "shell", _run_shell, "an Odoo shell on a fresh copy of the demo database")
    _odoo_option(made)
    made.add_argument("--database", help="an existing database instead")


def _sandbox(commands: Any) -> None:
    made = _command(commands, "sandbox", _run_sandbox, "the simulator of the marketplaces", add_help=False)
    made.set_defaults(takes_rest=True)


def _parse(commands: Any) -> None:
    made = _command(commands, "parse", _run_parse, "print the canonical JSON made of platform payloads")
    made.add_argument("platform", help="shopee, tiktok_shop or tokopedia")
    made.add_argument("kind", help="order, listing, package, ...")
    made.add_argument("files", nargs="+", metavar="FILE", help="payload files; - is standard input")


def _bench(commands: Any) -> None:
    made = _command(commands, "bench", _run_bench, "measure beside bare Odoo, in one run")
    _odoo_option(made)
    made.add_argument("what", help="import, ...")
    made.set_defaults(takes_rest=True)


def _clean(commands: Any) -> None:
    _command(commands, "clean", _run_clean, "stop what still runs and delete the cache with its databases")


# Imported when needed, so that a broken part does not take the others along.


def _run_demo(options: Any) -> int:
    from tools import demo

    return demo.main(options.odoo, once=options.once, port=options.port, seed=options.seed)


def _run_test(options: Any) -> int:
    from tools import testing

    return testing.main(options)


def _run_odoo(options: Any) -> int:
    from tools.odoo_run import runtime

    with runtime(options.odoo) as odoo:
        return odoo.foreground(*options.rest)


def _run_shell(options: Any) -> int:
    from tools import database
    from tools.odoo_run import runtime

    with runtime(options.odoo) as odoo:
        name = options.database or database.clone(odoo, database.suite(odoo), f"{database.prefix()}_shell")
        return odoo.foreground("shell", "-d", name, "--no-http", "--max-cron-threads=0")


def _run_sandbox(options: Any) -> int:
    from tools import pure_run

    return pure_run.sandbox(options.rest)


def _run_parse(options: Any) -> int:
    from tools import pure_run

    return pure_run.parse(options.platform, options.kind, options.files)


def _run_bench(options: Any) -> int:
    from tools import bench

    return bench.main(options.odoo, options.what, options.rest)


def _run_clean(_options: Any) -> int:
    from tools import clean

    return clean.main()
