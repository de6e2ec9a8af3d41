"""Why the platform hides or refuses a product, in its words ("Get Product", "Search Products")."""

from odoo.addons.ocean_marketplace_base.lib import content
from odoo.addons.ocean_marketplace_base.lib.schema import ReviewNote

from .payloads_product import AuditReason, Product

# ``position`` is prose in the seller's language; these words are in it where it is English or Indonesian.
_PLACES = (
    (content.DESCRIPTION, ("descri", "deskripsi")),
    (content.NAME, ("title", "name", "judul", "nama")),
    (content.IMAGES, ("image", "picture", "photo", "gambar", "foto")),
    (content.PRICE, ("price", "harga")),
    (content.VARIANTS, ("sku", "variation", "variant", "variasi", "varian")),
    (content.SIZE, ("weight", "dimension", "package", "berat", "ukuran", "paket")),
    (content.CATEGORY, ("category", "brand", "attribute", "propert", "kategori", "merek", "atribut")),
)


def notes_of(product: Product) -> tuple[ReviewNote, ...]:
    """Return a note for each reason. ``code`` of an audit's reason is the storefront that it is about."""
    reasons = [note for one in product.audit_failed_reasons for note in _notes(one)]
    waiting = (
        [*product.audit.pre_approved_reasons, *product.audit.not_submitted_reasons] if product.audit else []
    )
    words = [ReviewNote(text=word.replace("_", " ").capitalize(), code=word) for word in waiting if word]
    unsynced = [ReviewNote(text=text) for text in product.product_sync_fail_reasons if text]
    return (*reasons, *words, *unsynced)


def _notes(one: AuditReason) -> list[ReviewNote]:
    advice = " ".join(filter(None, one.suggestions))
    key = _key_of(one.position)
    texts = [text for text in one.reasons if text] or [one.position]
    return [
        ReviewNote(text=text, code=one.listing_platform, key=key, advice=advice) for text in texts if text
    ]


def _key_of(position: str) -> str:
    text = position.lower()
    return next((key for key, words in _PLACES if any(word in text for word in words)), "")
