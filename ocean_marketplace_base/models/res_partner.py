import hashlib

from odoo import api, fields, models

from ..lib.places_text import is_masked, keys

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
    ocean_masked = fields.Boolean("Masked by the platform", readonly=True, copy=False)
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
        places = {
            order: self.env["res.country"]._ocean_locate(
                order.address_levels or {}, order.storefront_id.region
            )
            for order in orders
        }
        self.env["ocean.place"]._note(places)
        addresses = self._ocean_addresses(orders, buyers, places)
        return {order: (buyers[order], addresses[order], places[order].unclear) for order in orders}

    @api.model
    def _ocean_buyers(self, orders):
        """Return {order: buyer}. The key is the platform's id; without one every order has its own buyer."""
        storefront = orders.storefront_id
        wanted = {order: order.buyer_ref or f"order:{order.external_id}" for order in orders}
        known = self.with_context(active_test=False).search(
            [
                ("ocean_storefront_id", "=", storefront.id),
                ("ocean_buyer_ref", "in", list(set(wanted.values()))),
            ]
        )
        by_ref = {partner.ocean_buyer_ref: partner for partner in known}
        self._ocean_unmask({order: by_ref[ref] for order, ref in wanted.items() if ref in by_ref})
        new = {order: ref for order, ref in wanted.items() if ref not in by_ref}
        created = self.create([self._ocean_buyer_values(order, ref) for ref, order in self._ocean_first(new)])
        by_ref.update({partner.ocean_buyer_ref: partner for partner in created})
        return {order: by_ref[ref] for order, ref in wanted.items()}

    @api.model
    def _ocean_first(self, wanted):
        """Yield each buyer's id with the order that names the buyer: the first that does not mask the name.

        So a buyer is called the same whether orders arrive together or one by one.
        """
        named = {
            ref: order for order, ref in reversed(wanted.items()) if not self._ocean_hides(order.buyer_name)
        }
        first = {ref: order for order, ref in reversed(wanted.items())}
        return (first | named).items()

    @api.model
    def _ocean_unmask(self, buyers):
        """Give buyers the name that an order shows at last; names that were not masked stay as they are."""
        for order, buyer in buyers.items():
            if buyer.ocean_masked and not self._ocean_hides(order.buyer_name):
                buyer.write({"name": order.buyer_name, "ocean_masked": False})

    @api.model
    def _ocean_hides(self, name):
        return not name or is_masked(name)

    @api.model
    def _ocean_buyer_values(self, order, ref):
        storefront = order.storefront_id
        return {
            "name": order.buyer_name or self.env._("Marketplace buyer"),
            "ocean_storefront_id": storefront.id,
            "ocean_buyer_ref": ref,
            "ocean_masked": self._ocean_hides(order.buyer_name),
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
        """Return what tells addresses apart; case and spaces do not."""
        levels = order.address_levels or {}
        text = "\x1f".join(" ".join(str(levels.get(part) or "").casefold().split()) for part in PART_TYPES)
        return hashlib.sha256(text.encode()).hexdigest()

    @api.model
    def _ocean_address_values(self, order, buyer, digest, located):
        levels, place = order.address_levels or {}, located.place
        return {
            "type": "delivery",
            "parent_id": buyer.id,
            "name": levels.get("name") or buyer.name,
            "phone": levels.get("phone") or False,
            "street": levels.get("street") or levels.get("full") or False,
            "company_id": buyer.company_id.id,
            "ocean_address_digest": digest,
            "ocean_masked": any(is_masked(str(levels.get(part) or "")) for part in PART_TYPES),
            **self._ocean_place_values(located),
            "street2": ", ".join(filter(None, [place.village, place.district])) or False,
            "city": place.city or False,
            "zip": place.zip or False,
        }

    @api.model
    def _ocean_place_values(self, located):
        """Return the values of an address that are records: country, state, and city where Odoo has it."""
        values = {"country_id": located.country.id, "state_id": located.state.id}
        if "city_id" in self._fields:
            values["city_id"] = self._ocean_city_id(located.state, located.place.city)
        return values

    @api.model
    def _ocean_city_id(self, state, city):
        """Return the id of a `res.city` of `state`, a model of another addon, or ``False``."""
        cache = self.env.cr.cache.setdefault("ocean_cities", {})
        if state and state.id not in cache:
            # sudo: importing needs no rights on the list of cities
            rows = self.env["res.city"].sudo().search_fetch([("state_id", "=", state.id)], ["name"])
            cache[state.id] = {form: row.id for row in rows for form in keys(row.name)}
        names = cache.get(state.id, {})
        return next((names[form] for form in keys(city) if form in names), False)
