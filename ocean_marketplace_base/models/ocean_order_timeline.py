from odoo import fields, models
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
    who = fields.Selection(
        [("platform", "Platform"), ("us", "We"), ("problem", "Problem")], readonly=True
    )
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

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT e.id * 4 AS id, e.order_id, e.storefront_id, e.company_id, e.received_at AS happened_at,
                   'platform' AS who, 'push' AS kind, concat_ws(' · ', e.raw_status, e.outcome) AS text
              FROM ocean_event e WHERE e.order_id IS NOT NULL
            UNION ALL
            SELECT p.id * 4 + 1, p.res_id, p.storefront_id, p.company_id, p.received_at, 'us', 'read',
                   left(p.digest, 12)
              FROM ocean_payload p WHERE p.res_model = 'ocean.order'
            UNION ALL
            SELECT o.id * 4 + 2, o.id, o.storefront_id, o.company_id, o.exception_at, 'problem', 'exception',
                   concat_ws(' · ', x.kind, x.detail)
              FROM ocean_order o JOIN ocean_exception x ON x.id = o.exception_id
            UNION ALL
            SELECT s.id * 4 + 3, s.ocean_order_id, s.ocean_storefront_id, s.company_id, s.create_date, 'us', 'sale',
                   s.name
              FROM sale_order s WHERE s.ocean_order_id IS NOT NULL
            """
        )
