"""The words of the ladder: stages, who pays each rung, and how grave each gap is."""

CHECKOUT = "checkout"
REVENUE = "revenue"
SETTLEMENT = "settlement"
ADJUSTMENT = "adjustment"
STAGES = (CHECKOUT, REVENUE, SETTLEMENT, ADJUSTMENT)

_CHECKOUT_PAYERS = {
    "buyer": (
        "items.list shipping.list distance.fee insurance.shipping insurance.item "
        "fee.buyer_service fee.buyer_handling fee.buyer_cod fee.buyer_bulky fee.buyer_small_order "
        "fee.buyer_delivery fee.packaging service.installation service.warranty deposit.container "
        "tax.buyer_item tax.buyer_shipping tax.buyer_import tax.buyer_insurance"
    ),
    "seller": (
        "items.seller_discount items.bundle_discount voucher.seller voucher.cofunded_seller "
        "shipping.discount_seller shipping.discount_cofunded"
    ),
    "platform": (
        "items.platform_discount voucher.platform voucher.cofunded_platform points.redeemed "
        "payment.promo_platform shipping.discount_platform"
    ),
    "partner": "voucher.partner",
    "bank": "payment.promo_bank",
    "carrier": "shipping.discount_carrier",
    "mixed": "points.trade_in",
}
_REVENUE_PAYERS = {
    "seller": "rev.items rev.cancelled rev.returned",
    "buyer": "rev.shipping rev.packaging rev.cod_fee",
}
_SETTLEMENT_PAYERS = {
    "buyer": "set.goods set.shipping_collected set.packaging distance.item",
    "platform": (
        "set.platform_rebate set.shipping_subsidy set.shipping_claim comp.lost comp.platform reserve.released"
    ),
    "carrier": "set.shipping_carrier_discount",
    "state": (
        "tax.pph22 tax.withholding_other tax.vat_withheld tax.pit_withheld tax.cit_withheld "
        "tax.import tax.gst tax.sst tax.lvg tax.cross_border tax.stamp"
    ),
    "seller": (
        "set.seller_discount set.voucher_seller set.refund_goods set.refund_discount_back "
        "set.shipping_actual set.shipping_return set.shipping_failed set.shipping_exchange "
        "set.shipping_other distance.carrier distance.platform fee.commission fee.dynamic "
        "fee.service fee.campaign fee.cofunded fee.mall fee.flash fee.live fee.preorder "
        "fee.program_other fee.transaction fee.card fee.paylater fee.processing "
        "fee.infrastructure fee.per_item fee.fulfilment fee.protection fee.insurance "
        "fee.installation fee.affiliate fee.affiliate_partner fee.affiliate_ads mkt.creator_bonus "
        "mkt.coin_cashback mkt.trade_in ads.topup ads.spend fee.unknown fee.unsplit reserve.held"
    ),
}
_ADJUSTMENT_PAYERS = {
    "seller": (
        "adj.refund adj.shipping adj.penalty adj.promotion adj.ads adj.chargeback adj.other "
        "cash.withdrawal_fee"
    ),
    "platform": "adj.fee_returned adj.compensation",
    "state": "adj.tax",
}


def _payers() -> dict[tuple[str, str], str]:
    tables = zip(
        STAGES, (_CHECKOUT_PAYERS, _REVENUE_PAYERS, _SETTLEMENT_PAYERS, _ADJUSTMENT_PAYERS), strict=True
    )
    return {
        (stage, code): payer
        for stage, table in tables
        for payer, codes in table.items()
        for code in codes.split()
    }


PAYERS = _payers()
"""Who loses (or, for positive rungs, brings) the money, by stage and rung code. Holds every code there is."""

REVENUE_CODES = frozenset(
    {
        "items.list",
        "items.seller_discount",
        "items.bundle_discount",
        "voucher.seller",
        "voucher.cofunded_seller",
        "fee.packaging",
    }
)
"""Checkout rungs that are the seller's revenue: list price less what the seller gives, and packaging."""

SELLER_SHIPPING_CODES = frozenset({"shipping.list", "shipping.discount_seller", "shipping.discount_cofunded"})
"""Checkout rungs that are revenue too when the seller, not the platform, runs the transport."""

GOODS_CODES = frozenset(
    {
        "set.goods",
        "set.seller_discount",
        "set.voucher_seller",
        "set.platform_rebate",
        "set.refund_goods",
        "set.refund_discount_back",
        "set.packaging",
    }
)
"""Settlement rungs whose sum must be the seller's revenue of the same moment."""

SETTLED_SHIPPING_CODES = frozenset(
    {"set.shipping_collected", "set.shipping_subsidy", "set.shipping_carrier_discount", "set.shipping_actual"}
)

_LEVELS = {
    "error": (
        "CHK_TOTAL CHK_ITEMS CHK_PAYER_UNKNOWN CHK_NEG_LINE CHK_SNAPSHOT_MOVED CHK_CURRENCY "
        "REV_SO_DIFF REV_TAX_MODE REV_QTY SET_FORMULA SET_GOODS_DIFF SET_CHANGED CASH_BALANCE"
    ),
    "warn": (
        "CHK_ALLOC CHK_BUNDLE_ZERO CHK_FIELD_UNKNOWN REV_PARTIAL_UNIT SET_UNKNOWN_FEE "
        "SET_SHIP_OVER SET_REFUND_UNLINKED SET_REFUND_SHARE SET_DISTANCE_NET SET_TAX_RATE "
        "SET_LATE ADJ_NO_ORDER ADJ_UNKNOWN_TYPE CASH_UNMATCHED FEE_INVOICE_DIFF"
    ),
    "info": (
        "CHK_NO_SPLIT CHK_TOTAL_VARIANT CHK_ALLOC_ROUND SET_ESTIMATE SET_DRIFT SET_NEG "
        "RESERVE_HELD TKP_FEE_UNSPLIT TKP_PAYER_ASSUMED"
    ),
}
GAP_LEVELS = {code: level for level, codes in _LEVELS.items() for code in codes.split()}
"""``error``, ``warn`` or ``info`` by reason code."""

BLOCKING_CODES = frozenset(
    {"CHK_TOTAL", "CHK_ITEMS", "CHK_NEG_LINE", "CHK_PAYER_UNKNOWN", "CHK_SNAPSHOT_MOVED"}
)
"""Reasons not to make a sales order: what the buyer paid or what the seller earns is not known.

Settlement differences are not among them, since they say nothing about what was sold.
"""
