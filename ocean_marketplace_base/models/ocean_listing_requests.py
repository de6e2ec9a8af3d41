"""What can be asked about listings: kinds of runs and of the requests they make."""

from ..lib import commands

CAUSE = "listing "  # causes of exceptions about a listing begin with it, its record id follows
TOO_LOW = "price_too_low"  # code of our own refusal to send a price
PUBLISH, PRICES, PULL = "listing_publish", "listing_prices", "listing_pull"
HIDE, SHOW, DELETE, RECOVER = "listing_hide", "listing_show", "listing_delete", "listing_recover"
PUBLISHING = (PUBLISH, PRICES)
# kind of run over listings: kind of the requests it makes
REQUESTS = {
    PUBLISH: commands.LISTING_PUBLISH,
    PRICES: commands.LISTING_PUBLISH,
    HIDE: commands.LISTING_HIDE,
    SHOW: commands.LISTING_SHOW,
    DELETE: commands.LISTING_DELETE,
    RECOVER: commands.LISTING_RECOVER,
    PULL: commands.LISTING_READ,
}
