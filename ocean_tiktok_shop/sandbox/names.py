"""Invented people and real places, and how the platform masks them."""

FIRST_NAMES = (
    "Agus", "Andi", "Bayu", "Budi", "Citra", "Dewi", "Dian", "Dimas", "Eka", "Fajar", "Fitri", "Gilang",
    "Hendra", "Indah", "Intan", "Joko", "Kartika", "Lestari", "Maya", "Nadia", "Putri", "Rahmat", "Rani",
    "Ratna", "Reza", "Rina", "Rizky", "Sari", "Siti", "Taufik", "Wahyu", "Wulan", "Yoga", "Yusuf", "Zahra",
)  # fmt: skip
LAST_NAMES = (
    "Anggraini", "Gunawan", "Halim", "Hidayat", "Kurniawan", "Kusuma", "Lubis", "Maharani", "Nasution",
    "Nugroho", "Permata", "Pratama", "Purnomo", "Rahayu", "Saputra", "Setiawan", "Siregar", "Suryani",
    "Susanto", "Utami", "Wibowo", "Wijaya", "Wulandari", "Yulianti",
)  # fmt: skip
STREETS = (
    "Jl. Merdeka", "Jl. Diponegoro", "Jl. Ahmad Yani", "Jl. Gajah Mada", "Jl. Sudirman", "Jl. Melati",
    "Jl. Kenanga", "Gg. Mawar", "Jl. Pahlawan", "Jl. Cendrawasih",
)  # fmt: skip

PLACES = (
    # province, city, district, village, postal code
    ("DKI Jakarta", "Jakarta Pusat", "Gambir", "Gambir", "10110"),
    ("DKI Jakarta", "Jakarta Selatan", "Kebayoran Lama", "Kebayoran Lama Utara", "12240"),
    ("DKI Jakarta", "Jakarta Selatan", "Cilandak", "Cipete Selatan", "12410"),
    ("Jawa Barat", "Bandung", "Coblong", "Dago", "40135"),
    ("Jawa Barat", "Bekasi", "Bekasi Timur", "Margahayu", "17113"),
    ("Jawa Barat", "Depok", "Beji", "Beji", "16421"),
    ("DI Yogyakarta", "Yogyakarta", "Pakualaman", "Pakualaman", "55112"),
    ("DI Yogyakarta", "Sleman", "Depok", "Caturtunggal", "55281"),
    ("Jawa Tengah", "Semarang", "Semarang Tengah", "Pekunden", "50134"),
    ("Jawa Timur", "Surabaya", "Genteng", "Ketabang", "60272"),
    ("Jawa Timur", "Malang", "Klojen", "Klojen", "65111"),
    ("Bali", "Denpasar", "Denpasar Selatan", "Sanur", "80228"),
)
FAR_PLACES = (
    ("Sumatera Utara", "Medan", "Medan Petisah", "Petisah Tengah", "20112"),
    ("Sulawesi Selatan", "Makassar", "Ujung Pandang", "Losari", "90111"),
    ("Kalimantan Timur", "Balikpapan", "Balikpapan Kota", "Teluk Pucung", "76112"),
)
"""Outside Java and Bali, where the platform adds a distance fee."""
FOREIGN = {
    "SG": ("", "Singapore", "", "", "238801"),
    "MY": ("Wilayah Persekutuan", "Kuala Lumpur", "Bukit Bintang", "", "55100"),
}
COUNTRIES = {
    "ID": "Indonesia",
    "SG": "Singapore",
    "MY": "Malaysia",
    "US": "United States",
    "GB": "United Kingdom",
}


def mask(text: str) -> str:
    """Return `text` as the platform masks it: the first letter of each word, the rest stars."""
    return " ".join(word[0] + "*" * max(1, len(word) - 1) for word in text.split())


def masked_phone(phone: str) -> str:
    """Return a phone number with its middle hidden."""
    return f"{phone[:6]}*****{phone[-2:]}" if phone else ""
