"""Behaviours that public material leaves open or describes in two ways; defaults are the stricter ones."""

from dataclasses import dataclass, fields
from typing import Any


@dataclass
class Switches:
    """Set any of them by the control call ``/config``.

    - ``token_life``: seconds that a token lives.
    - ``token_always_new``: each call for a token makes a new one, instead of giving the same again until it
      runs out (news of 22 October 2021); the one before ends.
    - ``bad_token_status``: HTTP status of the refusal of a token; nothing says which.
    - ``rbac_status``: HTTP status when shop or app may not do this: 403, before October 2022 500.
    - ``wall_clock``: times are Jakarta's wall clock labelled UTC, epochs too, instead of UTC.
    - ``window_exclusive``: a window of exactly 3 days is refused, as the text of the refusal says; live
      connectors got through with it.
    - ``list_by``: ``create`` or ``payment``, the time that the window of the order list is about.
    - ``list_page``: most orders of a page.
    - ``empty_page``: ``null`` or ``list``, how an empty page of orders is written.
    - ``plain_buyers``: buyers are not encrypted, as until November 2020.
    - ``capital_names``: ``Name`` instead of ``name`` in lists, as the later documentation prints it.
    - ``list_children``: the product list of a shop holds variants as well as their products.
    - ``zero_deactivates``: a product set to stock 0 is hidden until it has stock again.
    - ``upstream_refuses``: forbidden steps of orders are refused with the codes of failures behind the API
      (``ORD_USC_007``, ``ORD_USC_014``, ``LGS_USC_006``), as the samples show, instead of those of rules.
    - ``pickup_wait``: seconds after accepting before a pick-up can be asked for.
    - ``tracking_delay``: seconds from asking for a pick-up to the tracking number.
    - ``upload_delay``: seconds until products handed in by v2 are there.
    - ``edit_needs_status``: an edit without ``status`` is refused, as one version of the table of v3 says.
    - ``check_delay``: seconds that new products are pending while the platform checks them; 0 for none, -1
      until the control API ends it.
    - ``refused_words``, ``banned_words``: words, with commas between them, that refuse a product by name or
      description, or let the check end with a ban.
    - ``closed_categories``: ids, with commas between them, in which shops may not sell.
    - ``most_pictures``, ``most_variants``: of one product; the second is documented nowhere.
    - ``fetch_pictures``: pictures are fetched from their addresses and looked at, as the platform does.
    - ``picture_side``: fewest pixels of a side of a picture that is fetched.
    - ``own_option_values``: values of options that the category's list does not have are taken.
    - ``slash_price_locks``: the price of a product cannot be changed while it has a slash price.
    - ``flash_sale_locks``: neither price nor stock can be changed during a flash sale.
    - ``calls_per_second``: calls per app, endpoint and second before 429, 0 for no limit.
    - ``rows_per_second``: rows of bulk calls likewise; rows beyond fail one by one.
    """

    token_life: int = 2_592_000
    token_always_new: bool = False
    bad_token_status: int = 401
    rbac_status: int = 403
    wall_clock: bool = False
    window_exclusive: bool = True
    list_by: str = "create"
    list_page: int = 100
    empty_page: str = "null"
    plain_buyers: bool = False
    capital_names: bool = False
    list_children: bool = False
    zero_deactivates: bool = True
    upstream_refuses: bool = False
    pickup_wait: int = 5
    tracking_delay: int = 5
    upload_delay: int = 2
    edit_needs_status: bool = False
    check_delay: int = 0
    refused_words: str = ""
    banned_words: str = ""
    closed_categories: str = ""
    most_pictures: int = 9
    most_variants: int = 150
    fetch_pictures: bool = False
    picture_side: int = 300
    own_option_values: bool = True
    slash_price_locks: bool = True
    flash_sale_locks: bool = True
    calls_per_second: int = 0
    rows_per_second: int = 0

    def words(self, name: str) -> list[str]:
        """Return the words of a switch that holds some, in small letters."""
        return [word.strip().lower() for word in getattr(self, name).split(",") if word.strip()]

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
