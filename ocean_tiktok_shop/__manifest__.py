{
    "name": "Ocean TikTok Shop",
    "summary": "TikTok Shop shops in Odoo: orders become sale orders",
    "version": "19.0.1.0.0",
    "category": "Sales/Sales",
    "author": "Ocean",
    "website": "https://github.com/ocean-marketplace/ocean",
    "license": "LGPL-3",
    "depends": ["ocean_marketplace_base"],
    "external_dependencies": {"python": ["pydantic", "requests", "simplejson", "typing_extensions"]},
    "data": [
        "views/ocean_account_views.xml",
        "wizards/ocean_storefront_connect_views.xml",
    ],
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
}
