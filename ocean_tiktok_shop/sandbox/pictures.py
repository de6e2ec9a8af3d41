"""Pictures by their uri: those uploaded and those of seeded listings."""

import hashlib
from typing import Any

from .store import Document, Store

FOLDER = "tos-alisg-i-aphluv4xwc-sg/"
"""What every uri starts with."""
CDN = "https://p16-oec-sg.ibyteimg.com/"


def exists(store: Store, uri: str) -> bool:
    """Return whether a picture was uploaded, made by the platform, or belongs to a listing."""
    return uri in store.documents or any(
        entry["uri"] == uri for item in store.products.values() for entry in item.content["main_images"]
    )


def url_of(store: Store, base_url: str, uri: str) -> str:
    """Return the address that a picture can be fetched from; seeded ones are not really there."""
    name = _file_of(store, uri)
    return f"{base_url}/_tiktok_documents/{name}" if name else f"{CDN}{uri}~tplv-origin-jpeg.jpeg"


def size_of(store: Store, uri: str) -> tuple[int, int]:
    """Return width and height in pixels."""
    if uri not in store.documents:
        return 800, 800
    width, _, height = store.documents[uri].kind.partition("x")
    return int(width), int(height)


def show(store: Store, uri: str) -> dict[str, Any]:
    """Return a picture as details of products show it."""
    width, height = size_of(store, uri)
    return {"uri": uri, "width": width, "height": height}


def made_from(store: Store, uri: str, purpose: str) -> str:
    """Make a picture out of another one and return its uri, the same for the same `purpose`."""
    token = hashlib.sha256(f"{uri}:{purpose}".encode()).hexdigest()[:32]
    name, (width, height) = _file_of(store, uri), size_of(store, uri)
    if name:
        store.publish(f"{token}.{name.rsplit('.', 1)[-1]}", store.documents[name])
    store.documents[FOLDER + token] = Document(f"{width}x{height}", b"")
    return FOLDER + token


def _file_of(store: Store, uri: str) -> str:
    start = uri.removeprefix(FOLDER) + "."
    return next((name for name in store.documents if name.startswith(start)), "")
