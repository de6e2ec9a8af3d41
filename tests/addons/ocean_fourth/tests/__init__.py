from . import test_fourth
