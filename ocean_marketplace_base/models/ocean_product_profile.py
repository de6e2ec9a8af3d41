from odoo import api, fields, models

from ..lib.content import AttributeValue


class OceanProductProfile(models.Model):
    """What a platform wants to know of a product: one for all shops of that platform and region."""

    _name = "ocean.product.profile"
    _description = "Marketplace profile of a product"
    _order = "product_tmpl_id, tree_id, id"
    _rec_name = "product_tmpl_id"

    product_tmpl_id = fields.Many2one(
        "product.template", "Product", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="product_tmpl_id.company_id", store=True, index=True)
    tree_id = fields.Many2one(
        "ocean.category.tree", "Marketplace", required=True, ondelete="cascade", index=True
    )
    platform = fields.Selection(related="tree_id.platform", store=True, precompute=True)
    region = fields.Char(related="tree_id.region", store=True, precompute=True)
    category_id = fields.Many2one(
        "ocean.category",
        domain="[('tree_id', '=', tree_id), ('is_leaf', '=', True), ('usable', '=', True)]",
        ondelete="restrict",
        index="btree_not_null",
    )
    rules_read_at = fields.Datetime(related="category_id.rules_read_at")
    brand_required = fields.Boolean(related="category_id.brand_required")
    forbidden_reason = fields.Char(related="category_id.forbidden_reason")
    brand_id = fields.Many2one(
        "ocean.brand",
        domain="[('tree_id', '=', tree_id), ('category_ids', 'in', category_id)]",
        ondelete="restrict",
    )
    value_ids = fields.One2many("ocean.product.profile.value", "profile_id", "Attributes")
    missing_text = fields.Char("Still missing", compute="_compute_missing_text")
    images_text = fields.Char("Images allowed", compute="_compute_images_text")

    _profile_uniq = models.Constraint(
        "UNIQUE (product_tmpl_id, tree_id)", "A product has one profile per platform and region."
    )

    @api.depends("category_id", "brand_id", "brand_required", "value_ids.is_missing", "rules_read_at")
    @api.depends_context("lang")
    def _compute_missing_text(self):
        for profile in self:
            profile.missing_text = profile._missing_text()

    def _missing_text(self):
        if not self.category_id:
            return self.env._("No category is chosen.")
        if not self.rules_read_at:
            return self.env._("What the category requires is being read.")
        names = [row.attribute_id.name for row in self.value_ids if row.is_missing]
        if self.brand_required and not self.brand_id:
            names.insert(0, self.env._("Brand"))
        return self.env._("Missing: %(names)s", names=", ".join(names)) if names else False

    @api.depends("category_id.rules", "tree_id.limits")
    @api.depends_context("lang")
    def _compute_images_text(self):
        for profile in self:
            profile.images_text = " · ".join(profile._image_words(profile._limits()))

    def _image_words(self, limits):
        """Yield what `limits` (`catalogue.Limits`) say of pictures, in words."""
        if limits.images_max is None:
            yield self.env._("at least %(least)s", least=limits.images_min)
        else:
            yield self.env._("%(least)s to %(most)s", least=limits.images_min, most=limits.images_max)
        if limits.image_side_min:
            yield self.env._("each side at least %(side)s px", side=limits.image_side_min)
        if limits.image_side_max:
            yield self.env._("each side at most %(side)s px", side=limits.image_side_max)
        if limits.image_bytes:
            size = self.env["ocean.listing"]._bytes_text(limits.image_bytes)
            yield self.env._("at most %(size)s", size=size)
        yield ", ".join(sorted(limits.image_formats))

    @api.model_create_multi
    def create(self, vals_list):
        profiles = super().create(vals_list)
        profiles._follow_category()
        profiles.category_id._want_rules()
        return profiles

    def write(self, vals):
        result = super().write(vals)
        if "category_id" in vals:
            self._follow_category()
            self.category_id._want_rules()
        return result

    @api.onchange("category_id")
    def _onchange_category_id(self):
        """Show the attributes of the chosen category at once, as far as they are known."""
        for profile in self:
            brands = profile.category_id.brand_ids
            if profile.brand_id not in brands:
                profile.brand_id = brands.filtered("is_none")[:1] if profile.brand_required else False
            if not profile._is_known():
                continue
            texts = profile._texts_by_attribute()
            profile.value_ids = [fields.Command.clear()] + [
                fields.Command.create({"attribute_id": one.id, **texts.get(one.external_id, {})})
                for one in profile._wanted()
            ]

    def _is_known(self):
        """Return whether it is known what the category wants; until then what was told before stays."""
        return not self.category_id or bool(self.category_id.rules_read_at)

    def _wanted(self):
        """Return the attributes that say something of the product; the others are options of the buyer."""
        return self.category_id.attribute_ids.filtered(lambda attribute: not attribute.is_option)

    def _texts_by_attribute(self):
        return {row.attribute_id.external_id: row._texts() for row in self.value_ids}

    def _follow_category(self):
        """Have a row for each attribute of the category; texts stay where the new category asks the same."""
        missing = []
        for profile in self.filtered(lambda profile: profile._is_known()):
            wanted, texts = profile._wanted(), profile._texts_by_attribute()
            profile.value_ids.filtered(lambda row, kept=wanted: row.attribute_id not in kept).unlink()
            missing += [
                {"profile_id": profile.id, "attribute_id": one.id, **texts.get(one.external_id, {})}
                for one in wanted - profile.value_ids.attribute_id
            ]
        self.env["ocean.product.profile.value"].create(missing)

    def action_open(self):
        """Open the profile on a page of its own."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    # === CONTENT === #

    def _limits(self):
        """Return the `catalogue.Limits` for the product there: those of its category, if they are known."""
        self.ensure_one()
        rules = self.category_id._rules() if self.category_id else None
        return rules.limits if rules else self.tree_id._limits()

    def _content_values(self):
        """Return category, brand and attributes for `content.Content`."""
        self.ensure_one()
        return {
            "category_id": self.category_id.external_id or "",
            "brand_id": self.brand_id.external_id or "",
            "brand_name": self.brand_id.name or "",
            "attributes": tuple(
                row._attribute_value()
                for row in self.value_ids
                if row._is_told() and row.attribute_id.category_id == self.category_id
            ),
        }


class OceanProductProfileValue(models.Model):
    """What is said of one attribute."""

    _name = "ocean.product.profile.value"
    _description = "Attribute in a marketplace profile"
    _order = "profile_id, required desc, sequence, id"

    profile_id = fields.Many2one("ocean.product.profile", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="profile_id.company_id", store=True, index=True)
    attribute_id = fields.Many2one("ocean.attribute", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(related="attribute_id.sequence", store=True, precompute=True)
    required = fields.Boolean(related="attribute_id.required", store=True, precompute=True)
    kind = fields.Selection(related="attribute_id.kind")
    many = fields.Boolean(related="attribute_id.many")
    own_values = fields.Boolean(related="attribute_id.own_values")
    has_units = fields.Boolean(compute="_compute_has_units")
    value_ids = fields.Many2many(
        "ocean.attribute.value",
        "ocean_profile_value_choice_rel",
        "row_id",
        "value_id",
        "Values",
        domain="[('attribute_id', '=', attribute_id)]",
    )
    text = fields.Char("Text or number", help="Several own texts are separated by semicolons.")
    date = fields.Date()
    unit_id = fields.Many2one("ocean.attribute.unit", domain="[('attribute_id', '=', attribute_id)]")
    is_missing = fields.Boolean("Missing", compute="_compute_is_missing")

    _row_uniq = models.Constraint("UNIQUE (profile_id, attribute_id)", "An attribute is told once.")

    @api.depends("attribute_id.unit_ids")
    def _compute_has_units(self):
        for row in self:
            row.has_units = bool(row.attribute_id.unit_ids)

    @api.depends("required", "value_ids", "text", "date")
    def _compute_is_missing(self):
        for row in self:
            row.is_missing = row.required and not row._is_told()

    def _is_told(self):
        return bool(self.value_ids or (self.text or "").strip() or self.date)

    def _own_texts(self):
        if self.kind == "date":
            return [fields.Date.to_string(self.date)] if self.date else []
        text = (self.text or "").strip()
        pieces = text.split(";") if self.many else [text]
        return [piece.strip() for piece in pieces if piece.strip()]

    def _attribute_value(self):
        """Return the row as `content.AttributeValue`: names of listed values first, then own texts."""
        self.ensure_one()
        return AttributeValue(
            attribute_id=self.attribute_id.external_id,
            name=self.attribute_id.name,
            value_ids=tuple(self.value_ids.mapped("external_id")),
            texts=(*self.value_ids.mapped("name"), *self._own_texts()),
            unit=self.unit_id.name or "",
        )

    def _texts(self):
        """Return what of this row can be said in another category, whose lists are others."""
        self.ensure_one()
        return {"text": self.text, "date": self.date}
