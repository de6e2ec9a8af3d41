"""Variants ("models") of items, in one or two tiers."""

from collections.abc import Iterable, Mapping
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import objects_at
from odoo.addons.ocean_marketplace_base.lib.arguments import batches
from odoo.addons.ocean_marketplace_base.lib.endpoints import UNCONFIRMED, endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from ..const import MODEL_BATCH, TIERS_MAX
from ..signing import require_id
from .arguments import check_id, check_list
from .base import Resource
from .bodies import bodies
from .bodies_product import ChangedModel, ModelPlace, NewModel, PlainTier, Tier


class ModelMethods(Resource):
    """The part of ``/api/v2/product`` about variants."""

    @endpoint("GET", "/api/v2/product/get_model_list")
    def get_model_list(self, item_id: str) -> dict[str, Any]:
        """Return all variants of an item with prices, stock and SKUs: ``{"tier_variation", "model"}``.

        ``GET /api/v2/product/get_model_list``, no paging.

        :raise Rejected: ``error_item_not_found``, ``error_shop_not_found``, ``error_param_shop_id_not_found``
        """
        return self._read("/api/v2/product/get_model_list", [("item_id", require_id("item_id", item_id))])

    @endpoint("POST", "/api/v2/product/init_tier_variation", UNCONFIRMED)
    def init_tier_variation(
        self,
        item_id: str,
        tiers: Iterable[Mapping[str, Any]],
        models: Iterable[Mapping[str, Any]],
    ) -> dict[str, Any]:
        """Give an item tiers and variants, or other ones: **all earlier variants and their ids are gone**.

        ``POST /api/v2/product/init_tier_variation``. Returns the tiers and the new ``model`` rows.

        :param tiers: 1 or 2, all in one form: of :class:`~.bodies_product.Tier` (documented since 2025) or of
            :class:`~.bodies_product.PlainTier`, which guides and answers still have.
        :param models: 1 to 50, of :class:`~.bodies_product.NewModel`; prices in the shop's currency.
        :raise Rejected: ``error_tier_var_too_many``, ``error_cannt_init_tier_in_promotion`` and others
        """
        values = {"item_id": check_id("item_id", item_id), **_tiers(tiers)}
        values["model"] = bodies(NewModel, check_list("models", models, MODEL_BATCH), "models")
        return self._write("/api/v2/product/init_tier_variation", values)

    @endpoint("POST", "/api/v2/product/init_tier_variation", UNCONFIRMED)
    def remove_tier_variation(self, item_id: str, model: Mapping[str, Any]) -> dict[str, Any]:
        """Make an item one without variants again; all its variants are gone.

        ``POST /api/v2/product/init_tier_variation`` with empty tiers (guide "Variants").

        :param model: its price and stock, fields of :class:`~.bodies_product.NewModel` with ``tier_index``
            ``[]``.
        :raise Rejected: ``error_cannt_be_no_variation_in_promotion``, ``error_item_not_belong_shop``,
            ``error_item_not_found``, ``error_invalid_price`` and others
        """
        (only,) = bodies(NewModel, [model], "model")
        if only["tier_index"]:
            raise InvalidRequest("model.tier_index: empty for an item without variants")
        values = {"item_id": check_id("item_id", item_id), "standardise_tier_variation": [], "model": [only]}
        return self._write("/api/v2/product/init_tier_variation", values)

    @endpoint("POST", "/api/v2/product/update_tier_variation", UNCONFIRMED)
    def update_tier_variation(
        self,
        item_id: str,
        tiers: Iterable[Mapping[str, Any]],
        models: Iterable[Mapping[str, Any]] = (),
    ) -> None:
        """Add, remove or rename options; the number of tiers stays.

        ``POST /api/v2/product/update_tier_variation``.

        :param tiers: all of them as they shall be, as for :meth:`init_tier_variation`.
        :param models: ``{"model_id", "tier_index"}`` of the variants that stay, so that they keep their ids.
        :raise Rejected: ``error_tier_var_level_not_same``, ``error_wrong_modelid`` and others
        """
        values = {"item_id": check_id("item_id", item_id), **_tiers(tiers)}
        places = check_list("models", models, MODEL_BATCH, least=0)
        if places:
            values["model_list"] = bodies(ModelPlace, places, "models")
        self._gateway.post("/api/v2/product/update_tier_variation", values)

    @endpoint("POST", "/api/v2/product/add_model")
    def add_model(self, item_id: str, models: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Add variants and return them with their ``model_id``. ``POST /api/v2/product/add_model``.

        :param models: 1 to 50, of :class:`~.bodies_product.NewModel`; more do not fit an item.
        :raise Rejected: ``error_item_not_found``, ``error_invalid_price`` and others
        """
        rows = bodies(NewModel, check_list("models", models, MODEL_BATCH), "models")
        values = {"item_id": check_id("item_id", item_id), "model_list": rows}
        return objects_at(self._gateway.post("/api/v2/product/add_model", values), "response.model")

    @endpoint("POST", "/api/v2/product/update_model")
    def update_model(self, item_id: str, models: Iterable[Mapping[str, Any]]) -> None:
        """Change SKU, GTIN, weight, size or days to ship of variants; calls with 50 each.

        ``POST /api/v2/product/update_model``. Price and stock are not changed here.

        :param models: of :class:`~.bodies_product.ChangedModel`
        :raise Rejected: ``error_model_invalid_model_id``; the calls before the refused one are done
        """
        number = check_id("item_id", item_id)
        rows = bodies(ChangedModel, check_list("models", models), "models")
        for batch in batches(rows, MODEL_BATCH):
            self._gateway.post("/api/v2/product/update_model", {"item_id": number, "model": list(batch)})

    @endpoint("POST", "/api/v2/product/delete_model")
    def delete_model(self, item_id: str, model_id: str) -> None:
        """Delete a variant. ``POST /api/v2/product/delete_model``.

        :raise Rejected: ``error_model_invalid_model_id``, ``error_model_remove_model_in_promotion``
        """
        values = {"item_id": check_id("item_id", item_id), "model_id": check_id("model_id", model_id)}
        self._gateway.post("/api/v2/product/delete_model", values)


def _tiers(tiers: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the tiers under the name of their form."""
    found = check_list("tiers", tiers, TIERS_MAX)
    if all(isinstance(tier, Mapping) and "name" in tier for tier in found):
        return {"tier_variation": bodies(PlainTier, found, "tiers")}
    return {"standardise_tier_variation": bodies(Tier, found, "tiers")}
