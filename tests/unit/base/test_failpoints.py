import os
import subprocess
import sys
from pathlib import Path

import pytest

from odoo.addons.ocean_marketplace_base.lib import failpoints

NAME, OTHER = failpoints.register("tests.first", "tests.second")
REPO = Path(__file__).resolve().parents[3]
PASS_FIVE_TIMES = """
from tools.pure import install_stubs
install_stubs()
from odoo.addons.ocean_marketplace_base.lib import failpoints
for number in range(1, 6):
    print(number, flush=True)
    failpoints.hit("tests.first")
"""


def test_a_place_that_is_not_armed_is_passed():
    assert failpoints.hit(NAME) is None


def test_an_armed_place_raises_once_and_only_there():
    with failpoints.armed(NAME):
        failpoints.hit(OTHER)
        with pytest.raises(failpoints.FailpointHit) as caught:
            failpoints.hit(NAME)
        failpoints.hit(NAME)
    assert caught.value.name == NAME


def test_the_count_says_which_passage_fails():
    with failpoints.armed(NAME, count=3):
        failpoints.hit(NAME)
        failpoints.hit(NAME)
        with pytest.raises(failpoints.FailpointHit):
            failpoints.hit(NAME)


def test_leaving_the_block_disarms():
    with failpoints.armed(NAME):
        pass
    assert failpoints.hit(NAME) is None


def test_a_place_that_does_not_exist_cannot_be_armed():
    with pytest.raises(ValueError, match=r"tests\.gone"), failpoints.armed("tests.gone"):
        pass


@pytest.mark.parametrize("name", ["", "orders", "Orders.Done", "orders.", "orders done"])
def test_names_have_a_subject_and_an_event(name):
    with pytest.raises(ValueError, match="not a failpoint name"):
        failpoints.register(name)
    assert name not in failpoints.FAILPOINTS


def test_all_registered_names_are_known():
    assert {NAME, OTHER} <= failpoints.FAILPOINTS


@pytest.mark.parametrize(
    ("order", "status", "last"),
    [("tests.first", 86, "1"), ("tests.first:3", 86, "3"), ("tests.second", 0, "5")],
)
def test_the_environment_kills_the_process_at_the_passage(order, status, last):
    result = subprocess.run(
        [sys.executable, "-c", PASS_FIVE_TIMES],
        env=os.environ | {failpoints.ENV: order, "PYTHONPATH": str(REPO)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout.split()[-1]) == (status, last), result.stderr
