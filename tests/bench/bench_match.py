"""Matching many variants, against the plain loop an integrator would write, on one database.

Runs in an Odoo shell (`env`) on a throw-away database: ``./ocean bench match [variants]``, 10,000 by default.
Of the variants two fifths have the SKU of one product, two fifths a slip in it, one fifth is called almost
like a product. Suggesting, accepting and undoing all exact ones are timed, and the queries counted.

Prints the figures and fails above 60 s, or when a variant got the wrong product.
"""

# ruff: noqa: F821
import os
import time
from contextlib import contextmanager

ARGUMENTS = [int(word) for word in os.environ.get("OCEAN_BENCH_ARGS", "").split()]
VARIANTS = (*ARGUMENTS, 10_000)[0]
BAR = 60.0
KINDS = ("Kaos", "Topi", "Celana", "Tas", "Kemeja", "Jaket", "Rok", "Sepatu")
STYLES = ("Polos", "Pantai", "Ombak", "Kanvas", "Chino", "Denim", "Linen", "Katun", "Rajut", "Batik")
COLOURS = ("Hitam", "Putih", "Biru", "Merah", "Hijau")
figures = {}


@contextmanager
def measured(name):
    """Time the block with all it leaves to be written, and count its queries."""
    env.flush_all()
    env.invalidate_all()
    queries, started = env.cr.sql_log_count, time.monotonic()
    yield
    env.flush_all()
    figures[name] = (time.monotonic() - started, env.cr.sql_log_count - queries)


def name_of(number):
    words = (KINDS[number % 8], STYLES[number // 8 % 10], COLOURS[number // 80 % 5], f"Seri {number}")
    return " ".join(words)


def code_of(number):
    return f"{KINDS[number % 8][:4]}-{STYLES[number // 8 % 10][:4]}-{number:05d}".upper()


def told_sku(number):
    """Return the seller SKU of a variant: right, with a slip, or none."""
    return (code_of(number), code_of(number), "X" + code_of(number), code_of(number) + "Q", False)[number % 5]


def prepare():
    """Return (storefront, variants, products), number by number."""
    account = env["ocean.account"].create(
        {
            "name": "Bench",
            "platform": "shopee",
            "environment": "simulator",
            "app_key": "2009999",
            "simulator_url": "http://127.0.0.1:9",
        }
    )
    storefront = env["ocean.storefront"].create(
        {
            "name": "Bench",
            "account_id": account.id,
            "external_shop_id": "1",
            "region": env.company.country_id.code,
            "company_id": env.company.id,
            "currency_id": env.company.currency_id.id,
            "match_auto": False,
        }
    )
    products = env["product.product"].create(
        [{"name": name_of(number), "default_code": code_of(number)} for number in range(VARIANTS)]
    )
    listings = env["ocean.listing"].create(
        [
            {
                "storefront_id": storefront.id,
                "external_id": str(100_000 + number),
                "name": f"{name_of(number)} termurah",
                "state": "live",
            }
            for number in range(VARIANTS)
        ]
    )
    variants = env["ocean.listing.sku"].create(
        [
            {"listing_id": listing.id, "external_id": "0", "seller_sku": told_sku(number)}
            for number, listing in enumerate(listings)
        ]
    )
    env.cr.commit()
    env.cr.execute("ANALYZE")
    env.cr.commit()
    return storefront, variants, products


def loop(variants):
    """Look every SKU up by itself, as a plain loop does; it finds exact ones only."""
    return [
        env["product.product"].search([("default_code", "=", sku.seller_sku)], limit=2)
        if sku.seller_sku
        else None
        for sku in variants
    ]


def main():
    """Run the bench; return what is wrong with its results."""
    storefront, variants, products = prepare()
    model = env["ocean.listing.sku"]
    with measured("plain loop, exact only"):
        loop(variants)
    with measured("suggest"):
        model._match(storefront)
    found = sum(sku.suggestion_product_id == product for sku, product in zip(variants, products, strict=True))
    wrong = sum(bool(sku.suggestion_product_id) for sku in variants) - found
    exact = len(variants.filtered("suggestion_exact"))
    with measured("suggest again, nothing new"):
        model._match(storefront)
    with measured("accept all exact"):
        action = model.action_accept_exact()
    accepted = len(variants.filtered("product_id"))
    with measured("undo"):
        env["ocean.job"].browse(action["params"]["job_ids"]).action_undo()
    undone = accepted - len(variants.filtered("product_id"))
    for name, (seconds, queries) in figures.items():
        print(f"{name:28} {seconds:7.2f} s  {seconds / VARIANTS * 1000:6.3f} ms each  {queries:6} queries")
    print(f"{VARIANTS} variants: {found} right, {wrong} wrong, {exact} exact")
    print(f"{accepted} accepted, {undone} undone")
    slow = [name for name in ("suggest", "accept all exact", "undo") if figures[name][0] > BAR]
    return slow or wrong or accepted != exact or undone != exact or found < VARIANTS * 0.95


raise SystemExit(1 if main() else 0)
