from contextlib import contextmanager

from odoo import fields
from odoo.tests import TransactionCase, new_test_user

GROUP_USER = "ocean_marketplace_base.group_user"
GROUP_MANAGER = "ocean_marketplace_base.group_manager"
LANES = ("catalogue", "orders", "apply")


class MarketplaceCommon(TransactionCase):
    """An Indonesian company in rupiah with one price-included tax; nothing depends on demo data."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rupiah = cls.env.ref("base.IDR")
        cls.rupiah.active = True
        cls.company = cls._make_company("Toko Uji")
        cls.env = cls.env(context={**cls.env.context, "allowed_company_ids": cls.company.ids})
        cls.seller = cls._make_user("seller", f"{GROUP_MANAGER},sales_team.group_sale_salesman")

    @classmethod
    def _make_company(cls, name, country="base.id", currency="base.IDR"):
        cls.env.ref(currency).active = True
        company = cls.env["res.company"].create(
            {"name": name, "country_id": cls.env.ref(country).id, "currency_id": cls.env.ref(currency).id}
        )
        company.account_sale_tax_id = cls._make_tax(company, 11, "tax_included")
        return company

    @classmethod
    def _make_tax(cls, company, percent, included):
        country = company.country_id
        group = cls.env["account.tax.group"].create(
            {"name": "PPN", "company_id": company.id, "country_id": country.id}
        )
        return cls.env["account.tax"].create(
            {
                "name": f"PPN {percent} % {included}",
                "amount": percent,
                "type_tax_use": "sale",
                "price_include_override": included,
                "company_id": company.id,
                "country_id": country.id,
                "tax_group_id": group.id,
            }
        )

    @classmethod
    def _make_user(cls, login, groups, company=None):
        company = company or cls.company
        return new_test_user(
            cls.env,
            login=f"ocean_{login}",
            groups=f"base.group_user,{groups}" if groups else "base.group_user",
            company_id=company.id,
            company_ids=[fields.Command.set(company.ids)],
        )

    @classmethod
    def _make_product(cls, sku, **values):
        return cls.env["product.product"].create(
            {
                "name": f"Produk {sku}",
                "default_code": sku,
                "type": "consu",
                "is_storable": True,
                "list_price": 999,
                "taxes_id": False,
                "company_id": False,
                **values,
            }
        )

    @classmethod
    def _make_account(cls, **values):
        return cls.env["ocean.account"].create(
            {
                "name": "Uji",
                "platform": "none",
                "app_key": "2009999",
                "environment": "simulator",
                "simulator_url": "http://127.0.0.1:9",
                "company_id": cls.company.id,
                **values,
            }
        )

    @classmethod
    def _make_storefront(cls, account, shop_id, company=None, **values):
        company = company or cls.company
        storefront = (
            cls.env["ocean.storefront"]
            .with_context(allowed_company_ids=company.ids)
            .create(
                {
                    "name": f"Toko {shop_id}",
                    "account_id": account.id,
                    "external_shop_id": str(shop_id),
                    "region": company.country_id.code,
                    "company_id": company.id,
                    "currency_id": company.currency_id.id,
                    "user_id": False,
                    **values,
                }
            )
        )
        storefront.connection = "connected"
        return storefront.with_env(cls.env)

    # === RUNNING SCHEDULED ACTIONS === #

    def run_cron(self, name):
        """Run one scheduled action once; return whether it went through."""
        cron = self.env.ref(f"ocean_marketplace_base.ir_cron_{name}")
        self._triggers(name).unlink()
        with self.committing():
            done = cron.method_direct_trigger() is True
        self.env.invalidate_all()
        return done

    def _triggers(self, name):
        cron = self.env.ref(f"ocean_marketplace_base.ir_cron_{name}")
        return self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])

    def woken(self, name):
        """Return whether the scheduled action `name` was asked to run."""
        return bool(self._triggers(name))

    def drain(self, *names):
        """Run the scheduled actions `names` until none of them is woken any more."""
        names = names or LANES
        todo = list(names)
        for _round in range(30):
            for name in todo:
                self.assertTrue(self.run_cron(name), f"the scheduled action {name} fails")
            todo = [name for name in names if self.woken(name)]
            if not todo:
                return
        self.fail(f"{todo} never come to an end")

    @contextmanager
    def committing(self):
        """Let code commit and open cursors, which an `HttpCase` always may."""
        if type(self)._registry_patched:
            yield
        else:
            with self.enter_registry_test_mode():
                yield

    @contextmanager
    def own_env(self):
        """Yield an environment of its own that may commit, as a scheduled action has."""
        with self.committing(), self.env.registry.cursor() as cr:
            yield self.env(cr=cr)
        self.env.invalidate_all()

    @contextmanager
    def rolled_back(self):
        """Undo what the block wrote."""
        savepoint = self.cr.savepoint()
        try:
            yield
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()
