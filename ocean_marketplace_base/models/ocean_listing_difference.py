from odoo import fields, models

from ..lib import differences, listing_aspects
from ..lib.content import KEYS, PRICE, content_from_plain

# Parts of which the platform shows what it was sent and nothing else.
EXACT = (PRICE, "condition", "days_to_ship")
# Where a value that is taken over is kept in `own`; variants are the rows of the listing.
OWN_NAMES = {"brand": ("brand_id", "brand_name"), "variants": (), "option_images": ()}
SEND, TAKE, ASK, SAME = "send", "take", "ask", "same"


class OceanListing(models.Model):
    """What differs between us and the platform, part by part, and what follows from it.

    `agreed` is what the platform showed when both sides were brought in line last. Platforms change what they
    are sent (spaces, ids of pictures), so `sent` says what of ours is the same as that. Everything follows
    from these, from `kept` and from what is there now, so that reading twice or late changes nothing.
    """

    _inherit = "ocean.listing"

    # === WHAT DIFFERS === #

    def _our_values(self, said=None):
        """Return the parts that are ours to tell, as `listing_aspects.values` has them.

        Of a listing that was made on the platform, and is not kept by the product, that is only the price.

        :param said: our content, where it is known already
        """
        self.ensure_one()
        told = {}
        if self.managed:
            found = listing_aspects.values(said or self._our_content())
            told = {part: value for part, value in found.items() if listing_aspects.sent_as(part) != PRICE}
        for sku in self.sku_ids:  # not `filtered`, which would look for the price of each listing alone
            price = sku._our_price() if sku.external_id and sku.product_id else None
            if price is not None:
                told[f"{PRICE}:{sku.external_id}"] = listing_aspects.price(price)
        return told

    def _their_values(self):
        """Return the parts that the platform tells."""
        self.ensure_one()
        remote = self._remote_content()
        return listing_aspects.values(remote) if remote else {}

    def _aspects(self, said=None, theirs=None):
        """Return the parts of this listing that both sides can tell (`differences.Aspect`).

        :param said: our content, where it is known already
        :param theirs: what `_their_values` returns, where it is known already
        """
        self.ensure_one()
        theirs = self._their_values() if theirs is None else theirs
        if not theirs or self._follows_another():
            return []
        agreed, sent = self.agreed or {}, self.sent or {}
        return [
            _aspect(part, ours, theirs.get(part), agreed.get(part), sent)
            for part, ours in sorted(self._our_values(said).items())
            if part in agreed or part not in sent  # else what comes of it is not known yet
        ]

    def _follows_another(self):
        """Return whether another storefront of the family shows the same item and is who sends it."""
        shop = self.storefront_id
        return bool(shop.parent_id or shop.child_ids) and self._sender() != self

    def _plan(self, aspects):
        """Return {part: what to do}: ``same``, ``send``, ``take`` or ``ask``."""
        self.ensure_one()
        kept = self.kept or {}
        return {aspect.key: self._step(aspect, differences.verdict(aspect, kept)) for aspect in aspects}

    def _step(self, aspect, verdict):
        if verdict is differences.Verdict.SAME:
            return SAME
        if verdict in (differences.Verdict.OURS, differences.Verdict.KEPT):
            return SEND
        policy = self.storefront_id._listing_policy(aspect.group)
        return {differences.OURS: SEND, differences.THEIRS: TAKE}.get(policy, ASK)

    def _keys_to_send(self, said=None):
        """Return the keys (`content.KEYS`) whose parts differ and that are ours to send; all of a new one.

        :param said: our content, where it is known already
        """
        self.ensure_one()
        if not self.external_id:
            return KEYS
        plan = self._plan(self._aspects(said))
        parts = {part for part, step in plan.items() if step == SEND} - self._locked_parts()
        return frozenset(listing_aspects.sent_as(part) for part in parts)

    def _locked_parts(self):
        """Return the prices that a campaign holds."""
        now = fields.Datetime.now()
        return {
            f"{PRICE}:{sku.external_id}"
            for sku in self.sku_ids
            if sku.price_locked and not (sku.price_locked_until and sku.price_locked_until < now)
        }

    # === WHAT FOLLOWS === #

    def _compare(self):
        """Find out what differs now and draw the consequences: take over, ask a person, or note what to send.

        Call it for listings whose product, price or policy changed; reading does so by itself.
        """
        known = self.filtered(lambda row: row.remote and row.state != "deleted")
        managed = known.filtered("managed")
        said = managed._our_contents() if managed else {}
        asked, taken = {}, {}
        for listing in known:
            asked[listing], taken[listing] = listing._compare_alone(said.get(listing))
        self.env["ocean.listing.history"]._note_all("taken", taken)
        known._ask_person(asked)

    def _compare_alone(self, said):
        """Return (aspects that a person must look at, what was taken over)."""
        theirs = self._their_values()
        self._agree_first(theirs)
        aspects = self._aspects(said, theirs)
        plan = self._plan(aspects)
        by_step = {
            step: [aspect for aspect in aspects if plan[aspect.key] == step] for step in (SAME, TAKE, ASK)
        }
        self._settle_same(by_step[SAME])
        taken = self._take(by_step[TAKE], said)
        self._note_push_state({part for part, step in plan.items() if step in (SEND, ASK)})
        return by_step[ASK], taken

    def _agree_first(self, theirs):
        """What is read for the first time is what both sides start from; after a send, what came of it.

        While the platform checks it may still show the old content: what comes of it is not known yet.
        """
        self.ensure_one()
        agreed, sent = self.agreed or {}, set(self.sent or {})
        wanted = {part for part in {*theirs, *sent} if part not in agreed}
        if self.state == "checking":
            wanted -= sent
        if wanted:
            self.agreed = {**agreed, **{part: theirs.get(part) for part in wanted}}

    def _settle_same(self, aspects):
        """Remember that both sides have the same in these `aspects`."""
        agreed, kept = dict(self.agreed or {}), dict(self.kept or {})
        for aspect in aspects:
            agreed[aspect.key] = aspect.theirs
            kept.pop(aspect.key, None)
        self._remember(agreed=agreed, kept=kept)

    def _remember(self, **values):
        """Write those of `agreed`, `sent`, `kept` and `own` that changed."""
        changed = {name: value or False for name, value in values.items() if (self[name] or {}) != value}
        if changed:
            self.write(changed)

    def _note_push_state(self, differing):
        """Keep the state that the list shows: requests that wait or were refused tell it until they are over.

        :param differing: the parts that are to be sent or asked
        """
        if self.waiting_command:
            return
        if not differing:
            state = "same"
        elif differing <= self._locked_parts():
            state = "locked"
        else:
            state = "refused" if self.push_state == "refused" else "differs"
        if self.push_state != state:
            self.push_state = state

    # === AFTER SENDING === #

    def _mark_agreed(self, keys, said=None):
        """The platform took the parts `keys` (of `content.KEYS`); read it back with :meth:`_take_over` then.

        :param said: what was sent (`content.Content`), by default what we would say now
        """
        self.ensure_one()
        ours = listing_aspects.values(said or self._our_content())
        parts = listing_aspects.parts_of(keys, ours) - self._locked_parts()
        before = self._their_values()
        self.env["ocean.listing.history"]._note(
            self,
            "sent",
            {part: (before.get(part), ours[part]) for part in parts if before.get(part) != ours[part]},
        )
        self._remember(
            sent={**(self.sent or {}), **{part: ours[part] for part in parts}},
            agreed={part: value for part, value in (self.agreed or {}).items() if part not in parts},
            kept={part: value for part, value in (self.kept or {}).items() if part not in parts},
        )

    def _remote_changes(self, remote):
        """Return what changed on the platform since it was read last, {part: (before, after)}, except what we
        sent.
        """
        self.ensure_one()
        before = self._their_values()
        after = listing_aspects.values(content_from_plain(remote))
        pending = set(self.sent or {}) - set(self.agreed or {})
        return {
            part: (before.get(part), after.get(part))
            for part in {*before, *after} - pending
            if before.get(part) != after.get(part)
        }

    # === TAKING OVER === #

    def _take(self, aspects, said=None):
        """Let the platform's values of `aspects` be ours in this listing; the product stays as it is.

        :param said: our content, where it is known already
        :return: what changed for the history, {part: (ours, theirs)}
        """
        self.ensure_one()
        if not aspects:
            return {}
        own, sent, agreed = dict(self.own or {}), dict(self.sent or {}), dict(self.agreed or {})
        kept, told = dict(self.kept or {}), self._our_values(said)
        for aspect in aspects:
            own.update(self._own_of(aspect))
            sent[aspect.key] = told[aspect.key]
            agreed[aspect.key] = aspect.theirs
            kept.pop(aspect.key, None)
        self._remember(own=own, sent=sent, agreed=agreed, kept=kept)
        return {aspect.key: (aspect.ours, aspect.theirs) for aspect in aspects}

    def _own_of(self, aspect):
        """Return the entries of `own` that say what the platform says; variants keep their own."""
        part, _colon, sku_id = aspect.key.partition(":")
        if sku_id:
            self._take_variant(part, sku_id, aspect.theirs)
            return {}
        return {name: self.remote.get(name) for name in OWN_NAMES.get(part, (part,))}

    def _take_variant(self, part, sku_id, value):
        sku = self.sku_ids.filtered(lambda row: row.external_id == sku_id)
        if part == PRICE:
            sku.own_price = float(value or 0)
        else:
            sku.write({part: value or False})

    # === WHO KEEPS THE CONTENT === #

    def action_manage(self):
        """Keep the content as the product says from now on; what differs is shown, nothing is sent yet."""
        self._check_manager()
        listings_sudo = self.sudo().filtered("product_tmpl_id")  # sudo: listings are written by the system
        listings_sudo.write({"managed": True})
        listings_sudo._compare()

    def action_leave(self):
        """Leave the content to the platform; the price stays ours."""
        self._check_manager()
        listings_sudo = self.sudo()  # sudo: as above
        listings_sudo.write({"managed": False, "own": False, "kept": False})
        listings_sudo._compare()


def _aspect(part, ours, theirs, agreed, sent):
    """Return one `differences.Aspect`; ours in the platform's words, if it is what was sent last."""
    as_sent = part in sent and differences.same(ours, sent[part])
    ours = listing_aspects.merged(part, ours, theirs)
    if as_sent and not differences.same(ours, theirs) and part.partition(":")[0] not in EXACT:
        ours = agreed
    return differences.Aspect(
        key=part, group=listing_aspects.sent_as(part), agreed=agreed, ours=ours, theirs=theirs
    )
