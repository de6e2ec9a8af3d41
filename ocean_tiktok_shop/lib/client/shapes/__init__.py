"""The objects that go into requests, as the official pages describe them.

Each is a ``TypedDict`` that pydantic checks before anything is sent: types, required members, lengths.
Objects may have members that are not named here, because the platform adds some every month; filters may not.
"""
