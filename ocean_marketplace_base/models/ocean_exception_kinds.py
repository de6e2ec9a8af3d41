"""What can need a person: kinds of exceptions and their words."""

from odoo import _lt

BLOCKING, MONEY, WARNING = "1", "2", "3"
FAMILIES = [
    ("connection", "Connection"),
    ("orders", "Orders"),
    ("money", "Money"),
    ("catalogue", "Catalogue"),
    ("stock", "Stock"),
]

# Kinds about the orders that wait for them: such a row is over when none waits any more.
ABOUT_WAITING_ORDERS = (
    "order_unreadable",
    "payload_invalid",
    "status_unknown",
    "sku_unmatched",
    "sku_ambiguous",
    "too_many_lines",
    "currency",
    "apply_failed",
    "order_changed",
    "place_unknown",
    "total_gap",
    "no_split",
)
# Kinds whose cause begins with the number of the one order they are about; it does not wait for them.
NAMES_AN_ORDER = ("not_invoiced", "command_refused", "outcome_unsure")

# Kinds whose detail is how many records are missing.
COUNTED_BY_DETAIL = ("orders_missing",)

# kind: (family, severity, what happened, what it stops, how to mend)
KINDS = {
    "auth_ended": (
        "connection",
        BLOCKING,
        _lt("The approval of “%(storefront)s” has ended."),
        _lt("Nothing is read from or sent to this shop."),
        _lt("Press Reconnect and approve again."),
    ),
    "auth_ending": (
        "connection",
        WARNING,
        _lt("The approval of “%(storefront)s” ends soon."),
        _lt("Nothing yet; the shop stops when the approval ends."),
        _lt("Press Reconnect and approve again."),
    ),
    "sync_behind": (
        "connection",
        BLOCKING,
        _lt("Reading “%(storefront)s” keeps failing: %(detail)s"),
        _lt("New orders of this shop arrive late."),
        _lt("Look at the log of this shop; press Retry when the cause is gone."),
    ),
    "contract_changed": (
        "connection",
        BLOCKING,
        _lt("The platform answered something unexpected: %(detail)s"),
        _lt("This part of the work waits."),
        _lt("Update the addons, then press Retry."),
    ),
    "order_unreadable": (
        "orders",
        BLOCKING,
        _lt("The platform refuses to show an order: %(detail)s"),
        _lt("The order has no sales order."),
        _lt("Check the order on the platform, then press Retry."),
    ),
    "payload_invalid": (
        "orders",
        BLOCKING,
        _lt("The data of an order cannot be used: %(detail)s"),
        _lt("The order has no sales order. All others go on."),
        _lt("Read it again with Retry, or mend the data by hand."),
    ),
    "status_unknown": (
        "orders",
        BLOCKING,
        _lt("The platform reports an unknown status “%(detail)s”."),
        _lt("The order waits; nothing is guessed."),
        _lt("Update the addons, then press Retry."),
    ),
    "sku_unmatched": (
        "orders",
        BLOCKING,
        _lt("SKU %(detail)s is not matched to a product."),
        _lt("Orders with this SKU have no sales order."),
        _lt("Choose the product; the waiting orders follow."),
    ),
    "sku_ambiguous": (
        "orders",
        BLOCKING,
        _lt("SKU %(detail)s fits several products."),
        _lt("Orders with this SKU have no sales order."),
        _lt("Choose the product; the waiting orders follow."),
    ),
    "too_many_lines": (
        "orders",
        BLOCKING,
        _lt("Order %(detail)s has more lines than are imported by themselves."),
        _lt("The order has no sales order."),
        _lt("Open the order and press Import anyway."),
    ),
    "currency": (
        "orders",
        BLOCKING,
        _lt("Order %(detail)s is in another currency than its storefront."),
        _lt("The order has no sales order."),
        _lt("Set the storefront's currency and pricelist, then press Retry."),
    ),
    "apply_failed": (
        "orders",
        BLOCKING,
        _lt("Odoo could not create or change a sales order: %(detail)s"),
        _lt("This order waits. All others go on."),
        _lt("Mend the cause, then press Retry."),
    ),
    "order_changed": (
        "orders",
        BLOCKING,
        _lt("Order %(detail)s changed after import."),
        _lt("The sales order still shows the old content."),
        _lt("Compare and choose."),
    ),
    "not_invoiced": (
        "money",
        WARNING,
        _lt("Order %(detail)s is to be invoiced, but Odoo finds nothing to invoice yet."),
        _lt("The order has no invoice."),
        _lt("Validate its transfer; the invoice follows with the next change, or press Retry."),
    ),
    "command_refused": (
        "orders",
        BLOCKING,
        _lt("The platform refused a request: %(detail)s"),
        _lt("What was asked for did not happen."),
        _lt("Open the order, see what it says now, and ask again or leave it."),
    ),
    "outcome_unsure": (
        "orders",
        BLOCKING,
        _lt("It is not known what became of a request: %(detail)s"),
        _lt("Nothing is sent again until the platform says what happened."),
        _lt("Look at the order on the platform, then press Retry."),
    ),
    "place_unknown": (
        "orders",
        WARNING,
        _lt("The place “%(detail)s” is not recognised."),
        _lt("Nothing; the delivery address has no province or state."),
        _lt("Choose the province or state; the addresses of open orders follow."),
    ),
    "total_gap": (
        "money",
        BLOCKING,
        _lt("The amounts of order %(detail)s contradict each other."),
        _lt("The order has no sales order."),
        _lt("Look at the order's money; retry, or accept the difference."),
    ),
    "no_split": (
        "money",
        WARNING,
        _lt("The discounts of order %(detail)s are still not split."),
        _lt("The sales order shows provisional prices."),
        _lt("Press Retry to read the money of the order again."),
    ),
    "product_twice": (
        "catalogue",
        WARNING,
        _lt("Two variants of one listing are the same product: %(detail)s"),
        _lt("Stock and price of the two cannot be told apart."),
        _lt("Choose the product of each variant anew."),
    ),
}
