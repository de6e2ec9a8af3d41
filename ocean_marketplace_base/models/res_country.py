from typing import Any, NamedTuple

from odoo import api, models

from ..lib import places, places_regions

INDONESIA = "ID"  # the country that has a table of places


class Located(NamedTuple):
    """Where an address is in Odoo. ``name`` is (level, text) of a state that only a person can tell."""

    country: Any
    state: Any
    place: places.Place
    unclear: bool
    name: tuple[str, str] | None = None


class ResCountry(models.Model):
    _inherit = "res.country"

    @api.model
    def _ocean_place(self, levels):
        """Return (country, state, unclear) of a platform address in levels.

        A place that is not recognised never blocks the order; it is marked.
        """
        located = self._ocean_locate(levels)
        return located.country, located.state, located.unclear

    @api.model
    def _ocean_locate(self, levels, region=""):
        """Return where an address in levels is; `region` is the storefront's, for want of a country."""
        code = (levels.get("country_code") or region or "").upper()
        country = self.browse(self._ocean_countries().get(code, ()))
        place = places.find(levels) if code == INDONESIA else places.as_written(levels)
        if not country:
            return Located(country, self.env["res.country.state"], place, unclear=True)
        names = self._ocean_states(country, code)
        state_id = self._ocean_look_up(names, place, levels)
        name = None if state_id else self._ocean_unknown_name(names, place)
        state_id = state_id or (name and self.env["ocean.place"]._mapped(country, *name))
        state = self.env["res.country.state"].browse(state_id or ())
        missing = not state and (name or place.masked)
        unclear = bool(names and (missing or place.sure is places.Sure.UNSURE))
        return Located(country, state, place, unclear, name)

    @api.model
    def _ocean_look_up(self, names, place, levels):
        """Return the id of the state: by the code of the table, else by what is written for state or city."""
        found = place.state_code and places_regions.look_up(names, place.state_code, exactly=True)
        return (
            found
            or places_regions.look_up(names, place.state)
            or places_regions.look_up(names, str(levels.get("city") or ""), exactly=True)
        )

    @api.model
    def _ocean_unknown_name(self, names, place):
        """Return (level, text) of what a person can map to a state, ``None`` if there is no such text."""
        if not names:
            return None
        return next(((level, text) for level in ("state", "city") if (text := getattr(place, level))), None)

    @api.model
    def _ocean_countries(self):
        cache = self.env.cr.cache.setdefault("ocean_countries", {})
        if not cache:
            # sudo: importing needs no rights on countries
            cache.update({row.code: row.id for row in self.sudo().search_fetch([], ["code"])})
        return cache

    @api.model
    def _ocean_states(self, country, code):
        """Return {form of a name: id} of the states of `country`."""
        cache = self.env.cr.cache.setdefault("ocean_states", {})
        if country.id not in cache:
            # sudo: importing needs no rights on states
            states = self.env["res.country.state"].sudo()
            rows = states.search_fetch([("country_id", "=", country.id)], ["name", "code"])
            cache[country.id] = places_regions.index(code, [(row.id, row.name, row.code) for row in rows])
        return cache[country.id]
