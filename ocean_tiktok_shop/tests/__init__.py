from . import (
    test_connect_wizard,
    test_connection,
    test_import,
    test_jobs,
    test_push,
    test_push_setup,
    test_requests,
)
