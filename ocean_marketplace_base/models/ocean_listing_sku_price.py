from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_amount, format_date

from ..lib.money import quantum_of

ACCEPTED = {"accepted_price", "accepted_reason", "accepted_user_id"}
STEEP = 0.5  # a price drop of more than this is never sent by itself


class OceanListingSku(models.Model):
    """What a variant should cost on its storefront, and what speaks against sending that."""

    _inherit = "ocean.listing.sku"

    here_price = fields.Monetary(
        "Price here",
        compute="_compute_here_price",
        compute_sudo=True,
        help="From the storefront's pricelist or fixed for this shop, with VAT if the shop's prices have it.",
    )
    price_refusal = fields.Char(
        "Why the price is not sent", compute="_compute_price_refusal", compute_sudo=True
    )
    accepted_price = fields.Monetary(
        "Accepted down to", readonly=True, copy=False, help="A manager accepts prices as low as this."
    )
    accepted_reason = fields.Char("Accepted because", readonly=True, copy=False)
    accepted_user_id = fields.Many2one("res.users", "Accepted by", readonly=True, copy=False)

    def write(self, vals):
        """Users match variants; what these cost is the managers', and what was accepted is the system's."""
        manager = self.env.user.has_group("ocean_marketplace_base.group_manager")
        if not self.env.su and (set(vals) & ACCEPTED or ("own_price" in vals and not manager)):
            raise AccessError(self.env._("Only Marketplaces managers may change prices."))
        return super().write(vals)

    # === OUR PRICE === #

    @api.depends("own_price", "product_id", "storefront_id.pricelist_id", "storefront_id.vat_status")
    def _compute_here_price(self):
        for storefront, skus in self.grouped("storefront_id").items():
            listed = skus.filtered(lambda sku: sku.product_id and not sku.own_price)
            prices = storefront._gross_prices(listed.product_id) if listed else {}
            for sku in skus:
                sku.here_price = sku.own_price or prices.get(sku.product_id.id, 0.0)

    def _our_price(self):
        """Return what this variant should cost, VAT as the shop has it, ``None`` where nothing is known."""
        self.ensure_one()
        price = storefront_rounding(self.storefront_id, self.here_price)
        return price if price > 0 else None

    def _amount_text(self, amount):
        """Return an amount of the shop's currency as people read it, without useless zeros."""
        currency = self.currency_id
        return format_amount(self.env, amount, currency, trailing_zeroes=not currency.decimal_places)

    # === WHAT SPEAKS AGAINST IT === #

    @api.depends("here_price", "price_locked", "price_locked_until", "accepted_price")
    @api.depends_context("lang")
    def _compute_price_refusal(self):
        for sku in self:
            sku.price_refusal = sku._locked_text() or sku._price_refusal()

    def _locked_text(self):
        """Return until when a campaign holds the price, or ``False``."""
        if not self.price_locked:
            return False
        if not self.price_locked_until:
            return self.env._("Locked by a campaign")
        day = fields.Datetime.context_timestamp(self, self.price_locked_until)
        return self.env._("Locked until %(date)s", date=format_date(self.env, day, date_format="d MMM"))

    def _price_refusal(self):
        """Return why our price is too low to be sent, or ``False``."""
        self.ensure_one()
        if not self.product_id:
            return False
        if problem := self._without_rate():
            return problem
        price = self._our_price()
        if price is None:
            return False
        if self.accepted_price and price >= storefront_rounding(self.storefront_id, self.accepted_price):
            return False
        return self._below_floor(float(price)) or self._below_margin(float(price))

    def _without_rate(self):
        """Return that our price or its limits are in a currency that cannot be converted, or ``False``."""
        storefront, product = self.storefront_id, self.product_id
        currencies = self.env["res.currency"]
        if not self.here_price:
            currencies |= storefront._listed_prices(product)[product.id][1]
        if product._ocean_floor() or storefront.margin_guard:
            currencies |= storefront.company_id.currency_id
        if missing := storefront._currencies_without_rate(currencies):
            return self.env._(
                "There is no exchange rate for %(currencies)s. Enter it, or use a pricelist in %(currency)s.",
                currencies=", ".join(missing.mapped("name")),
                currency=storefront.currency_id.name,
            )
        return False

    def _below_floor(self, price):
        floor = self.storefront_id._in_shop_currency(self.product_id._ocean_floor())
        if not floor or price >= floor:
            return False
        return self.env._(
            "%(price)s is below the floor price of %(floor)s.",
            price=self._amount_text(price),
            floor=self._amount_text(floor),
        )

    def _below_margin(self, price):
        storefront = self.storefront_id
        cost = storefront._in_shop_currency(
            self.product_id.with_company(storefront.company_id).standard_price
        )
        if not storefront.margin_guard or not cost:
            return False
        left = storefront._net_of_vat(price) - price * storefront.fee_estimate
        margin = left / cost - 1
        if margin >= storefront.margin_guard:
            return False
        return self.env._(
            "%(price)s leaves %(margin).1f %% over cost; the margin guard is %(guard).1f %%.",
            price=self._amount_text(price),
            margin=margin * 100,
            guard=storefront.margin_guard * 100,
        )

    def _is_steep(self):
        """Return whether our price is so much lower than the platform's that a person should look first."""
        self.ensure_one()
        return bool(self.list_price) and self.here_price < self.list_price * (1 - STEEP)

    def _accept_prices(self, reason):
        """Let our prices be sent although they are too low. Managers only; a reason is required.

        :raise AccessError: the caller is no manager
        :raise UserError: no reason
        """
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may accept prices below the limits."))
        if not (reason or "").strip():
            raise UserError(self.env._("Enter why these prices are accepted."))
        for sku in self.filtered(lambda sku: sku._price_refusal()):
            # sudo: these fields are written here only
            sku.sudo().write(
                {
                    "accepted_price": sku.here_price,
                    "accepted_reason": reason,
                    "accepted_user_id": self.env.uid,
                }
            )


