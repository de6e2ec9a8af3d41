from odoo import api, models


class OceanCache(models.AbstractModel):
    """Rows that repeat what a platform says, by keys of its own."""

    _name = "ocean.cache"
    _description = "Rows that follow a platform"

    @api.model
    def _merge(self, domain, key, values_list):
        """Make the rows of `domain` what `values_list` says: create, update what differs, archive the rest.

        :param key: name of the field, or tuple of names, that tells rows apart
        :return: {key: row} of all rows, archived ones too
        """
        names = (key,) if isinstance(key, str) else key

        def key_of(values):
            found = tuple(values[name] for name in names)
            return found[0] if isinstance(key, str) else found

        rows = {key_of(row._plain(names)): row for row in self.with_context(active_test=False).search(domain)}
        told = {key_of(values): values for values in values_list}
        for one, values in told.items():
            if one in rows and (changed := rows[one]._differing({**values, "active": True})):
                rows[one].write(changed)
        created = self.create([values for one, values in told.items() if one not in rows])
        self.concat(*[row for one, row in rows.items() if one not in told and row.active]).write(
            {"active": False}
        )
        return {**rows, **{key_of(row._plain(names)): row for row in created}}

    def _plain(self, names):
        self.ensure_one()
        return {name: self[name].id if self._fields[name].relational else self[name] for name in names}

    def _differing(self, values):
        """Return those of `values` that the row does not have."""
        current = self._plain(values)
        return {name: value for name, value in values.items() if current[name] != value}
