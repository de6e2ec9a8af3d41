"""Endpoints ``media_space/upload_image`` and ``media/upload_image``, public-signed, multipart."""

import hashlib
from typing import Any

from . import params
from .errors import ApiError, bad_param
from .gate import Call
from .route import Route, post
from .show_item import picture_url
from .store import Picture, Store
from .uploads import MEGABYTE, Upload, picture_size

MOST_FILES = 9
LARGEST = 10 * MEGABYTE
MOST_PROOFS = 3


def keep(store: Store, file: Upload) -> Picture:
    """Keep an uploaded picture and return it; the same content has the same id."""
    number = "id-11134207-" + hashlib.sha256(file.content).hexdigest()[:18]
    store.images[number] = Picture(number, file.picture, len(file.content))
    return store.images[number]


def check(file: Upload) -> None:
    """Refuse files that are no JPEG or PNG of at most 10 MB.

    :raise ApiError: ``error_param``
    """
    if file.picture not in ("jpg", "png"):
        raise bad_param("only JPG, JPEG and PNG images are supported")
    if len(file.content) > LARGEST:
        raise bad_param("the image is larger than 10 MB")


class MediaApi:
    """Takes pictures."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "media_space/upload_image": post(self.for_products, level="public"),
            "media/upload_image": post(self.for_business, level="public"),
        }

    def for_products(self, call: Call) -> dict[str, Any]:
        """POST media_space/upload_image: one file is answered in ``image_info``, several in a list."""
        files = call.files.get("image", [])
        if not 1 <= len(files) <= MOST_FILES:
            raise bad_param(f"image should hold 1 to {MOST_FILES} files")
        if (call.body.get("scene") or "normal") not in ("normal", "desc"):
            raise bad_param("scene should be normal or desc")
        if len(files) == 1:
            self._check(files[0])
            return {"warning": "", "response": {"image_info": self._info(files[0])}}
        rows = [self._row(number, file) for number, file in enumerate(files)]
        return {"warning": "", "response": {"image_info_list": rows}}

    def _row(self, number: int, file: Upload) -> dict[str, Any]:
        try:
            self._check(file)
        except ApiError as refusal:
            return {"id": number, "error": refusal.code, "message": refusal.message}
        return {"id": number, "error": "", "message": "", "image_info": self._info(file)}

    def _check(self, file: Upload) -> None:
        check(file)
        size = picture_size(file.content)
        if size is None:
            raise bad_param("the image is broken")
        if min(size) < self._store.switches.image_side_min:
            raise bad_param("the image is too small")

    def _info(self, file: Upload) -> dict[str, Any]:
        picture = keep(self._store, file)
        urls = [{"image_url_region": "ID", "image_url": picture_url(picture.id)}]
        return {"image_id": picture.id, "image_url_list": urls}

    def for_business(self, call: Call) -> dict[str, Any]:
        """POST media/upload_image: business 2 scene 1 is the shipping proof of a return."""
        business, scene = params.form_number(call, "business"), params.form_number(call, "scene")
        if (business, scene) not in ((1, 1), (2, 1)):
            raise bad_param("business or scene is invalid")
        files = call.files.get("images", [])
        if not 1 <= len(files) <= MOST_PROOFS:
            raise bad_param(f"images should hold 1 to {MOST_PROOFS} files")
        for file in files:
            check(file)
        kept = [keep(self._store, file) for file in files]
        rows = [{"image_id": picture.id, "image_url": picture_url(picture.id)} for picture in kept]
        return {"warning": "", "response": {"image_list": rows}}
