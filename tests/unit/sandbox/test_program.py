"""The simulator as a program of its own."""

import json
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

REPO = Path(__file__).resolve().parents[3]
CODE = """
import sys
from tools.pure import install_stubs
install_stubs()
from odoo.addons.ocean_marketplace_base.sandbox.main import main
sys.exit(main(sys.argv[1:]))
"""


@contextmanager
def program(*arguments):
    command = [sys.executable, "-c", CODE, *arguments]
    with subprocess.Popen(
        command, cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_it_prints_one_line_when_ready_and_ends_on_sigterm(raw):
    with program("--seed", "3", "--orders", "5") as process:
        info = json.loads(process.stdout.readline())
        raw.app = info["shopee"]
        assert raw.get("shop/get_shop_info").error == ""
        process.send_signal(signal.SIGTERM)
        rest, errors = process.communicate(timeout=10)
    assert (process.returncode, rest, errors) == (0, "", "")


def test_a_port_that_is_taken_is_named(sandbox):
    port = sandbox.base_url.rpartition(":")[2]
    with program("--port", port) as process:
        out, errors = process.communicate(timeout=10)
    assert process.returncode == 1
    assert out == ""
    assert errors == f"cannot listen on 127.0.0.1:{port}: Address already in use\n"
