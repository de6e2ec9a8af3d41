from odoo import api, fields, models
from odoo.tools import SQL


class OceanOrderTimeline(models.Model):
    """What happened to an order, from the rows that tell it. A view: nothing is written for it."""

    _name = "ocean.order.timeline"
    _description = "What happened"
    _auto = False
    _order = "happened_at desc, id desc"
    _rec_name = "text"

    order_id = fields.Many2one("ocean.order", readonly=True)
    storefront_id = fields.Many2one("ocean.storefront", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    happened_at = fields.Datetime("Time", readonly=True)
    who = fields.Selection([("platform", "Platform"), ("us", "We"), ("problem", "Problem")], readonly=True)
    kind = fields.Selection(
        [
            ("push", "Push received"),
            ("read", "Read from the platform"),
            ("exception", "Waits for a person"),
            ("sale", "Sales order created"),
        ],
        "What",
        readonly=True,
    )
    text = fields.Char("Details", readonly=True)
    exception_id = fields.Many2one("ocean.exception", readonly=True)
    outcome = fields.Selection(selection="_selection_outcome", string="Result", readonly=True)
    sentence = fields.Char("What happened", compute="_compute_sentence")

    @api.model
    def _selection_outcome(self):
        return self.env["ocean.event"]._fields["outcome"]._description_selection(self.env)

    @api.depends("kind", "text", "exception_id")
    @api.depends_context("lang")
    def _compute_sentence(self):
        for row in self:
            row.sentence = row._sentence()

    def _sentence(self):
        if self.kind == "push":
            return self.env._("The platform reported: %(status)s", status=self.text or "–")
        if self.kind == "exception":
            return self.exception_id.summary
        if self.kind == "sale":
            return self.env._("Sales order %(name)s created", name=self.text)
        return self.env._("Read from the platform, version %(digest)s", digest=self.text)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT e.id * 4 AS id, e.order_id, e.storefront_id, e.company_id, e.received_at AS happened_at,
                   'platform' AS who, 'push' AS kind, coalesce(e.raw_status, e.topic) AS text,
                   NULL::int AS exception_id, e.outcome
              FROM ocean_event e WHERE e.order_id IS NOT NULL
            UNION ALL
            SELECT p.id * 4 + 1, p.res_id, p.storefront_id, p.company_id, p.received_at, 'us', 'read',
                   left(p.digest, 8), NULL, NULL
              FROM ocean_payload p WHERE p.res_model = 'ocean.order'
            UNION ALL
            SELECT o.id * 4 + 2, o.id, o.storefront_id, o.company_id, o.exception_at, 'problem', 'exception',
                   NULL, o.exception_id, NULL
              FROM ocean_order o WHERE o.exception_id IS NOT NULL
            UNION ALL
            SELECT s.id * 4 + 3, s.ocean_order_id, s.ocean_storefront_id, s.company_id, s.create_date,
                   'us', 'sale', s.name, NULL, NULL
              FROM sale_order s WHERE s.ocean_order_id IS NOT NULL
            """
        )
