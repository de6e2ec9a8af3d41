{
    "name": "Ocean Marketplace Base",
    "summary": "Orders, stock and money of online marketplaces in Odoo: the part all platforms share",
    "version": "19.0.1.0.0",
    "category": "Sales/Sales",
    "author": "Ocean",
    "website": "https://github.com/ocean-marketplace/ocean",
    "license": "LGPL-3",
    "application": True,
    "depends": [
        "api_doc",
        "base_import",
        "sale_stock",
        "stock_delivery",
        "sale_management",
        "account",
        "mail",
        "utm",
        "sales_team",
        "phone_validation",
    ],
    "external_dependencies": {"python": ["openpyxl", "pydantic", "rapidfuzz", "requests", "simplejson"]},
    "data": [
        "security/ocean_security.xml",
        "security/ir.model.access.csv",
        "security/ir_rule.xml",
        "data/ir_cron_data.xml",
        "data/mail_activity_type_data.xml",
        "data/product_data.xml",
        "data/utm_data.xml",
        "data/ocean_export_data.xml",
        "views/ocean_account_views.xml",
        "wizards/ocean_order_request_views.xml",
        "wizards/ocean_reason_views.xml",  # Depended on by the buttons of orders and exceptions.
        "wizards/ocean_storefront_disconnect_views.xml",  # Depended on by the form of storefronts.
        "wizards/ocean_storefront_connect_views.xml",
        "views/ocean_storefront_views.xml",  # Depends on nothing; its actions are used by settings and menus.
        "views/ocean_job_views.xml",
        "wizards/ocean_order_import_views.xml",  # Depended on by the list of orders.
        "wizards/ocean_order_compare_views.xml",
        "wizards/ocean_order_rebuild_views.xml",
        "wizards/ocean_payload_edit_views.xml",
        "views/ocean_order_views.xml",
        "views/ocean_exception_views.xml",
        "views/ocean_exception_difference_views.xml",
        "wizards/ocean_listing_preview_views.xml",
        "wizards/ocean_listing_publish_views.xml",
        "views/ocean_listing_views.xml",
        "views/ocean_listing_publish_views.xml",
        "wizards/ocean_listing_relink_views.xml",  # Depended on by the matching screen.
        "views/ocean_listing_sku_views.xml",
        "views/ocean_match_change_views.xml",
        "views/ocean_category_views.xml",
        "views/ocean_product_profile_views.xml",
        "views/product_template_views.xml",
        "views/ocean_stock_views.xml",  # Depends on the page of the product.
        "views/ocean_allocation_rule_views.xml",
        "wizards/ocean_stock_switch_views.xml",
        "views/ocean_stock_whatif_views.xml",  # Depends on the forms of rules and runs.
        "wizards/ocean_oversell_views.xml",
        "views/ocean_price_views.xml",
        "views/ocean_carrier_views.xml",
        "views/ocean_place_views.xml",
        "views/ocean_event_views.xml",
        "views/ocean_log_views.xml",
        "views/ocean_command_views.xml",
        "views/sale_order_views.xml",
        "views/stock_picking_views.xml",
        "views/res_partner_views.xml",
        "views/res_config_settings_views.xml",
        "views/ocean_low_stock_views.xml",  # Depends on the settings and on the forms of stock.
        "views/ocean_templates.xml",
        "views/ocean_menus.xml",  # Depends on all actions.
    ],
    "assets": {
        "web.assets_backend": [
            "ocean_marketplace_base/static/src/**/*",
        ],
        "web.assets_unit_tests": [
            "ocean_marketplace_base/static/tests/**/*",
        ],
    },
}
