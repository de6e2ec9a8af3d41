from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import GROUP_USER, MarketplaceCommon

TEBET = {
    "name": "Wati",
    "street": "Jl. Melati 3",
    "state": "DKI JAKARTA",
    "city": "KOTA JAKARTA SELATAN",
    "district": "TEBET",
    "village": "TEBET BARAT",
    "zip": "12810",
    "country_code": "ID",
}
WAKANDA = {**TEBET, "state": "Wakanda", "city": "Birnin Zana", "district": "", "village": "", "zip": ""}


@tagged("post_install", "-at_install")
class TestPlace(MarketplaceCommon):
    """Buyers, their addresses, and places that only a person can tell."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_product("SKU-1")
        cls.account = cls._make_account()
        cls.storefront = cls._make_storefront(cls.account, 7)
        cls.jakarta = cls.env.ref("base.state_id_jk")

    def order(self, number="A1", levels=None, **values):
        line = {
            "key": "1",
            "item_id": "10",
            "sku_id": "0",
            "seller_sku": "SKU-1",
            "name": "Kaos",
            "quantity": 1,
            "revenue": 100,
        }
        return self.env["ocean.order"].create(
            {
                "storefront_id": self.storefront.id,
                "external_id": number,
                "state": "to_ship",
                "raw_status": "READY",
                "currency_id": self.rupiah.id,
                "date_order": "2026-03-01 08:30:00",
                "buyer_ref": "42",
                "buyer_name": "wati",
                "address_levels": TEBET if levels is None else levels,
                "amount_revenue": 100,
                "needs_fetch": False,
                "needs_apply": True,
                "line_ids": [(0, 0, line)],
                **values,
            }
        )

    def applied(self, *args, **values):
        order = self.order(*args, **values)
        self.drain("apply")
        return order

    def address(self, order):
        order._ensure_partners()
        return order.partner_shipping_id

    def locate(self, **levels):
        return self.env["res.country"]._ocean_place(levels)

    # === BUYERS === #

    def test_a_buyer_of_two_orders_is_one_contact_with_one_address(self):
        first, second = self.order("A1"), self.order("A2")

        (first | second)._ensure_partners()

        self.assertEqual(first.partner_id, second.partner_id)
        self.assertEqual(first.partner_shipping_id, second.partner_shipping_id)

    def test_the_same_buyer_in_two_storefronts_is_two_contacts(self):
        other = self._make_storefront(self.account, 8)
        first, second = self.order(), self.order(storefront_id=other.id)

        first._ensure_partners()
        second._ensure_partners()

        self.assertNotEqual(first.partner_id, second.partner_id)
        self.assertEqual(second.partner_id.ocean_storefront_id, other)

    def test_contacts_are_not_one_because_name_and_phone_are_the_same(self):
        levels = {**TEBET, "phone": "628123"}
        normal = self.env["res.partner"].create({"name": "wati", "phone": "628123"})
        first, second = self.order("A1", levels, buyer_ref="42"), self.order("A2", levels, buyer_ref="43")

        (first | second)._ensure_partners()

        self.assertEqual(len(first.partner_id | second.partner_id | normal), 3)

    def test_masked_buyers_without_id_are_not_one_contact(self):
        first, second = (self.order(number, buyer_ref=False, buyer_name="w***i") for number in ("A1", "A2"))

        (first | second)._ensure_partners()

        self.assertNotEqual(first.partner_id, second.partner_id)
        self.assertTrue(first.partner_id.ocean_masked)

    def test_a_name_that_is_shown_later_takes_the_place_of_the_masked_one(self):
        first = self.order("A1", buyer_name="w***i")
        first._ensure_partners()
        second = self.order("A2", buyer_name="Wati Sari")

        second._ensure_partners()

        self.assertEqual(second.partner_id, first.partner_id)
        self.assertEqual((first.partner_id.name, first.partner_id.ocean_masked), ("Wati Sari", False))

    def test_orders_that_arrive_together_name_the_buyer_as_one_by_one(self):
        names = {"A1": "w***i", "A2": "Wati Sari", "A3": "Wati"}
        orders = self.env["ocean.order"].union(
            *(self.order(number, buyer_name=name) for number, name in names.items())
        )

        orders._ensure_partners()

        self.assertEqual((orders.partner_id.name, orders.partner_id.ocean_masked), ("Wati Sari", False))

    def test_a_name_that_was_shown_is_not_masked_again_nor_overwritten(self):
        first = self.order("A1", buyer_name="Wati Sari")
        first._ensure_partners()
        first.partner_id.name = "Bu Wati"

        for number, name in (("A2", "w***i"), ("A3", "Wati")):
            self.order(number, buyer_name=name)._ensure_partners()

        self.assertEqual((first.partner_id.name, first.partner_id.ocean_masked), ("Bu Wati", False))

    def test_no_merge_of_marketplace_buyers_is_suggested(self):
        for ref in ("42", "43"):
            self.order(f"A{ref}", buyer_ref=ref, buyer_name="Sama Sekali")._ensure_partners()
        self.env["res.partner"].create([{"name": "Kembar Biasa"}, {"name": "Kembar Biasa"}])
        self.env.flush_all()
        wizard = self.env["base.partner.merge.automatic.wizard"]

        self.env.cr.execute(wizard._generate_query(["name"]))
        found = self.env["res.partner"].browse(pid for _least, ids in self.env.cr.fetchall() for pid in ids)

        self.assertIn("Kembar Biasa", found.mapped("name"))
        self.assertNotIn("Sama Sekali", found.mapped("name"))

    # === ADDRESSES === #

    def test_an_address_has_the_state_of_odoo_and_the_official_names(self):
        address = self.address(self.order())

        self.assertEqual((address.type, address.name), ("delivery", "Wati"))
        self.assertEqual((address.country_id.code, address.state_id), ("ID", self.jakarta))
        self.assertEqual(address.city, "Kota Administrasi Jakarta Selatan")
        self.assertEqual((address.street, address.street2), ("Jl. Melati 3", "Tebet Barat, Tebet"))
        self.assertEqual(address.zip, "12810")

    def test_every_province_of_the_table_is_a_state_of_odoo(self):
        for state in self.env.ref("base.id").state_ids:
            _country, found, unclear = self.locate(country_code="ID", state=state.name)
            self.assertEqual((found, unclear), (state, False), state.name)

    def test_a_changed_address_gives_the_same_buyer_another_delivery_address(self):
        order = self.order()
        first = self.address(order)
        order.address_levels = {**TEBET, "street": "Jl. Kenanga 8"}

        second = self.address(order)

        self.assertNotEqual(first, second)
        self.assertEqual(first.parent_id, second.parent_id)
        order.address_levels = {**TEBET, "street": "JL.  MELATI 3"}
        self.assertEqual(self.address(order), first)

    def test_masked_parts_are_marked_and_no_place(self):
        masked = {**dict.fromkeys(TEBET, "****"), "country_code": "ID"}
        order = self.applied(levels=masked)

        address = order.partner_shipping_id
        self.assertTrue(address.ocean_masked)
        self.assertFalse(address.state_id or address.city or address.zip or address.street2)
        self.assertTrue(order.address_masked)
        self.assertEqual(order.sale_order_ids.state, "sale")
        self.assertFalse(order.exception_id or order.place_id)

    def test_addresses_of_other_countries_have_their_states(self):
        cases = [
            ("MY", "Penang", "MY-07"),
            ("US", "ca", "CA"),
            ("BR", "Sao Paulo", "SP"),
            ("CN", "GuangDong", "粤"),
        ]
        for code, written, found in cases:
            country, state, unclear = self.locate(country_code=code, state=written)
            self.assertEqual((country.code, state.code, unclear), (code, found, False))

    def test_a_province_in_the_field_of_the_city_is_found_abroad(self):
        _country, state, unclear = self.locate(country_code="VN", city="TP. Hồ Chí Minh")

        self.assertEqual((state.code, unclear), ("VN-SG", False))

    def test_a_country_without_states_has_no_unclear_places(self):
        country, state, unclear = self.locate(country_code="SG", state="Singapore", city="Singapore")

        self.assertEqual((country.code, bool(state), unclear), ("SG", False, False))

    def test_an_address_without_country_is_in_the_country_of_its_storefront(self):
        address = self.address(self.order(levels={**TEBET, "country_code": ""}))

        self.assertEqual(address.state_id, self.jakarta)

    def test_the_form_shows_the_address_in_levels_beside_the_text(self):
        order = self.order(address_text="JL. MELATI 3, TEBET")

        self.assertEqual(order.address_state, self.jakarta.name)
        self.assertEqual((order.address_district, order.address_village), ("Tebet", "Tebet Barat"))
        self.assertEqual((order.address_zip, order.address_sure), ("12810", "certain"))

    def test_no_query_is_made_for_each_address(self):
        levels = [{**TEBET, "street": f"Jl. {number}"} for number in range(20)]
        country = self.env["res.country"]
        country._ocean_locate(levels[0])

        with self.assertQueryCount(0):
            for address in levels:
                country._ocean_locate(address)

    # === UNKNOWN PLACES === #

    def test_an_unknown_place_is_imported_as_written_marked_and_told(self):
        order = self.applied(levels=WAKANDA)

        self.assertEqual(order.sale_order_ids.state, "sale")
        self.assertEqual(order.partner_shipping_id.city, "Birnin Zana")
        self.assertTrue(order.address_unclear)
        self.assertEqual((order.place_id.name, order.place_id.level), ("Wakanda", "state"))
        row = order.exception_id
        self.assertEqual((row.kind, row.severity, row.count), ("place_unknown", "3", 1))
        self.assertNotIn("address", order.alerts)

    def test_a_state_that_contradicts_its_city_is_marked_and_no_exception(self):
        order = self.applied(levels={**TEBET, "state": "Wakanda"})

        self.assertEqual(order.partner_shipping_id.state_id, self.jakarta)
        self.assertTrue(order.address_unclear)
        self.assertIn("address", order.alerts)
        self.assertFalse(order.exception_id or order.place_id)

    def test_a_mapping_does_not_touch_the_address_that_an_order_had_before(self):
        order = self.applied(levels=WAKANDA)
        before = order.partner_shipping_id
        order.address_levels = {**WAKANDA, "street": "Jl. Kenanga 8"}

        order.place_id.state_id = self.jakarta

        self.assertFalse(before.state_id)

    def test_one_place_is_one_row_however_it_is_spelt(self):
        first = self.applied("A1", WAKANDA)
        second = self.applied("A2", {**WAKANDA, "state": "  WAKANDA "})

        self.assertEqual(first.place_id, second.place_id)
        self.assertEqual(first.exception_id, second.exception_id)
        self.assertEqual(first.exception_id.count, 2)

    def test_fix_opens_the_place_with_names_alike(self):
        order = self.applied(levels={**WAKANDA, "state": "Jawa Bagian Barat", "city": ""})

        action = order.exception_id.with_user(self.seller).action_fix()

        self.assertEqual((action["res_model"], action["res_id"]), ("ocean.place", order.place_id.id))
        self.assertIn(self.env.ref("base.state_id_jb"), order.place_id.suggestion_ids)

    def test_a_place_that_a_manager_maps_is_known_from_then_on(self):
        order = self.applied("A1", WAKANDA)
        row = order.exception_id

        with Form(order.place_id.with_user(self.seller)) as form:
            form.state_id = self.jakarta

        self.assertEqual(order.partner_shipping_id.state_id, self.jakarta)
        self.assertFalse(order.address_unclear or order.exception_id)
        self.assertEqual(row.state, "resolved")
        later = self.applied("A2", {**WAKANDA, "state": "wakanda", "street": "Jl. Lain"})
        self.assertEqual(later.partner_shipping_id.state_id, self.jakarta)
        self.assertFalse(later.address_unclear or later.exception_id)

    def test_a_suggestion_is_taken_with_one_press(self):
        order = self.applied(levels=WAKANDA)
        state = self.jakarta.with_user(self.seller).with_context(ocean_place_id=order.place_id.id)

        state.action_ocean_choose()

        self.assertEqual(order.place_id.state_id, self.jakarta)
        self.assertFalse(order.address_unclear)

    def test_a_corrected_mapping_corrects_open_orders_and_leaves_finished_ones(self):
        opened, finished = self.applied("A1", WAKANDA), self.applied("A2", WAKANDA, buyer_ref="43")
        place = opened.place_id
        place.state_id = self.jakarta
        finished.state = "completed"

        place.state_id = self.env.ref("base.state_id_ba")

        self.assertEqual(opened.partner_shipping_id.state_id.code, "BA")
        self.assertEqual(finished.partner_shipping_id.state_id, self.jakarta)
        self.assertEqual(place.order_count, 1)
        self.assertEqual(self.env["ocean.order"].search(place.action_view_orders()["domain"]), opened)

    def test_an_unknown_place_that_is_ignored_stays_ignored(self):
        order = self.applied("A1", WAKANDA)
        row = order.exception_id
        row.ignore_reason = "Tidak penting"
        row.action_ignore()

        self.applied("A2", WAKANDA)

        self.assertEqual(row.state, "ignored")

    def test_trying_again_finds_a_place_that_is_known_by_now(self):
        order = self.applied(levels=WAKANDA)
        row = order.exception_id
        self.env["res.country.state"].create(
            {"name": "Wakanda", "code": "WK", "country_id": self.env.ref("base.id").id}
        )
        self.env.cr.cache.clear()

        row.with_user(self.seller).action_retry()
        self.drain("apply")

        self.assertEqual(order.partner_shipping_id.state_id.code, "WK")
        self.assertFalse(order.address_unclear or order.exception_id)

    def test_users_see_places_and_only_managers_change_them(self):
        order = self.applied(levels=WAKANDA)
        user = self._make_user("packer", GROUP_USER)

        place = order.place_id.with_user(user)

        self.assertEqual(place.name, "Wakanda")
        with self.assertRaises(AccessError):
            place.state_id = self.jakarta

    def test_a_city_of_another_addon_is_filled_in_if_there_is_one(self):
        if "city_id" not in self.env["res.partner"]._fields:
            self.assertNotIn("city_id", self.env["res.partner"]._ocean_place_values(self.located()))
            return
        city = self.env["res.city"].create(
            {
                "name": "Jakarta Selatan",
                "country_id": self.jakarta.country_id.id,
                "state_id": self.jakarta.id,
            }
        )
        self.assertEqual(self.address(self.order()).city_id, city)

    def located(self):
        return self.env["res.country"]._ocean_locate(TEBET)
