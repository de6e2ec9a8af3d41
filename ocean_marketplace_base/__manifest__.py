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
        "sale_stock",
        "stock_delivery",
        "sale_management",
        "account",
        "mail",
        "utm",
        "sales_team",
        "phone_validation",
    ],
    "external_dependencies": {"python": ["pydantic", "requests", "simplejson"]},
    "data": [
        "security/ocean_security.xml",
        "security/ir.model.access.csv",
        "security/ir_rule.xml",
        "data/ir_cron_data.xml",
        "data/mail_activity_type_data.xml",
        "data/product_data.xml",
        "data/utm_data.xml",
        "views/ocean_account_views.xml",
        "wizards/ocean_reason_views.xml",  # Depended on by the buttons of orders and exceptions.
        "views/ocean_storefront_views.xml",  # Depends on nothing; its actions are used by settings and menus.
        "views/ocean_order_views.xml",
        "views/ocean_exception_views.xml",
        "views/ocean_listing_views.xml",
        "views/ocean_listing_sku_views.xml",
        "views/ocean_carrier_views.xml",
        "views/ocean_event_views.xml",
        "views/ocean_log_views.xml",
        "views/sale_order_views.xml",
        "views/res_partner_views.xml",
        "views/res_config_settings_views.xml",
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
