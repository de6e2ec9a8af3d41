from . import ocean_storefront_connect
