from . import (
    test_bad_input,
    test_companies,
    test_connection,
    test_exceptions,
    test_failures,
    test_import,
    test_push,
    test_sales,
)
