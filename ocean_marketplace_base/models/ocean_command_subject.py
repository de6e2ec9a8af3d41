from odoo import models


class OceanCommandSubject(models.AbstractModel):
    """The contract of what requests are about: how one is sent, found out about, and ended.

    `ocean.command` brings rows from waiting to an answer and knows nothing of orders or listings. Most
    methods get requests of one kind about these records, which are of one connection.
    """

    _name = "ocean.command.subject"
    _description = "What requests are about"

    # Kinds of exceptions: the platform refused; nobody knows what happened.
    _command_refused_kind = "command_refused"
    _command_unsure_kind = "outcome_unsure"

    def _command_batch(self, kind):
        """Return how many requests of `kind` go to the platform in one call."""
        return 1

    def _command_reference(self):
        """Return by what people know this record; it is shown and is part of the cause of exceptions."""
        raise NotImplementedError

    def _command_cause(self, kind):
        """Return the cause of exceptions about requests of `kind` for this record."""
        return f"{self._command_reference()}:{kind}"

    def _command_complaint(self, command):
        """Return the kind of the exception about the refusal of `command`."""
        return self._command_refused_kind

    def _command_again(self, command):
        """Ask once more for what was refused."""
        raise NotImplementedError

    def _command_send(self, rows):
        """Have the platform do what `rows` say; return {request: `MarketplaceError`} of those refused.

        Everything may be called again after a death in the middle. Steps that have to survive one are
        committed by themselves.

        :raise Rejected: the platform does not do any of it; nothing happened
        :raise Transient: nobody knows whether it happened
        :raise MarketplaceError: nothing happened
        """
        raise NotImplementedError

    def _command_happened(self, command):
        """Ask the platform whether `command`, whose answer got lost, was carried out.

        :raise MarketplaceError: when the platform does not say
        """
        raise NotImplementedError

    def _command_done(self, command):
        """Take over that `command` was carried out."""
        raise NotImplementedError

    def _command_refused(self, command):
        """Take over that `command` was refused."""
        raise NotImplementedError
