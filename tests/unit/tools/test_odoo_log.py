"""Reading Odoo's test log: nothing that failed, was skipped or warned is missed."""

from tools import odoo_log

HEAD = "2026-11-24 08:22:22,229 11942"
GOOD = f"{HEAD} INFO db odoo.tests.result: 0 failed, 0 error(s) of 12 tests when loading database 'db' \n"


def test_a_clean_log_has_only_passes():
    outcome = odoo_log.read(f"{HEAD} INFO db odoo.x: Starting A.test_b ... \n{GOOD}")
    assert (outcome.passed, outcome.failed, outcome.skipped, outcome.complaints) == (12, 0, [], [])
    assert outcome.finished


def test_failures_and_errors_add_up():
    outcome = odoo_log.read(
        f"{HEAD} ERROR db odoo.tests.result: 2 failed, 1 error(s) of 12 tests when loading database"
    )
    assert (outcome.passed, outcome.failed) == (9, 3)


def test_a_skip_is_counted_and_named():
    outcome = odoo_log.read(f"{HEAD} INFO db odoo.addons.x: skipped TestA.test_b : needs a thing \n{GOOD}")
    assert outcome.passed == 11
    assert outcome.skipped == ["skipped TestA.test_b : needs a thing "]


def test_a_warning_is_kept_with_the_lines_that_follow_it():
    outcome = odoo_log.read(f"{HEAD} WARNING db odoo.x: look out\n  at this\n{GOOD}  not this\n")
    assert odoo_log.warnings(outcome) == [f"{HEAD} WARNING db odoo.x: look out\n  at this"]


def test_the_report_of_a_failed_test_is_shown_but_not_counted_twice():
    report = f"{HEAD} ERROR db odoo.x: FAIL: TestA.test_b\nTraceback\n"
    count = f"{HEAD} ERROR db odoo.m: Module x: 1 failures, 0 errors of 3 tests"
    outcome = odoo_log.read(report + count)
    assert len(outcome.complaints) == 2
    assert odoo_log.warnings(outcome) == []


def test_a_log_without_a_result_is_unfinished():
    assert not odoo_log.read(f"{HEAD} INFO db odoo.x: something\n").finished
