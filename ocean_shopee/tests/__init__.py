from . import (
    test_adapter,
    test_bad_input,
    test_budgets,
    test_companies,
    test_connection,
    test_exceptions,
    test_failpoints,
    test_failures,
    test_import,
    test_push,
    test_sales,
)
