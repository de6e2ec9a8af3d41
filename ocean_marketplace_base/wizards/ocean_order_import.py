import base64
from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

from ..lib.order_files import MAX_NUMBERS, OrderFileError, read_order_file
from ..lib.order_numbers import split_numbers
from ..models.ocean_job import MAX_REFERENCES

PREVIEW_COLUMNS = 6
SHOWN_WINDOWS = 8


class OceanOrderImport(models.TransientModel):
    """Ask for orders by their numbers, by time, or by a list exported from the platform's console."""

    _name = "ocean.order.import"
    _description = "Import orders"

    way = fields.Selection(
        [("numbers", "Order numbers"), ("dates", "Dates"), ("file", "File")],
        "Import by",
        required=True,
        default="numbers",
    )
    storefront_ids = fields.Many2many(
        "ocean.storefront",
        string="Storefronts",
        domain=[("connection", "=", "connected")],
        default=lambda self: self._default_storefronts(),
    )
    numbers_text = fields.Text("Order numbers")
    since = fields.Datetime("From", default=lambda self: fields.Datetime.now() - timedelta(days=1))
    until = fields.Datetime("To", default=fields.Datetime.now)
    file = fields.Binary(attachment=False)
    file_name = fields.Char("Name of the file")
    count_text = fields.Char("Found", compute="_compute_count_text")
    windows_text = fields.Text("Asked in pieces", compute="_compute_windows_text")
    file_text = fields.Char("Content of the file", compute="_compute_file")
    preview = fields.Html(compute="_compute_file", sanitize=False)

    @api.model
    def _default_storefronts(self):
        connected = self.env["ocean.storefront"].search([("connection", "=", "connected")])
        return connected if len(connected) == 1 else connected.browse()

    # === LIVE ANSWERS === #

    @api.depends("way", "numbers_text", "storefront_ids", "file")
    def _compute_count_text(self):
        for dialog in self:
            dialog.count_text = dialog._count_text()

    def _count_text(self):
        """Return how many of the numbers are known here, and what happens with the others."""
        if self.way == "numbers":
            found = split_numbers(self.numbers_text or "")
            return self._sentence(found.good, found.bad)
        if self.way == "file" and self.file:
            try:
                return self._sentence(self._read_file().numbers, ())
            except OrderFileError:
                return False  # said in place of the preview
        return False

    def _sentence(self, numbers, bad):
        if not numbers and not bad:
            return False
        storefronts = self._storefronts()
        known = len(set(storefronts._known_orders(numbers).mapped("external_id")))
        parts = [self.env._("%(known)d recognised", known=known)]
        if new := len(numbers) - known:
            parts.append(self.env._("%(new)d not known here", new=new))
            parts.append(self._about_unknown(storefronts))
        if bad:
            parts.append(self.env._("no order number: %(words)s", words=", ".join(bad[:3])))
        return " · ".join(parts)

    def _about_unknown(self, storefronts):
        if len(storefronts) == 1:
            return self.env._("“%(storefront)s” is asked for them", storefront=storefronts.name)
        return self.env._("choose one storefront to ask for them")

    @api.depends("way", "since", "until", "storefront_ids")
    def _compute_windows_text(self):
        for dialog in self:
            dialog.windows_text = dialog._windows_text() if dialog.way == "dates" else False

    def _windows_text(self):
        """Return the pieces in which the platforms are asked, in the person's time zone."""
        try:
            windows = self._storefronts()._windows_of(self.since, self.until)
        except UserError as error:
            return error.args[0]
        lines = [
            f"{shop.name}: {self._local(start)} – {self._local(end)}"
            for shop, start, end in windows[:SHOWN_WINDOWS]
        ]
        if more := len(windows) - len(lines):
            lines.append(self.env._("and %(more)d more", more=more))
        return "\n".join(lines)

    def _local(self, moment):
        return format_datetime(self.env, moment, dt_format="d MMM y HH:mm")

    @api.depends("file", "way")
    def _compute_file(self):
        for dialog in self:
            dialog.file_text = dialog.preview = False
            if dialog.way == "file" and dialog.file:
                try:
                    found = dialog._read_file()
                except OrderFileError as error:
                    dialog.file_text = dialog._refusal(error)
                else:
                    dialog.preview = dialog._preview(found)

    def _read_file(self):
        content = self.with_context(bin_size=False).file
        return read_order_file(base64.b64decode(content or b""))

    def _preview(self, found):
        """Return the first lines as a table whose first column is the one with the order numbers."""
        at = found.columns.index(found.column)
        order = [at, *[place for place in range(len(found.columns)) if place != at]][:PREVIEW_COLUMNS]
        head = Markup().join(Markup("<th>%s</th>") % found.columns[place] for place in order)
        rows = Markup().join(
            Markup("<tr>%s</tr>") % Markup().join(Markup("<td>%s</td>") % row[place] for place in order)
            for row in found.rows
        )
        title = self.env._(
            "Column “%(column)s”: %(count)d orders. The first lines:",
            column=found.column,
            count=len(found.numbers),
        )
        return Markup(
            '<p>%s</p><div class="table-responsive"><table class="table table-sm"><thead><tr>%s</tr></thead>'
            "<tbody>%s</tbody></table></div>"
        ) % (title, head, rows)

    def _refusal(self, error):
        """Return a sentence for what is wrong with a file."""
        texts = {
            "empty": self.env._("The file is empty."),
            "too_large": self.env._("The file is too large. Export fewer days."),
            "old_or_locked": self.env._(
                "This is an old Excel file (.xls) or one with a password. Save it as CSV or XLSX, without "
                "password."
            ),
            "unreadable": self.env._("The file is neither CSV nor XLSX, or it is damaged. Export it again."),
            "no_column": self.env._(
                "No column with order numbers was found. It is called “No. Pesanan”, “Order ID” or similar."
            ),
            "rounded": self.env._(
                "A spreadsheet program has rounded the order numbers (%(example)s). Use the file as it was "
                "exported, without saving it in between.",
                example=error.detail,
            ),
            "invoices": self.env._(
                "The file has invoice numbers only (%(example)s). Export a list with the column “Order ID”.",
                example=error.detail,
            ),
            "no_numbers": self.env._("The column with order numbers is empty."),
            "too_many": self.env._(
                "The file has %(count)s orders; at most %(most)d at once. Export fewer days.",
                count=error.detail,
                most=MAX_NUMBERS,
            ),
        }
        return texts[error.reason]

    # === IMPORT === #

    def _storefronts(self):
        """Return the chosen storefronts, or all that are connected."""
        return self.storefront_ids._origin or self.env["ocean.storefront"].search(
            [("connection", "=", "connected")]
        )

    def action_import(self):
        """Open the run that imports the orders, and show it."""
        self.ensure_one()
        storefronts = self._storefronts()
        if not storefronts:
            raise UserError(self.env._("No storefront is connected."))
        storefronts._check_connected()
        job = getattr(self, f"_import_{self.way}")(storefronts)
        # What was exported has buyers in it; it is not kept.
        self.file = False
        return job._action_show()

    def _import_numbers(self, storefronts):
        found = split_numbers(self.numbers_text or "")
        if not found.good:
            raise UserError(self.env._("Enter at least one order number."))
        return self._import(storefronts, found.good, MAX_REFERENCES)

    def _import_file(self, storefronts):
        if not self.file:
            raise UserError(self.env._("Choose a file."))
        try:
            found = self._read_file()
        except OrderFileError as error:
            raise UserError(self._refusal(error)) from None
        return self._import(storefronts, found.numbers, MAX_NUMBERS)

    def _import(self, storefronts, numbers, most):
        if not self.storefront_ids and len(storefronts) > 1:
            storefronts = storefronts._known_orders(numbers).storefront_id or storefronts
        return storefronts._import_numbers(list(numbers), most)[0]

    def _import_dates(self, storefronts):
        return storefronts._import_window(self.since, self.until)
