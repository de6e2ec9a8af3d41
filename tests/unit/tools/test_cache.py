"""The cache: steps are whole or absent, keyed by content, and locked."""

import subprocess
import sys

import pytest

from tools import cache
from tools.errors import OceanError


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def test_the_cache_is_where_xdg_says():
    assert cache.root().name == "ocean"


def test_a_relative_cache_home_is_ignored_as_the_standard_asks(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache.root() == tmp_path / ".cache/ocean"


def test_a_step_is_built_once_for_a_key():
    calls = []

    def builder(folder):
        calls.append(folder)
        (folder / "made").write_text("yes")

    first = cache.build("thing", "k1", builder, 1)
    second = cache.build("thing", "k1", builder, 1)
    assert first == second
    assert (first / "made").read_text() == "yes"
    assert len(calls) == 1


def test_an_interrupted_step_leaves_no_entry_and_is_built_again():
    def interrupted(folder):
        (folder / "half").write_text("")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cache.build("thing", "k1", interrupted, 1)
    assert not (cache.root() / "thing-k1").exists()
    built = cache.build("thing", "k1", lambda folder: (folder / "whole").write_text(""), 1)
    assert [path.name for path in built.iterdir()] == ["whole"]


def test_only_the_newest_entries_of_a_name_are_kept():
    for number in range(cache.KEEP + 2):
        cache.build("thing", f"k{number}", lambda folder: None, 1)
    assert len(list(cache.root().glob("thing-*"))) == cache.KEEP


def test_too_little_space_is_said_with_the_cure():
    with pytest.raises(OceanError, match=r"needs \d+ MB; free some space or point XDG_CACHE_HOME"):
        cache.build("thing", "k1", lambda folder: None, 10**9)


def test_a_digest_does_not_confuse_neighbouring_parts():
    assert cache.digest(["ab", "c"]) != cache.digest(["a", "bc"])


def test_file_digests_depend_on_names_and_contents(tmp_path):
    one = tmp_path / "one"
    one.write_text("x")
    before = cache.digest_files([one], tmp_path)
    one.write_text("y")
    assert cache.digest_files([one], tmp_path) != before
    moved = one.rename(tmp_path / "two")
    moved.write_text("x")
    assert cache.digest_files([moved], tmp_path) != before


def test_a_lock_keeps_another_process_out():
    code = (
        "import fcntl, sys\n"
        "handle = open(sys.argv[1], 'w')\n"
        "try:\n    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
        "except BlockingIOError:\n    sys.exit(7)\n"
    )
    command = [sys.executable, "-c", code, str(cache.folder("locks") / "x")]
    with cache.lock("x"):
        assert subprocess.run(command, check=False).returncode == 7
    assert subprocess.run(command, check=False).returncode == 0
