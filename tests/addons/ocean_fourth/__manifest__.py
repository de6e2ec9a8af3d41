{
    "name": "Ocean Fourth",
    "summary": "An invented platform: proof that one more costs one folder",
    "version": "19.0.1.0.0",
    "category": "Hidden",
    "author": "Ocean",
    "website": "https://github.com/ocean-marketplace/ocean",
    "license": "LGPL-3",
    "depends": ["ocean_marketplace_base"],
    "external_dependencies": {"python": ["pydantic", "requests", "simplejson"]},
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
}
