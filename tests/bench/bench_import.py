"""Import against the bare ORM for the same orders, in interleaved pairs on one database.

Runs in an Odoo shell (`env`) on a throw-away database: ``./ocean bench import [pairs] [orders]``. Both sides
create buyer and address, create the sales orders in chunks of 25, confirm and reserve them, and commit each
chunk. Our side starts from what the platform answered: it parses and stores payload, order, lines, ladder.

Prints wall and CPU time per order, queries per order and the ratio of medians; fails when results differ.
"""

# ruff: noqa: F821
import os
import statistics
import sys
import time
from datetime import datetime, timedelta, timezone

from odoo import Command

from odoo.addons.ocean_marketplace_base.lib.platform import RawOrder
from odoo.addons.ocean_marketplace_base.lib.schema import Grant, Token

sys.path.insert(0, os.environ["OCEAN_BENCH_FOLDER"])
import payloads

ARGUMENTS = [int(word) for word in os.environ.get("OCEAN_BENCH_ARGS", "").split()]
PAIRS, ORDERS = (*ARGUMENTS, *(10, 100)[len(ARGUMENTS) :])
CHUNK = 25
PRODUCTS = 200
BAR = 0.90


def prepare():
    """Return (storefront, [(sku, price)]): 200 products with stock, one connected storefront."""
    company = env.company
    products = env["product.product"].create(
        [
            {
                "name": f"Barang BENCH-{index:03d}",
                "default_code": f"BENCH-{index:03d}",
                "type": "consu",
                "is_storable": True,
                "list_price": 10000 + 500 * index,
                "company_id": False,
            }
            for index in range(PRODUCTS)
        ]
    )
    warehouse = env["stock.warehouse"].search([("company_id", "=", company.id)], limit=1)
    env["stock.quant"].with_context(inventory_mode=True).create(
        [
            {
                "product_id": product.id,
                "location_id": warehouse.lot_stock_id.id,
                "inventory_quantity": 100_000,
            }
            for product in products
        ]
    ).action_apply_inventory()
    account = env["ocean.account"].create(
        {
            "name": "Bench",
            "platform": "shopee",
            "environment": "simulator",
            "app_key": "2009999",
            "simulator_url": "http://127.0.0.1:9",
            "app_secret_input": "bench-key-of-no-use",
        }
    )
    token = Token(
        access_token="a", refresh_token="r", access_expires_at=datetime.now(timezone.utc) + timedelta(days=1)
    )
    grant = Grant(external_shop_id="1", name="Bench", region="ID", token=token)
    storefront = env["ocean.storefront"]._connect_grants(account, company, (grant,))
    env.cr.commit()
    env.cr.execute("ANALYZE")
    env.cr.commit()
    return storefront, [(product.default_code, int(product.list_price)) for product in products]


def bare(storefront, orders):
    """Do with the plain ORM what an integrator would write: partners, create, confirm."""
    products = {
        product.default_code: product
        for product in env["product.product"].search([("default_code", "like", "BENCH-")])
    }
    country = env.ref("base.id")
    for chunk in chunks(list(orders.values())):
        buyers = env["res.partner"].create([{"name": row["order"]["buyer_username"]} for row in chunk])
        addresses = env["res.partner"].create(
            [
                {
                    "type": "delivery",
                    "parent_id": buyer.id,
                    "name": row["order"]["recipient_address"]["name"],
                    "phone": row["order"]["recipient_address"]["phone"],
                    "street": row["order"]["recipient_address"]["full_address"],
                    "city": row["order"]["recipient_address"]["city"],
                    "zip": row["order"]["recipient_address"]["zipcode"],
                    "country_id": country.id,
                }
                for buyer, row in zip(buyers, chunk, strict=True)
            ]
        )
        sales = env["sale.order"].create(
            [
                bare_sale(storefront, products, buyer, address, row)
                for buyer, address, row in zip(buyers, addresses, chunk, strict=True)
            ]
        )
        sales.action_confirm()
        env.cr.commit()


