import hashlib

from odoo import api, fields, models

PART_TYPES = (
    "name",
    "phone",
    "street",
    "village",
    "district",
    "city",
    "state",
    "zip",
    "country_code",
    "full",
)


class ResPartner(models.Model):
    """Buyers: one contact per storefront and buyer, one delivery address per distinct address."""

    _inherit = "res.partner"

    ocean_storefront_id = fields.Many2one(
        "ocean.storefront", "Marketplace buyer of", readonly=True, copy=False, index="btree_not_null"
    )
    ocean_buyer_ref = fields.Char("Buyer ID", readonly=True, copy=False)
    ocean_address_digest = fields.Char(readonly=True, copy=False)

    _ocean_buyer_uniq = models.UniqueIndex(
        "(ocean_storefront_id, ocean_buyer_ref) WHERE ocean_buyer_ref IS NOT NULL",
        "This buyer is already known.",
    )
    _ocean_address_idx = models.Index(
        "(parent_id, ocean_address_digest) WHERE ocean_address_digest IS NOT NULL"
    )

    @api.model
    def _ocean_partners(self, orders):
        """Return {order: (buyer, delivery address, place unclear)}, creating what is missing in two calls."""
        buyers = self._ocean_buyers(orders)
        places = {order: self.env["res.country"]._ocean_place(order.address_levels or {}) for order in orders}
        addresses = self._ocean_addresses(orders, buyers, places)
        return {order: (buyers[order], addresses[order], places[order][2]) for order in orders}

    @api.model
    def _ocean_buyers(self, orders):
        storefront = orders.storefront_id
        wanted = {order: order.buyer_ref or f"order:{order.external_id}" for order in orders}
        known = self.with_context(active_test=False).search(
            [
                ("ocean_storefront_id", "=", storefront.id),
                ("ocean_buyer_ref", "in", list(set(wanted.values()))),
            ]
        )
        by_ref = {partner.ocean_buyer_ref: partner for partner in known}
        first = {ref: order for order, ref in reversed(wanted.items()) if ref not in by_ref}
        created = self.create([self._ocean_buyer_values(order, ref) for ref, order in first.items()])
        by_ref.update({partner.ocean_buyer_ref: partner for partner in created})
        return {order: by_ref[ref] for order, ref in wanted.items()}

    @api.model
    def _ocean_buyer_values(self, order, ref):
        storefront = order.storefront_id
        return {
            "name": order.buyer_name or self.env._("Marketplace buyer"),
            "ocean_storefront_id": storefront.id,
            "ocean_buyer_ref": ref,
            "company_id": storefront.company_id.id,
            "customer_rank": 1,
        }

    @api.model
    def _ocean_addresses(self, orders, buyers, places):
        digests = {order: self._ocean_digest(order) for order in orders}
        known = self.search(
            [
                ("parent_id", "in", [buyer.id for buyer in set(buyers.values())]),
                ("ocean_address_digest", "in", list(set(digests.values()))),
            ]
        )
        by_key = {(address.parent_id.id, address.ocean_address_digest): address for address in known}
        missing = {}
        for order in orders:
            key = (buyers[order].id, digests[order])
            if key not in by_key and key not in missing:
                missing[key] = self._ocean_address_values(order, buyers[order], digests[order], places[order])
        created = self.create(list(missing.values()))
        by_key.update(dict(zip(missing, created, strict=True)))
        return {order: by_key[buyers[order].id, digests[order]] for order in orders}

    @api.model
    def _ocean_digest(self, order):
        levels = order.address_levels or {}
        text = "\x1f".join(str(levels.get(part) or "") for part in PART_TYPES)
        return hashlib.sha256(text.encode()).hexdigest()

    @api.model
    def _ocean_address_values(self, order, buyer, digest, place):
        levels = order.address_levels or {}
        country, state, _unclear = place
        return {
            "type": "delivery",
            "parent_id": buyer.id,
            "name": levels.get("name") or buyer.name,
            "phone": levels.get("phone") or False,
            "street": levels.get("street") or levels.get("full") or False,
            "street2": ", ".join(filter(None, [levels.get("village"), levels.get("district")])) or False,
            "city": levels.get("city") or False,
            "zip": levels.get("zip") or False,
            "state_id": state.id,
            "country_id": country.id,
            "company_id": buyer.company_id.id,
            "ocean_address_digest": digest,
        }


class ResCountry(models.Model):
    _inherit = "res.country"

    @api.model
    def _ocean_place(self, levels):
        """Return (country, state, unclear) of a platform address in levels.

        A place that is not recognised never blocks the order; it is marked.
        """
        code = (levels.get("country_code") or "").upper()
        country = self._ocean_countries().get(code, self)
        name = (levels.get("state") or "").strip().casefold()
        state = self._ocean_states(country).get(name, self.env["res.country.state"])
        return country, state, not country or bool(name and not state and country.state_ids)

    @api.model
    def _ocean_countries(self):
        cache = self.env.cr.cache.setdefault("ocean_countries", {})
        if not cache:
            cache.update({row.code: row.id for row in self.sudo().search_fetch([], ["code"])})
        return {code: self.browse(country_id) for code, country_id in cache.items()}

    @api.model
    def _ocean_states(self, country):
        """Return {folded name: state} of `country`; also under the name without the words for "province"."""
        cache = self.env.cr.cache.setdefault("ocean_states", {})
        if country.id not in cache:
            cache[country.id] = {
                name: state.id
                for state in country.sudo().state_ids
                for name in self._ocean_state_names(state)
            }
        return {name: self.env["res.country.state"].browse(sid) for name, sid in cache[country.id].items()}

    @api.model
    def _ocean_state_names(self, state):
        folded = state.name.strip().casefold()
        return {
            folded,
            folded.removeprefix("provinsi "),
            folded.split(" (")[0],
            (state.code or "").casefold(),
        } - {""}
