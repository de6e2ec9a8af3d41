"""The command line: words, exit codes, one-line failures."""

import socket
import subprocess
import sys

import pytest

from tools import cli, ports, pure_run
from tools.errors import OceanError
from tools.tally import Tally


def _ocean(*arguments, **env):
    command = [sys.executable, str(pure_run.REPO / "ocean"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False, timeout=60)


def test_help_names_every_command():
    done = _ocean("--help")
    assert done.returncode == 0
    for name in ("demo", "test", "odoo", "shell", "sandbox", "parse", "bench", "clean"):
        assert f"\n    {name} " in done.stdout


def test_an_unknown_argument_is_refused():
    done = _ocean("demo", "--nonsense")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith("unknown arguments: --nonsense")


def test_a_failure_is_one_line_and_exit_code_two(tmp_path):
    done = _ocean("odoo", "--odoo", str(tmp_path), HOME=str(tmp_path), PATH="/usr/bin:/bin")
    assert done.returncode == 2
    cure = "give the folder of an Odoo 19.0 checkout or release with --odoo or ODOO_HOME"
    assert done.stderr.splitlines() == [f"ocean: no Odoo in {tmp_path}; {cure}"]


def test_a_full_disk_is_one_line_and_exit_code_two(monkeypatch, capsys):
    def full(_options):
        raise OSError(28, "No space left on device", "/cache/x")

    monkeypatch.setattr(cli, "_run_clean", full)
    assert cli.main(["clean"]) == 2
    assert capsys.readouterr().err.startswith("ocean: the disk is full (/cache/x); free some space")


def test_a_taken_port_is_refused_and_without_a_wish_the_next_is_chosen():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OceanError, match=f"port {port} is taken; choose another with --port"):
            ports.choose(port)
    assert ports.choose() >= ports.FIRST


def test_an_unknown_platform_is_refused_with_the_known_ones(monkeypatch):
    monkeypatch.setenv(pure_run.INSIDE, "1")
    with pytest.raises(OceanError, match="unknown platform lazada; one of:"):
        pure_run.parse("lazada", "order", ["-"])


def test_a_tally_is_good_only_if_something_passed_and_nothing_else_happened():
    assert Tally(3).good
    assert not Tally().good
    assert not (Tally(3) + Tally(skipped=1)).good
    assert str(Tally(3) + Tally(1, 2, 4)) == "4 passed, 2 failed, 4 skipped"
