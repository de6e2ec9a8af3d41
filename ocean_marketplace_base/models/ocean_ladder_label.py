from odoo import _lt, api, models

WORDS = {
    "items.list": _lt("Items at list price"),
    "items.seller_discount": _lt("Your discount"),
    "items.bundle_discount": _lt("Your bundle discount"),
    "items.platform_discount": _lt("Platform discount"),
    "voucher.seller": _lt("Your voucher"),
    "voucher.cofunded_seller": _lt("Your part of a shared voucher"),
    "voucher.platform": _lt("Platform voucher"),
    "voucher.cofunded_platform": _lt("Platform's part of a shared voucher"),
    "voucher.partner": _lt("Partner voucher"),
    "points.redeemed": _lt("Coins"),
    "points.trade_in": _lt("Trade-in"),
    "payment.promo_platform": _lt("Payment promotion"),
    "payment.promo_bank": _lt("Bank promotion"),
    "shipping.list": _lt("Shipping"),
    "shipping.discount_seller": _lt("Free shipping paid by you"),
    "shipping.discount_cofunded": _lt("Shared free shipping"),
    "shipping.discount_platform": _lt("Free shipping"),
    "shipping.discount_carrier": _lt("Shipping discount of the carrier"),
    "distance.fee": _lt("Distance fee"),
    "insurance.shipping": _lt("Shipping insurance"),
    "insurance.item": _lt("Item insurance"),
    "fee.buyer_service": _lt("Service fee of the buyer"),
    "fee.buyer_handling": _lt("Handling fee of the buyer"),
    "fee.buyer_cod": _lt("Cash on delivery fee"),
    "fee.buyer_bulky": _lt("Bulky goods fee"),
    "fee.packaging": _lt("Packaging"),
    "rev.items": _lt("Items less your discounts"),
    "rev.shipping": _lt("Shipping you earn"),
    "rev.packaging": _lt("Packaging you earn"),
    "rev.cod_fee": _lt("Cash on delivery fee you earn"),
    "rev.cancelled": _lt("Cancelled before shipment"),
    "rev.returned": _lt("Returned"),
    "set.goods": _lt("Goods"),
    "set.voucher_seller": _lt("Your voucher"),
    "set.seller_discount": _lt("Your discount"),
    "set.platform_rebate": _lt("Platform rebate"),
    "set.refund_goods": _lt("Refunded goods"),
    "set.shipping_collected": _lt("Shipping paid by the buyer"),
    "set.shipping_subsidy": _lt("Shipping paid by the platform"),
    "set.shipping_carrier_discount": _lt("Shipping discount of the carrier"),
    "set.shipping_actual": _lt("Shipping charged"),
    "set.shipping_return": _lt("Return shipping"),
    "set.shipping_failed": _lt("Failed delivery"),
    "set.packaging": _lt("Packaging"),
    "fee.commission": _lt("Commission"),
    "fee.dynamic": _lt("Dynamic commission"),
    "fee.service": _lt("Service fee"),
    "fee.transaction": _lt("Transaction fee"),
    "fee.campaign": _lt("Campaign fee"),
    "fee.processing": _lt("Order fee"),
    "fee.affiliate": _lt("Affiliate commission"),
    "fee.protection": _lt("Shipping programme"),
    "fee.insurance": _lt("Insurance premium"),
    "mkt.coin_cashback": _lt("Coin cashback paid by you"),
    "tax.pph22": _lt("Income tax withheld (PPh 22)"),
    "ads.topup": _lt("Advertising top-up"),
    "total.buyer": _lt("Buyer paid"),
    "total.revenue": _lt("Your sales order"),
    "total.settlement": _lt("Income"),
    "total.after_adjustment": _lt("Income after adjustments"),
}


class OceanLadderLabel(models.AbstractModel):
    """The words of the money ladder; an unknown code is shown as it is."""

    _name = "ocean.ladder.label"
    _description = "Words of the money ladder"

    @api.model
    def _words(self):
        return {code: self.env._(word) for code, word in WORDS.items()}  # pylint: disable=gettext-variable
