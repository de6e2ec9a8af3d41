"""Orders, packages, warehouses."""

from .case import END, JPEG, PDF, START, SYNCED, Case, D, failed, page, rows

CASES = {
    "order.get_order_list": Case(
        lambda c: c.order.get_order_list(
            page_size=7,
            page_token="t1",
            sort_order="DESC",
            order_status="AWAITING_SHIPMENT",
            update_time_ge=START,
            update_time_lt=END,
            warehouse_ids=["7"],
            is_buyer_request_cancel=True,
        ),
        "POST /order/202309/orders/search",
        query=[
            ("page_size", "7"),
            ("page_token", "t1"),
            ("sort_field", "update_time"),
            ("sort_order", "DESC"),
        ],
        body={
            "order_status": "AWAITING_SHIPMENT",
            "update_time_ge": 1777593600,
            "update_time_lt": 1777680000,
            "is_buyer_request_cancel": True,
            "warehouse_ids": ["7"],
        },
        answer=page("orders"),
        gives=page("orders"),
    ),
    "order.get_order_detail": Case(
        lambda c: c.order.get_order_detail(["5764", "5765"]),
        "GET /order/202507/orders",
        query=[("ids", "5764,5765")],
        answer=rows("orders"),
        gives=[{"id": "1"}],
    ),
    "order.get_price_detail": Case(
        lambda c: c.order.get_price_detail("5764"),
        "GET /order/202407/orders/5764/price_detail",
        answer={"currency": "IDR", "total": "5000"},
        gives={"currency": "IDR", "total": "5000"},
    ),
    "order.add_external_order_references": Case(
        lambda c: c.order.add_external_order_references(
            [
                {
                    "id": "5764",
                    "external_order": {
                        "id": "S00012",
                        "platform": "ERP_SYSTEM",
                        "line_items": [{"id": "1", "origin_id": "2"}],
                    },
                }
            ]
        ),
        "POST /order/202406/orders/external_orders",
        body={
            "orders": [
                {
                    "id": "5764",
                    "external_order": {
                        "id": "S00012",
                        "platform": "ERP_SYSTEM",
                        "line_items": [{"id": "1", "origin_id": "2"}],
                    },
                }
            ]
        },
        answer=failed("order_id", "5764"),
        gives=[("5764", "12052048")],
    ),
    "order.get_external_order_references": Case(
        lambda c: c.order.get_external_order_references("5764"),
        "GET /order/202406/orders/5764/external_orders",
        query=[("platform", "ERP_SYSTEM")],
        answer=rows("external_orders"),
        gives=[{"id": "1"}],
    ),
    "order.search_order_by_external_reference": Case(
        lambda c: c.order.search_order_by_external_reference("S00012"),
        "POST /order/202406/orders/external_order_search",
        query=[("platform", "ERP_SYSTEM"), ("external_order_id", "S00012")],
        answer=rows("orders"),
        gives=[{"id": "1"}],
    ),
    "fulfillment.search_packages": Case(
        lambda c: c.fulfillment.search_packages(
            page_size=7, sort_field="update_time", package_status="TO_FULFILL", update_time_ge=START
        ),
        "POST /fulfillment/202309/packages/search",
        query=[("page_size", "7"), ("sort_field", "update_time"), ("sort_order", "ASC")],
        body={"update_time_ge": 1777593600, "package_status": "TO_FULFILL"},
        answer=page("packages"),
        gives=page("packages"),
    ),
    "fulfillment.get_package_detail": Case(
        lambda c: c.fulfillment.get_package_detail("1152"),
        "GET /fulfillment/202309/packages/1152",
        answer={"package_id": "1152"},
        gives={"package_id": "1152"},
    ),
    "fulfillment.get_package_handover_time_slots": Case(
        lambda c: c.fulfillment.get_package_handover_time_slots("1152"),
        "GET /fulfillment/202309/packages/1152/handover_time_slots",
        answer={"can_pickup": True, "pickup_slots": []},
        gives={"can_pickup": True, "pickup_slots": []},
    ),
    "fulfillment.ship_package": Case(
        lambda c: c.fulfillment.ship_package(
            "1152", self_shipment={"tracking_number": "JX1", "shipping_provider_id": "66"}
        ),
        "POST /fulfillment/202309/packages/1152/ship",
        body={"self_shipment": {"tracking_number": "JX1", "shipping_provider_id": "66"}},
    ),
    "fulfillment.batch_ship_packages": Case(
        lambda c: c.fulfillment.batch_ship_packages(
            [
                {"id": "1152"},
                {
                    "id": "1153",
                    "handover_method": "PICKUP",
                    "pickup_slot": {"start_time": START, "end_time": 1777680000},
                },
            ]
        ),
        "POST /fulfillment/202309/packages/ship",
        body={
            "packages": [
                {"id": "1152"},
                {
                    "id": "1153",
                    "handover_method": "PICKUP",
                    "pickup_slot": {"start_time": 1777593600, "end_time": 1777680000},
                },
            ]
        },
        answer=failed("package_id", "1152"),
        gives=[("1152", "12052048"), ("1153", None)],
    ),
    "fulfillment.get_package_shipping_document": Case(
        lambda c: c.fulfillment.get_package_shipping_document("1152", "PACKING_SLIP", document_size="A5"),
        "GET /fulfillment/202309/packages/1152/shipping_documents",
        query=[("document_type", "PACKING_SLIP"), ("document_size", "A5"), ("document_format", "PDF")],
        answer={"doc_url": "https://doc.example/1", "tracking_number": "JX1"},
        gives={"doc_url": "https://doc.example/1", "tracking_number": "JX1"},
    ),
    "fulfillment.get_tracking": Case(
        lambda c: c.fulfillment.get_tracking("5764"),
        "GET /fulfillment/202309/orders/5764/tracking",
        answer=rows("tracking"),
        gives=[{"id": "1"}],
    ),
    "fulfillment.get_order_split_attributes": Case(
        lambda c: c.fulfillment.get_order_split_attributes(["5764", "5765"]),
        "GET /fulfillment/202309/orders/split_attributes",
        query=[("order_ids", "5764,5765")],
        answer=rows("split_attributes"),
        gives=[{"id": "1"}],
    ),
    "fulfillment.split_order": Case(
        lambda c: c.fulfillment.split_order("5764", [{"id": "1", "order_line_item_ids": ["10", "11"]}]),
        "POST /fulfillment/202309/orders/5764/split",
        body={"splittable_groups": [{"id": "1", "order_line_item_ids": ["10", "11"]}]},
        answer=rows("packages"),
        gives=[{"id": "1"}],
    ),
    "fulfillment.search_combinable_packages": Case(
        lambda c: c.fulfillment.search_combinable_packages(page_size=7),
        "GET /fulfillment/202309/combinable_packages/search",
        query=[("page_size", "7")],
        answer=page("combinable_packages"),
        gives=page("combinable_packages"),
    ),
    "fulfillment.combine_packages": Case(
        lambda c: c.fulfillment.combine_packages([{"id": "1152", "order_ids": ["1", "2"]}]),
        "POST /fulfillment/202309/packages/combine",
        body={"combinable_packages": [{"id": "1152", "order_ids": ["1", "2"]}]},
        answer={"packages": [{"id": "1152"}], "errors": []},
        gives={"packages": [{"id": "1152"}], "errors": []},
    ),
    "fulfillment.uncombine_package": Case(
        lambda c: c.fulfillment.uncombine_package("1152", ["1"]),
        "POST /fulfillment/202309/packages/1152/uncombine",
        body={"order_ids": ["1"]},
        answer=rows("packages"),
        gives=[{"id": "1"}],
    ),
    "fulfillment.get_eligible_shipping_service": Case(
        lambda c: c.fulfillment.get_eligible_shipping_service(
            "5764", order_line_item_ids=["10"], weight={"value": D("0.4"), "unit": "GRAM"}
        ),
        "POST /fulfillment/202309/orders/5764/shipping_services/query",
        body={"order_line_item_ids": ["10"], "weight": {"value": "0.4", "unit": "GRAM"}},
        answer={"shipping_services": []},
        gives={"shipping_services": []},
    ),
    "fulfillment.create_packages": Case(
        lambda c: c.fulfillment.create_packages(
            "5764", ship_type="BUY_LABEL", order_line_item=[{"order_line_id": "10"}], shipping_service_id="28"
        ),
        "POST /fulfillment/202512/packages",
        body={
            "order_id": "5764",
            "ship_type": "BUY_LABEL",
            "order_line_item": [{"order_line_id": "10"}],
            "shipping_service_id": "28",
        },
        answer={"package_id": "1152"},
        gives={"package_id": "1152"},
    ),
    "fulfillment.mark_package_as_shipped": Case(
        lambda c: c.fulfillment.mark_package_as_shipped("5764", "JX1", "66", order_line_item_ids=["10"]),
        "POST /fulfillment/202610/orders/5764/packages",
        body={
            "order_line_list": [{"order_line_id": "10"}],
            "shipping_info_list": [{"tracking_number": "JX1", "shipping_provider_id": "66"}],
        },
        answer={"package_id": "1152"},
        gives={"package_id": "1152"},
    ),
    "fulfillment.update_shipping_info": Case(
        lambda c: c.fulfillment.update_shipping_info("5764", "JX1", "66"),
        "POST /fulfillment/202309/orders/5764/shipping_info/update",
        body={"tracking_number": "JX1", "shipping_provider_id": "66"},
    ),
    "fulfillment.update_package_shipping_info": Case(
        lambda c: c.fulfillment.update_package_shipping_info("1152", "JX1", "66"),
        "POST /fulfillment/202610/packages/1152/shipping_info/update",
        body={"shipping_info_list": [{"tracking_number": "JX1", "shipping_provider_id": "66"}]},
    ),
    "fulfillment.validate_tracking": Case(
        lambda c: c.fulfillment.validate_tracking("JX1"),
        "GET /fulfillment/202508/tts_tracking_validation",
        query=[("tracking_number", "JX1")],
        answer={"is_tiktok_shipping": True},
        gives={"is_tiktok_shipping": True},
    ),
    "fulfillment.update_package_delivery_status": Case(
        lambda c: c.fulfillment.update_package_delivery_status(
            [{"id": "1152", "delivery_type": "DELIVERY_SUCCESS"}]
        ),
        "POST /fulfillment/202309/packages/deliver",
        body={"packages": [{"id": "1152", "delivery_type": "DELIVERY_SUCCESS"}]},
        answer=failed("package_id", "1152"),
        gives=[("1152", "12052048")],
    ),
    "fulfillment.upload_delivery_image": Case(
        lambda c: c.fulfillment.upload_delivery_image(JPEG),
        "POST /fulfillment/202309/images/upload",
        body={},
        files=["data"],
        answer={"url": "https://img.example/c"},
        gives={"url": "https://img.example/c"},
    ),
    "fulfillment.upload_delivery_file": Case(
        lambda c: c.fulfillment.upload_delivery_file(PDF, "proof.pdf"),
        "POST /fulfillment/202309/files/upload",
        body={"name": "proof.pdf"},
        files=["data"],
        answer={"url": "https://img.example/d"},
        gives={"url": "https://img.example/d"},
    ),
    "fulfillment.create_first_mile_bundle": Case(
        lambda c: c.fulfillment.create_first_mile_bundle(["5764"], "PICKUP", phone_tail_number="1234"),
        "POST /fulfillment/202407/bundles",
        body={"order_ids": ["5764"], "handover_method": "PICKUP", "phone_tail_number": "1234"},
        shop=False,
        answer={"first_mile_bundle_id": "3"},
        gives={"first_mile_bundle_id": "3"},
    ),
    "fulfillment.upload_invoices": Case(
        lambda c: c.fulfillment.upload_invoices(
            [{"package_id": "1152", "order_ids": ["5764"], "file_type": "XML", "file": "PHg+"}]
        ),
        "POST /fulfillment/202502/invoice/upload",
        body={
            "invoices": [{"package_id": "1152", "order_ids": ["5764"], "file_type": "XML", "file": "PHg+"}]
        },
        answer=failed("package_id", "1152"),
        gives=[("1152", "12052048")],
    ),
    "logistics.get_warehouse_list": Case(
        lambda c: c.logistics.get_warehouse_list(),
        "GET /logistics/202309/warehouses",
        answer=rows("warehouses"),
        gives=[{"id": "1"}],
    ),
    "logistics.get_warehouse_delivery_options": Case(
        lambda c: c.logistics.get_warehouse_delivery_options("7", scope="PRODUCT"),
        "GET /logistics/202309/warehouses/7/delivery_options",
        query=[("scope", "PRODUCT")],
        answer=rows("delivery_options"),
        gives=[{"id": "1"}],
    ),
    "logistics.get_shipping_providers": Case(
        lambda c: c.logistics.get_shipping_providers("33", buyer_region="ID"),
        "GET /logistics/202309/delivery_options/33/shipping_providers",
        query=[("buyer_region", "ID")],
        answer=rows("shipping_providers"),
        gives=[{"id": "1"}],
    ),
    "logistics.get_global_seller_warehouse": Case(
        lambda c: c.logistics.get_global_seller_warehouse(),
        "GET /logistics/202309/global_warehouses",
        shop=False,
        answer=rows("global_warehouses"),
        gives=[{"id": "1"}],
    ),
    "logistics.get_logistics_tracking": Case(
        lambda c: c.logistics.get_logistics_tracking("5764"),
        "GET /logistics/202604/orders/5764/tracking",
        answer={"logistics_details": []},
        gives={"logistics_details": []},
    ),
    "supply_chain.confirm_package_shipment": Case(
        lambda c: c.supply_chain.confirm_package_shipment("7342", [SYNCED]),
        "POST /supply_chain/202309/packages/sync",
        body={
            "warehouse_provider_id": "7342",
            "packages": [
                {
                    "id": "1152",
                    "wms_order_id": "w-1",
                    "time_zone": "UTC+7",
                    "ship_time_millis": 1777593600000,
                    "create_time_millis": 1777593600000,
                    "handover_time_millis": 1777593600000,
                    "shipping_provider_id": "66",
                    "shipping_provider_name": "JNE",
                    "tracking_number": "JX1",
                    "dimension": {"length": 1, "width": 1, "height": 1, "unit": "CENTIMETER"},
                    "skus": [{"id": "11", "quantity": 1}],
                }
            ],
        },
        shop=False,
        answer=failed("package_id", "1152"),
        gives=[("1152", "12052048")],
    ),
}
