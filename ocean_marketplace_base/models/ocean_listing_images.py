from dataclasses import dataclass, field

from odoo import models
from odoo.fields import Domain

from ..lib import catalogue, content, image_facts
from ..lib.content import Image

# Where pictures are kept: model and field, the field of a variant being its own picture.
TEMPLATE, GALLERY, VARIANT = "product.template", "ocean.product.image", "product.product"
FIELDS = {TEMPLATE: "image_1920", GALLERY: "image", VARIANT: "image_variant_1920"}


@dataclass
class Pictures:
    """The pictures that one listing may show. Pictures are known by the checksum of what is sent of them."""

    root_id: int
    limits: catalogue.Limits
    uploads: dict
    """Rows of `ocean.image.upload` by (root storefront id, use, checksum)."""
    main: list = field(default_factory=list)
    by_product: dict = field(default_factory=dict)
    attachments: dict = field(default_factory=dict)
    """Attachment ids by checksum."""
    facts: dict = field(default_factory=dict)
    """`image_facts.ImageFacts` by checksum."""

    def images(self):
        """Return the pictures of the listing itself in order, as `content.Image`."""
        return tuple(self._image(catalogue.MAIN, checksum) for checksum in self.main)

    def images_of_values(self, products_by_value, values):
        """Return one picture per value of the first option, or none when no value has its own: platforms
        want all or none, so the first of the listing stands in for a value without.
        """
        own = [self._of_products(products_by_value.get(value, ())) for value in values]
        stand_in = self.main[0] if self.main else None
        if not any(own) or not (stand_in or all(own)):
            return ()
        return tuple(self._image(catalogue.VARIANT, checksum or stand_in) for checksum in own)

    def _of_products(self, products):
        return next((self.by_product[one.id] for one in products if one.id in self.by_product), None)

    def _image(self, use, checksum):
        sent = self.uploads.get((self.root_id, use, checksum))
        return Image(
            checksum=checksum,
            external_id=sent.external_id if sent else "",
            url=(sent.url if sent else "") or "",
        )


class OceanListing(models.Model):
    """Pictures of a listing: which are shown, in which order, and which of them the shop does not have."""

    _inherit = "ocean.listing"

    def _pictures(self, profiles):
        """Return {listing: `Pictures`}: the product's own picture first, then its gallery in order."""
        stored = self._stored_pictures()
        limits = self._limits_by_listing(profiles)
        rows = self._picture_facts(stored, limits)
        checksums = {row.checksum for row in rows.values()}
        uploads = self.env["ocean.image.upload"]._known(self.storefront_id, checksums)
        return {
            listing: listing._pictures_of(stored, rows, Pictures(root.id, limits[listing], uploads))
            for listing in self
            for root in listing.storefront_id.sudo()._roots()
        }

    def _stored_pictures(self):
        """Return {(model, id): attachment} of all pictures of the products of these listings."""
        ids = {
            TEMPLATE: self.product_tmpl_id.ids,
            GALLERY: self.product_tmpl_id.ocean_image_ids.ids,
            VARIANT: self.sku_ids.product_id.ids,
        }
        domain = Domain.OR(
            Domain("res_model", "=", model)
            & Domain("res_field", "=", name)
            & Domain("res_id", "in", ids[model])
            for model, name in FIELDS.items()
        )
        # sudo: pictures of products that the listing shows; access to attachments is that of their record
        found_sudo = (
            self.env["ir.attachment"].sudo().search_fetch(domain, ["res_model", "res_id", "checksum"])
        )
        return {(one.res_model, one.res_id): one for one in found_sudo}

    def _picture_keys(self):
        """Return (keys of the listing's own pictures in order, {product id: key})."""
        template = self.product_tmpl_id
        main = [(TEMPLATE, template.id), *((GALLERY, image.id) for image in template.ocean_image_ids)]
        return main, {product.id: (VARIANT, product.id) for product in self.sku_ids.product_id}

    def _limits_by_listing(self, profiles):
        """Return {listing: `catalogue.Limits`}: those of the category, else those of the platform."""
        trees = self.env["ocean.category.tree"]._of(self.storefront_id)
        of_tree = {tree: tree._limits() for tree in set(trees.values())}
        categories = {profile.category_id for profile in profiles.values() if profile.category_id}
        rules = {category: category._rules() for category in categories}
        limits = {}
        for listing in self:
            known = rules.get(profiles[listing].category_id) if listing in profiles else None
            limits[listing] = known.limits if known else of_tree[trees[listing.storefront_id]]
        return limits

    def _picture_facts(self, stored, limits):
        """Return {(attachment id, limits): row of `ocean.image.facts`}."""
        wanted = {}
        for listing in self:
            main, by_product = listing._picture_keys()
            keys = [key for key in (*main, *by_product.values()) if key in stored]
            wanted.setdefault(limits[listing], set()).update(stored[key].id for key in keys)
        found = {}
        for bounds, ids in wanted.items():
            # sudo: as above
            rows = self.env["ocean.image.facts"]._of(self.env["ir.attachment"].sudo().browse(ids), bounds)
            found.update({(attachment_id, bounds): row for attachment_id, row in rows.items()})
        return found

    def _pictures_of(self, stored, rows, pictures):
        """Fill `pictures` for this listing and return it."""
        main, by_product = self._picture_keys()

        def checksum_of(key):
            attachment = stored[key]
            row = rows[attachment.id, pictures.limits]
            pictures.attachments[row.checksum] = attachment.id
            pictures.facts[row.checksum] = row._facts()
            return row.checksum

        pictures.main = [checksum_of(key) for key in main if key in stored]
        pictures.by_product = {one: checksum_of(key) for one, key in by_product.items() if key in stored}
        return pictures

    # === SENDING === #

    def _missing_images(self, keys=None):
        """Return [((use, checksum), function that returns the bytes)] of what the shop does not have yet.

        What was sent of it is kept with `ocean.image.upload._store`.

        :param keys: parts (`content.KEYS`) that will be sent, ``None`` for all; only their pictures are
        """
        wanted = content.KEYS if keys is None else keys
        missing = {}
        for made, pictures in self._built().values():
            shown = {catalogue.MAIN: made.images if content.IMAGES in wanted else ()}
            options = made.options if content.VARIANTS in wanted else ()
            shown[catalogue.VARIANT] = [image for option in options for image in option.images]
            for use, images in shown.items():
                for image in images:
                    if image.checksum and not image.external_id:
                        missing[use, image.checksum] = self._bytes_of(pictures, image.checksum)
        return list(missing.items())

    def _bytes_of(self, pictures, checksum):
        # sudo: as for `_stored_pictures`
        attachment_sudo = self.env["ir.attachment"].sudo().browse(pictures.attachments[checksum])
        facts = self.env["ocean.image.facts"]
        return lambda: image_facts.prepare(facts._bytes(attachment_sudo), pictures.limits).data
