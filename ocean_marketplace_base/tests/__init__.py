from . import test_authorization, test_live_js, test_neutralize, test_order, test_place, test_security
