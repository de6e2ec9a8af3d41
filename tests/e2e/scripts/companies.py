"""Two companies with a storefront on each platform import side by side; prints what each of them sees.

For an Odoo shell (`env`) on a database with the suite. The simulator runs in this process, calls are real.
"""

# ruff: noqa: F821
import json
import time
from datetime import datetime, timedelta, timezone

from odoo.addons.ocean_marketplace_base.lib.schema import Grant, Token
from odoo.addons.ocean_marketplace_base.sandbox.server import SandboxServer

ROUNDS = 60
MODELS = ("storefront", "lane", "order", "order.line", "listing", "listing.sku", "payload", "log")


def make_company(name):
    """A company in another country and currency, with a warehouse and a price-included tax of its own."""
    env.ref("base.SGD").active = True
    company = env["res.company"].create(
        {"name": name, "country_id": env.ref("base.sg").id, "currency_id": env.ref("base.SGD").id}
    )
    if not env["stock.warehouse"].search([("company_id", "=", company.id)]):
        env["stock.warehouse"].create({"name": name, "code": "KDUA", "company_id": company.id})
    group = env["account.tax.group"].create(
        {"name": "PPN", "company_id": company.id, "country_id": company.country_id.id}
    )
    company.account_sale_tax_id = env["account.tax"].create(
        {
            "name": "PPN 11 %",
            "amount": 11,
            "type_tax_use": "sale",
            "price_include_override": "tax_included",
            "company_id": company.id,
            "country_id": company.country_id.id,
            "tax_group_id": group.id,
        }
    )
    return company


def make_account(platform, info, key, secret, **values):
    return env["ocean.account"].create(
        {
            "name": platform,
            "platform": platform,
            "environment": "simulator",
            "simulator_url": info["base_url"],
            "app_key": str(info[key]),
            "app_secret_input": info[secret],
            "company_id": False,
            **values,
        }
    )


def shopee_grants(sandbox):
    store = sandbox.platforms["shopee"].store
    app = store.apps[sandbox.info["shopee"]["partner_id"]]
    account = make_account("shopee", sandbox.info["shopee"], "partner_id", "partner_key")
    grants = []
    for shop_id in list(store.shops)[:2]:
        with sandbox.world.lock:
            store.grants.authorize(app.partner_id, [shop_id], 0, kills=False)
            access, refresh = store.grants.issue(app.partner_id, [shop_id])
        ends = datetime.now(timezone.utc) + timedelta(hours=4)
        token = Token(access_token=access, refresh_token=refresh, access_expires_at=ends)
        grants.append(
            Grant(external_shop_id=str(shop_id), token=token, name=f"Shopee {shop_id}", region="ID")
        )
    return account, grants


def tiktok_grants(sandbox):
    """Both shops are the same seller's: they share one pair of tokens across the companies."""
    info = sandbox.info["tiktok_shop"]
    account = make_account(
        "tiktok_shop", info, "app_key", "app_secret", tiktok_service_id=str(info["service_id"])
    )
    platform = sandbox.platforms["tiktok_shop"]
    open_id = next(iter(platform.store.shops.values())).open_id
    with sandbox.world.lock:
        code = platform.store.grants.authorize(info["app_key"], open_id)
    return account, list(
        account._platform()._exchange_code(account, {"code": code, "app_key": info["app_key"]})
    )


def tokopedia_grants(sandbox):
    info = sandbox.info["tokopedia"]
    account = make_account(
        "tokopedia",
        info,
        "fs_id",
        "client_secret",
        tokopedia_connection="open_api",
        tokopedia_client_id=info["client_id"],
    )
    shops = [str(number) for number in list(sandbox.platforms["tokopedia"].store.shops)[:2]]
    return account, list(account._platform()._grants_by_keys(account, shops))


def connect(companies, sandbox):
    for grants_of in (shopee_grants, tiktok_grants, tokopedia_grants):
        account, grants = grants_of(sandbox)
        for company, grant in zip(companies, grants, strict=True):
            env["ocean.storefront"]._connect_grants(account, company, (grant,))


def work():
    for _round in range(ROUNDS):
        env["ocean.lane"]._cron_catalogue()
        env["ocean.lane"]._cron_orders()
        env["ocean.order"]._cron_apply()
        env.invalidate_all()
        left = [
            ("storefront_id.active", "=", True),
            "|",
            ("needs_fetch", "=", True),
            ("needs_apply", "=", True),
        ]
        waiting = env["ocean.order"].search(left).filtered(lambda order: not order.next_try)
        if not waiting and not env["ocean.lane"]._due("orders"):
            return
    raise SystemExit("the lanes do not come to an end")


def create_products():
    """A product for each listed variant, for both companies."""
    for sku in set(env["ocean.listing.sku"].search([("product_id", "=", False)]).mapped("seller_sku")):
        if sku and not env["product.product"].search_count([("default_code", "=", sku)]):
            env["product.product"].create(
                {"name": sku, "default_code": sku, "type": "consu", "company_id": False}
            )
    for sku in env["ocean.listing.sku"].search([("product_id", "=", False)]):
        sku.product_id = env["product.product"].search([("default_code", "=", sku.seller_sku)], limit=1)


def seen_by(company):
    """What a manager of `company` finds, and whether anything of it is another company's."""
    user = env["res.users"].create(
        {
            "name": f"Manager {company.id}",
            "login": f"manager_{company.id}",
            "company_id": company.id,
            "company_ids": [(6, 0, company.ids)],
            "group_ids": [
                (4, env.ref("ocean_marketplace_base.group_manager").id),
                (4, env.ref("sales_team.group_sale_salesman_all_leads").id),
            ],
        }
    )
    theirs = env(user=user.id, context={"allowed_company_ids": company.ids})
    found = {}
    for name in MODELS:
        records = theirs[f"ocean.{name}"].search([])
        found[name] = [len(records), records.sudo().company_id.ids]
    orders = theirs["ocean.order"].search([])
    sales = theirs["sale.order"].search([("ocean_order_id", "!=", False)])
    return {
        "models": found,
        "platforms": sorted(set(orders.mapped("platform"))),
        "numbers": orders.mapped("external_id"),
        "sales": len(sales),
        "sales_companies": sales.sudo().company_id.ids,
        "warehouses": sales.sudo().warehouse_id.company_id.ids,
        "differing": [
            sale.client_order_ref
            for sale in sales.sudo()
            if sale.state != "cancel" and sale.amount_total != sale.ocean_order_id.amount_revenue
        ],
        "partners": sales.sudo().partner_id.company_id.ids,
        "currencies": orders.sudo().currency_id.mapped("name"),
        "company_currency": company.currency_id.name,
        "pricelists": sales.sudo().pricelist_id.company_id.ids,
    }


with SandboxServer(seed=23, orders=16, start=time.time() - 20) as sandbox:
    companies = [env.company, make_company("Kedai Kedua")]
    connect(companies, sandbox)
    env.cr.commit()
    work()
    create_products()
    env.cr.commit()
    work()
    state = {str(number): seen_by(company) for number, company in enumerate(companies)}
    state["companies"] = [company.id for company in companies]
print("STATE " + json.dumps(state))
