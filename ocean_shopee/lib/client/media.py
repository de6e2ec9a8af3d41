"""Pictures for products, chats and proofs."""

from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.answers import member, objects_at
from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.http import FilePart

from ..const import IMAGE_BYTES, IMAGE_TYPES
from .arguments import check_file, given, optional
from .base import Resource

SCENES: Final = frozenset({"normal", "desc"})
RATIOS: Final = frozenset({"1:1", "3:4"})


class MediaApi(Resource):
    """``/api/v2/media_space`` and ``/api/v2/media``, signed by the app alone."""

    @endpoint("POST", "/api/v2/media_space/upload_image")
    def upload_image(self, image: FilePart, *, scene: str = "", ratio: str = "") -> dict[str, Any]:
        """Upload a picture for products; return ``{"image_id", "image_url_list"}``.

        ``POST /api/v2/media_space/upload_image``, multipart.

        :param image: (file name, content, media type): JPEG or PNG of at most 10 MB.
        :param scene: ``normal`` makes it square, ``desc`` (for descriptions) leaves it as it is.
        :param ratio: ``1:1`` or ``3:4``.
        :raise Rejected: ``error_tier_img_partial``, ``error_tier_img_old_app``, ``error_param`` for a missing
            or wrong value
        """
        form = optional(
            scene=check_choice("scene", scene, SCENES) if given(scene) else "",
            ratio=check_choice("ratio", ratio, RATIOS) if given(ratio) else "",
        )
        files = {"image": check_file("image", image, IMAGE_BYTES, IMAGE_TYPES)}
        envelope = self._gateway.upload("/api/v2/media_space/upload_image", files, form)
        member(envelope, "response.image_info.image_id", str)
        return envelope["response"]["image_info"]

    @endpoint("POST", "/api/v2/media/upload_image")
    def upload_business_image(self, image: FilePart, *, business: int = 2, scene: int = 1) -> dict[str, Any]:
        """Upload a picture for another purpose; return ``{"image_id", "image_url"}``.

        ``POST /api/v2/media/upload_image``, multipart.

        :param business, scene: 2 and 1 for the shipping proof of a return; business 1 for self collection.
        :raise Rejected: ``error_param`` for a missing or wrong value
        """
        form = {
            "business": str(check_int("business", business, 1, 100)),
            "scene": str(check_int("scene", scene, 1, 100)),
        }
        files = {"images": check_file("image", image, IMAGE_BYTES, IMAGE_TYPES)}
        envelope = self._gateway.upload("/api/v2/media/upload_image", files, form)
        rows = objects_at(envelope, "response.image_list")
        if not rows:
            raise ContractChanged("no picture in the answer", path="response.image_list")
        return rows[0]
