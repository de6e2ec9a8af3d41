{
    "name": "Ocean Stock Tests",
    "summary": "Stock of marketplaces with kits, expiry dates and dropshipping installed",
    "version": "19.0.1.0.0",
    "category": "Hidden",
    "author": "Ocean",
    "website": "https://github.com/ocean-marketplace/ocean",
    "license": "LGPL-3",
    "depends": ["ocean_shopee", "mrp", "product_expiry", "stock_dropshipping"],
}
