class WizardMixin:
    """Presses the buttons of the connect wizard as a user does: each in a transaction of its own."""

    def begin(self, user, **values):
        """Open the wizard as `user`."""
        return self.env["ocean.storefront.connect"].with_user(user).create(values)

    def press(self, wizard, button="action_next"):
        """Press a button; return the action that it answers with."""
        self.env.flush_all()
        with self.own_env() as env:
            action = getattr(wizard.with_env(env(user=wizard.env.uid)), button)()
        self.env.invalidate_all()
        return action

    def press_until(self, wizard, step):
        """Press Next until the wizard shows `step`."""
        for _press in range(5):
            if wizard.step == step:
                return
            self.press(wizard)
        self.assertEqual(wizard.step, step)

    def results(self, wizard):
        """Return {label: whether the test passed} of the last tests."""
        return {row["label"]: row["passed"] for row in wizard.checks or []}

    def assert_nothing_was_written(self, *allowed):
        """Check that the platform got no call that could change something, but for paths in `allowed`."""
        written = {call.path for call in self.world.journal.calls() if call.write}
        self.assertFalse({path for path in written if not any(word in path for word in allowed)})
