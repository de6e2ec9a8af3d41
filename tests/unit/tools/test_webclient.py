"""Pressing the button of a consent page."""

from tools.webclient import first_form

PAGE = """<form method="GET" action="/answer"><input type="hidden" name="ticket" value="t1">
<select name="account"><option value="11">One</option><option value="99">Main, all its shops</option></select>
<input type="checkbox" name="news"><button name="decision" value="approve">Yes</button>
<button name="decision" value="decline">No</button></form><form><input name="other" value="x"></form>"""


def test_the_first_button_is_pressed_and_the_wanted_entry_taken():
    form = first_form(PAGE)
    assert (form.method, form.action) == ("get", "/answer")
    assert form.fields == {"ticket": "t1", "account": "99", "decision": "approve"}


def test_without_the_wanted_entry_the_first_one_is_taken():
    assert first_form(PAGE, "nowhere").fields["account"] == "11"


def test_a_page_without_a_form_has_none():
    assert first_form("<p>Hello</p>") is None
