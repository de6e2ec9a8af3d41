"""Bodies of vouchers, discounts, bundle deals and flash sales."""

from typing import Annotated

from pydantic import Field

from ..const import VOUCHER_CODE_MAX
from .bodies import Amount, Body, Count, Ident, Moment

Percentage = Annotated[int, Field(ge=0, le=100)]
Name = Annotated[str, Field(min_length=1)]


class ChangedVoucher(Body):
    """What changes of a voucher; a running one may hardly be changed."""

    voucher_name: Name | None = None
    start_time: Moment | None = None
    end_time: Moment | None = None
    usage_quantity: Count | None = None
    min_basket_price: Amount | None = None
    discount_amount: Amount | None = None
    percentage: Percentage | None = None
    max_price: Amount | None = None
    display_channel_list: list[int] | None = None
    item_id_list: list[Ident] | None = None
    display_start_time: Moment | None = None


class NewVoucher(ChangedVoucher):
    """``voucher_type`` 1 shop, 2 products; ``reward_type`` 1 amount, 2 percent, 3 coins."""

    voucher_name: Name
    voucher_code: Annotated[str, Field(pattern=r"^[A-Za-z0-9]+$", max_length=VOUCHER_CODE_MAX)]
    start_time: Moment
    end_time: Moment
    voucher_type: Annotated[int, Field(ge=1, le=2)]
    reward_type: Annotated[int, Field(ge=1, le=3)]
    usage_quantity: Count
    min_basket_price: Amount


class DiscountModel(Body):
    """The promotion price of a variant; the stock is fixed once it is set."""

    model_id: Ident
    model_promotion_price: Amount
    model_promotion_stock: Count | None = None


class DiscountItem(Body):
    """An item of a discount. ``purchase_limit`` 0 is none."""

    item_id: Ident
    purchase_limit: Count | None = None
    item_promotion_price: Amount | None = None
    item_promotion_stock: Count | None = None
    model_list: list[DiscountModel] | None = None


class NewDiscountItem(DiscountItem):
    """An item that is added to a discount."""

    purchase_limit: Count


class BundleTier(Body):
    """A further step of a bundle deal."""

    min_amount: Count
    fix_price: Amount | None = None
    discount_value: Amount | None = None
    discount_percentage: Percentage | None = None


class ChangedBundle(Body):
    """What changes of a bundle deal."""

    name: Name | None = None
    rule_type: Annotated[int, Field(ge=1, le=3)] | None = None
    min_amount: Count | None = None
    fix_price: Amount | None = None
    discount_percentage: Percentage | None = None
    discount_value: Amount | None = None
    start_time: Moment | None = None
    end_time: Moment | None = None
    purchase_limit: Count | None = None
    additional_tiers: Annotated[list[BundleTier], Field(max_length=2)] | None = None


class NewBundle(ChangedBundle):
    """``rule_type`` 1 fixed price, 2 percent off, 3 amount off, each with its own value field."""

    name: Name
    rule_type: Annotated[int, Field(ge=1, le=3)]
    min_amount: Count
    start_time: Moment
    end_time: Moment
    purchase_limit: Count


class NewFlashModel(Body):
    """A variant in a flash sale; ``stock`` is reserved for it."""

    model_id: Ident
    input_promo_price: Amount
    stock: Count


class NewFlashItem(Body):
    """An item in a flash sale: with ``models``, or with a price and stock of its own."""

    item_id: Ident
    purchase_limit: Count
    models: list[NewFlashModel] | None = None
    item_input_promo_price: Amount | None = None
    item_stock: Count | None = None


class ChangedFlashModel(Body):
    """What changes of a variant; ``status`` 0 off, 1 on."""

    model_id: Ident
    status: Annotated[int, Field(ge=0, le=1)]
    input_promo_price: Amount | None = None
    stock: Count | None = None


class ChangedFlashItem(Body):
    """What changes of an item; ``item_status`` 0 off, 1 on."""

    item_id: Ident
    purchase_limit: Count | None = None
    models: list[ChangedFlashModel] | None = None
    item_status: Annotated[int, Field(ge=0, le=1)] | None = None
    item_input_promo_price: Amount | None = None
    item_stock: Count | None = None
