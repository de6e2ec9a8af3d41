"""Words of selection fields in the user's language."""


def selection_words(model, name):
    """Return {value: word} of the selection field `name` of `model`."""
    return dict(model._fields[name]._description_selection(model.env))


def selection_text(record, name):
    """Return the word of what the selection field `name` of `record` holds, ``""`` for nothing."""
    return selection_words(record, name).get(record[name], "")
