from odoo import fields, models
from odoo.tools import SQL

STAGES = [
    ("checkout", "A What the buyer paid"),
    ("revenue", "B What you earn"),
    ("settlement", "C What you received"),
    ("adjustment", "D Adjustments"),
]


class OceanLadderLine(models.Model):
    """The rungs of all orders as rows, read from the stored ladder; costs nothing when orders are written."""

    _name = "ocean.ladder.line"
    _description = "Money ladder"
    _auto = False
    _order = "order_id desc, stage, rank"
    _rec_name = "code"

    order_id = fields.Many2one("ocean.order", readonly=True)
    storefront_id = fields.Many2one("ocean.storefront", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    date_order = fields.Datetime(readonly=True)
    rank = fields.Integer(readonly=True)
    stage = fields.Selection(STAGES, readonly=True)
    code = fields.Char(readonly=True)
    label = fields.Char(compute="_compute_label")
    payer = fields.Selection(
        [
            ("buyer", "Buyer"),
            ("seller", "You"),
            ("platform", "Platform"),
            ("partner", "Partner"),
            ("bank", "Bank"),
            ("carrier", "Carrier"),
            ("state", "State"),
            ("mixed", "Several"),
            ("unknown", "Unknown"),
        ],
        "Paid by",
        readonly=True,
    )
    basis = fields.Selection(
        [("checkout", "Checkout"), ("current", "Estimate"), ("final", "Actual")], readonly=True
    )
    line_key = fields.Char("Line", readonly=True)
    source = fields.Char("Field path", readonly=True, groups="ocean_marketplace_base.group_manager")
    amount = fields.Monetary(readonly=True)
    is_total = fields.Boolean(readonly=True)
    is_gap = fields.Boolean(readonly=True)
    hint = fields.Char("Why", readonly=True)

    def _compute_label(self):
        words = self.env["ocean.ladder.label"]._words()
        for line in self:
            line.label = words.get(line.code, line.code)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT o.id * 1000 + r.position AS id, o.id AS order_id, o.storefront_id, o.company_id, o.currency_id,
                   o.date_order, r.*
              FROM ocean_order o
              CROSS JOIN LATERAL (
                SELECT x.ord::int AS position, x.ord::int AS rank, x.j->>'stage' AS stage, x.j->>'code' AS code,
                       x.j->>'payer' AS payer, x.j->>'basis' AS basis, x.j->>'line_key' AS line_key,
                       (SELECT string_agg(p.path, ', ') FROM jsonb_array_elements_text(x.j->'source') AS p(path))
                           AS source,
                       (x.j->>'amount')::numeric AS amount, FALSE AS is_total, FALSE AS is_gap, NULL AS hint
                  FROM jsonb_array_elements(o.ladder->'rungs') WITH ORDINALITY AS x(j, ord)
                 WHERE (x.j->>'amount')::numeric <> 0
                UNION ALL
                SELECT 800 + row_number() OVER (ORDER BY t.key)::int, 900,
                       CASE t.key WHEN 'total.buyer' THEN 'checkout' WHEN 'total.revenue' THEN 'revenue'
                                  WHEN 'total.settlement' THEN 'settlement' ELSE 'adjustment' END,
                       t.key, NULL, NULL, NULL, NULL, t.value::numeric, TRUE, FALSE, NULL
                  FROM jsonb_each_text(o.ladder->'totals') AS t(key, value)
                UNION ALL
                SELECT 900 + g.ord::int, 950, g.j->>'stage', g.j->>'code', NULL, NULL, NULL, NULL,
                       (g.j->>'expected')::numeric - (g.j->>'actual')::numeric, FALSE, TRUE, g.j->>'hint'
                  FROM jsonb_array_elements(o.ladder->'gaps') WITH ORDINALITY AS g(j, ord)
              ) r
             WHERE o.ladder IS NOT NULL AND jsonb_typeof(o.ladder) = 'object'
            """
        )
