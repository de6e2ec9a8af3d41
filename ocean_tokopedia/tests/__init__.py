from . import (
    test_answers,
    test_catalogue_adapter,
    test_import,
    test_key,
    test_linked,
    test_linked_consent,
    test_listing_story,
    test_push,
    test_requests,
    test_setup,
    test_stock,
    test_wizard,
)
