"""Compliance and global products."""

from .case import CHART, GLOBAL, MAKER, PERSON, START, Case, failed, page, rows

CASES = {
    "product.search_manufacturers": Case(
        lambda c: c.product.search_manufacturers(page_size=3, keyword="ocean"),
        "POST /product/202501/compliance/manufacturers/search",
        query=[("page_size", "3")],
        body={"keyword": "ocean"},
        shop=False,
        answer=page("manufacturers"),
        gives=page("manufacturers"),
    ),
    "product.create_manufacturer": Case(
        lambda c: c.product.create_manufacturer(MAKER),
        "POST /product/202409/compliance/manufacturers",
        body={
            "name": "Ocean",
            "email": "a@example.com",
            "phone_number": {"country_code": "+49", "local_number": "30"},
            "address": "Berlin",
        },
        shop=False,
        answer={"manufacturer_id": "4"},
        gives={"manufacturer_id": "4"},
    ),
    "product.partial_edit_manufacturer": Case(
        lambda c: c.product.partial_edit_manufacturer("4", {"name": "Ocean"}),
        "POST /product/202409/compliance/manufacturers/4/partial_edit",
        body={"name": "Ocean"},
        shop=False,
    ),
    "product.search_responsible_persons": Case(
        lambda c: c.product.search_responsible_persons(page_size=3, locales=["de-DE"]),
        "POST /product/202501/compliance/responsible_persons/search",
        query=[("page_size", "3")],
        body={"locales": ["de-DE"]},
        shop=False,
        answer=page("responsible_persons"),
        gives=page("responsible_persons"),
    ),
    "product.create_responsible_person": Case(
        lambda c: c.product.create_responsible_person(PERSON),
        "POST /product/202409/compliance/responsible_persons",
        body={
            "name": "Ocean",
            "email": "a@example.com",
            "phone_number": {"country_code": "+49", "local_number": "30"},
            "address": {"street_address_line1": "A 1", "postal_code": "10115", "country": "DE"},
        },
        shop=False,
        answer={"responsible_person_id": "5"},
        gives={"responsible_person_id": "5"},
    ),
    "product.partial_edit_responsible_person": Case(
        lambda c: c.product.partial_edit_responsible_person("5", {"email": "a@example.com"}),
        "POST /product/202409/compliance/responsible_persons/5/partial_edit",
        body={"email": "a@example.com"},
        shop=False,
    ),
    "product.search_size_charts": Case(
        lambda c: c.product.search_size_charts(page_size=3, locales=["id-ID", "en-US"], keyword="shirt"),
        "POST /product/202407/sizecharts/search",
        query=[("page_size", "3"), ("locales", "id-ID,en-US")],
        body={"keyword": "shirt"},
        shop=False,
        answer=page("size_chart"),
        gives=page("size_chart"),
    ),
    "product.create_size_chart": Case(
        lambda c: c.product.create_size_chart(
            {"category_id": "600", "size_chart_data": CHART, "size_chart_mode": "REUSABLE_TEMPLATE"}
        ),
        "POST /product/202610/size_charts",
        body={
            "category_id": "600",
            "size_chart_data": {
                "measurement_type": "BODY_MEASUREMENTS",
                "table": {"headers": [], "rows": []},
                "unit_system": "METRIC",
            },
            "size_chart_mode": "REUSABLE_TEMPLATE",
        },
        answer={"size_chart_id": "8"},
        gives={"size_chart_id": "8"},
    ),
    "product.edit_size_chart": Case(
        lambda c: c.product.edit_size_chart({"size_chart_id": "8", "size_chart_data": CHART}),
        "POST /product/202610/size_charts/edit",
        body={
            "size_chart_id": "8",
            "size_chart_data": {
                "measurement_type": "BODY_MEASUREMENTS",
                "table": {"headers": [], "rows": []},
                "unit_system": "METRIC",
            },
        },
        answer={},
        gives={},
    ),
    "product.search_global_products": Case(
        lambda c: c.product.search_global_products(page_size=3, status="PUBLISHED", create_time_le=START),
        "POST /product/202312/global_products/search",
        query=[("page_size", "3")],
        body={"status": "PUBLISHED", "create_time_le": 1777593600},
        shop=False,
        answer=page("global_products"),
        gives=page("global_products"),
    ),
    "product.get_global_product": Case(
        lambda c: c.product.get_global_product("99"),
        "GET /product/202309/global_products/99",
        shop=False,
        answer={"id": "99"},
        gives={"id": "99"},
    ),
    "product.create_global_product": Case(
        lambda c: c.product.create_global_product(GLOBAL),
        "POST /product/202309/global_products",
        body={
            "title": "Kopi Gayo",
            "description": "<p>Kopi</p>",
            "category_id": "600001",
            "main_images": [{"uri": "tos/1"}],
            "skus": [{"price": {"amount": "3", "currency": "USD"}}],
            "package_weight": {"value": "0.25", "unit": "KILOGRAM"},
        },
        shop=False,
        answer={"global_product_id": "99"},
        gives={"global_product_id": "99"},
    ),
    "product.edit_global_product": Case(
        lambda c: c.product.edit_global_product("99", GLOBAL),
        "PUT /product/202309/global_products/99",
        body={
            "title": "Kopi Gayo",
            "description": "<p>Kopi</p>",
            "category_id": "600001",
            "main_images": [{"uri": "tos/1"}],
            "skus": [{"price": {"amount": "3", "currency": "USD"}}],
            "package_weight": {"value": "0.25", "unit": "KILOGRAM"},
        },
        shop=False,
        answer={"global_product_id": "99"},
        gives={"global_product_id": "99"},
    ),
    "product.partial_edit_global_product": Case(
        lambda c: c.product.partial_edit_global_product("99", {"title": "Kopi"}),
        "PUT /product/202509/global_products/99/partial_edit",
        body={"title": "Kopi"},
        shop=False,
        answer={"global_product_id": "99"},
        gives={"global_product_id": "99"},
    ),
    "product.delete_global_products": Case(
        lambda c: c.product.delete_global_products(["98", "99"]),
        "DELETE /product/202309/global_products",
        body={"global_product_ids": ["98", "99"]},
        shop=False,
        answer=failed("global_product_id", "98"),
        gives=[("98", "12052048"), ("99", None)],
    ),
    "product.update_global_inventory": Case(
        lambda c: c.product.update_global_inventory(
            "99", [{"id": "5", "inventory": [{"global_warehouse_id": "7", "quantity": 0}]}]
        ),
        "POST /product/202309/global_products/99/inventory/update",
        body={"global_skus": [{"id": "5", "inventory": [{"global_warehouse_id": "7", "quantity": 0}]}]},
        shop=False,
        answer={},
        gives={},
    ),
    "product.publish_global_product": Case(
        lambda c: c.product.publish_global_product(
            "99", [{"region": "MY", "skus": [{"related_global_sku_id": "5"}]}]
        ),
        "POST /product/202309/global_products/99/publish",
        body={"publish_target": [{"region": "MY", "skus": [{"related_global_sku_id": "5"}]}]},
        shop=False,
        answer={"products": []},
        gives={"products": []},
    ),
    "product.replicate_product": Case(
        lambda c: c.product.replicate_product(
            "1729",
            [{"region": "MY", "skus": [{"source_sku_id": "11", "price": {"sale_price": "2"}}]}],
            inventory_mode="SHARED",
        ),
        "POST /product/202507/products/1729/global_replicate",
        body={
            "replicate_target": [
                {"region": "MY", "skus": [{"source_sku_id": "11", "price": {"sale_price": "2"}}]}
            ],
            "inventory_mode": "SHARED",
        },
        answer=failed("region", "MY"),
        gives=[("MY", "12052048")],
    ),
    "product.get_replicated_products": Case(
        lambda c: c.product.get_replicated_products("1729"),
        "GET /product/202507/products/1729/replicated_products",
        answer=rows("replicated_products"),
        gives=[{"id": "1"}],
    ),
    "product.get_global_listing_rules": Case(
        lambda c: c.product.get_global_listing_rules(),
        "GET /product/202507/global_listing_rules",
        answer={"listing_methods": ["LOCAL_REPLICATION"], "inventory_rules": []},
        gives={"listing_methods": ["LOCAL_REPLICATION"], "inventory_rules": []},
    ),
}
