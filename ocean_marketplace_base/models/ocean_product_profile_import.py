from odoo import api, fields, models
from odoo.exceptions import UserError

from .ocean_selection import selection_text

KEYS = ("product_key", "platform_key", "region_key")
TEMPLATE = "/ocean_marketplace_base/static/xls/product_profiles.xlsx"


class OceanProductProfile(models.Model):
    """Profiles in files: category, brand and attributes of a product on a platform.

    A row whose product has no profile there yet makes one.
    """

    _name = "ocean.product.profile"
    _inherit = ["ocean.product.profile", "ocean.keyed.import"]

    # Not read-only, or Odoo's import would not offer them as columns.
    product_key = fields.Char(
        "Product reference", compute="_compute_import_keys", inverse="_inverse_import_keys"
    )
    platform_key = fields.Char(
        "Platform name", compute="_compute_import_keys", inverse="_inverse_import_keys"
    )
    region_key = fields.Char("Region code", compute="_compute_import_keys", inverse="_inverse_import_keys")
    attributes_text = fields.Text(
        "Attribute values",
        compute="_compute_attributes_text",
        inverse="_inverse_attributes_text",
        help="One line for each attribute, such as “Material: Cotton; Linen”.",
    )

    @api.depends("product_tmpl_id", "tree_id")
    def _compute_import_keys(self):
        for profile in self:
            profile.product_key = profile._import_product_key()
            profile.platform_key = profile.platform
            profile.region_key = profile.region

    def _import_product_key(self):
        template = self.product_tmpl_id
        codes = [template.default_code, template.barcode]
        for product in template.product_variant_ids:
            codes += [product.default_code, product.barcode]
        return next((code for code in codes if code), False)

    def _inverse_import_keys(self):
        raise UserError(self.env._("A profile stays with its product and its platform."))

    @api.depends("value_ids.value_ids", "value_ids.text", "value_ids.date", "value_ids.unit_id")
    def _compute_attributes_text(self):
        for profile in self:
            told = profile.value_ids.filtered(lambda row: row._is_told())
            profile.attributes_text = "\n".join(row._as_line() for row in told) or False

    def _inverse_attributes_text(self):
        """Take the lines over; attributes that none of them names stay as they are."""
        for profile in self.filtered("attributes_text"):
            text = profile.attributes_text  # computed anew as soon as a row changes
            profile._follow_category()
            for line in filter(None, (line.strip() for line in text.splitlines())):
                profile._row_of_line(line)._take_line(line)

    def _row_of_line(self, line):
        """Return the row of the attribute with which a line begins."""
        if not self._is_known() or not self.category_id:
            raise UserError(
                self.env._(
                    "It is not known yet what “%(category)s” requires. Import the category without attribute "
                    "values first; what it requires is read within minutes.",
                    category=self.category_id.complete_name or "–",
                )
            )
        rows = self.value_ids.filtered(lambda row: line.casefold().startswith(row._line_start()))
        if not rows:
            names = ", ".join(self.value_ids.attribute_id.mapped("name"))
            raise UserError(
                self.env._(
                    "“%(line)s” begins with no attribute of “%(category)s”. It has: %(names)s.",
                    line=line,
                    category=self.category_id.complete_name,
                    names=names or "–",
                )
            )
        return max(rows, key=lambda row: len(row._line_start()))  # “Size chart: …” is no “Size”

    # === ODOO'S IMPORT === #

    @api.model
    def get_import_templates(self):
        """Return the file that Odoo's import screen offers."""
        return [{"label": self.env._("Template for product profiles"), "template": TEMPLATE}]

    def action_import(self):
        """Open Odoo's import screen for profiles."""
        return self._import_screen(self.env._("Import product profiles"))

    @api.model
    def load(self, fields, data):
        """Import `data`; see `ocean.keyed.import`. A file that is refused leaves no new profile either."""
        self.browse().check_access("create")
        savepoint = self.env.cr.savepoint()
        result = super().load(fields, data)
        savepoint.close(rollback=not result["ids"])
        return result

    @api.model
    def _import_keys(self):
        return KEYS

    @api.model
    def _import_columns(self):
        return ("category_id", "brand_id", "attributes_text")

    @api.model
    def _import_find(self, rows):
        rows = [{key: _text(row.get(key)) for key in KEYS} for row in rows]
        products = self.env["ocean.listing.sku"]._candidates(
            self.env.company, {row["product_key"] for row in rows}
        )
        storefronts = self.env["ocean.storefront"].search([("parent_id", "=", False)])
        trees = self.env["ocean.category.tree"].union(
            *self.env["ocean.category.tree"]._of(storefronts).values()
        )
        found = [self._import_find_one(row, products, trees) for row in rows]
        pairs = [pair for pair in found if not isinstance(pair, str)]
        profiles = self.browse()
        for tree in trees:
            templates = self.env["product.template"].union(*(one for one, its in pairs if its == tree))
            profiles |= self._ensure(templates, tree)
        by_pair = {(profile.product_tmpl_id, profile.tree_id): profile for profile in profiles}
        return [pair if isinstance(pair, str) else by_pair[pair] for pair in found]

    @api.model
    def _import_find_one(self, row, products, trees):
        """Return the (product, marketplace) that a row names, or a sentence why there is none."""
        code = row["product_key"]
        templates = products[code].product_tmpl_id if code in products else self.env["product.template"]
        if not templates:
            return self.env._("No product has the reference or barcode “%(text)s”.", text=code or "–")
        if len(templates) > 1:
            return self.env._("%(count)s products are “%(text)s”.", count=len(templates), text=code)
        found = trees.filtered(lambda tree: tree._import_is_called(row["platform_key"], row["region_key"]))
        found = found.filtered(lambda tree: tree.environment == "production") or found
        words = {"platform": row["platform_key"] or "–", "region": row["region_key"] or "–"}
        if not found:
            return self.env._("You have no storefront on platform %(platform)s, region %(region)s.", **words)
        if len(found) > 1:
            return self.env._(
                "Platform %(platform)s, region %(region)s names several marketplaces. Enter both.", **words
            )
        return templates, found

    # === VALUES === #

    @api.model
    def _import_values(self, names, records, values):
        """Look up categories and brands; an empty cell leaves what is there."""
        unknown, known = {}, {}
        for index, (profile, row) in enumerate(zip(records, values, strict=True)):
            category = profile.category_id
            for place, name in enumerate(names):
                if name == "category_id":
                    category = found = profile._import_category(_text(row[place]), known)
                elif name == "brand_id":
                    found = profile._import_brand(_text(row[place]), category)
                else:
                    continue
                if isinstance(found, str):
                    unknown.setdefault(index, found)
                row[place] = "" if isinstance(found, str) else str(found.id or "")
        looked_up = {"category_id", "brand_id"}
        return [f"{name}/.id" if name in looked_up else name for name in names], values, unknown

    def _import_category(self, text, known):
        """Return the category that `text` names, or a sentence; `known` keeps what was found before."""
        if not text:
            return self.category_id
        key = self.tree_id, text.casefold()
        if key not in known:
            known[key] = self._import_look_up_category(text)
        return known[key]

    def _import_look_up_category(self, text):
        """Return the category whose number or whole path is `text`, or a sentence."""
        found = self.env["ocean.category"].search(
            [
                ("tree_id", "=", self.tree_id.id),
                "|",
                ("external_id", "=", text),
                ("complete_name", "=ilike", _escaped(text)),
            ]
        )
        chosen = found.filtered(lambda category: category.is_leaf and category.usable)
        if len(chosen) == 1:
            return chosen
        words = {"text": text, "marketplace": self.tree_id.display_name}
        if chosen:
            return self.env._("%(marketplace)s has several categories “%(text)s”. Enter its ID.", **words)
        if found:
            return self.env._("Nothing can be listed in “%(text)s” on %(marketplace)s.", **words)
        return self.env._("%(marketplace)s has no category “%(text)s”.", **words)

    def _import_brand(self, text, category):
        """Return the brand that `text` (its number or name) names, or a sentence."""
        if not text or isinstance(category, str):
            return self.brand_id
        brands = category.brand_ids.filtered(
            lambda brand: text in (brand.external_id, brand.name) or text.casefold() == brand.name.casefold()
        )
        if len(brands) == 1:
            return brands
        words = {"text": text, "category": category.complete_name or "–"}
        if brands:
            return self.env._("“%(category)s” has several brands “%(text)s”. Enter its ID.", **words)
        return self.env._(
            "No brand “%(text)s” is known in “%(category)s”. Find it on the profile of one product first.",
            **words,
        )


