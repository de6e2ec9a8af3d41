from odoo import models


class OceanDifferenceSource(models.AbstractModel):
    """Records that differ from a platform and let a person choose, value by value.

    Values are named by a key; the record knows their words and what each choice does.
    """

    _name = "ocean.difference.source"
    _description = "Record that can differ from a platform"

    def _difference_env(self):
        """Return this record in the environment in which choices are carried out."""
        return self

    def _difference_label(self, key):
        """Return the name of the value `key` in the user's language."""
        raise NotImplementedError

    def _difference_text(self, key, value):
        """Return a value of `key`, plain data, as the user reads it."""
        raise NotImplementedError

    def _difference_picture(self, key, sides, side):
        """Return the address of a picture that shows the value of `side` (ours or theirs), or ``False``."""
        return False

    def _difference_effect(self, key, sides):
        """Return what happens when the platform's value is taken, or why that cannot be."""
        raise NotImplementedError

    def _difference_note(self):
        """Return a sentence about both sides as a whole."""
        raise NotImplementedError

    def _difference_both(self):
        """Return [(title, address)]: the two pages that show both sides."""
        raise NotImplementedError

    def _difference_refresh(self, seen):
        """Return whether what a person saw, {key: sides}, is no longer so, having brought it up to date."""
        raise NotImplementedError

    def _difference_apply(self, choices):
        """Carry out `choices`, {key: ours or theirs}; return values for `_difference_undo`, or ``False``."""
        raise NotImplementedError

    def _difference_undo(self, values):
        """Bring back what was there before `_difference_apply`."""
        raise NotImplementedError

    def _difference_undo_refusal(self, values):
        """Return why `_difference_undo` cannot be done, or ``""``."""
        raise NotImplementedError
