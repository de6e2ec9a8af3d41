from datetime import timezone

from odoo import api, models


class OceanListingSku(models.Model):
    """Reading variants: rows follow what the platform shows; what was sold or matched is never lost."""

    _inherit = "ocean.listing.sku"

    @api.model
    def _store(self, listing_by_id, listings):
        """Create, update, archive and bring back the variants of `listings` (`schema.Listing`).

        :param listing_by_id: rows by item id
        :return: the listings of which a variant changed
        """
        told = [listing for listing in listings if listing.skus]
        rows = [listing_by_id[listing.external_id] for listing in told]
        known = {row.id: {} for row in rows}
        for sku in self.with_context(active_test=False).search([("listing_id", "in", list(known))]):
            known[sku.listing_id.id][sku.external_id or f"draft:{sku.id}"] = sku
        missing, changed = [], self.env["ocean.listing"]
        for row, listing in zip(rows, told, strict=True):
            values = {sku.sku_id: self._values(row, listing, sku) for sku in listing.skus}
            updated = self._update(known[row.id], values)  # may find drafts that are known now
            fresh = [new for sku_id, new in values.items() if sku_id not in known[row.id]]
            missing += fresh
            if updated or fresh:
                changed |= row
        self.create(missing)
        return changed

    @api.model
    def _update(self, known, values):
        """Bring the rows `known` of a listing to `values`, both by variant id; return whether any changed."""
        changed = False
        drafts = {tuple(sku.options or ()): sku for sku in known.values() if not sku.external_id}
        for sku_id, new in values.items():
            options = tuple(new.get("options") or ())
            if options in drafts and (sku_id not in known or not known[sku_id].active):
                draft = known.pop(f"draft:{drafts.pop(options).id}")
                known[sku_id] = known[sku_id]._replace(draft) if sku_id in known else draft
            if sku := known.get(sku_id):
                differing = sku._differing({**new, "active": True})
                changed = changed or bool(differing)
                if differing:
                    sku.write(differing)
        vanished = self.concat(
            *[sku for sku_id, sku in known.items() if sku.external_id and sku_id not in values and sku.active]
        )
        vanished._give_up()
        return changed or bool(vanished)

    def _replace(self, draft):
        """This variant is on the platform again, as what `draft` was made for; return it."""
        product = draft.product_id
        draft.unlink()
        self.product_id = product
        return self

    def _give_up(self):
        """Forget variants that the platform shows no more; those that were sold or matched are archived."""
        if not self:
            return
        lines = self.env["ocean.order.line"].search(
            [
                ("storefront_id", "in", self.storefront_id._roots()._family().ids),
                ("sku_id", "in", self.mapped("external_id")),
                ("item_id", "in", self.listing_id.mapped("external_id")),
            ]
        )
        sold = {(line.item_id, line.sku_id) for line in lines}
        kept = self.filtered(lambda sku: sku.product_id or sku._variant_key() in sold)
        kept.write({"active": False})
        (self - kept).unlink()

    @api.model
    def _values(self, row, listing, sku):
        values = {
            "listing_id": row.id,
            "external_id": sku.sku_id,
            "seller_sku": sku.seller_sku or listing.seller_sku or False,
            "platform_price": float(sku.price or 0),
            "platform_quantity": sku.quantity or 0,
        }
        # An outline need not name what the platform's list does not tell; nothing is blanked by it.
        whole = {"name": sku.name or False, "barcode": sku.barcode or False}
        told = whole if listing.content else {name: value for name, value in whole.items() if value}
        return {**values, **told, **self._content_values(listing, sku)}

    @api.model
    def _content_values(self, listing, sku):
        """Return what only the content of `listing` says of a variant, nothing where it was not read."""
        variants = listing.content.variants if listing.content else ()
        found = [variant for variant in variants if variant.sku_id == sku.sku_id]
        found = found or (variants if len(variants) == len(listing.skus) == 1 else ())
        if not found:
            return {}
        until = found[0].price_locked_until
        return {
            "options": list(found[0].options) or False,
            "list_price": float(found[0].price or sku.price or 0),
            "price_locked": found[0].price_locked,
            "price_locked_until": until.astimezone(timezone.utc).replace(tzinfo=None, microsecond=0)
            if until
            else False,
        }

    def _differing(self, values):
        """Return those of `values` that this row does not have."""
        self.ensure_one()
        current = self._convert_to_write({name: self[name] for name in values})
        return {name: value for name, value in values.items() if (current[name] or False) != (value or False)}
