from datetime import timezone

from odoo import api, fields, models

from ..lib.errors import InvalidRequest, Rejected
from ..lib.stock_keeper import StockChange

LOCK_UNKNOWN = 3600  # seconds until a number is tried again whose campaign has no known end
RETRY_BASE, RETRY_CAP = 10, 1800  # seconds
REFUSALS = (Rejected, InvalidRequest)  # the same number would be refused again; all else passes


class OceanListingSku(models.Model):
    """What is sent of a variant, and what becomes of it."""

    _inherit = "ocean.listing.sku"

    def _stock_changes(self):
        """Return the numbers to send (`StockChange`): one, or one for each warehouse of the platform."""
        self.ensure_one()
        split = self.desired_split or {"": self.desired_qty}
        return [
            StockChange(
                item_id=self.listing_id.external_id,
                sku_id=self.external_id,
                quantity=quantity,
                warehouse_id=warehouse,
            )
            for warehouse, quantity in split.items()
        ]

    @api.model
    def _of_results(self, storefront, results):
        """Return {(item id, variant id): row} of the rows that were sent for these results."""
        keys = list({result.change.key for result in results})
        found = self.search(
            [
                ("storefront_id", "in", storefront._family().ids),
                ("listing_id.external_id", "in", [item for item, _variant in keys]),
                ("external_id", "in", [variant for _item, variant in keys]),
            ]
        )
        rows = {}
        for sku in found.sorted(lambda sku: (bool(sku.storefront_id.parent_id), sku.id)):
            rows.setdefault(sku._variant_key(), sku)
        return rows

    @api.model
    def _take_answers(self, storefront, results, corrected, ms):
        """Write down what the platform said of each number, variant by variant; return the rows.

        :param corrected: `unheard.Corrected`, what was taken off the numbers before they were sent
        """
        rows, answers = self._of_results(storefront, results), {}
        for result in results:
            if sku := rows.get(result.change.key):
                answers.setdefault(sku, []).append(result)
        there = {result.change.key for result in corrected.results}
        told = self.browse()
        for sku, found in answers.items():
            key = sku._variant_key()
            read, unheard = key in corrected.unheard, corrected.unheard.get(key, 0)
            sku._take_stock_results(found, ms, unheard, key not in there, read)
            told |= sku if key not in there else self.browse()
        told._tell_waiting()
        return self.browse().union(*answers)

    def _take_stock_results(self, results, ms, unheard=0, sent=True, read=True):
        """Write down the platform's answers for this variant.

        :param unheard: items the platform has sold of which we do not know yet; they are not in the numbers
        :param sent: whether the platform was told, rather than found to show the number already
        :param read: whether it was asked first what it shows
        """
        self.ensure_one()
        bad = next((result for result in results if result.error), None)
        for result in results if sent else ():
            self._log_push(result.change.quantity, self._answer_of(result), ms, result, unheard)
        if bad is None:
            # What sells and was not read first may have been sold meanwhile: it is looked at again.
            self._confirmed(results, unheard, read or not self.heard_qty)
        elif bad.locked:
            self._locked(bad)
        elif isinstance(bad.error, REFUSALS):
            self._refused(bad.error)
        else:
            self._try_later(bad.error)
            self._maybe_taken(results, unheard)

    @api.model
    def _answer_of(self, result):
        if not result.error:
            return "ok"
        if result.locked:
            return "locked"
        return "refused" if isinstance(result.error, REFUSALS) else "lost"

    def _maybe_taken(self, results, unheard):
        """The answer was lost: until it is known, the platform may show the number."""
        if self._with_own_number():
            number = sum(result.change.quantity for result in results)
            self.lost_qty = max(self.lost_qty, number + unheard)

    def _confirmed(self, results, unheard=0, read=True):
        """The platform took the numbers. What is wanted may be another number by now.

        What is unheard of counts as shown until we hear of it; if we never do, a check finds that out.
        """
        split = {result.change.warehouse_id: result.change.quantity for result in results}
        shown = [result.confirmed for result in results]
        total = sum(split.values())
        values = {
            "confirmed_qty": total + unheard,
            "confirmed_split": split if set(split) != {""} else False,
            "confirmed_at": fields.Datetime.now(),
            "lost_qty": 0,
            "check_at": (self.check_at or self._soon()) if unheard or not read else False,
            "low_at": self.low_at if unheard else False,
            "platform_quantity": sum(shown) if None not in shown else total,
            "locked_until": False,
            "push_tries": 0,
            "push_error": False,
            "push_code": False,
            "next_push": False,
        }
        wanted = max(0, self.desired_qty - unheard), self.desired_split or False
        if (total, values["confirmed_split"]) == wanted:
            values["push_state"] = "same"
        self.write(values)

    def _locked(self, result):
        """A campaign holds the number: a state, and tried again when the campaign ends."""
        until = result.locked_until
        until = until.astimezone(timezone.utc).replace(tzinfo=None) if until else False
        later = fields.Datetime.add(fields.Datetime.now(), seconds=LOCK_UNKNOWN)
        self.write(
            {
                "push_state": "locked",
                "lost_qty": 0,
                "locked_until": until,
                "next_push": max(until or later, fields.Datetime.add(fields.Datetime.now(), minutes=1)),
                "push_error": result.error.message,
                "push_code": result.error.code or False,
            }
        )

    def _try_later(self, error):
        """The answer was lost or the platform is busy: the same number can be sent again."""
        wait = getattr(error, "retry_after", None)
        later = fields.Datetime.add(fields.Datetime.now(), seconds=wait) if wait else None
        self.write(
            {
                "push_state": "sending",
                "push_tries": self.push_tries + 1,
                "next_push": later
                or self.env["ocean.retry"]._later(min(self.push_tries, 10), RETRY_BASE, RETRY_CAP),
                "push_error": error.message or type(error).__name__,
                "push_code": error.code or False,
            }
        )

    def _refused(self, error):
        """The platform does not take the number: a person must look, and the next other number is tried."""
        self.write(
            {
                "push_state": "refused",
                "lost_qty": 0,
                "next_push": False,
                "push_error": error.message or type(error).__name__,
                "push_code": error.code or type(error).__name__,
                "locked_until": False,
            }
        )

    def _log_push(self, quantity, answer, ms, result=None, unheard=0):
        error = result.error if result else None
        warehouse = result.change.warehouse_id if result else ""
        before = (self.confirmed_split or {}).get(warehouse, 0) if warehouse else self.confirmed_qty
        self.env["ocean.stock.push"].create(
            {
                "sku_id": self.id,
                "storefront_id": self.storefront_id.id,
                "company_id": self.company_id.id,
                "product_id": self.product_id.id,
                "warehouse": warehouse or False,
                "from_qty": before,
                "to_qty": quantity,
                "unheard_qty": unheard,
                "reason": self.push_reason,
                "rule_id": self.rule_id.id,
                "terms": self.why_terms,
                "answer": answer,
                "message": error.message if error else False,
                "code": error.code if error else False,
                "request_id": (result.request_id if result else "")
                or (error.request_id if error else "")
                or False,
                "duration": ms,
            }
        )

    # === PLATFORMS THAT REFUSE ZERO === #

    def _hidden_at_zero(self, limits):
        """Return those of these rows whose number is below what the platform takes."""
        if not limits or not limits.least:
            return self.browse()
        return self.filtered(lambda sku: sku.desired_qty < limits.least)

    def _item_to_hide(self):
        """Return the id to hide: the item, or the variant alone while others of the item have stock."""
        self.ensure_one()
        others = self.listing_id.sku_ids - self
        return self.external_id if others.filtered("desired_qty") else self.listing_id.external_id

    def _items_to_hide(self):
        return list(dict.fromkeys(sku._item_to_hide() for sku in self))

    def _take_hidden(self, outcome, ms):
        """Write down which of these rows were hidden because they have nothing; return how many."""
        done = 0
        for sku in self:
            error = outcome.get(sku._item_to_hide())
            sku._log_push(0, "refused" if error else "hidden", ms)
            if error:
                sku._refused(error)
                continue
            done += 1
            sku.write(
                {
                    "hidden_at_zero": True,
                    "confirmed_qty": sku.desired_qty,
                    "confirmed_split": sku.desired_split or False,
                    "confirmed_at": fields.Datetime.now(),
                    "push_state": "same",
                    "push_error": False,
                    "push_code": False,
                    "next_push": False,
                }
            )
        return done

    def _take_shown(self, outcome):
        for sku in self:
            if error := outcome.get(sku._item_to_hide()):
                sku._refused(error)
            else:
                sku.hidden_at_zero = False
