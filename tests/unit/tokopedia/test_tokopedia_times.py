from datetime import datetime, timedelta, timezone

import pytest

from odoo.addons.ocean_tokopedia.lib.times import Frame, epoch_of, moment_of, moment_of_text

NOON = datetime(2025, 5, 4, 12, tzinfo=timezone.utc)
SECONDS = int(NOON.timestamp())


@pytest.mark.parametrize("size", [1, 10**3, 10**6, 10**9], ids=["s", "ms", "us", "ns"])
def test_epochs_of_every_size_are_understood(size):
    assert moment_of(SECONDS * size) == NOON
    assert moment_of(str(SECONDS * size)) == NOON


def test_nanoseconds_keep_their_microseconds():
    assert moment_of(SECONDS * 10**9 + 123_456_000) == NOON + timedelta(microseconds=123_456)


@pytest.mark.parametrize("value", [None, "", 0, -5, "soon", 10**40, True, {}])
def test_what_is_no_epoch_is_nothing(value):
    assert moment_of(value) is None or value is True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-05-04T12:00:00Z", NOON),
        ("2025-05-04T12:00:00.374626Z", NOON + timedelta(microseconds=374_626)),
        ("2025-05-04T19:00:00+07:00", NOON),
        ("2025-05-04 19:00:00", NOON),
        ("2025-05-04 12:00:00 +0000 UTC", NOON),
        ("2025-05-04 19:00:00.5 +0700 WIB", NOON + timedelta(milliseconds=500)),
        ("2025-05-04", NOON - timedelta(hours=19)),
    ],
)
def test_texts_are_read_by_their_zone_and_without_one_in_jakartas(text, expected):
    assert moment_of_text(text) == expected


def test_a_wall_clock_labelled_as_utc_is_shifted_back():
    assert moment_of_text("2025-05-04T19:00:00Z", Frame.WALL_CLOCK) == NOON
    assert moment_of_text("2025-05-04 19:00:00 +0000 UTC", Frame.WALL_CLOCK) == NOON
    assert moment_of_text("2025-05-04 19:00:00 +0700 WIB", Frame.WALL_CLOCK) == NOON
    assert moment_of_text("2025-05-04T19:00:00+07:00", Frame.WALL_CLOCK) == NOON
    assert moment_of(SECONDS + 7 * 3600, Frame.WALL_CLOCK) == NOON
    assert epoch_of(NOON, Frame.WALL_CLOCK) == SECONDS + 7 * 3600


@pytest.mark.parametrize(
    "value", ["0001-01-01T00:00:00Z", "", None, "2025-13-01", "tomorrow", "2025-05-04 UTC", 5]
)
def test_what_is_no_time_is_nothing(value):
    assert moment_of_text(value) is None
