"""Behaviours that public material leaves open or describes in two ways; defaults are the stricter ones, save
where the stricter one would keep a whole endpoint from answering."""

from dataclasses import dataclass, fields
from typing import Any


@dataclass
class Switches:
    """Set any of them by the control call ``/config``.

    Tokens and pushes:

    - ``refresh_reuse``: ``refuse`` a used refresh token (authorization guide) or answer the ``same_pair``
      again for 4 hours (partner FAQ).
    - ``expire_in_epoch``: ``expire_in`` is an absolute unix time, as one sample of auth/token/get prints it.
    - ``old_token_grace``: seconds that an access token outlives its refresh.
    - ``reauthorize_kills``: a new consent ends the shop's earlier tokens.
    - ``bad_token_code``: error code for an access token that is not accepted.
    - ``gateway_status``: HTTP status of refusals for signature, token and rate.
    - ``public_sign_either``: public endpoints also take a signature over token and shop, if both are sent;
      the calls below ``auth/`` never do.
    - ``php_objects``: an empty list counts as an object without fields, which PHP clients write like that.
    - ``number_texts``: the token calls also take ids as text, as clients with ids from settings write them.
    - ``push_sign_key``: ``push`` or ``partner``, the key that signs pushes.
    - ``push_config_any``: set_app_push_config also takes codes above 13.
    - ``lost_data_as_text``: lost pushes carry their data as JSON text instead of an object.
    - ``calls_per_second``: calls per partner and second before error_rate_limit, 0 for no limit.
    - ``consent``: ``page`` shows the consent page, ``approve`` and ``decline`` answer it at once.
    - ``consent_account``: shop or main account that an automatic consent grants, 0 for the first shop.
    - ``consent_merchant``: the consent of a main account covers its merchant too.

    Orders and shipping:

    - ``pending_shown_as``: status of a PENDING order for callers that do not ask for PENDING.
    - ``arranged_shown_as``: ``PROCESSED`` at once, or ``READY_TO_SHIP`` until the tracking number is there;
      official pages say both.
    - ``short_pages``: pages of the order list may hold fewer rows than asked although more follow.
    - ``split_quantities``: an order may be split within one line, as for whitelisted shops.
    - ``tracking_delay``, ``label_delay``, ``report_delay``, ``review_delay``: seconds until a tracking
      number, a label, an income report, a new item is there.
    - ``label_needs_tracking``: create_shipping_document must be given the tracking number.
    - ``mass_lists``: lists of mass_ship_order under ``response`` (sample) or at ``top`` level (table).
    - ``everywhere``: endpoints of single markets (invoices, shipping proofs of returns) answer all shops.
    - ``batch_anywhere``: batch_ship_order ships by any channel, not by 90003 in BR only.

    Products:

    - ``review_updates``: changed items are reviewed again; a banned one always is.
    - ``forbidden_words``: words, with commas between, for which the review ends with a ban.
    - ``banned_editable``: a banned item can be changed and deleted, since its violation comes with advice and
      a time to mend it; its price and stock cannot (``error_item_uneditable``).
    - ``blocked_categories``: ids, with commas between, of categories in which the shops may not list.
    - ``search_model_skus``: search_item compares the seller SKUs of models too, not only of items.
    - ``tier_wait``: seconds after add_item before which init_tier_variation is refused; its page asks to wait
      5 but does not say what happens otherwise.
    - ``image_side_min``: pixels that each side of an uploaded picture must have.
    - ``stock_places``: update_stock in shops with several warehouses may ``keep`` or ``clear`` the places
      that it does not name.
    - ``last_model``: ``refuse`` to delete the last model, or ``allow`` it.
    - ``multi_warehouse``: shops have several warehouses, so stock needs ``location_id``.
    - ``seeded_discount_locks``: the discount that seeded shops begin with locks prices as others do; only for
      shops made afterwards.
    - ``boost_cool_down``: seconds before an item can be boosted again.
    - ``comment_id_as_text``: get_comment prints ``comment_id`` as text (table) or number (sample).
    - ``holiday_switch``: seconds that switching holiday mode takes; stock cannot be changed meanwhile.

    Money, returns, promotions, chat:

    - ``escrow_batch_verb``: ``POST`` (live connectors) or ``GET`` (one dump of the reference).
    - ``blank_error``: what ``error`` holds on success; samples show ``""``, ``" "`` and ``"-"``.
    - ``income_shape``: income overview and detail as in the ``sample`` or in the ``table``.
    - ``return_first_page``: number of the first page of the return list: 0 (live) or 1 (sample).
    - ``flash_list``: list of flash sales in ``response`` (sample) or at ``top`` level (table).
    - ``chat_allowed``: the app may chat; apps of type ERP System may not.
    - ``chat_page_cap``: larger pages of chat come empty: 25 (measured) or 60 (another source).
    - ``chat_masks``: names of buyers are masked in chat too.
    """

    refresh_reuse: str = "refuse"
    expire_in_epoch: bool = False
    old_token_grace: int = 300
    reauthorize_kills: bool = False
    bad_token_code: str = "invalid_acceess_token"  # noqa: S105 - an error code, spelt as the platform does
    gateway_status: int = 200
    public_sign_either: bool = True
    php_objects: bool = True
    number_texts: bool = True
    push_sign_key: str = "push"
    push_config_any: bool = False
    lost_data_as_text: bool = False
    calls_per_second: int = 0
    consent: str = "page"
    consent_account: int = 0
    consent_merchant: bool = False
    pending_shown_as: str = "READY_TO_SHIP"
    arranged_shown_as: str = "PROCESSED"
    short_pages: bool = True
    split_quantities: bool = False
    tracking_delay: int = 5
    label_delay: int = 3
    report_delay: int = 3
    review_delay: int = 2
    label_needs_tracking: bool = False
    mass_lists: str = "response"
    everywhere: bool = True
    batch_anywhere: bool = False
    review_updates: bool = False
    forbidden_words: str = "replika,kw super,obat keras"
    banned_editable: bool = True
    blocked_categories: str = ""
    search_model_skus: bool = True
    tier_wait: int = 0
    image_side_min: int = 0
    stock_places: str = "keep"
    last_model: str = "refuse"
    multi_warehouse: bool = False
    seeded_discount_locks: bool = False
    boost_cool_down: int = 4 * 3600
    comment_id_as_text: bool = False
    holiday_switch: int = 0
    escrow_batch_verb: str = "POST"
    blank_error: str = ""
    income_shape: str = "sample"
    return_first_page: int = 0
    flash_list: str = "response"
    chat_allowed: bool = True
    chat_page_cap: int = 25
    chat_masks: bool = False

    def listed(self, name: str) -> list[str]:
        """Return the entries of a switch that holds several, in lower case."""
        return [word.strip().lower() for word in getattr(self, name).split(",") if word.strip()]

    def change(self, name: str, value: Any) -> None:
        """Set switch `name`.

        :raise ValueError: if there is no such switch or the value has another type
        """
        types = {item.name: type(item.default) for item in fields(self)}
        if name not in types:
            raise ValueError(f"no switch {name!r}; there are {', '.join(types)}")
        if not isinstance(value, types[name]):
            raise ValueError(f"switch {name} takes {types[name].__name__}")
        setattr(self, name, value)
