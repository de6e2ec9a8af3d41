"""Running programs: failures in one line, the environment, stopping."""

import sys

import pytest

from tools import process
from tools.errors import OceanError


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def _python(code):
    return [sys.executable, "-c", code]


def test_the_output_of_both_streams_is_returned():
    code = "import sys; print('one', flush=True); sys.stderr.write('two')"
    assert process.run(_python(code), "a test") == "one\ntwo"


def test_a_failure_names_the_program_the_exception_and_the_log(tmp_path):
    with pytest.raises(OceanError) as caught:
        process.run(_python("raise ValueError('too odd: 3')"), "odd test")
    log = tmp_path / "ocean/logs/odd-test.log"
    assert str(caught.value) == f"odd test failed (exit code 1): ValueError: too odd: 3; see {log}"
    assert "Traceback" in log.read_text()


def test_a_full_disk_is_recognised_in_the_output_of_a_program():
    code = "import sys; print('write failed: No space left on device'); sys.exit(1)"
    with pytest.raises(OceanError, match=r"the disk is full \(a test\); free some space"):
        process.run(_python(code), "a test")


def test_a_missing_program_is_said_in_one_line():
    with pytest.raises(OceanError, match=r"a test cannot be started \(No such file or directory: /no/such\)"):
        process.run(["/no/such"], "a test")


def test_an_empty_value_removes_a_variable(monkeypatch):
    monkeypatch.setenv("PGSERVICE", "elsewhere")
    assert "PGSERVICE" not in process.merged({"PGSERVICE": ""})
    assert process.merged({"PGSERVICE": "here"})["PGSERVICE"] == "here"


def test_a_process_that_ignores_the_polite_signal_is_killed(tmp_path):
    code = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    with open(tmp_path / "log", "wb") as log:
        running = process.start(_python(code), log, stdout=process.PIPE, text=True)
        assert running.stdout.readline() == "1\n"
        process.stop(running, grace=0.2)
        running.stdout.close()
    assert running.returncode == -9
