from odoo import api, fields, models
from odoo.tools import SQL

from ..lib.ladder_codes import GAP_LEVELS
from .ocean_selection import selection_words

STAGES = [
    ("checkout", "A What the buyer paid"),
    ("revenue", "B What you earn"),
    ("settlement", "C What you received"),
    ("adjustment", "D Adjustments"),
]


class OceanLadderLine(models.Model):
    """The rungs of all orders as rows, summed per code; costs nothing when orders are written.

    `rank` puts the rows of an order into reading order: per stage a heading, its rungs, its totals and what
    does not add up.
    """

    _name = "ocean.ladder.line"
    _description = "Money ladder"
    _auto = False
    _order = "order_id desc, rank"
    _rec_name = "code"

    order_id = fields.Many2one("ocean.order", readonly=True)
    storefront_id = fields.Many2one("ocean.storefront", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    date_order = fields.Datetime("Ordered", readonly=True)
    rank = fields.Integer(readonly=True)
    stage = fields.Selection(STAGES, readonly=True)
    code = fields.Char(readonly=True)
    label = fields.Char("What", compute="_compute_words")
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
    source = fields.Char("Field path", readonly=True, groups="ocean_marketplace_base.group_manager")
    amount = fields.Monetary(readonly=True)
    estimate = fields.Monetary(readonly=True)
    actual = fields.Monetary(readonly=True)
    estimated = fields.Boolean(readonly=True)
    kind = fields.Selection(
        [("stage", "Stage"), ("rung", "Rung"), ("total", "Total"), ("gap", "Difference")], readonly=True
    )
    hint = fields.Char("Why", readonly=True)
    level = fields.Selection(
        [("error", "Contradiction"), ("warn", "To check"), ("info", "For information")],
        compute="_compute_words",
    )

    @api.depends_context("lang")
    def _compute_words(self):
        words = self.env["ocean.ladder.label"]._words()
        stages = selection_words(self, "stage")
        for line in self:
            line.label = stages.get(line.stage) if line.kind == "stage" else words.get(line.code, line.code)
            line.level = GAP_LEVELS.get(line.code, "warn") if line.kind == "gap" else False

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT o.id * 10000::bigint + r.rank AS id, o.id AS order_id, o.storefront_id, o.company_id,
                   o.currency_id, o.date_order, r.rank, r.stage, r.kind, r.code, r.payer, r.amount, r.hint,
                   r.source, r.estimated,
                   CASE WHEN r.estimated THEN r.amount END AS estimate,
                   CASE WHEN NOT r.estimated THEN r.amount END AS actual
              FROM ocean_order o
              CROSS JOIN LATERAL (%(rows)s) r
             WHERE jsonb_typeof(o.ladder) = 'object'
            """,
            rows=SQL(" UNION ALL ").join(
                [self._query_stages(), self._query_rungs(), self._query_totals(), self._query_gaps()]
            ),
        )

    @api.model
    def _stage_no(self, stage):
        """Return the SQL of the number of `stage`, an SQL expression."""
        return SQL("array_position(%s, %s) * 1000", [name for name, _label in STAGES], stage)

    @api.model
    def _query_stages(self):
        return SQL(
            """
            SELECT %s AS rank, s.stage, 'stage' AS kind, 'stage' AS code, NULL AS payer,
                   NULL::numeric AS amount, NULL AS hint, NULL AS source, FALSE AS estimated
              FROM (SELECT x.j->>'stage' AS stage FROM jsonb_array_elements(o.ladder->'rungs') AS x(j)
                    UNION SELECT 'checkout' WHERE o.ladder->'totals' ? 'buyer') AS s
            """,
            self._stage_no(SQL("s.stage")),
        )

    @api.model
    def _query_rungs(self):
        return SQL(
            """
            SELECT %s + min(x.ord)::int, x.j->>'stage', 'rung', x.j->>'code', x.j->>'payer',
                   sum((x.j->>'amount')::numeric), NULL,
                   (array_agg(x.j->'source'->>0 ORDER BY x.ord))[1], x.j->>'basis' = 'current'
              FROM jsonb_array_elements(o.ladder->'rungs') WITH ORDINALITY AS x(j, ord)
             GROUP BY x.j->>'stage', x.j->>'code', x.j->>'payer', x.j->>'basis'
            HAVING sum((x.j->>'amount')::numeric) <> 0
            """,
            self._stage_no(SQL("x.j->>'stage'")),
        )

    @api.model
    def _query_totals(self):
        return SQL(
            """
            SELECT %s + v.place, v.stage, 'total', 'total.' || v.name, NULL,
                   (o.ladder->'totals'->>v.name)::numeric, NULL, NULL, CASE v.stage WHEN 'checkout' THEN FALSE
                                            WHEN 'revenue' THEN o.ladder_state = 'provisional'
                                            ELSE o.ladder_state NOT IN ('final', 'adjusted') END
              FROM (VALUES ('buyer', 'checkout', 900), ('revenue', 'revenue', 900),
                           ('after_returns', 'revenue', 901), ('settlement', 'settlement', 900),
                           ('after_adjustment', 'adjustment', 900)) AS v(name, stage, place)
             WHERE o.ladder->'totals' ? v.name
               AND (v.name NOT IN ('after_returns', 'after_adjustment')
                    OR (o.ladder->'totals'->>v.name)::numeric <> (o.ladder->'totals'->>(
                        CASE v.name WHEN 'after_returns' THEN 'revenue' ELSE 'settlement' END))::numeric)
            """,
            self._stage_no(SQL("v.stage")),
        )

    @api.model
    def _query_gaps(self):
        return SQL(
            """
            SELECT %s + 949 + g.ord::int, g.j->>'stage', 'gap', g.j->>'code', NULL,
                   (g.j->>'expected')::numeric - (g.j->>'actual')::numeric, g.j->>'hint',
                   g.j->'source'->>0, FALSE
              FROM jsonb_array_elements(o.ladder->'gaps') WITH ORDINALITY AS g(j, ord)
             WHERE g.ord < 50
            """,
            self._stage_no(SQL("g.j->>'stage'")),
        )
