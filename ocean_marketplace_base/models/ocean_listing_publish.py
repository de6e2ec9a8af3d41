from dataclasses import replace
from functools import partial

from odoo import api, fields, models

from ..lib import content, failpoints
from ..lib.errors import AuthExpired, InvalidRequest, MarketplaceError, Rejected, Transient
from .ocean_listing_requests import TOO_LOW

SKUS_TO_FIND = 3  # of a new item: platforms look for SKUs one by one
UPLOADED, BEFORE_CREATED, CREATED, KNOWN, WRITTEN, BEFORE_TAKEN = failpoints.register(
    "publish.uploaded",
    "publish.before_created",
    "publish.created",
    "publish.known",
    "publish.written",
    "publish.before_taken",
)


class OceanListing(models.Model):
    """Publishing: create or update an item so that the platform shows what we say, and read back.

    Every step looks first at what there is, so that a request that died anywhere is simply sent again: a
    picture is stored as soon as the platform has it, and so is the id of a new item. While `create_key` is
    set nobody knows whether all of the item was created: without its id it is looked for by its seller SKUs
    first, with its id all of it is sent again.
    """

    _inherit = "ocean.listing"

    create_key = fields.Char(readonly=True, copy=False)

    def _publish(self, command):
        """Carry `command` out for this listing.

        :raise InvalidRequest: the content is not complete, or its prices are too low
        :raise MarketplaceError: what the platform says
        """
        self.ensure_one()
        self._check_company_of_products()
        keys = self._keys_of(command)
        self._check_complete(keys)
        low = self._low_prices() if content.PRICE in keys else {}
        self._check_not_only_low(keys, low)
        self._send_images(keys)
        said = self._without_prices(self._our_content(), low)
        if not self.external_id:
            keys, refused = content.KEYS, self._create_item(command, said)
        elif keys:
            refused = self._update_item(said, keys)
        else:
            refused = {}
        found = self._remote_now()
        self.env["ocean.retry"]._retrying(
            partial(self._keep_published, command, said, keys, {**low, **refused}, found)
        )

    def _keys_of(self, command):
        """Return the parts to send: those asked for, by default all that differ; all of a new item."""
        if not self.external_id or self.create_key:
            return content.KEYS
        wanted = self._keys_to_send()
        asked = command.content_keys
        return frozenset(asked) if asked else wanted

    # === BEFORE ANYTHING IS SENT === #

    def _check_company_of_products(self):
        """:raise InvalidRequest: a product went to another company after it was listed here"""
        for product in self.product_tmpl_id | self.sku_ids.product_id.product_tmpl_id:
            if product.company_id and product.company_id != self.company_id:
                text = self.env._(
                    "“%(product)s” belongs to %(company)s, “%(storefront)s” to %(other)s. Give the product "
                    "back, share it between companies, or match the listing to another product.",
                    product=product.display_name,
                    company=product.company_id.name,
                    storefront=self.storefront_id.name,
                    other=self.company_id.name,
                )
                raise InvalidRequest(text, code="other_company")

    def _check_complete(self, keys):
        """:raise InvalidRequest: with a sentence for each thing that is missing in the parts `keys`"""
        found = [problem for problem in self._problems() if problem.blocking and problem.key in keys]
        if found:
            words = " ".join(self._problem_text(problem) for problem in found)
            raise InvalidRequest(words, code="incomplete")

    def _low_prices(self):
        """Return {part: why its price is not sent} of the variants whose price is too low."""
        return {
            self._price_part(sku): f"{sku.seller_sku or sku.display_name}: {refusal}"
            for sku in self.sku_ids
            if not sku.price_locked and (refusal := sku._price_refusal())
        }

    def _price_part(self, sku):
        return f"{content.PRICE}:{sku.external_id or sku.id}"

    def _check_not_only_low(self, keys, low):
        """:raise InvalidRequest: nothing is left to send, or it cannot go without these prices"""
        sent = self.sku_ids.filtered(lambda sku: sku._our_price() and self._price_part(sku) not in low)
        if low and (not self.external_id or (keys == {content.PRICE} and not sent)):
            raise InvalidRequest(" ".join(low.values()), code=TOO_LOW)

    def _without_prices(self, said, low):
        """Return the content `said` without the prices that are not to be sent."""
        held = {part.partition(":")[2] for part in low}
        return replace(
            said,
            variants=tuple(
                replace(variant, price=None)
                if (variant.sku_id in held or variant.price_locked) and self.external_id
                else variant
                for variant in said.variants
            ),
        )

    def _send_images(self, keys):
        """Send the pictures that the platform does not have yet, each kept as soon as it is there."""
        for (use, checksum), data in self._missing_images(keys):
            picture = data()
            sent = self._with_catalogue(
                lambda catalogue, picture=picture, use=use: catalogue.upload_image(picture, use=use)
            )
            row = {"use": use, "checksum": checksum, "external_id": sent.external_id, "url": sent.url}
            keep = partial(self.env["ocean.image.upload"]._store, self.storefront_id, [row])
            self.env["ocean.retry"]._retrying(keep)
            failpoints.hit(UPLOADED)

    # === CREATING === #

    def _create_item(self, command, said):
        """Create the item, unless an earlier try did; return the parts that were refused."""
        if number := self._created_before(said):
            self.env["ocean.retry"]._retrying(partial(self._keep_number, number, {}))
            return self._update_item(said, content.KEYS)
        key = self.create_key or command.effect_key
        self.env["ocean.retry"]._retrying(partial(self.write, {"create_key": key}))
        failpoints.hit(BEFORE_CREATED)
        try:
            written = self._with_catalogue(lambda catalogue: catalogue.create(said, key=key))
        except Transient:
            raise
        except MarketplaceError:
            self.env["ocean.retry"]._retrying(partial(self.write, {"create_key": False}))
            raise
        failpoints.hit(CREATED)
        self.env["ocean.retry"]._retrying(partial(self._keep_number, written.external_id, written.sku_ids))
        failpoints.hit(KNOWN)
        if _expired(written):  # the item is there; what it lacks is added with a new token
            return self._update_item(said, content.KEYS)
        return self._refused_words(written)

    def _created_before(self, said):
        """Return the id of the item that an earlier try created, if it did.

        :raise Rejected: the shop has an item with one of these seller SKUs that is not ours
        """
        skus = [variant.seller_sku for variant in said.variants if variant.seller_sku]
        found = {} if self.create_key else self._known_with(skus)
        if skus and not found:
            found = self._with_catalogue(lambda catalogue: catalogue.find(skus[:SKUS_TO_FIND]))
        numbers = set(found.values())
        if self.create_key and len(numbers) == 1:
            return numbers.pop()
        if numbers:
            raise Rejected(
                self.env._(
                    "The shop already has an item with the SKU %(sku)s (item %(number)s). Read the listings "
                    "and match it, or use another SKU.",
                    sku=next(iter(found)),
                    number=", ".join(sorted(numbers)),
                ),
                code="duplicate_sku",
            )
        return ""

    def _known_with(self, skus):
        """Return {seller SKU: item id} of the shop's other listings that we know."""
        rows = self.env["ocean.listing.sku"].search(
            [
                ("storefront_id", "=", self.storefront_id.id),
                ("seller_sku", "in", skus),
                ("listing_id", "!=", self.id),
                ("listing_id.external_id", "!=", False),
                ("listing_id.state", "!=", "deleted"),
            ]
        )
        return {row.seller_sku: row.listing_id.external_id for row in rows}

    def _keep_number(self, number, sku_ids):
        """Remember the platform's ids of the new item. If it was read meanwhile, that row makes room."""
        others = self.search([("storefront_id", "=", self.storefront_id.id), ("external_id", "=", number)])
        (others - self).unlink()
        self.external_id = number
        for sku in self.sku_ids.filtered(lambda sku: not sku.external_id):
            if found := sku_ids.get(tuple(sku.options or ())):
                sku.external_id = found

    # === UPDATING AND WHAT FOLLOWS === #

    def _update_item(self, said, keys):
        number = self.external_id
        written = self._with_catalogue(partial(self._update_parts, number, said, keys))
        failpoints.hit(WRITTEN)
        return self._refused_words(written)

    @api.model
    def _update_parts(self, number, said, keys, catalogue):
        """Update the item. A token that dies on the way is told as such: with a new one all parts are sent
        again, which changes nothing where they were taken.
        """
        written = catalogue.update(number, said, keys)
        if expired := _expired(written):
            raise expired
        return written

    def _with_catalogue(self, function):
        return self.storefront_id._with_catalogue(function)

    def _refused_words(self, written):
        """Return {part: words of the platform} of what it did not take.

        :raise MarketplaceError: a part failed for a reason that passes: all of it is tried again
        """
        for error in written.refused.values():
            if not isinstance(error, (Rejected, InvalidRequest)):
                raise error
        names = {sku.external_id: sku.seller_sku for sku in self.sku_ids if sku.external_id}
        return {
            part: " ".join(filter(None, (names.get(part.partition(":")[2]), error.message)))
            for part, error in written.refused.items()
        }

    def _keep_published(self, command, said, keys, refused, found):
        """Remember what both sides agree on now, and what was not taken."""
        failpoints.hit(BEFORE_TAKEN)
        self.create_key = False
        taken = keys - {part.partition(":")[0] for part in refused}
        theirs = found.get(self.external_id)
        for listing in self._with_twins():
            if taken:
                listing._mark_agreed(taken, said)
            if theirs:
                listing._take_over(theirs)
        command.write(
            {
                "answer": " ".join(refused.values())[:500] or False,
                "only_prices": bool(refused) and all(part.startswith(content.PRICE) for part in refused),
            }
        )


def _expired(written):
    """Return the `AuthExpired` that stopped a part of what was `written`, ``None`` if none did."""
    return next((error for error in written.refused.values() if isinstance(error, AuthExpired)), None)