class OceanProductProfileValue(models.Model):
    """Attributes as lines of text: “Material: Cotton; Linen” or “Weight: 2 kg”."""

    _inherit = "ocean.product.profile.value"

    def _line_start(self):
        return f"{self.attribute_id.name}:".casefold()

    def _as_line(self):
        self.ensure_one()
        texts = [*self.value_ids.mapped("name"), *self._own_texts()]
        unit = f" {self.unit_id.name}" if self.unit_id else ""
        return f"{self.attribute_id.name}: {'; '.join(texts)}{unit}"

    def _take_line(self, line):
        """Say what `line` says; it begins with the name of this attribute.

        :raise UserError: the attribute cannot say that
        """
        self.ensure_one()
        text = line[len(self._line_start()) :].strip()
        unit = next((unit for unit in self.attribute_id.unit_ids if text.endswith(f" {unit.name}")), None)
        if unit:
            text = text[: -len(unit.name)].strip()
        choices, own = self._parts_of(text)
        if len(choices) + len(own) > 1 and not self.many:
            raise UserError(self._line_problem(self.env._("only one value is possible"), text))
        self.write(
            {
                "value_ids": [fields.Command.set(choices.ids)],
                "text": False if self.kind == "date" else "; ".join(own) or False,
                "date": self._day_of(text) if self.kind == "date" else False,
                "unit_id": unit.id if unit else False,
            }
        )

    def _parts_of(self, text):
        """Return (listed values, own texts) of a text; values are separated by semicolons."""
        by_name = {value.name.casefold(): value for value in self.attribute_id.value_ids}
        whole = by_name.get(text.casefold())  # a listed value may have a semicolon itself
        pieces = [text] if whole else [piece.strip() for piece in text.split(";") if piece.strip()]
        choices = self.attribute_id.value_ids.browse()
        own = []
        for piece in pieces:
            if value := by_name.get(piece.casefold()):
                choices |= value
            else:
                self._check_own(piece)
                own.append(piece)
        return choices, own

    def _check_own(self, piece):
        """Raise unless the attribute takes `piece`, which is not in its list."""
        if self.kind == "choice" and not self.own_values:
            some = ", ".join(self.attribute_id.value_ids[:10].mapped("name"))
            raise UserError(self._line_problem(self.env._("it is none of the values: %s …", some), piece))
        if self.kind == "number" and not _is_number(piece):
            raise UserError(self._line_problem(self.env._("a number is needed"), piece))

    def _day_of(self, text):
        try:
            return fields.Date.to_date(text)
        except ValueError as error:
            raise UserError(
                self._line_problem(self.env._("a date such as 2026-12-31 is needed"), text)
            ) from error

    def _line_problem(self, problem, text):
        return self.env._(
            "%(attribute)s “%(text)s”: %(problem)s.",
            attribute=self.attribute_id.name,
            text=text,
            problem=problem,
        )


class OceanCategoryTree(models.Model):
    """Marketplaces as files name them."""

    _inherit = "ocean.category.tree"

    def _import_is_called(self, platform, region):
        """Return whether these are the platform (its key or name) and region; nothing said fits all."""
        self.ensure_one()
        words = (self.platform, self._platform_label(), selection_text(self, "platform"))
        names = {word.casefold() for word in words}
        same_region = not region or not self.region or region.casefold() == self.region.casefold()
        return same_region and (not platform or platform.casefold() in names)


def _text(value):
    return str(value or "").strip()


def _escaped(text):
    """Return `text` for a search without regard to case in which nothing stands for other characters."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True
