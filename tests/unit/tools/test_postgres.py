"""Choosing a PostgreSQL server."""

import pytest

from tools import postgres
from tools.errors import OceanError


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch):
    for name in postgres.VARIABLES:
        monkeypatch.delenv(name, raising=False)


def _server(monkeypatch, version, user):
    answers = {"SHOW server_version_num": [[version]], "SELECT current_user": [[user]]}
    monkeypatch.setenv("PGHOST", "db.test")
    monkeypatch.setattr(postgres, "query", lambda env, statement, database="postgres": answers[statement])


def test_without_variables_no_server_is_given():
    assert postgres.given() is None


def test_a_server_at_the_variables_is_used_as_it_is(monkeypatch):
    _server(monkeypatch, "150004", "odoo")
    assert postgres.given() == {}


def test_a_server_that_is_too_old_is_refused(monkeypatch):
    _server(monkeypatch, "120019", "odoo")
    with pytest.raises(OceanError, match=r"PostgreSQL 12 at the PG\* variables is too old: Odoo 19 needs 13"):
        postgres.given()


def test_the_user_that_odoo_refuses_is_refused_at_once(monkeypatch):
    _server(monkeypatch, "150004", "postgres")
    with pytest.raises(OceanError, match="create another role that may create databases"):
        postgres.given()


def test_variables_that_lead_nowhere_are_said_and_passed_over(monkeypatch, capsys):
    def nobody(*_args):
        raise postgres.NoServer("connection refused")

    monkeypatch.setenv("PGHOST", "db.test")
    monkeypatch.setattr(postgres, "query", nobody)
    assert postgres.given() is None
    assert "no PostgreSQL answers at the PG* variables (connection refused)" in capsys.readouterr().err


def test_the_version_of_server_programs_is_asked_from_them(tmp_path):
    program = tmp_path / "postgres"
    program.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 16.4 (Debian)'\n")
    program.chmod(0o755)
    assert postgres._version(tmp_path) == 16
