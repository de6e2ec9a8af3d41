from odoo.tests import TransactionCase, tagged

from odoo.addons.ocean_marketplace_base.lib.platform import Reader

# The base class has a default for these.
OPTIONAL = {
    "_environments",
    "_clock_limit",
    "_code_life",
    "_lost_pushes",
    "_confirm_lost_pushes",
    "_can_split",
    "_out_of_stock_reason",
}
# Only who has the feature needs these.
OF_FEATURE = {"_catalogue": "publish", "_stock_keeper": "stock"}


@tagged("post_install", "-at_install")
class TestAdapter(TransactionCase):
    """Every platform that can be chosen implements the whole contract."""

    def platforms(self):
        values = self.env["ocean.account"]._fields["platform"].get_values(self.env)
        return [value for value in values if value != "none"]

    def hooks(self):
        contract = type(self.env["ocean.platform"])
        parts = [
            cls for cls in contract.__mro__ if cls.__module__.startswith("odoo.addons.ocean_marketplace")
        ]
        names = {name for cls in parts for name, value in vars(cls).items() if callable(value)}
        return sorted(name for name in names - OPTIONAL if not name.startswith("__"))

    def test_shopee_can_be_chosen(self):
        self.assertIn("shopee", self.platforms())

    def test_every_platform_overrides_every_hook(self):
        contract = self.env["ocean.platform"]
        self.assertGreater(len(self.hooks()), 10)
        for platform in self.platforms():
            adapter = self.env[f"ocean.platform.{platform}"]
            features = adapter._features()
            for name in self.hooks():
                if OF_FEATURE.get(name, "orders") not in features:
                    continue
                with self.subTest(platform=platform, hook=name):
                    ours = getattr(type(adapter), name)
                    self.assertIsNot(ours, getattr(type(contract), name))

    def test_a_platform_without_a_feature_raises_instead_of_guessing(self):
        for platform in self.platforms():
            adapter = self.env[f"ocean.platform.{platform}"]
            for name, feature in OF_FEATURE.items():
                if feature not in adapter._features():
                    with self.assertRaises(NotImplementedError):
                        getattr(adapter, name)(self.env["ocean.storefront"], "token")

    def test_no_hook_can_be_called_over_rpc(self):
        for platform in ("", *(f".{name}" for name in self.platforms())):
            model = type(self.env[f"ocean.platform{platform}"])
            ours = [cls for cls in model.__mro__ if cls.__module__.startswith("odoo.addons.ocean_")]
            public = {name for cls in ours for name, value in vars(cls).items() if callable(value)}
            self.assertFalse({name for name in public if not name.startswith("_")}, model)

    def test_the_reader_of_every_platform_has_what_the_lanes_use(self):
        account = self.env["ocean.account"].create(
            {
                "name": "Reader",
                "app_key": "1",
                "app_secret": "x" * 20,
                "environment": "simulator",
                "simulator_url": "http://127.0.0.1:9",
            }
        )
        promised = [name for name in vars(Reader) if not name.startswith("_")]
        promised += list(Reader.__annotations__)
        for platform in self.platforms():
            storefront = self.env["ocean.storefront"].new({"account_id": account.id, "external_shop_id": "1"})
            reader = self.env[f"ocean.platform.{platform}"]._reader(storefront, "token")
            for name in promised:
                self.assertTrue(hasattr(reader, name), f"{platform}: {name}")
