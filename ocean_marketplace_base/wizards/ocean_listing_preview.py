from odoo import api, fields, models
from odoo.exceptions import UserError

from ..lib import content, listing_aspects

SHOWN = 120  # characters of a text


class OceanListingPreview(models.TransientModel):
    """What would change on the platforms if it were published now; nothing is sent before Push is pressed."""

    _name = "ocean.listing.preview"
    _description = "Preview before pushing"

    kind = fields.Selection(
        [("listing_publish", "Listings"), ("listing_prices", "Prices")],
        required=True,
        readonly=True,
        default="listing_publish",
    )
    line_ids = fields.One2many("ocean.listing.preview.line", "preview_id", "Changes")
    summary = fields.Text("Changes per storefront", compute="_compute_summary")
    count = fields.Integer("Number of changes", compute="_compute_summary")
    danger_count = fields.Integer("Changes in red", compute="_compute_summary")
    unchanged_count = fields.Integer("Unchanged", readonly=True)
    accept_reason = fields.Char("Why prices in red are accepted")

    @api.depends("line_ids.danger")
    def _compute_summary(self):
        for preview in self:
            by_shop = preview.line_ids.grouped("storefront_id")
            preview.summary = "\n".join(preview._summary_of(shop, lines) for shop, lines in by_shop.items())
            preview.count = len(preview.line_ids)
            preview.danger_count = len(preview.line_ids.filtered("danger"))

    @api.model
    def _summary_of(self, storefront, lines):
        """Return how many listings and changes of a storefront `lines` are about."""
        listings, changes = len(lines.listing_id), len(lines)
        parts = [
            self.env._("1 listing") if listings == 1 else self.env._("%(count)d listings", count=listings),
            self.env._("1 change") if changes == 1 else self.env._("%(count)d changes", count=changes),
        ]
        return f"{storefront.display_name}: {', '.join(parts)}"

    @api.model
    def _open(self, listings, kind="listing_publish"):
        """Return the action of the dialog that shows what publishing `listings` would change.

        :raise AccessError: the caller is no manager
        :raise UserError: nothing differs
        """
        listings._check_may_ask("listing_publish")
        senders = listings.browse().union(*listings._senders().values())
        wanted = senders._wanted_keys(kind)
        if not wanted:
            raise UserError(self.env._("Nothing differs: the platforms show what is here."))
        preview = self.create({"kind": kind, "unchanged_count": len(senders) - len(wanted)})
        said = listings.browse().concat(*wanted)._our_contents()
        rows = [
            row for listing, keys in wanted.items() for row in preview._rows(listing, keys, said[listing])
        ]
        self.env["ocean.listing.preview.line"].create(rows)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Preview before pushing"),
            "res_model": self._name,
            "res_id": preview.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    # === WHAT CHANGES === #

    def _rows(self, listing, keys, said):
        """Return the values of the lines about one listing, of which we say `said` (`content.Content`)."""
        if not listing.external_id:
            return [self._row(listing, "name", "", "", listing.name, self.env._("New on this storefront"))]
        skus = {sku.external_id: sku for sku in listing.sku_ids}
        plan = {aspect.key: aspect for aspect in listing._aspects(said)}
        steps = listing._plan(list(plan.values()))
        rows = []
        for part, aspect in plan.items():
            if steps[part] != "send" or listing_aspects.sent_as(part) not in keys:
                continue
            sku = skus.get(part.partition(":")[2])
            if listing_aspects.sent_as(part) == content.PRICE and sku:
                rows.append(self._price_row(listing, sku))
            else:
                rows.append(
                    self._row(
                        listing,
                        part,
                        sku.seller_sku if sku else "",
                        listing._difference_text(part, aspect.theirs),
                        listing._difference_text(part, aspect.ours),
                        self.env._("Changed here"),
                    )
                )
        return rows

    def _row(self, listing, part, variant, now, then, why, danger=""):
        return {
            "preview_id": self.id,
            "listing_id": listing.id,
            "content_key": listing_aspects.sent_as(part),
            "label": listing._difference_label(part.partition(":")[0]),
            "variant": variant or False,
            "now": (now or "")[:SHOWN] or "–",
            "then": (then or "")[:SHOWN] or "–",
            "why": why,
            "danger": danger or False,
        }

    def _price_row(self, listing, sku):
        refusal, danger = sku._price_refusal(), ""
        if refusal:
            danger = "price"
        elif sku._is_steep():
            danger, refusal = "drop", self.env._("More than half cheaper than now")
        return {
            **self._row(
                listing,
                listing_aspects.PRICE,
                sku.seller_sku,
                sku._amount_text(sku.list_price) if sku.list_price else "",
                sku._amount_text(sku.here_price),
                refusal or self._why_price(sku),
                danger,
            ),
            "sku_id": sku.id,
        }

    def _why_price(self, sku):
        if sku.own_price:
            return self.env._("Fixed for this storefront")
        # sudo: the name of the pricelist is all that is shown
        return self.env._("Pricelist “%(name)s”", name=sku.storefront_id.sudo().pricelist_id.name)

    # === PUSHING === #

    def action_push_selected(self):
        """Publish the chosen changes."""
        return self._push(self.line_ids.filtered("chosen"))

    def action_push_all(self):
        """Publish everything that is listed, except what is too low for its limits and not accepted."""
        return self._push(self.line_ids)

    def _push(self, lines):
        self.ensure_one()
        held = lines.filtered(lambda line: line.danger == "price")
        if held and (self.accept_reason or "").strip():
            held.sku_id._accept_prices(self.accept_reason)
        elif held:
            lines -= held
        if not lines:
            raise UserError(
                self.env._("Choose at least one change. Prices in red need a reason why they are accepted.")
            )
        keys = {
            listing: frozenset(group.mapped("content_key")) if listing.external_id else content.KEYS
            for listing, group in lines.grouped("listing_id").items()
        }
        return lines.listing_id._start(self.kind, keys, close=True)


class OceanListingPreviewLine(models.TransientModel):
    """One value that would change on a platform."""

    _name = "ocean.listing.preview.line"
    _description = "Change before pushing"
    _order = "danger, storefront_id, listing_id, id"

    preview_id = fields.Many2one("ocean.listing.preview", required=True, ondelete="cascade", index=True)
    listing_id = fields.Many2one("ocean.listing", required=True, readonly=True, ondelete="cascade")
    storefront_id = fields.Many2one(related="listing_id.storefront_id", store=True)
    sku_id = fields.Many2one("ocean.listing.sku", readonly=True, ondelete="cascade")
    variant = fields.Char("SKU", readonly=True)
    content_key = fields.Char(required=True, readonly=True)
    label = fields.Char("Field", readonly=True)
    now = fields.Char("On platform now", readonly=True)
    then = fields.Char("Will be", readonly=True)
    why = fields.Char(readonly=True)
    danger = fields.Selection(
        [("price", "Below the limits"), ("drop", "Large drop")], "Look twice", readonly=True
    )
    chosen = fields.Boolean("Push", default=True)
