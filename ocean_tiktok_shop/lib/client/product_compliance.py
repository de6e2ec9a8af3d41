"""Who answers for products in the EU, and size charts."""

from collections.abc import Iterable, Iterator
from typing import Any

from typing_extensions import Unpack

from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from ..const import PRODUCT_PAGE
from .answers import data_of, iterate, page_of
from .arguments import check_id, check_ids, check_shape, paging
from .base import Resource
from .shapes.global_product import (
    Manufacturer,
    ManufacturerEdit,
    ManufacturerFilter,
    ResponsiblePerson,
    ResponsiblePersonEdit,
    ResponsiblePersonFilter,
    SizeChart,
    SizeChartEdit,
    SizeChartFilter,
)

_VERSIONS = ("202501", "202409")
_ROOT = "/product/202409/compliance"


class ComplianceMethods(Resource):
    """``/product/…/compliance``, without shop, and ``/product/…/size_charts``."""

    @endpoint("POST", "/product/202501/compliance/manufacturers/search")
    @endpoint("POST", "/product/202409/compliance/manufacturers/search")
    def search_manufacturers(
        self,
        *,
        page_size: int = PRODUCT_PAGE,
        page_token: str = "",
        version: str = _VERSIONS[0],
        **filters: Unpack[ManufacturerFilter],
    ) -> dict[str, Any]:
        """Return one page of ``manufacturers``.

        ``POST /product/202501/compliance/manufacturers/search`` ("Search Manufacturers"), page size 1 to 100.

        :raise Rejected: ``38023049`` more ids than the page is long, ``38023048`` wrong page token,
            ``38023057`` unknown locale, ``38023050`` not for global sellers
        """
        params = paging(page_size, page_token, PRODUCT_PAGE)
        body = check_shape(ManufacturerFilter, "", filters)
        path = f"/product/{check_choice('version', version, _VERSIONS)}/compliance/manufacturers/search"
        return page_of(self._gateway.search(path, params, body, shop=False), "manufacturers", page_token)

    def iter_manufacturers(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`search_manufacturers`; `options` are its keyword arguments."""
        return iterate(self.search_manufacturers, "manufacturers", **options)

    @endpoint("POST", "/product/202409/compliance/manufacturers")
    def create_manufacturer(self, manufacturer: Manufacturer) -> dict[str, Any]:
        """Return ``{"manufacturer_id"}``.

        ``POST /product/202409/compliance/manufacturers`` ("Create Manufacturer").

        :raise Rejected: ``38023032`` too many of them, ``38023033`` wrong name, ``38023034`` wrong address,
            ``38023042`` wrong email, ``38023046`` wrong phone country code
        """
        body = check_shape(Manufacturer, "manufacturer", manufacturer)
        return data_of(self._gateway.write("POST", f"{_ROOT}/manufacturers", body, shop=False))

    @endpoint("POST", "/product/202409/compliance/manufacturers/{manufacturer_id}/partial_edit")
    def partial_edit_manufacturer(self, manufacturer_id: str, manufacturer: ManufacturerEdit) -> None:
        """Change some fields of one.

        ``POST /product/202409/compliance/manufacturers/{manufacturer_id}/partial_edit`` ("Partial Edit
        Manufacturer").

        :raise Rejected: ``38023051`` not there, ``38023052`` another seller's, ``38023033`` wrong name,
            ``38023034`` wrong address, ``38023042`` wrong email
        """
        path = f"{_ROOT}/manufacturers/{check_id('manufacturer_id', manufacturer_id)}/partial_edit"
        body = check_shape(ManufacturerEdit, "manufacturer", manufacturer)
        self._gateway.write("POST", path, body, shop=False)

    @endpoint("POST", "/product/202501/compliance/responsible_persons/search")
    @endpoint("POST", "/product/202409/compliance/responsible_persons/search")
    def search_responsible_persons(
        self,
        *,
        page_size: int = PRODUCT_PAGE,
        page_token: str = "",
        version: str = _VERSIONS[0],
        **filters: Unpack[ResponsiblePersonFilter],
    ) -> dict[str, Any]:
        """Return one page of ``responsible_persons``.

        ``POST /product/202501/compliance/responsible_persons/search`` ("Search Responsible Persons"), page
        size 1 to 100.

        :raise Rejected: ``38023049`` more ids than the page is long, ``38023048`` wrong page token,
            ``38023050`` not for global sellers
        """
        params = paging(page_size, page_token, PRODUCT_PAGE)
        body = check_shape(ResponsiblePersonFilter, "", filters)
        path = f"/product/{check_choice('version', version, _VERSIONS)}/compliance/responsible_persons/search"
        return page_of(
            self._gateway.search(path, params, body, shop=False), "responsible_persons", page_token
        )

    def iter_responsible_persons(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`search_responsible_persons`; `options` are its keyword arguments."""
        return iterate(self.search_responsible_persons, "responsible_persons", **options)

    @endpoint("POST", "/product/202409/compliance/responsible_persons")
    def create_responsible_person(self, person: ResponsiblePerson) -> dict[str, Any]:
        """Return ``{"responsible_person_id"}``.

        ``POST /product/202409/compliance/responsible_persons`` ("Create Responsible Person").

        :raise Rejected: ``38023027`` too many of them, ``38023022`` wrong name, ``38023024`` wrong address,
            ``38023026`` not a country of the EU, ``38023042`` wrong email
        """
        body = check_shape(ResponsiblePerson, "person", person)
        return data_of(self._gateway.write("POST", f"{_ROOT}/responsible_persons", body, shop=False))

    @endpoint("POST", "/product/202409/compliance/responsible_persons/{responsible_person_id}/partial_edit")
    def partial_edit_responsible_person(
        self, responsible_person_id: str, person: ResponsiblePersonEdit
    ) -> None:
        """Change some fields of one.

        ``POST /product/202409/compliance/responsible_persons/{responsible_person_id}/partial_edit``
        ("Partial Edit Responsible Person").

        :raise Rejected: ``38023051`` not there, ``38023052`` another seller's, ``38023022`` wrong name,
            ``38023024`` wrong address, ``38023026`` not a country of the EU
        """
        identifier = check_id("responsible_person_id", responsible_person_id)
        body = check_shape(ResponsiblePersonEdit, "person", person)
        path = f"{_ROOT}/responsible_persons/{identifier}/partial_edit"
        self._gateway.write("POST", path, body, shop=False)

    @endpoint("POST", "/product/202407/sizecharts/search")
    def search_size_charts(
        self,
        *,
        page_size: int = PRODUCT_PAGE,
        page_token: str = "",
        locales: Iterable[str] = (),
        **filters: Unpack[SizeChartFilter],
    ) -> dict[str, Any]:
        """Return one page of the ``size_chart`` templates.

        ``POST /product/202407/sizecharts/search`` ("Search Size Charts"), without shop, page size 1 to 100.

        :param locales: languages to show them in, e.g. id-ID.
        :raise Rejected: ``12019108`` wrong page, ``12019109`` wrong page size
        """
        params = paging(page_size, page_token, PRODUCT_PAGE)
        if locales != ():
            params.append(("locales", ",".join(check_ids("locales", locales))))
        body = check_shape(SizeChartFilter, "", filters)
        envelope = self._gateway.search("/product/202407/sizecharts/search", params, body, shop=False)
        return page_of(envelope, "size_chart", page_token)

    @endpoint("POST", "/product/202610/size_charts", "third party")
    def create_size_chart(self, size_chart: SizeChart) -> dict[str, Any]:
        """Return ``{"size_chart_id"}``. ``POST /product/202610/size_charts`` ("Create Size ChartV2").

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        body = check_shape(SizeChart, "size_chart", size_chart)
        return data_of(self._gateway.write("POST", "/product/202610/size_charts", body))

    @endpoint("POST", "/product/202610/size_charts/edit", "third party")
    def edit_size_chart(self, size_chart: SizeChartEdit) -> dict[str, Any]:
        """Replace a size chart. ``POST /product/202610/size_charts/edit`` ("Edit Size ChartV2").

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        body = check_shape(SizeChartEdit, "size_chart", size_chart)
        return data_of(self._gateway.write("POST", "/product/202610/size_charts/edit", body))