def storefront_rounding(storefront, amount):
    """Return `amount` as `Decimal` in the smallest unit that platforms use in the shop's currency."""
    return Decimal(str(amount)).quantize(quantum_of(storefront.currency_id.name or ""), "ROUND_HALF_UP")


class OceanStorefront(models.Model):
    _inherit = "ocean.storefront"

    def _gross_prices(self, products):
        """Return {product id: price for buyers} from the storefront's pricelist, in its currency.

        0 where that takes an exchange rate that nobody entered: Odoo would take one unit for the other.
        """
        self.ensure_one()
        products = products.with_company(self.company_id)
        source, today = self._price_currency(), fields.Date.context_today(self)
        listed, lacking = self._listed_prices(products), {}
        prices = {}
        for product in products:
            price, currencies = listed[product.id]
            if currencies not in lacking:
                lacking[currencies] = self._currencies_without_rate(currencies)
            if lacking[currencies]:
                price = 0.0
            elif source != self.currency_id:
                price = source._convert(price, self.currency_id, self.company_id, today, round=False)
            prices[product.id] = float(storefront_rounding(self, self._with_vat(product, price)))
        return prices

    def _price_currency(self):
        """Return the currency of the pricelist. It is the shop's, unless somebody changed it afterwards."""
        return self.pricelist_id.currency_id or self.currency_id

    def _listed_prices(self, products):
        """Return {product id: (price in the pricelist's currency, currencies that it is made of)}."""
        pricelist = self.pricelist_id or self.env["product.pricelist"]
        source = self._price_currency()
        rules = pricelist._compute_price_rule(
            products.with_company(self.company_id), 1.0, currency=source, date=fields.Datetime.now()
        )
        found = {}
        for product in products:
            price, rule_id = rules[product.id]
            rule = self.env["product.pricelist.item"].browse(rule_id or ())
            others = rule.base_pricelist_id.currency_id
            if rule.compute_price != "fixed":
                others |= self.company_id.currency_id
            found[product.id] = price, source | others
        return found

    def _currencies_without_rate(self, currencies):
        """Return those of `currencies` and the shop's for which Odoo has no rate but needs one."""
        currencies |= self.currency_id
        if len(currencies) == 1:
            return currencies.browse()
        company = self.company_id
        rates = self.env["res.currency.rate"].sudo()  # sudo: rates are no secret, but for accountants to see
        known = rates.search(
            [("currency_id", "in", currencies.ids), ("company_id", "in", (False, company.root_id.id))]
        )
        return currencies - known.currency_id - company.currency_id

    def _with_vat(self, product, price):
        """Return what a buyer pays for a price of the pricelist: this follows the product's own taxes."""
        taxes = product.taxes_id._filter_taxes_by_company(self.company_id)
        if self.vat_status != "taxed" or not taxes or taxes == self.tax_id or not price:
            return price
        net = taxes.compute_all(price, self.currency_id, product=product)["total_excluded"]
        gross = self.tax_id.compute_all(net, self.currency_id, product=product, handle_price_include=False)
        return gross["total_included"]

    def _net_of_vat(self, price):
        if self.vat_status != "taxed" or not self.tax_id:
            return price
        return self.tax_id.compute_all(price, self.currency_id)["total_excluded"]

    def _in_shop_currency(self, amount):
        """Return an amount of the company's currency in that of the shop."""
        company = self.company_id
        if not amount or company.currency_id == self.currency_id:
            return amount
        today = fields.Date.context_today(self)
        return company.currency_id._convert(amount, self.currency_id, company, today)


class ProductTemplate(models.Model):
    _inherit = "product.template"

    ocean_floor_price = fields.Monetary(
        "Floor price",
        help="Lowest price on marketplaces, in the company's currency; variants may have their own. "
        "0 sets none.",
    )


class ProductProduct(models.Model):
    _inherit = "product.product"

    ocean_floor_price = fields.Monetary(
        "Floor price of the variant", help="0 takes the floor price of the product."
    )

    def _ocean_floor(self):
        """Return the lowest price on marketplaces in the company's currency, 0 for none."""
        self.ensure_one()
        return self.ocean_floor_price or self.product_tmpl_id.ocean_floor_price
