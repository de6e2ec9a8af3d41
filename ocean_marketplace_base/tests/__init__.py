from . import test_live_js
