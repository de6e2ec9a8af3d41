from . import ocean_storefront_connect, ocean_tokopedia_reject
