"""Images and files of products."""

from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from ..const import PRODUCT_IMAGE_BYTES, PRODUCT_PDF_BYTES, PRODUCT_VIDEO_BYTES
from .answers import data_of
from .arguments import check_text
from .base import Resource
from .uploads import PDF_OR_VIDEO, PRODUCT_IMAGES, file_part, media_type

_USE_CASES = (
    "MAIN_IMAGE",
    "ATTRIBUTE_IMAGE",
    "DESCRIPTION_IMAGE",
    "CERTIFICATION_IMAGE",
    "SIZE_CHART_IMAGE",
    "CUSTOMIZATION_IMAGE",
)


class MediaMethods(Resource):
    """Uploads for products. They belong to the seller, not to a shop; what is not used is dropped later."""

    @endpoint("POST", "/product/202309/images/upload")
    def upload_product_image(self, content: bytes, *, use_case: str = "MAIN_IMAGE") -> dict[str, Any]:
        """Return ``{"uri", "url", "width", "height"}`` of an image for products.

        ``POST /product/202309/images/upload`` ("Upload Product Image"), ``multipart/form-data``.

        :param content: JPG, PNG, WEBP, HEIC or BMP of at most 10 MB; main images 300 to 4000 pixels wide and
            high.
        :raise Rejected: ``12038004`` and ``12038015`` not a picture it takes, ``12038005`` too big,
            ``12019116`` and ``12038014`` too many or too few pixels, ``12038002`` no file
        """
        form = {"use_case": check_choice("use_case", use_case, _USE_CASES)}
        files = {"data": file_part(content, PRODUCT_IMAGES, PRODUCT_IMAGE_BYTES)}
        envelope = self._gateway.upload("/product/202309/images/upload", files, form, shop=False)
        member(envelope, "data.uri", str)
        return data_of(envelope)

    @endpoint("POST", "/product/202309/files/upload")
    def upload_product_file(self, content: bytes, name: str) -> dict[str, Any]:
        """Return ``{"id", "url", "name", "format"}`` of a certificate or video for products.

        ``POST /product/202309/files/upload`` ("Upload Product File"), ``multipart/form-data``.

        :param content: PDF of at most 20 MB or MP4 of at most 100 MB.
        :param name: with its extension.
        :raise Rejected: ``12019103`` the file is empty, ``12019104`` no name, ``12019105`` not a file it
            takes, ``12019122`` video not between 9:16 and 16:9, ``12038005`` too big
        """
        form = {"name": check_text("name", name, 255)}
        video = media_type(content[:12]) == "video/mp4" if isinstance(content, bytes) else False
        most = PRODUCT_VIDEO_BYTES if video else PRODUCT_PDF_BYTES
        files = {"data": file_part(content, PDF_OR_VIDEO, most, name)}
        envelope = self._gateway.upload("/product/202309/files/upload", files, form, shop=False)
        member(envelope, "data.id", str)
        return data_of(envelope)
