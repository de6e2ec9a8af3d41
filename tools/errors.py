"""The failures a user can mend, told in one line."""

import errno


class OceanError(Exception):
    """Something the user has to mend; `str()` is one line with the cure.

    `main` prints it after `ocean:` and exits with code 2.
    """

    def __init__(self, message: str, cure: str = "") -> None:
        super().__init__(f"{message}; {cure}" if cure else message)


def disk_full(place: object) -> OceanError:
    """The error for a full disk at `place` (a path)."""
    return OceanError(
        f"the disk is full ({place})",
        "free some space or point XDG_CACHE_HOME to a larger disk, then run it again",
    )


def is_disk_full(problem: "OSError | str") -> bool:
    """Whether an OS error, or the output of a program, says that no space is left."""
    if isinstance(problem, OSError):
        return problem.errno in (errno.ENOSPC, errno.EDQUOT)
    return "No space left on device" in problem or "Disk quota exceeded" in problem
