from . import test_connection, test_import, test_push
