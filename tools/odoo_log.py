"""Reading Odoo's log of a test run: counts, skips, and lines that count as failures."""

import re
from dataclasses import dataclass, field

_LINE = re.compile(
    r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \d+ (?P<level>[A-Z]+) \S+ (?P<logger>\S+): (?P<text>.*)$"
)
_RESULT = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")
_BAD_LEVELS = ("WARNING", "ERROR", "CRITICAL")
# The tests' own report of a failure, counted by the result line already.
_REPORT = re.compile(r"^(FAIL|ERROR): |^Module \w+: \d+ failures?, \d+ errors? of|^At least one test failed")
# Said by Odoo about its own code or this machine, not by or about the addons.
_NOISE = (
    re.compile(r"^Running as user 'root'"),
    re.compile(r"unable to set column .* of table .* not null", re.IGNORECASE),
)


@dataclass
class Outcome:
    """What one run did. `complaints` are lines of level WARNING and above with what follows them."""

    run: int = 0
    failed: int = 0
    skipped: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    finished: bool = False

    @property
    def passed(self) -> int:
        """Tests that ran and did not fail."""
        return max(self.run - self.failed - len(self.skipped), 0)


def read(log: str) -> Outcome:
    """The outcome that a whole log tells of."""
    outcome = Outcome()
    bad = False
    for line in log.splitlines():
        match = _LINE.match(line)
        if not match:
            if bad:
                outcome.complaints[-1] += f"\n{line}"
            continue
        bad = _note(outcome, match)
    return outcome


def _note(outcome: Outcome, match: "re.Match[str]") -> bool:
    """Take one line into account; whether the lines after it belong to a complaint."""
    text = match["text"]
    if result := _RESULT.search(text):
        outcome.finished = True
        outcome.failed += int(result[1]) + int(result[2])
        outcome.run += int(result[3])
        return False
    if text.startswith("skipped "):
        outcome.skipped.append(text)
    if match["level"] not in _BAD_LEVELS or any(noise.search(text) for noise in _NOISE):
        return False
    outcome.complaints.append(match.string)
    return True


def warnings(outcome: Outcome) -> list[str]:
    """The complaints that are not a test's own failure report."""
    return [
        text for text in outcome.complaints if not _REPORT.match(_LINE.match(text.splitlines()[0])["text"])
    ]
