from odoo import fields, models
from odoo.exceptions import UserError

from ..lib import differences, listing_aspects
from ..lib.content import USED
from ..lib.listing_aspects import BARCODE, PRICE, SELLER_SKU

UNDO = ("own", "agreed", "sent", "kept")


class OceanListing(models.Model):
    """What a person reads about the differences of a listing, and what follows from his choices."""

    _inherit = ["ocean.listing", "ocean.difference.source"]
    _name = "ocean.listing"

    def _ask_person(self, asked):
        """Open the exceptions that show both sides; those without anything to ask are over.

        :param asked: {listing: aspects} of all of these, a few queries whatever their number
        """
        rows = self._open_rows("listing_changed")
        text = self.env._("The storefront asks a person what to take.")
        differing = self.filtered(lambda listing: asked[listing])
        rows.update((differing - self.browse().concat(*rows))._report("listing_changed", text))
        shown = {rows[listing]: (listing, asked[listing]) for listing in differing}
        self.env["ocean.exception"]._set_all_differences(shown, text)
        over = [rows[listing] for listing in self if listing in rows and not asked[listing]]
        self.env["ocean.exception"].concat(*over)._resolve()

    # === WORDS === #

    def _difference_label(self, key):
        part, _colon, sku_id = key.partition(":")
        label = {
            "name": self.env._("Name"),
            "description": self.env._("Description"),
            "category_id": self.env._("Category"),
            "brand": self.env._("Brand"),
            "attributes": self.env._("Attributes"),
            "images": self.env._("Images"),
            "weight": self.env._("Weight"),
            "dimensions": self.env._("Size of the parcel"),
            "condition": self.env._("Condition"),
            "days_to_ship": self.env._("Lead time"),
            "variants": self.env._("Variants"),
            "option_images": self.env._("Images of variants"),
            PRICE: self.env._("Price"),
            SELLER_SKU: self.env._("Seller SKU"),
            BARCODE: self.env._("Barcode"),
        }[part]
        sku = self._variant_row(sku_id) if sku_id else None
        name = sku and (sku.name or (sku.seller_sku if len(self.sku_ids) > 1 else ""))
        return self.env._("%(variant)s, %(field)s", variant=name, field=label.lower()) if name else label

    def _variant_row(self, sku_id):
        return self.with_context(active_test=False).sku_ids.filtered(lambda sku: sku.external_id == sku_id)

    def _difference_text(self, key, value):
        if value is False or value in (None, [], {}, ""):  # an empty Json field reads as False
            return "–"
        part = key.partition(":")[0]
        reader = getattr(self, f"_text_{part}", None)
        return reader(value) if reader else str(value)

    def _text_name(self, value):
        return " ".join(value)

    def _text_description(self, value):
        return "\n".join(value)

    def _text_category_id(self, value):
        tree = self.env["ocean.category.tree"]._of(self.storefront_id)[self.storefront_id]
        found = self.env["ocean.category"].search([("tree_id", "=", tree.id), ("external_id", "=", value)])
        return found.complete_name or value

    def _text_brand(self, value):
        remote = self.remote or {}
        if remote.get("brand_id") == value and remote.get("brand_name"):
            return remote["brand_name"]
        tree = self.env["ocean.category.tree"]._of(self.storefront_id)[self.storefront_id]
        found = self.env["ocean.brand"].search([("tree_id", "=", tree.id), ("external_id", "=", value)])
        return found.name or value

    def _text_attributes(self, value):
        """Return "Material: Cotton; Length: 30 cm": names as the platform or the category tells them."""
        names = self._attribute_words(value)
        texts = []
        for attribute_id, (value_ids, own, unit) in value.items():
            label, choices = names.get(attribute_id, (attribute_id, {}))
            words = [choices.get(value_id, value_id) for value_id in value_ids] + list(own)
            texts.append(f"{label}: " + " ".join(filter(None, [", ".join(words), unit])))
        return "; ".join(texts)

    def _attribute_words(self, wanted):
        """Return {attribute id: (name, {value id: name})}."""
        known = self.env["ocean.attribute"].search(
            [("category_id", "=", self.category_id.id), ("external_id", "in", list(wanted))]
        )
        words = {
            attribute.external_id: (
                attribute.name,
                {value.external_id: value.name for value in attribute.value_ids},
            )
            for attribute in known
        }
        for plain in (self.remote or {}).get("attributes") or ():
            label, choices = words.get(plain["attribute_id"], ("", {}))
            told = dict(zip(plain["value_ids"], plain["texts"], strict=False))
            words[plain["attribute_id"]] = (
                label or plain["name"] or plain["attribute_id"],
                {**choices, **told},
            )
        return words

    def _text_images(self, value):
        return self.env._("1 image") if len(value) == 1 else self.env._("%s images", len(value))

    def _text_option_images(self, value):
        return self._text_images(value)

    def _text_weight(self, value):
        return self.env._("%s g", value)

    def _text_dimensions(self, value):
        return " × ".join(f"{side:g}" for side in value) + " cm"

    def _text_condition(self, value):
        return self.env._("Used") if value == USED else self.env._("New")

    def _text_days_to_ship(self, value):
        return self.env._("1 day") if value == 1 else self.env._("%s days", value)

    def _text_variants(self, value):
        options = [f"{name}: {', '.join(values)}" for name, values in value["options"]]
        if not options:
            return self.env._("No variants")
        return self.env._(
            "%(options)s (%(count)s variants)", options="; ".join(options), count=len(value["variants"])
        )

    def _text_price(self, value):
        return self._amount_text(float(value))

    # === PICTURES === #

    def _difference_picture(self, key, sides, side):
        """Return the address of a picture that only this side has, ``False`` where it is not about any."""
        if key not in ("images", "option_images"):
            return False
        other = differences.THEIRS if side == differences.OURS else differences.OURS
        mine = sides[side] or []
        only = [image for image in mine if image not in (sides[other] or [])]
        addresses = self._image_addresses(mine)
        return next((addresses[image] for image in only or mine if addresses.get(image)), False)

    def _image_addresses(self, images):
        """Return {image key: address} of those of `images` (keys) that we sent, and of all shown now."""
        uploads = self.env["ocean.image.upload"].search(
            [
                ("storefront_id", "in", self.storefront_id._roots()._family().ids),
                ("external_id", "in", images),
                ("url", "!=", False),
            ]
        )
        found = {upload.external_id: upload.url for upload in uploads}
        remote = self._remote_content()
        for image in remote.images if remote else ():
            found[listing_aspects.image_key(image)] = image.url
        return found

    # === WHAT A CHOICE DOES === #

    def _difference_effect(self, key, sides):
        part, _colon, _sku_id = key.partition(":")
        if part == PRICE:
            price = self._difference_text(key, sides["theirs"])
            return self.env._("The price of this storefront is fixed at %(price)s", price=price)
        if part == "variants":
            return self.env._("The variants stay as on the platform; new ones wait for their product")
        if part in (SELLER_SKU, BARCODE):
            return self.env._("The variant is known by this code here; the product keeps its own")
        return self.env._("Only this listing says so; the product and other storefronts stay as they are")

    def _difference_note(self):
        """Return when the platform changed it and when we sent something last."""
        self.ensure_one()
        parts = []
        platform = self.storefront_id.platform_label
        if self.remote_updated_at:
            moment = self._moment_text(self.remote_updated_at)
            parts.append(self.env._("Changed on %(platform)s %(time)s", platform=platform, time=moment))
        last = self.env["ocean.listing.history"].search(
            [("listing_id", "=", self.id), ("what", "=", "sent")], limit=1
        )
        if last:
            moment = self._moment_text(last.happened_at)
            parts.append(self.env._("sent by us last %(time)s", time=moment))
        return " · ".join(parts)

    def _moment_text(self, moment):
        """Return a UTC moment as the user reads times: day, month and 24-hour clock."""
        return fields.Datetime.context_timestamp(self, moment).strftime("%d/%m %H:%M")

    def _difference_both(self):
        """Return [(title, address)] of this listing, its product and its page on the platform."""
        self.ensure_one()
        pages = [(self.env._("Listing %(name)s", name=self.name), f"/odoo/ocean.listing/{self.id}")]
        if product := self.sudo().product_tmpl_id:  # sudo: only its name; the page checks the rights
            pages.append(
                (
                    self.env._("Product %(name)s", name=product.display_name),
                    f"/odoo/product.template/{product.id}",
                )
            )
        if (self.url or "").startswith("https://"):
            pages.append((self.storefront_id.platform_label, self.url))
        return pages

    # === CHOICES === #

    def _difference_env(self):
        company = self.company_id
        return self.with_company(company).with_context(allowed_company_ids=company.ids)

    def _asked(self):
        """Return the aspects that a person must look at, as they are now."""
        self.ensure_one()
        aspects = self._aspects()
        plan = self._plan(aspects)
        return [aspect for aspect in aspects if plan[aspect.key] == "ask"]

    def _difference_refresh(self, seen):
        """Return whether what a person saw ({key: sides}) is no longer so, having brought it up to date."""
        if {aspect.key: aspect.sides for aspect in self._asked()} == seen:
            return False
        self._compare()
        return True

    def _difference_apply(self, choices):
        """Carry out `choices` ({key: ours or theirs}); ours is sent where the storefront sends by itself.

        :return: values for `_difference_undo`
        """
        before = self._undo_values()
        asked = self._asked()
        kept = [aspect for aspect in asked if choices.get(aspect.key) == differences.OURS]
        taken = [aspect for aspect in asked if choices.get(aspect.key) == differences.THEIRS]
        self._keep(kept)
        changes = self._take(taken)
        self.env["ocean.listing.history"]._note(self, "taken", changes)
        self.env["ocean.listing.history"]._note(
            self, "kept", {aspect.key: (aspect.theirs, aspect.ours) for aspect in kept}
        )
        self._compare()
        if kept:
            self._send_by_itself()
        before["after"] = self._undo_values()
        return before

    def _keep(self, aspects):
        """Hold on to ours against what the platform says now."""
        kept = {**(self.kept or {}), **{aspect.key: aspect.theirs for aspect in aspects}}
        self._remember(kept=kept)

    def _send_by_itself(self):
        """Ask the platform to take what is ours, where the storefront is set up to send by itself."""
        self.ensure_one()
        if self.storefront_id.listing_push == "automatic" and (keys := self._keys_to_send()):
            # sudo: a manager decided that what is ours is sent by itself, whoever settles the conflict
            self.sudo()._ask("listing_publish", keys)

    # === UNDO === #

    def _undo_values(self):
        return {
            **{name: self[name] or {} for name in UNDO},
            "skus": {
                str(sku.id): {
                    "own_price": sku.own_price,
                    "seller_sku": sku.seller_sku,
                    "barcode": sku.barcode,
                }
                for sku in self.sku_ids
            },
        }

    def _difference_undo_refusal(self, values):
        """Return why the choices cannot be undone any more, or ``""``."""
        if self._undo_values() != values["after"]:
            return self.env._("The listing changed or was sent again meanwhile.")
        return ""

    def _difference_undo(self, values):
        """Bring back what was there before the choices; the differences are asked again."""
        self.ensure_one()
        if reason := self._difference_undo_refusal(values):
            raise UserError(self.env._("This cannot be undone: %(reason)s", reason=reason))
        self.write({name: values[name] or False for name in UNDO})
        for sku in self.sku_ids:
            sku.write(values["skus"].get(str(sku.id), {}))
        self._compare()
