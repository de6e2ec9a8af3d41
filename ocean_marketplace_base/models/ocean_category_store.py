from odoo import fields, models

from ..lib.schema import to_plain


class OceanCategoryTree(models.Model):
    """Keeping what a platform says of its categories."""

    _inherit = "ocean.category.tree"

    def _keep(self, version, limits, categories):
        """Store the whole tree: create what is new, update what changed, mark what vanished not usable.

        :param limits: `catalogue.Limits`
        :param categories: list of `catalogue.Category`, parents before children
        """
        self.ensure_one()
        rows = {
            row.external_id: row for row in self.env["ocean.category"].search([("tree_id", "=", self.id)])
        }
        for level in self._levels(categories):
            self._keep_level(level, rows)
        told = {category.external_id for category in categories}
        vanished = [row.id for key, row in rows.items() if key not in told and row.usable]
        self.env["ocean.category"].browse(vanished).write({"usable": False})
        self.write({"version": version, "limits": to_plain(limits), "read_at": fields.Datetime.now()})

    def _levels(self, categories):
        """Return lists of (category, path of names): roots first, so that parents have rows."""
        depth, paths, levels = {}, {}, []
        for category in categories:
            parent = category.parent_id if category.parent_id in depth else ""
            depth[category.external_id] = level = depth[parent] + 1 if parent else 0
            names = [paths[parent], category.name] if parent else [category.name]
            paths[category.external_id] = " / ".join(names)
            if level == len(levels):
                levels.append([])
            levels[level].append((category, paths[category.external_id]))
        return levels

    def _keep_level(self, level, rows):
        fresh = []
        for category, path in level:
            parent = rows.get(category.parent_id)
            values = {
                "name": category.name,
                "complete_name": path,
                "parent_id": parent.id if parent else False,
                "is_leaf": category.is_leaf,
                "usable": category.usable,
            }
            row = rows.get(category.external_id)
            if row is None:
                fresh.append({**values, "tree_id": self.id, "external_id": category.external_id})
            elif changed := row._changed(values):
                row.write(changed)
        for row in self.env["ocean.category"].create(fresh):
            rows[row.external_id] = row


class OceanCategory(models.Model):
    _inherit = "ocean.category"

    def _changed(self, values):
        """Return those of `values` that the row does not have."""
        self.ensure_one()
        return {
            name: value
            for name, value in values.items()
            if (self[name].id if name == "parent_id" else self[name]) != value
        }

    def _keep_rules(self, rules, version):
        """Store what a category wants (`catalogue.CategoryRules`); profiles get a row per attribute."""
        self.ensure_one()
        plain = to_plain(rules)
        for attribute in plain["attributes"]:
            attribute["choices"] = []  # kept as records: a list may have thousands
        self.write(
            {
                "rules": plain,
                "rules_version": version,
                "rules_read_at": fields.Datetime.now(),
                "rules_due": False,
                "forbidden_reason": rules.forbidden_reason or False,
                "brand_required": rules.brand_required,
            }
        )
        self.flush_recordset()  # now: who else keeps the same starts again instead of adding rows twice
        self.env["ocean.attribute"]._keep(self, rules.attributes)
        # sudo: the requirements changed for products of all companies
        profiles_sudo = self.env["ocean.product.profile"].sudo().search([("category_id", "=", self.id)])
        profiles_sudo._follow_category()
        profiles_sudo._fill_from_listings()

    def _are_rules_current(self):
        self.ensure_one()
        return bool(self.rules_read_at and self.rules_version == self.version)

    def _want_rules(self):
        """Let the catalogue lane read what these categories want, unless that is known."""
        # sudo: whoever chooses a category may ask for it
        due_sudo = self.sudo().filtered(
            lambda category: not category.rules_due and not category._are_rules_current()
        )
        if due_sudo:
            due_sudo.rules_due = True
            self.env["ocean.storefront"]._dispatch("catalogue")

    def _ask_rules(self, storefront):
        """Ask the platform what this category wants; return (version, `catalogue.CategoryRules`).

        :raise MarketplaceError: what the platform says
        """
        self.ensure_one()
        number = self.external_id
        return storefront._with_catalogue(
            lambda catalogue: (catalogue.version, catalogue.category_rules(number))
        )


class OceanAttribute(models.Model):
    _inherit = "ocean.attribute"

    def _keep(self, category, attributes):
        """Store the attributes (`catalogue.Attribute`) of `category`; what vanished is archived."""
        rows = self._merge(
            [("category_id", "=", category.id)],
            "external_id",
            [
                {
                    "category_id": category.id,
                    "sequence": number,
                    "external_id": attribute.external_id,
                    "name": attribute.name,
                    "kind": attribute.kind,
                    "required": attribute.required,
                    "many": attribute.many,
                    "max_values": attribute.max_values or 0,
                    "own_values": attribute.own_values,
                    "is_option": attribute.is_option,
                }
                for number, attribute in enumerate(attributes)
            ],
        )
        ids = {attribute.external_id: rows[attribute.external_id].id for attribute in attributes}
        domain = [("attribute_id", "in", list(ids.values()))]
        self.env["ocean.attribute.value"]._merge(
            domain,
            ("attribute_id", "external_id"),
            [
                {
                    "attribute_id": ids[attribute.external_id],
                    "sequence": number,
                    "external_id": choice.external_id,
                    "name": choice.name,
                }
                for attribute in attributes
                for number, choice in enumerate(attribute.choices)
            ],
        )
        self.env["ocean.attribute.unit"]._merge(
            domain,
            ("attribute_id", "name"),
            [
                {"attribute_id": ids[attribute.external_id], "name": unit}
                for attribute in attributes
                for unit in attribute.units
            ],
        )
