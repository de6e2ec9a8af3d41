"""Methods of ``/api/v2/order`` and ``/api/v2/logistics``."""

from datetime import timedelta

from odoo.addons.ocean_shopee.lib.client.documents import Document
from odoo.addons.ocean_shopee.lib.client.parcels import Parcel

from .case import FROM, START, Case, keys

PDF = b"%PDF-1.4 label"
WHOLE = Parcel(order_sn="2404098R48U37H")
PART = Parcel(order_sn="2404098R48U37H", package_number="OFG1")
LINE = {"item_id": 101, "model_id": 0, "order_item_id": 1, "promotion_group_id": 0, "model_quantity": 2}
DOCUMENT_ROWS = {
    "result_list": [
        {"order_sn": "A", "package_number": "OFG1"},
        {"order_sn": "B", "fail_error": "logistics.order_not_exist", "fail_message": "no such order"},
    ]
}
PARCELS = [Parcel(order_sn="A"), Parcel(order_sn="B")]
DOCUMENT_RESULTS = [(("A", "OFG1"), None), (("B", ""), "logistics.order_not_exist")]

ORDER = {
    "order.get_order_list": Case(
        lambda c: c.order.get_order_list(
            START, START + timedelta(days=1), page_size=7, order_status="UNPAID"
        ),
        [
            ("time_range_field", "update_time"),
            ("time_from", str(FROM)),
            ("time_to", str(FROM + 86400)),
            ("page_size", "7"),
            ("cursor", ""),
            ("request_order_status_pending", "true"),
            ("order_status", "UNPAID"),
        ],
        {"order_list": [], "more": False, "next_cursor": ""},
    ),
    "order.get_order_detail": Case(
        lambda c: c.order.get_order_detail(["A", "B"], optional_fields=["note"]),
        [
            ("order_sn_list", "A,B"),
            ("request_order_status_pending", "true"),
            ("response_optional_fields", "note"),
        ],
        {"order_list": [{"order_sn": "A"}]},
        [{"order_sn": "A"}],
    ),
    "order.get_shipment_list": Case(
        lambda c: c.order.get_shipment_list(cursor="20", page_size=20),
        [("page_size", "20"), ("cursor", "20")],
        {"order_list": [{"order_sn": "A", "package_number": "1"}], "more": True, "next_cursor": "40"},
    ),
    "order.search_package_list": Case(
        lambda c: c.order.search_package_list(
            {"package_status": 2, "logistics_channel_ids": ["50021"], "invoice_pending": False},
            page_size=5,
            ascending=False,
        ),
        {
            "filter": {"package_status": 2, "logistics_channel_ids": [50021], "invoice_pending": False},
            "pagination": {"page_size": 5, "cursor": ""},
            "sort": {"sort_type": 1, "ascending": False},
        },
        {"packages_list": [], "pagination": {"more": False, "next_cursor": "", "total_count": 0}},
        {
            "packages_list": [],
            "pagination": {"more": False, "next_cursor": "", "total_count": 0},
            "more": False,
            "next_cursor": "",
            "total_count": 0,
        },
    ),
    "order.get_package_detail": Case(
        lambda c: c.order.get_package_detail(["OFG1", "OFG2"]),
        [("package_number_list", "OFG1,OFG2")],
        {"package_list": [{"package_number": "OFG1"}]},
        [{"package_number": "OFG1"}],
    ),
    "order.split_order": Case(
        lambda c: c.order.split_order("230914AV5TVWC2", [[LINE], [LINE | {"order_item_id": "2"}]]),
        {
            "order_sn": "230914AV5TVWC2",
            "package_list": [{"item_list": [LINE]}, {"item_list": [LINE | {"order_item_id": 2}]}],
        },
        {"order_sn": "230914AV5TVWC2", "package_list": [{"package_number": "OFG1"}]},
        [{"package_number": "OFG1"}],
    ),
    "order.unsplit_order": Case(lambda c: c.order.unsplit_order("A"), {"order_sn": "A"}, None, None),
    "order.get_warehouse_filter_config": Case(
        lambda c: c.order.get_warehouse_filter_config(),
        [],
        {"warehouse_filters": [{"product_location_id": "IDZ"}]},
        [{"product_location_id": "IDZ"}],
    ),
    "order.cancel_order": Case(
        lambda c: c.order.cancel_order("A", "OUT_OF_STOCK", items=[{"item_id": "5", "model_id": 0}]),
        {"order_sn": "A", "cancel_reason": "OUT_OF_STOCK", "item_list": [{"item_id": 5, "model_id": 0}]},
        {"update_time": 1603184533},
    ),
    "order.get_estimate_cancel_value": Case(
        lambda c: c.order.get_estimate_cancel_value(
            "A", [{"item_id": 5, "model_id": 0, "model_quantity": 1}]
        ),
        {"order_sn": "A", "partial_cancel_item_list": [{"item_id": 5, "model_id": 0, "model_quantity": 1}]},
        {"cancel_value_price": "12.50"},
        "12.50",
        whole=True,
    ),
    "order.handle_buyer_cancellation": Case(
        lambda c: c.order.handle_buyer_cancellation("A", accept=False),
        {"order_sn": "A", "operation": "REJECT"},
        {"update_time": 1498191819},
    ),
    "order.set_note": Case(
        lambda c: c.order.set_note("A", "Thank you"), {"order_sn": "A", "note": "Thank you"}, None, None
    ),
    "order.get_buyer_invoice_info": Case(
        lambda c: c.order.get_buyer_invoice_info(["A", "B"]),
        {"queries": [{"order_sn": "A"}, {"order_sn": "B"}]},
        {"invoice_info_list": [{"order_sn": "A", "invoice_type": "personal"}]},
        [{"order_sn": "A", "invoice_type": "personal"}],
        whole=True,
    ),
    "order.get_pending_buyer_invoice_order_list": Case(
        lambda c: c.order.get_pending_buyer_invoice_order_list(page_size=3),
        [("page_size", "3"), ("cursor", "")],
        {"order_list": [{"order_sn": "A"}], "more": False, "next_cursor": ""},
    ),
    "order.upload_invoice_doc": Case(
        lambda c: c.order.upload_invoice_doc("A", ("i.pdf", PDF, "application/pdf")),
        {"order_sn": "A", "file_type": "1"},
        None,
        None,
    ),
    "order.download_invoice_doc": Case(
        lambda c: c.order.download_invoice_doc("A"),
        [("order_sn", "A")],
        PDF,
        Document(PDF, "application/pdf"),
    ),
}
LOGISTICS = {
    "logistics.get_shipping_parameter": Case(
        lambda c: c.logistics.get_shipping_parameter(PART),
        [("order_sn", "2404098R48U37H"), ("package_number", "OFG1")],
        {"info_needed": {"pickup": ["address_id"]}, "pickup": {"address_list": None}},
    ),
    "logistics.ship_order": Case(
        lambda c: c.logistics.ship_order(WHOLE, "pickup", {"address_id": "234", "pickup_time_id": "P1"}),
        {"order_sn": "2404098R48U37H", "pickup": {"address_id": 234, "pickup_time_id": "P1"}},
        None,
        None,
    ),
    "logistics.update_shipping_order": Case(
        lambda c: c.logistics.update_shipping_order(PART, address_id="234", pickup_time_id="P2"),
        {
            "order_sn": "2404098R48U37H",
            "package_number": "OFG1",
            "pickup": {"address_id": 234, "pickup_time_id": "P2"},
        },
        None,
        None,
    ),
    "logistics.get_mass_shipping_parameter": Case(
        lambda c: c.logistics.get_mass_shipping_parameter(["OFG1"], channel_id="50021", location_id="VN0"),
        {
            "logistics_channel_id": 50021,
            "product_location_id": "VN0",
            "package_list": [{"package_number": "OFG1"}],
        },
        {"response": {"info_needed": {"dropoff": []}}, "success_list": [{"package_number": "OFG1"}]},
        {"info_needed": {"dropoff": []}, "success_list": [{"package_number": "OFG1"}]},
        whole=True,
    ),
    "logistics.mass_ship_order": Case(
        lambda c: keys(c.logistics.mass_ship_order(["OFG1", "OFG2"], "dropoff", channel_id="50021")),
        {
            "logistics_channel_id": 50021,
            "dropoff": {},
            "package_list": [{"package_number": "OFG1"}, {"package_number": "OFG2"}],
        },
        {
            "success_list": [{"package_number": "OFG1"}],
            "fail_list": [{"package_number": "OFG2", "fail_reason": "other channel"}],
        },
        [(("OFG1",), None), (("OFG2",), "")],
    ),
    "logistics.batch_ship_order": Case(
        lambda c: keys(c.logistics.batch_ship_order(PARCELS, "non_integrated", {"tracking_number": "T"})),
        {"order_list": [{"order_sn": "A"}, {"order_sn": "B"}], "non_integrated": {"tracking_number": "T"}},
        DOCUMENT_ROWS,
        DOCUMENT_RESULTS,
    ),
    "logistics.get_tracking_number": Case(
        lambda c: c.logistics.get_tracking_number(WHOLE, optional_fields=["plp_number"]),
        [("order_sn", "2404098R48U37H"), ("response_optional_fields", "plp_number")],
        {"tracking_number": "", "hint": "wait"},
    ),
    "logistics.get_mass_tracking_number": Case(
        lambda c: keys(c.logistics.get_mass_tracking_number(["OFG1", "OFG2"], optional_fields=())),
        {"package_list": [{"package_number": "OFG1"}, {"package_number": "OFG2"}]},
        {
            "success_list": [{"package_number": "OFG1", "tracking_number": "T"}],
            "fail_list": [{"package_number": "OFG2", "fail_reason": "none yet"}],
        },
        [(("OFG1",), None), (("OFG2",), "")],
    ),
    "logistics.get_tracking_info": Case(
        lambda c: c.logistics.get_tracking_info(WHOLE),
        [("order_sn", "2404098R48U37H")],
        {"logistics_status": "LOGISTICS_READY", "tracking_info": []},
    ),
    "logistics.update_tracking_status": Case(
        lambda c: c.logistics.update_tracking_status("A", "LOGISTICS_DELIVERY_DONE", tracking_number="T"),
        {"order_sn": "A", "logistics_status": "LOGISTICS_DELIVERY_DONE", "tracking_number": "T"},
        {"update_result": "success"},
        "success",
    ),
    "logistics.get_channel_list": Case(
        lambda c: c.logistics.get_channel_list(),
        [],
        {"logistics_channel_list": [{"logistics_channel_id": 14623}]},
        [{"logistics_channel_id": 14623}],
    ),
    "logistics.update_channel": Case(
        lambda c: c.logistics.update_channel(
            "14623", {"enabled": True, "auto_call_driver_setting": {"preparation_time": 10}}
        ),
        {
            "logistics_channel_id": 14623,
            "enabled": True,
            "auto_call_driver_setting": {"preparation_time": 10},
        },
        {"enabled": True},
    ),
    "logistics.get_address_list": Case(
        lambda c: c.logistics.get_address_list(),
        [],
        {"show_pickup_address": True, "address_list": [{"address_id": 1}]},
        [{"address_id": 1}],
    ),
    "logistics.update_address": Case(
        lambda c: c.logistics.update_address("123456", {"city": "São Paulo"}),
        {"address_id": 123456, "city": "São Paulo"},
        None,
        None,
    ),
    "logistics.set_address_config": Case(
        lambda c: c.logistics.set_address_config(
            address_id="1234", address_types=["PICKUP_ADDRESS"], show_pickup_address=True
        ),
        {
            "show_pickup_address": True,
            "address_type_config": {"address_id": 1234, "address_type": ["PICKUP_ADDRESS"]},
        },
        None,
        None,
    ),
    "logistics.delete_address": Case(
        lambda c: c.logistics.delete_address("1234"), {"address_id": 1234}, None, None
    ),
    "logistics.get_shipping_document_parameter": Case(
        lambda c: keys(c.logistics.get_shipping_document_parameter(PARCELS)),
        {"order_list": [{"order_sn": "A"}, {"order_sn": "B"}]},
        DOCUMENT_ROWS,
        DOCUMENT_RESULTS,
    ),
    "logistics.create_shipping_document": Case(
        lambda c: keys(
            c.logistics.create_shipping_document(
                [Parcel(order_sn="A", package_number="OFG1", tracking_number="T"), Parcel(order_sn="B")],
                document_type="NORMAL_AIR_WAYBILL",
            )
        ),
        {
            "order_list": [
                {
                    "order_sn": "A",
                    "package_number": "OFG1",
                    "tracking_number": "T",
                    "shipping_document_type": "NORMAL_AIR_WAYBILL",
                },
                {"order_sn": "B", "shipping_document_type": "NORMAL_AIR_WAYBILL"},
            ]
        },
        DOCUMENT_ROWS,
        DOCUMENT_RESULTS,
    ),
    "logistics.get_shipping_document_result": Case(
        lambda c: keys(c.logistics.get_shipping_document_result(PARCELS)),
        {"order_list": [{"order_sn": "A"}, {"order_sn": "B"}]},
        DOCUMENT_ROWS,
        DOCUMENT_RESULTS,
    ),
    "logistics.download_shipping_document": Case(
        lambda c: c.logistics.download_shipping_document(PARCELS, document_type="THERMAL_AIR_WAYBILL"),
        {
            "shipping_document_type": "THERMAL_AIR_WAYBILL",
            "order_list": [{"order_sn": "A"}, {"order_sn": "B"}],
        },
        PDF,
        Document(PDF, "application/pdf"),
    ),
    "logistics.get_shipping_document_data_info": Case(
        lambda c: c.logistics.get_shipping_document_data_info(
            PART, recipient_fields=[{"key": "name", "style": {"font_size": 12}}]
        ),
        {
            "order_sn": "2404098R48U37H",
            "package_number": "OFG1",
            "recipient_address_info": [{"key": "name", "style": {"font_size": 12}}],
        },
        {"shipping_document_info": {}},
    ),
    "logistics.create_shipping_document_job": Case(
        lambda c: [
            part if isinstance(part, str) else keys(part)
            for part in c.logistics.create_shipping_document_job(["OFG1", "OFG2"], "NORMAL_JOB_AIR_WAYBILL")
        ],
        {"shipping_document_type": "NORMAL_JOB_AIR_WAYBILL", "package_list": ["OFG1", "OFG2"]},
        {
            "job_id": "SDK0001_a86148",
            "success_id_list": ["OFG1"],
            "fail_list": [{"id": "OFG2", "fail_error": "error_param", "fail_message": "no"}],
        },
        ["SDK0001_a86148", [(("OFG1",), None), (("OFG2",), "error_param")]],
    ),
    "logistics.get_shipping_document_job_status": Case(
        lambda c: c.logistics.get_shipping_document_job_status("SDK0001_a"),
        {"job_id": "SDK0001_a"},
        {"job_id": "SDK0001_a", "job_status": "READY"},
        "READY",
    ),
    "logistics.download_shipping_document_job": Case(
        lambda c: c.logistics.download_shipping_document_job("SDK0001_a"),
        {"job_id": "SDK0001_a"},
        PDF,
        Document(PDF, "application/pdf"),
    ),
}
CASES = ORDER | LOGISTICS
