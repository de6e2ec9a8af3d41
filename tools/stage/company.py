"""Stage: the base company is Indonesian and works in rupiah with one price-included sales tax.

Runs in an Odoo shell (`env`).
"""

# ruff: noqa: F821
company = env.ref("base.main_company")
company.write({"name": "Toko Samudra", "city": "Jakarta", "zip": "10110"})
assert company.currency_id.name == "IDR", company.currency_id.name
assert company.chart_template == "id", company.chart_template

standard = env.ref(f"account.{company.id}_tax_ST4")  # 11 % on goods other than luxury goods
included = standard.copy(
    {"name": "PPN 11% (included)", "price_include_override": "tax_included", "sequence": 0}
)
company.account_sale_tax_id = included

# English with a 24-hour clock, as Indonesians read it, and their own language one click away.
languages = env.ref("base.lang_en_GB") | env.ref("base.lang_id")
env["base.language.install"].create({"lang_ids": [(6, 0, languages.ids)]}).lang_install()

admin = env.ref("base.user_admin")
admin.lang = "en_GB"
admin.tz = "Asia/Jakarta"
env.cr.commit()
