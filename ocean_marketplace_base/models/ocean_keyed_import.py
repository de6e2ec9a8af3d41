from odoo import api, models

IDS = ("id", ".id")


class OceanKeyedImport(models.AbstractModel):
    """Odoo's import for rows that platforms made: found by the platform's numbers, changed, never created.

    Models say which columns name a row (`_import_keys`) and which may be changed (`_import_columns`).
    Everything else comes from the platform: such a column is accepted while it says what is there already.
    """

    _name = "ocean.keyed.import"
    _description = "Import by the platform's numbers"

    @api.model
    def _import_keys(self):
        """Return the names of the fields that name a row."""
        raise NotImplementedError

    @api.model
    def _import_columns(self):
        """Return the names of the fields that the user may import."""
        raise NotImplementedError

    @api.model
    def _import_find(self, rows):
        """Return for each of `rows`, {key: text}, the record it names, or a sentence why there is none."""
        raise NotImplementedError

    @api.model
    def _import_values(self, names, records, values):
        """Return (names, rows, {index: sentence}) with what Odoo's own import cannot look up looked up."""
        return names, values, {}

    @api.model
    def _import_screen(self, name):
        """Return the action that opens Odoo's import screen for this model under the title `name`."""
        return {
            "type": "ir.actions.client",
            "tag": "import",
            "name": name,
            "params": {"active_model": self._name, "context": {}},
        }

    @api.model
    def _import_load(self, names, table, _records):
        """Have Odoo load `table`, whose first column is the database id."""
        return self.with_context(ocean_import_found=True).load(names, table)

    @api.model
    def load(self, fields, data):
        """Import `data` as Odoo does, but find rows without id by the platform's numbers.

        One row that cannot be taken over stops the import, with a message for each such row.
        """
        if self.env.context.get("ocean_import_found"):
            return super().load(fields, data)
        limit = self.env.context.get("_import_limit") or len(data)
        rows = [dict(zip(fields, row, strict=False)) for row in data[:limit]]
        records, problems = self._import_records(fields, rows)
        problems += self._import_refusals(fields, rows, records)
        wanted = [name for name in fields if name and name.partition("/")[0] in self._import_columns()]
        places = [place for place, record in enumerate(records) if record]
        names, values, unknown = self._import_values(
            wanted, [records[place] for place in places], [[rows[p][name] for name in wanted] for p in places]
        )
        problems += [self._import_problem(places[index], text) for index, text in unknown.items()]
        result = self._import_try(names, values, places, records, problems)
        result["nextrow"] = limit if result["ids"] and len(data) > limit else 0
        return result

    @api.model
    def _import_try(self, names, values, places, records, problems):
        """Load what can be; with any problem nothing stays. Return what `load` returns."""
        table = [[str(records[place].id), *row] for place, row in zip(places, values, strict=True)]
        model = self.with_context(_import_limit=None)
        # The loop of a dry run wants all messages at once, so rows without problem are tried, too.
        savepoint = self.env.cr.savepoint()
        found = self.browse().concat(*[records[place] for place in places])
        result = model._import_load([".id", *names], table, found) if names and table else {"ids": []}
        messages = [self._import_moved(message, places) for message in result.get("messages", ())]
        refused = bool(problems) or any(message["type"] == "error" for message in messages)
        savepoint.close(rollback=refused)
        ids = False if refused else result["ids"]
        return {"ids": ids, "messages": sorted([*problems, *messages], key=lambda row: row.get("record", 0))}

    @api.model
    def _import_moved(self, message, places):
        """Return a message of Odoo's import with the row of the file instead of that of the table."""
        place = places[min(message.get("record", 0), len(places) - 1)]
        return {**message, "record": place, "rows": {"from": place, "to": place}}

    @api.model
    def _import_problem(self, place, text, field=None):
        problem = {"type": "error", "message": text, "record": place, "rows": {"from": place, "to": place}}
        return {**problem, "field": field} if field else problem

    @api.model
    def _import_records(self, fields, rows):
        """Return (records, problems): a record or nothing for each row."""
        given = next((name for name in IDS if name in fields), None)
        found = self._import_by_id(given, rows) if given else self._import_find(rows)
        records, problems, seen = [], [], {}
        for place, record in enumerate(found):
            if isinstance(record, str):
                problems.append(self._import_problem(place, record))
            elif record in seen:
                text = self.env._("Row %(row)s is about the same record.", row=seen[record] + 1)
                problems.append(self._import_problem(place, text))
            seen.setdefault(record, place)
            records.append(self.browse() if isinstance(record, str) else record)
        return records, problems

    @api.model
    def _import_by_id(self, name, rows):
        found = []
        for row in rows:
            text = str(row[name] or "").strip()
            if name == "id":
                record = text and self.env.ref(text, raise_if_not_found=False)
            else:
                record = text.isdigit() and self.browse(int(text)).exists()
            usable = bool(record) and record._name == self._name
            found.append(record if usable else self.env._("There is no record “%(text)s”.", text=text))
        return found

    @api.model
    def _import_refusals(self, fields, rows, records):
        """Return a problem for each row and column that would change what the platform says."""
        problems = []
        allowed = {*IDS, *self._import_keys(), *self._import_columns()}
        for name in [name for name in fields if name and name.partition("/")[0] not in allowed]:
            for place, (row, record) in enumerate(zip(rows, records, strict=True)):
                if record and not record._import_is_same(name, row[name]):
                    text = self.env._(
                        "“%(field)s” comes from the platform and cannot be imported. Leave the column out.",
                        field=self._fields[name.partition("/")[0]]._description_string(self.env),
                    )
                    problems.append(self._import_problem(place, text, name))
        return problems

    def _import_is_same(self, name, text):
        """Return whether a field says already what the file says, written as Odoo exports it."""
        self.ensure_one()
        exported = self._export_rows([[name]])[0][0]
        return str(text or "") == str(exported or "") or _number(text) == _number(exported) is not None


def _number(value):
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
