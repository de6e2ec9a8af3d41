from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..lib import commands
from ..lib.schema import ListingStatus
from .ocean_command import OPEN
from .ocean_listing_requests import CAUSE, REQUESTS, TOO_LOW
from .ocean_selection import selection_words

# What is forgotten when its contrary is asked for, as long as it still waits.
CONTRARY = {
    commands.LISTING_HIDE: commands.LISTING_SHOW,
    commands.LISTING_SHOW: commands.LISTING_HIDE,
    commands.LISTING_DELETE: commands.LISTING_RECOVER,
    commands.LISTING_RECOVER: commands.LISTING_DELETE,
}
# Kinds that take many items in one call, and the method of the catalogue that does it.
AT_ONCE = {
    commands.LISTING_HIDE: "deactivate",
    commands.LISTING_SHOW: "activate",
    commands.LISTING_DELETE: "delete",
    commands.LISTING_RECOVER: "recover",
}
ALIVE = ("live", "checking", "hidden", "blocked", "unknown", "draft")
BATCH = 50  # items of one call
EVERYBODY = (commands.LISTING_READ,)  # the others change what buyers see, which is the managers'


class OceanListing(models.Model):
    """Requests about a listing: publish it, hide it, show it, delete it, recover it, read it again."""

    _name = "ocean.listing"
    _inherit = ["ocean.listing", "ocean.command.subject"]

    _command_refused_kind = "listing_refused"
    _command_unsure_kind = "listing_unsure"

    command_ids = fields.One2many("ocean.command", "listing_id", "Outgoing requests")
    waiting_command = fields.Char("Asked", compute="_compute_waiting_command")
    can_publish = fields.Boolean(related="storefront_id.can_publish")
    can_recover = fields.Boolean(related="storefront_id.can_recover")

    @api.depends("command_ids.state")
    @api.depends_context("lang")
    def _compute_waiting_command(self):
        kinds = selection_words(self.env["ocean.command"], "kind")
        # sudo: who sees the listing sees what was asked for it
        waiting = (
            self.env["ocean.command"]
            .sudo()
            .search([("listing_id", "in", self.ids), ("state", "in", OPEN)], order="id")
        )
        first = {row.listing_id.id: kinds[row.kind] for row in reversed(waiting)}
        for listing in self:
            listing.waiting_command = first.get(listing.id)

    # === ASKING === #

    def _sender(self):
        """Return the listing that tells the platform of this item: storefronts of a family show the same."""
        self.ensure_one()
        if not self.external_id or not self.sku_ids:
            return self
        return self.sku_ids[0]._publisher().listing_id

    def _senders(self):
        """Return {listing: the listing that is sent for it}."""
        shared = {shop for shop in self.storefront_id if len(shop._roots()._family()) > 1}
        return {
            listing: listing._sender() if listing.storefront_id in shared else listing for listing in self
        }

    def _ask(self, kind, keys=None):
        """Ask the platforms for `kind`; return the requests.

        :param keys: parts (`content.KEYS`) to publish, ``None`` for all that differ
        :raise AccessError: only managers change what buyers see
        :raise UserError: a storefront cannot take this
        """
        self.check_access("read")
        self._check_may_ask(kind)
        senders = self.browse().union(*self._senders().values())
        # sudo: requests are written by the system for whoever may ask for them
        rows_sudo = self.env["ocean.command"].sudo()
        if contrary := CONTRARY.get(kind):
            rows_sudo.search(
                [("listing_id", "in", senders.ids), ("kind", "=", contrary), ("state", "=", "pending")]
            ).write({"state": "cancelled"})
        asked = rows_sudo._ask(senders.sudo(), kind, content_keys=sorted(keys) if keys else False)
        if kind == commands.LISTING_PUBLISH:
            asked._widen(keys)
            senders.sudo()._show_asked()
        return asked

    def _ask_all(self, kind, keys=None):
        """Ask for `kind`; return {listing: request}.

        :param keys: for publishing {listing: parts or ``None``}; who is not in it needs nothing
        """
        groups = (
            {None: self}
            if keys is None
            else self.filtered(lambda row: row in keys).grouped(
                lambda row: frozenset(keys[row]) if keys[row] else None
            )
        )
        rows = {}
        for wanted, listings in groups.items():
            by_listing = {row.listing_id.id: row for row in listings._ask(kind, wanted)}
            senders = listings._senders()
            rows.update({listing: by_listing[senders[listing].id] for listing in listings})
        return rows

    def _show_asked(self):
        """Show on the listings that something is asked for them, or what differs when nothing is any more."""
        waiting = self.filtered("waiting_command")
        waiting.filtered(lambda row: row.push_state != "sending").push_state = "sending"
        (self - waiting)._compare()

    def _check_may_ask(self, kind):
        if kind not in EVERYBODY and not self._may_publish():
            raise AccessError(self.env._("Only Marketplaces managers may change listings on a platform."))
        for storefront in self.storefront_id:
            if not storefront.can_publish:
                raise UserError(
                    self.env._(
                        "Listings of “%(name)s” can only be changed on its platform.", name=storefront.name
                    )
                )
            if kind == commands.LISTING_RECOVER and not storefront.can_recover:
                raise UserError(
                    self.env._(
                        "“%(name)s” cannot bring deleted listings back. Publish the product again instead.",
                        name=storefront.name,
                    )
                )

    def _may_publish(self):
        return self.env.su or self.env.user.has_group("ocean_marketplace_base.group_manager")

    def _start(self, kind, keys=None, close=False):
        """Ask for `kind` (of runs over listings): of one listing by a request, of several by a run.

        :param keys: {listing: parts to publish}
        :param close: a dialog is open that is over then
        :return: an action that says so
        """
        if len(self) == 1 and kind in REQUESTS:
            self._ask(REQUESTS[kind], (keys or {}).get(self))
            after = {"next": {"type": "ir.actions.act_window_close"}} if close else {}
            return self.env["ocean.live"]._notification(
                self.env._("Asked. The answer appears here by itself."), **after
            )
        return self.env["ocean.job"]._open_listings(kind, self, keys)._action_show()

    # === BUTTONS === #

    def action_publish_changes(self):
        """Show what publishing would change."""
        return self.env["ocean.listing.preview"]._open(self)

    def action_send_prices(self):
        """Show which prices would change."""
        return self.env["ocean.listing.preview"]._open(self, "listing_prices")

    def action_hide(self):
        """Hide these listings from buyers."""
        return self._start_for("listing_hide", ("live", "checking", "unknown"))

    def action_show(self):
        """Show these hidden listings to buyers."""
        return self._start_for("listing_show", ("hidden", "unknown"))

    def action_delete(self):
        """Delete these listings on the platform; drafts that no platform knows just go."""
        self._check_may_ask(commands.LISTING_DELETE)
        drafts = self.filtered(lambda listing: not listing.external_id and not listing.waiting_command)
        known = self - drafts
        drafts.sudo().unlink()  # sudo: listings are written by the system
        if not known:
            return self.env["ocean.storefront"]._action_of("ocean_marketplace_base.ocean_listing_action", [])
        return known._start_for("listing_delete", ALIVE)

    def action_recover(self):
        """Bring these deleted listings back."""
        return self._start_for("listing_recover", ("deleted",))

    def _start_for(self, kind, states):
        """Start `kind` for those of these listings that are in one of `states`."""
        fitting = self.filtered(lambda listing: listing.external_id and listing.state in states)
        if not fitting:
            raise UserError(self.env._("None of the chosen listings can take this: look at their status."))
        return fitting._start(kind)

    # === CONTRACT OF REQUESTS === #

    def _command_batch(self, kind):
        return 1 if kind == commands.LISTING_PUBLISH else BATCH

    def _command_reference(self):
        return self.name or self.external_id or ""

    def _command_cause(self, kind):
        return f"{CAUSE}{self.id}:{kind}"

    @api.model
    def _of_cause(self, text):
        """Return the listing that a cause names, if it names one and it exists."""
        number = text.removeprefix(CAUSE)
        return self.browse(int(number) if text.startswith(CAUSE) and number.isdecimal() else ()).exists()

    def _command_again(self, command):
        self.sudo()._ask(command.kind, command.content_keys or None)

    def _command_send(self, rows):
        kind = rows[:1].kind
        if kind == commands.LISTING_PUBLISH:
            self._publish(rows)
            return {}
        if kind == commands.LISTING_READ:
            self._read_now()
            return {}
        by_id = {listing.external_id: listing for listing in self if listing.external_id}
        outcome = self.storefront_id._roots()._with_catalogue(
            lambda catalogue: getattr(catalogue, AT_ONCE[kind])(list(by_id))
        )
        refused = {by_id[number]: error for number, error in outcome.items() if error}
        return {row: refused[row.listing_id] for row in rows if row.listing_id in refused}

    def _command_happened(self, command):
        if command.kind in (commands.LISTING_PUBLISH, commands.LISTING_READ):
            return False  # sending looks first at what there is
        found = self._remote_now().get(self.external_id)
        status = found.status if found else ListingStatus.DELETED
        shown = (ListingStatus.LIVE, ListingStatus.CHECKING)
        return {
            commands.LISTING_HIDE: status not in shown,
            commands.LISTING_SHOW: status in shown,
            commands.LISTING_DELETE: status is ListingStatus.DELETED,
            commands.LISTING_RECOVER: status is not ListingStatus.DELETED,
        }[command.kind]

    def _command_done(self, command):
        states = {
            commands.LISTING_HIDE: "hidden",
            commands.LISTING_SHOW: "live",
            commands.LISTING_DELETE: "deleted",
            commands.LISTING_RECOVER: "hidden",
        }
        if state := states.get(command.kind):
            self._with_twins().state = state
            if command.kind != commands.LISTING_DELETE:
                self._look_now()  # the platform may have its own word for it
        if command.kind == commands.LISTING_PUBLISH:
            self._published(command)
        self._show_asked()
        command._settle_items()
        self.env["ocean.live"]._changed("ocean.listing", command.storefront_id)

    def _published(self, command):
        """Tell a person of what the platform did not take of this listing."""
        if command.answer:
            command._report(self._command_complaint(command), command.answer)
            self.push_state = "refused"
        if not command.only_prices:
            self.env["ocean.exception"]._resolve_kinds(
                self.storefront_id, ["price_refused"], self._command_cause(command.kind)
            )

    def _command_complaint(self, command):
        too_low = command.only_prices or command.technical_code == TOO_LOW
        return "price_refused" if too_low else super()._command_complaint(command)

    def _command_refused(self, command):
        if command.kind == commands.LISTING_PUBLISH:
            self.push_state = "refused"
        self._show_asked()
        command._settle_items()
        self.env["ocean.live"]._changed("ocean.listing", command.storefront_id)

    def _with_twins(self):
        """Return these and the rows of the same items on the other storefronts of their family."""
        items = [listing.external_id for listing in self if listing.external_id]
        family = self.storefront_id._roots()._family()
        if len(family) < 2:
            return self
        return self | self.search([("storefront_id", "in", family.ids), ("external_id", "in", items)])

    # === READING === #

    def _remote_now(self):
        """Return {item id: `schema.Listing`} as the platform has these now."""
        numbers = [listing.external_id for listing in self if listing.external_id]
        if not numbers:
            return {}
        return self.storefront_id._roots()._with_catalogue(lambda catalogue: catalogue.read(numbers))

    def _read_now(self):
        """Read these listings and take over what they are."""
        found = self._remote_now()
        self.env["ocean.retry"]._retrying(lambda: self._take_read(found))

    def _take_read(self, found):
        for listing in self:
            if theirs := found.get(listing.external_id):
                for row in listing._with_twins():
                    row._take_over(theirs)
            elif listing.external_id:
                listing._with_twins()._mark_gone()


class OceanCommand(models.Model):
    _inherit = "ocean.command"

    def _widen(self, keys):
        """Let waiting requests send `keys`, too; ``None`` are all that differ."""
        for row in self.filtered(lambda row: row.state == "pending" and row.content_keys):
            row.content_keys = sorted({*row.content_keys, *keys}) if keys else False

    def _cure(self):
        """Return what a person can do about the refusal of this request."""
        row = self.env["ocean.exception"].search(
            [
                ("storefront_id", "=", self.storefront_id.id),
                ("kind", "=", self._subject()._command_complaint(self)),
                ("cause_key", "=", self._cause_key()),
                ("state", "=", "open"),
            ],
            limit=1,
        )
        return row.fix_hint

    def _settle_items(self):
        """Tell the rows of runs that wait for this request how it ended."""
        self.env["ocean.job.item"]._settle_commands(self)