def bare_sale(storefront, products, buyer, address, row):
    lines = zip(row["order"]["item_list"], row["escrow"]["order_income"]["items"], strict=True)
    return {
        "partner_id": buyer.id,
        "partner_shipping_id": address.id,
        "pricelist_id": storefront.pricelist_id.id,
        "warehouse_id": storefront.warehouse_id.id,
        "client_order_ref": row["order"]["order_sn"],
        "commitment_date": datetime.fromtimestamp(row["order"]["ship_by_date"], timezone.utc).replace(
            tzinfo=None
        ),
        "order_line": [
            Command.create(
                {
                    "product_id": products[item["model_sku"]].id,
                    "product_uom_qty": item["model_quantity_purchased"],
                    "price_unit": (money["discounted_price"] - money["discount_from_voucher_seller"])
                    / item["model_quantity_purchased"],
                    "tax_ids": [Command.set(storefront.tax_id.ids)],
                }
            )
            for item, money in lines
        ],
    }


def ours(storefront, orders):
    """Import through our own second and third step, network left out."""
    lane = env["ocean.lane"]
    lane._retrying(lambda: lane._ensure_stubs(storefront, list(orders)) and None)
    answers = [RawOrder(external_id=number, payload=payload) for number, payload in orders.items()]
    row = storefront.lane_ids.filtered(lambda lane: lane.lane == "orders")
    for chunk in chunks(answers, 50):
        row._retrying(lambda raws=chunk: row._store_answer(raws))
    while batch := env["ocean.order"]._due_to_apply(storefront):
        batch._apply_batch()


def chunks(rows, size=CHUNK):
    return [rows[at : at + size] for at in range(0, len(rows), size)]


def outcome(orders):
    """Return what must be equal: per order its lines, states, transfers, reservations and amounts."""
    sales = env["sale.order"].search([("client_order_ref", "in", list(orders))], order="client_order_ref")
    return [
        (
            sale.state,
            sale.amount_total,
            sale.amount_tax,
            sorted((line.product_id.id, line.product_uom_qty, line.price_total) for line in sale.order_line),
            [(picking.state, picking.picking_type_id.id) for picking in sale.picking_ids],
            sorted(
                (
                    move.product_id.id,
                    move.product_uom_qty,
                    move.quantity,
                    move.state,
                    move.location_dest_id.id,
                )
                for move in sale.picking_ids.move_ids
            ),
        )
        for sale in sales
    ]


def measure(function, storefront, orders):
    env.invalidate_all()
    wall, cpu, queries = time.perf_counter(), time.process_time(), env.cr.sql_log_count
    function(storefront, orders)
    return (
        (time.perf_counter() - wall) / len(orders) * 1000,
        (time.process_time() - cpu) / len(orders) * 1000,
        (env.cr.sql_log_count - queries) / len(orders),
    )


def main():
    storefront, skus = prepare()
    rows = {"bare": [], "ours": []}
    for pair in range(-1, PAIRS):
        sides = [("bare", bare, "B"), ("ours", ours, "O")]
        for name, function, letter in sides if pair % 2 else sides[::-1]:
            orders = payloads.batch(f"{letter}{pair + 1:03d}", ORDERS, skus, seed=pair)
            figures = measure(function, storefront, orders)
            rows[name].append(figures)
            rows[f"{name}_out"] = outcome(orders)
        if rows["bare_out"] != rows["ours_out"]:
            sys.exit("results differ between the bare ORM and the import")
    for name in ("bare", "ours"):
        # The first pair warms caches and is left out.
        wall, cpu, queries = (statistics.median(column) for column in zip(*rows[name][1:], strict=True))
        print(f"{name}: {wall:.1f} ms wall, {cpu:.1f} ms CPU, {queries:.1f} queries an order")
    ratios = [ours[0] / bare[0] for bare, ours in zip(rows["bare"][1:], rows["ours"][1:], strict=True)]
    ratio = statistics.median(ratios)
    print(f"ratio (median of {len(ratios)} pairs): {ratio:.2f}, bar {BAR}; results equal")
    if ratio > BAR:
        sys.exit("slower than the bar")


main()
