from . import (
    test_catalogue_adapter,
    test_connect_wizard,
    test_connection,
    test_import,
    test_jobs,
    test_listing_story,
    test_push,
    test_push_setup,
    test_requests,
    test_stock,
)
