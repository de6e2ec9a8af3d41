"""The rows behind "What happened": one SELECT per kind of row.

Each has key, order, storefront, company, moment, who, kind, text, person, reference and outcome; the
reference is the record that tells more. ``key * 16 + number`` makes an id that is unique and stays the same.
"""

from odoo.tools import SQL


def timeline_rows() -> SQL:
    """Return the query of all rows of all orders; asked for one order it only reads that order's rows."""
    return SQL(
        """
        SELECT part.key::bigint * 16 + part.number AS id,
               part.order_id, part.storefront_id, part.company_id, part.happened_at,
               part.who::varchar, part.kind::varchar, part.text::varchar, part.user_id, part.outcome::varchar,
               CASE WHEN part.kind IN ('exception', 'closed') THEN part.ref_id END AS exception_id,
               CASE WHEN part.kind IN ('asked', 'answered') THEN part.ref_id END AS command_id,
               CASE WHEN part.kind IN ('read', 'edited') THEN part.ref_id END AS payload_id,
               CASE WHEN part.kind = 'log' THEN part.ref_id END AS log_id
          FROM (%s) AS part(number, key, order_id, storefront_id, company_id, happened_at, who, kind, text,
                            user_id, ref_id, outcome)
        """,
        SQL(" UNION ALL ").join([*_of_platform(), *_of_requests(), *_of_exceptions(), *_of_sales()]),
    )


def _of_platform() -> list[SQL]:
    return [
        SQL(
            """
            SELECT 0, e.id, e.order_id, e.storefront_id, e.company_id, e.received_at, 'platform', 'push',
                   COALESCE(e.raw_status, e.topic), NULL::int, NULL::int, e.outcome
              FROM ocean_event e WHERE e.order_id IS NOT NULL
            """
        ),
        SQL(
            """
            SELECT 1, p.id, p.res_id, p.storefront_id, p.company_id, COALESCE(p.edited_at, p.received_at),
                   CASE WHEN p.source = 'edited' THEN 'person' ELSE 'us' END,
                   CASE WHEN p.source = 'edited' THEN 'edited' ELSE 'read' END,
                   LEFT(p.digest, 8), p.edited_by_id, p.id, NULL
              FROM ocean_payload p WHERE p.res_model = 'ocean.order'
            """
        ),
        # The run that read a version: the first one that ended since, if it ended soon.
        SQL(
            """
            SELECT 2, p.id, p.res_id, p.storefront_id, p.company_id, log.started_at, 'us', 'log',
                   NULL, NULL, log.id, NULL
              FROM ocean_payload p
              JOIN ocean_storefront s ON s.id = p.storefront_id
              JOIN LATERAL (
                    SELECT l.id, l.started_at FROM ocean_log l
                     WHERE l.storefront_id = COALESCE(s.parent_id, s.id) AND l.kind = 'fetch'
                       AND l.started_at BETWEEN p.received_at AND p.received_at + interval '2 minutes'
                     ORDER BY l.started_at, l.id LIMIT 1
                   ) log ON TRUE
             WHERE p.res_model = 'ocean.order' AND p.source = 'poll'
            """
        ),
    ]


def _of_requests() -> list[SQL]:
    return [
        SQL(
            """
            SELECT 3, c.id, c.order_id, c.storefront_id, c.company_id, c.create_date, 'person', 'asked',
                   NULL, c.user_id, c.id, NULL
              FROM ocean_command c WHERE c.order_id IS NOT NULL
            """
        ),
        SQL(
            """
            SELECT 4, c.id, c.order_id, c.storefront_id, c.company_id, c.done_at,
                   CASE WHEN c.state = 'failed' THEN 'problem' ELSE 'platform' END, 'answered',
                   c.answer, NULL, c.id, NULL
              FROM ocean_command c WHERE c.order_id IS NOT NULL AND c.done_at IS NOT NULL
            """
        ),
    ]


def _of_exceptions() -> list[SQL]:
    """What an order waits for, and the other causes that name it: an order knows only the present one."""
    named = SQL(
        """
          FROM ocean_order o
          JOIN ocean_exception x ON x.storefront_id = o.storefront_id
           AND (x.cause_key = o.external_id
                OR split_part(x.cause_key, ':', 1) = o.external_id
                OR split_part(x.cause_key, ':', 2) = o.external_id)
        """
    )
    return [
        SQL(
            """
            SELECT 5, o.id, o.id, o.storefront_id, o.company_id, o.exception_at, 'problem', 'exception',
                   NULL, NULL, o.exception_id, NULL
              FROM ocean_order o WHERE o.exception_id IS NOT NULL
            """
        ),
        SQL(
            """
            SELECT 6, x.id, o.id, o.storefront_id, o.company_id, x.first_seen, 'problem', 'exception',
                   NULL, NULL, x.id, NULL
            %s WHERE o.exception_id IS DISTINCT FROM x.id
            """,
            named,
        ),
        SQL(
            """
            SELECT 7, x.id, o.id, o.storefront_id, o.company_id, x.closed_at,
                   CASE WHEN x.closed_by_id IS NULL THEN 'us' ELSE 'person' END, 'closed',
                   NULL, x.closed_by_id, x.id, NULL
            %s WHERE x.closed_at IS NOT NULL
            """,
            named,
        ),
    ]


def _of_sales() -> list[SQL]:
    return [
        SQL(
            """
            SELECT 8, s.id, o.id, o.storefront_id, o.company_id, s.create_date, 'us', 'sale',
                   s.name, NULL, NULL, NULL
              FROM ocean_order o JOIN sale_order s ON s.ocean_order_id = o.id
            """
        ),
        SQL(
            """
            SELECT 9, t.id, o.id, o.storefront_id, o.company_id, t.date_done, 'us', 'transfer',
                   t.name, NULL, NULL, NULL
              FROM ocean_order o
              JOIN sale_order s ON s.ocean_order_id = o.id
              JOIN stock_picking t ON t.sale_id = s.id AND t.state = 'done'
            """
        ),
        # An invoice may be for several orders: its first line for this one makes the id.
        SQL(
            """
            SELECT 10, link.key, o.id, o.storefront_id, o.company_id, m.create_date, 'us', 'invoice',
                   m.name, NULL, NULL, NULL
              FROM ocean_order o
              JOIN sale_order s ON s.ocean_order_id = o.id
              JOIN LATERAL (
                    SELECT item.move_id, MIN(item.id) AS key
                      FROM sale_order_line line
                      JOIN sale_order_line_invoice_rel rel ON rel.order_line_id = line.id
                      JOIN account_move_line item ON item.id = rel.invoice_line_id
                     WHERE line.order_id = s.id GROUP BY item.move_id
                   ) link ON TRUE
              JOIN account_move m ON m.id = link.move_id
            """
        ),
    ]
