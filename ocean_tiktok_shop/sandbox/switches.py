"""Behaviours that public material leaves open or describes in two ways; defaults are the stricter ones."""

from dataclasses import dataclass, fields
from typing import Any


@dataclass
class Switches:
    """Set any of them by the control call ``/config``.

    - ``refresh_reuse``: ``refuse`` a used refresh token, or answer the ``same_pair`` again.
    - ``old_token_grace``: seconds that an access token outlives its refresh.
    - ``error_status``: ``mixed`` HTTP statuses of refusals, as observed, or ``ok``: always 200.
    - ``foreign_cipher_code``: code for a cipher that the token does not open, 101000 or 106011.
    - ``version_code``: code for a retired or unknown version, 36009014 or 36009004.
    - ``sign_get_body``: ``either``, ``yes`` or ``no``: whether the body of a GET call is signed.
    - ``repeated_lists``: lists in the query may come as one parameter for each entry, as one SDK sends them,
      beside the documented form with commas.
    - ``calls_per_second``: calls per app, shop and path and second before 36009002, 0 for no limit.
    - ``calls_per_hour``: calls per shop and hour before 36009037 (development shops: 1000), 0 for no limit.
    - ``page_token_life``: seconds that a page token works.
    - ``max_window``: longest window of a search in seconds, 0 for no limit (none is documented).
    - ``unknown_orders``: order detail ``skip``s unknown ids or ``refuse``s them.
    - ``zero_stock``: whether a quantity of 0 is accepted.
    - ``search_limit``: most products that a search may find (10,000, error 12052180).
    - ``audit_delay``: seconds from submitting a product to the result of its audit.
    - ``audit_result``: ``approve``, ``fail``, or ``wait`` for the end that ``/config`` gives a ``product``.
    - ``forbidden_words``: words, with commas between, that fail the audit in title and description and are
      refused in properties and variants at once. The platform's list is not published.
    - ``closed_categories``, ``prohibited_categories``: ids, with commas between, of categories that the shops
      may not, or nobody may, list in.
    - ``category_version``: the only version of the tree that is taken, empty for both; the pages differ.
    - ``own_value_ids``: values of a seller's own get an id in properties of products.
    - ``edit_shows_hidden``: an edit of a product that the seller hid shows it when its audit ends.
    - ``measures_rounded``: weights are kept with two decimals of a kilogram (change log 2026-06-09).
    - ``partial_removes_skus``: a partial edit removes SKUs that it does not name.
    - ``hold_time``: seconds that an order stays ON_HOLD after payment.
    - ``tracking_delay``, ``label_delay``: seconds from shipping to tracking number and label.
    - ``refund_delay``: seconds from an approved cancellation or return to its completion.
    - ``open_statement``: statements lists the running day too, as PROCESSING.
    - ``processing_fee_field``: where the order processing fee shows: a field of ``fee``, or empty for none.
    - ``fee_field_by_order``: name of fees and taxes at order level of transactions by order.
    - ``distance_in_total``: ``fee``, ``shipping`` or ``none``: part of the distance fee in total_amount.
    - ``cofunded_lowers_fee``: whether shipping_fee is net of the co-funded shipping discount.
    - ``batch_ship_limit``: packages of a batch shipment, 0 for no limit (none is documented).
    - ``out_of_stock_zeroes``: cancelling as out of stock empties the stock of the SKU.
    - ``payments_refused``: Get Payments refuses shops in South-East Asia.
    - ``retry_after_401``: a webhook answered with 401 is tried again.
    - ``loopback_webhooks``: webhook addresses on this machine are taken, with any scheme and port.
    - ``certified_warehouse``: the app may confirm shipments of the supply chain.
    - ``aftersales_requests``: requests, parcels and their review (2026) have reached this market.
    - ``unnamed_case_fields``: their searches show all parts if ``whitelisted_data_fields`` is not there.
    - ``return_transit``: seconds from the buyer's shipping goods back to their arrival.
    - ``app_cancels``: apps may give up the authorization of a shop themselves.
    - ``cross_border``: sellers are cross-border ones, with global products and bundles for the first mile.
    - ``consent``: ``page`` shows the consent page, ``approve`` and ``decline`` answer it at once.
    - ``consent_account``: open_id that an automatic consent grants, empty for the first seller.
    """

    refresh_reuse: str = "refuse"
    old_token_grace: int = 300
    error_status: str = "mixed"
    foreign_cipher_code: int = 101000
    version_code: int = 36009014
    sign_get_body: str = "either"
    repeated_lists: bool = True
    calls_per_second: int = 0
    calls_per_hour: int = 0
    page_token_life: int = 3600
    max_window: int = 0
    unknown_orders: str = "skip"
    zero_stock: bool = True
    search_limit: int = 10_000
    audit_delay: int = 5
    audit_result: str = "approve"
    forbidden_words: str = "replika"
    closed_categories: str = ""
    prohibited_categories: str = ""
    category_version: str = ""
    own_value_ids: bool = True
    edit_shows_hidden: bool = True
    measures_rounded: bool = False
    partial_removes_skus: bool = False
    hold_time: int = 3600
    tracking_delay: int = 2
    label_delay: int = 3
    refund_delay: int = 5
    open_statement: bool = True
    processing_fee_field: str = "transaction_fee_amount"
    fee_field_by_order: str = "fee_and_tax_amount"
    distance_in_total: str = "fee"
    cofunded_lowers_fee: bool = True
    batch_ship_limit: int = 0
    out_of_stock_zeroes: bool = False
    payments_refused: bool = True
    retry_after_401: bool = True
    loopback_webhooks: bool = True
    certified_warehouse: bool = False
    aftersales_requests: bool = True
    unnamed_case_fields: bool = False
    return_transit: int = 3600
    app_cancels: bool = True
    cross_border: bool = False
    diagnosis_limit: int = 20
    translation_delay: int = 5
    translation_result: str = "complete"
    opportunities_wrapped: bool = True
    consent: str = "page"
    consent_account: str = ""

    def change(self, name: str, value: Any) -> None:
        """Set switch `name`.

        :raise ValueError: if there is no such switch or the value has another type
        """
        types = {item.name: type(item.default) for item in fields(self)}
        if name not in types:
            raise ValueError(f"no switch {name!r}; there are {', '.join(types)}")
        if type(value) is not types[name]:
            raise ValueError(f"switch {name} takes {types[name].__name__}")
        setattr(self, name, value)
