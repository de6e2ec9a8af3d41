"""A seller or creator in front of the consent page."""

import urllib.error
import urllib.request
from urllib.parse import parse_qsl, urlsplit


class StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def consent(url):
    """Open the consent page as a browser would; return the query the seller comes back with."""
    opener = urllib.request.build_opener(StayHere)
    try:
        opener.open(url, timeout=10)
    except urllib.error.HTTPError as redirect:
        with redirect:
            return dict(parse_qsl(urlsplit(redirect.headers["Location"]).query))
    raise AssertionError("the consent page did not send the seller back")
