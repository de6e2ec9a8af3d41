from odoo import fields, models


class OceanAttribute(models.Model):
    """Something that a category of a platform wants to know of an item."""

    _name = "ocean.attribute"
    _description = "Platform attribute"
    _inherit = "ocean.cache"
    _order = "category_id, required desc, sequence, id"

    category_id = fields.Many2one(
        "ocean.category", required=True, readonly=True, ondelete="cascade", index=True
    )
    active = fields.Boolean(default=True, readonly=True)
    sequence = fields.Integer(readonly=True)
    external_id = fields.Char("Attribute ID", required=True, readonly=True)
    name = fields.Char(required=True, readonly=True)
    kind = fields.Selection(
        [("choice", "Choice"), ("text", "Text"), ("number", "Number"), ("date", "Date")],
        required=True,
        readonly=True,
        default="choice",
    )
    required = fields.Boolean(readonly=True)
    many = fields.Boolean("Several values", readonly=True)
    max_values = fields.Integer("Most values", readonly=True)
    own_values = fields.Boolean(
        "Own texts", readonly=True, help="Other texts than the listed values are taken."
    )
    is_option = fields.Boolean("Buyer chooses", readonly=True)
    value_ids = fields.One2many("ocean.attribute.value", "attribute_id", "Values")
    unit_ids = fields.One2many("ocean.attribute.unit", "attribute_id", "Units")

    _attribute_uniq = models.Constraint(
        "UNIQUE (category_id, external_id)", "This attribute is already known."
    )


class OceanAttributeValue(models.Model):
    """A value of the platform's list for an attribute."""

    _name = "ocean.attribute.value"
    _description = "Value of a platform attribute"
    _inherit = "ocean.cache"
    _order = "attribute_id, sequence, id"

    attribute_id = fields.Many2one(
        "ocean.attribute", required=True, readonly=True, ondelete="cascade", index=True
    )
    active = fields.Boolean(default=True, readonly=True)
    sequence = fields.Integer(readonly=True)
    external_id = fields.Char("Value ID", required=True, readonly=True)
    name = fields.Char(required=True, readonly=True)

    _value_uniq = models.Constraint("UNIQUE (attribute_id, external_id)", "This value is already known.")


class OceanAttributeUnit(models.Model):
    """A unit in which an attribute may be given."""

    _name = "ocean.attribute.unit"
    _description = "Unit of a platform attribute"
    _inherit = "ocean.cache"
    _order = "attribute_id, id"

    attribute_id = fields.Many2one(
        "ocean.attribute", required=True, readonly=True, ondelete="cascade", index=True
    )
    active = fields.Boolean(default=True, readonly=True)
    name = fields.Char(required=True, readonly=True)

    _unit_uniq = models.Constraint("UNIQUE (attribute_id, name)", "This unit is already known.")
