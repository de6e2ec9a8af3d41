"""Products and stock."""

from .case import PRODUCT, START, Case, D, failed, page, rows

CASES = {
    "product.search_products": Case(
        lambda c: c.product.search_products(
            page_size=7,
            page_token="t1",
            status="ACTIVATE",
            update_time_ge=START,
            listing_platforms=["TOKOPEDIA"],
            seller_skus=["A"],
        ),
        "POST /product/202502/products/search",
        query=[("page_size", "7"), ("page_token", "t1")],
        body={
            "status": "ACTIVATE",
            "seller_skus": ["A"],
            "update_time_ge": 1777593600,
            "listing_platforms": ["TOKOPEDIA"],
        },
        answer=page("products"),
        gives=page("products"),
    ),
    "product.get_product": Case(
        lambda c: c.product.get_product("1729", return_under_review_version=True, locale="id-ID"),
        "GET /product/202309/products/1729",
        query=[("return_under_review_version", "true"), ("locale", "id-ID")],
        answer={"id": "1729"},
        gives={"id": "1729"},
    ),
    "product.create_product": Case(
        lambda c: c.product.create_product(PRODUCT | {"idempotency_key": "k-1"}),
        "POST /product/202309/products",
        body={
            "title": "Kopi Gayo arabika 250 gram giling",
            "description": "<p>Kopi</p>",
            "category_id": "600001",
            "main_images": [{"uri": "tos/1"}],
            "skus": [
                {
                    "seller_sku": "KOPI-250",
                    "price": {"amount": "50000", "currency": "IDR"},
                    "inventory": [{"warehouse_id": "7068", "quantity": 12}],
                }
            ],
            "package_weight": {"value": "0.25", "unit": "KILOGRAM"},
            "idempotency_key": "k-1",
        },
        answer={"product_id": "1729"},
        gives={"product_id": "1729"},
    ),
    "product.edit_product": Case(
        lambda c: c.product.edit_product("1729", PRODUCT),
        "PUT /product/202509/products/1729",
        body={
            "title": "Kopi Gayo arabika 250 gram giling",
            "description": "<p>Kopi</p>",
            "category_id": "600001",
            "main_images": [{"uri": "tos/1"}],
            "skus": [
                {
                    "seller_sku": "KOPI-250",
                    "price": {"amount": "50000", "currency": "IDR"},
                    "inventory": [{"warehouse_id": "7068", "quantity": 12}],
                }
            ],
            "package_weight": {"value": "0.25", "unit": "KILOGRAM"},
        },
        answer={"product_id": "1729"},
        gives={"product_id": "1729"},
    ),
    "product.partial_edit_product": Case(
        lambda c: c.product.partial_edit_product("1729", {"title": "Kopi"}),
        "POST /product/202509/products/1729/partial_edit",
        body={"title": "Kopi"},
        answer={"product_id": "1729"},
        gives={"product_id": "1729"},
    ),
    "product.update_price": Case(
        lambda c: c.product.update_price(
            "1729", [{"id": "11", "price": {"amount": D("1.50"), "currency": "IDR"}}]
        ),
        "POST /product/202309/products/1729/prices/update",
        body={"skus": [{"id": "11", "price": {"amount": "1.50", "currency": "IDR"}}]},
        answer=failed("sku_id", "11"),
        gives=[("11", "12052048")],
    ),
    "product.activate_products": Case(
        lambda c: c.product.activate_products(["1", "2"], listing_platforms=["TIKTOK_SHOP", "TOKOPEDIA"]),
        "POST /product/202309/products/activate",
        body={"product_ids": ["1", "2"], "listing_platforms": ["TIKTOK_SHOP", "TOKOPEDIA"]},
        answer=failed("product_id", "1"),
        gives=[("1", "12052048"), ("2", None)],
    ),
    "product.deactivate_products": Case(
        lambda c: c.product.deactivate_products(["1", "2"]),
        "POST /product/202309/products/deactivate",
        body={"product_ids": ["1", "2"]},
        answer=failed("product_id", "1"),
        gives=[("1", "12052048"), ("2", None)],
    ),
    "product.delete_products": Case(
        lambda c: c.product.delete_products(["1", "2"]),
        "DELETE /product/202309/products",
        body={"product_ids": ["1", "2"]},
        answer=failed("product_id", "1"),
        gives=[("1", "12052048"), ("2", None)],
    ),
    "product.recover_products": Case(
        lambda c: c.product.recover_products(["1", "2"]),
        "POST /product/202309/products/recover",
        body={"product_ids": ["1", "2"]},
        answer=failed("product_id", "1"),
        gives=[("1", "12052048"), ("2", None)],
    ),
    "product.check_product_listing": Case(
        lambda c: c.product.check_product_listing(PRODUCT, is_diagnosis_required=False),
        "POST /product/202309/products/listing_check",
        query=[("is_diagnosis_required", "false")],
        body={
            "title": "Kopi Gayo arabika 250 gram giling",
            "description": "<p>Kopi</p>",
            "category_id": "600001",
            "main_images": [{"uri": "tos/1"}],
            "skus": [
                {
                    "seller_sku": "KOPI-250",
                    "price": {"amount": "50000", "currency": "IDR"},
                    "inventory": [{"warehouse_id": "7068", "quantity": 12}],
                }
            ],
            "package_weight": {"value": "0.25", "unit": "KILOGRAM"},
        },
        answer={"check_result": "PASS"},
        gives={"check_result": "PASS"},
    ),
    "product.check_listing_prerequisites": Case(
        lambda c: c.product.check_listing_prerequisites(),
        "GET /product/202312/prerequisites",
        answer=rows("check_results"),
        gives=[{"id": "1"}],
    ),
    "inventory.search_inventory": Case(
        lambda c: c.inventory.search_inventory(product_ids=["1"], sku_ids=["11"]),
        "POST /product/202309/inventory/search",
        body={"product_ids": ["1"], "sku_ids": ["11"]},
        answer=rows("inventory"),
        gives=[{"id": "1"}],
    ),
    "inventory.update_inventory": Case(
        lambda c: c.inventory.update_inventory(
            "1729", [{"id": "11", "inventory": [{"warehouse_id": "7", "quantity": 0}]}]
        ),
        "POST /product/202309/products/1729/inventory/update",
        body={"skus": [{"id": "11", "inventory": [{"warehouse_id": "7", "quantity": 0}]}]},
        answer=failed("sku_id", "11"),
        gives=[("11", "12052048")],
    ),
    "inventory.update_stock_operation_settings": Case(
        lambda c: c.inventory.update_stock_operation_settings("700", ["12", "11"], enable_auto_restock=False),
        "POST /product/202608/inventory/operation/settings",
        body={
            "seller_id": "700",
            "sku_ids": ["12", "11"],
            "stock_operation_setting": {"enable_auto_restock": False},
        },
        answer={"stock_operation": {"success_sku_ids": ["12"], "failed_sku_ids": ["11"]}},
        gives=[("12", None), ("11", "")],
    ),
}
