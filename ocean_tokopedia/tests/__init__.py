from . import (
    test_answers,
    test_import,
    test_key,
    test_linked,
    test_linked_consent,
    test_push,
    test_requests,
    test_setup,
    test_wizard,
)
