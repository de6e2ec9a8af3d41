"""Names, places and how the platform masks them."""

FIRST_NAMES = [
    "Agus",
    "Ahmad",
    "Andi",
    "Bayu",
    "Budi",
    "Citra",
    "Dewi",
    "Dian",
    "Dimas",
    "Eka",
    "Fajar",
    "Fitri",
    "Gilang",
    "Hendra",
    "Indah",
    "Intan",
    "Joko",
    "Kartika",
    "Lestari",
    "Maya",
    "Nadia",
    "Nia",
    "Putri",
    "Putra",
    "Rahmat",
    "Rani",
    "Ratna",
    "Reza",
    "Rina",
    "Rizky",
    "Sari",
    "Siti",
    "Sri",
    "Taufik",
    "Wahyu",
    "Wulan",
    "Yanti",
    "Yoga",
    "Yusuf",
    "Zahra",
]
LAST_NAMES = [
    "Anggraini",
    "Gunawan",
    "Halim",
    "Hidayat",
    "Kurniawan",
    "Kusuma",
    "Lubis",
    "Maharani",
    "Nasution",
    "Nugroho",
    "Permata",
    "Pratama",
    "Purnomo",
    "Rahayu",
    "Saputra",
    "Setiawan",
    "Siregar",
    "Suryani",
    "Susanto",
    "Utami",
    "Wibowo",
    "Wijaya",
    "Wulandari",
    "Yulianti",
]
STREETS = (
    "Jl. Merdeka",
    "Jl. Diponegoro",
    "Jl. Ahmad Yani",
    "Jl. Gajah Mada",
    "Jl. Sudirman",
    "Jl. Melati",
    "Jl. Kenanga",
    "Gg. Mawar",
    "Jl. Pahlawan",
    "Jl. Cendrawasih",
)
PLACES = (
    # village, district, city, state, postal code
    ("Gambir", "Gambir", "KOTA JAKARTA PUSAT", "DKI JAKARTA", "10110"),
    ("Kebayoran Lama Utara", "Kebayoran Lama", "KOTA JAKARTA SELATAN", "DKI JAKARTA", "12240"),
    ("Cipete Selatan", "Cilandak", "KOTA JAKARTA SELATAN", "DKI JAKARTA", "12410"),
    ("Dago", "Coblong", "KOTA BANDUNG", "JAWA BARAT", "40135"),
    ("Margahayu", "Bekasi Timur", "KOTA BEKASI", "JAWA BARAT", "17113"),
    ("Beji", "Beji", "KOTA DEPOK", "JAWA BARAT", "16421"),
    ("Pakualaman", "Pakualaman", "KOTA YOGYAKARTA", "DI YOGYAKARTA", "55112"),
    ("Caturtunggal", "Depok", "KAB. SLEMAN", "DI YOGYAKARTA", "55281"),
    ("Pekunden", "Semarang Tengah", "KOTA SEMARANG", "JAWA TENGAH", "50134"),
    ("Laweyan", "Laweyan", "KOTA SURAKARTA", "JAWA TENGAH", "57148"),
    ("Ketabang", "Genteng", "KOTA SURABAYA", "JAWA TIMUR", "60272"),
    ("Klojen", "Klojen", "KOTA MALANG", "JAWA TIMUR", "65111"),
    ("Sanur", "Denpasar Selatan", "KOTA DENPASAR", "BALI", "80228"),
    ("Petisah Tengah", "Medan Petisah", "KOTA MEDAN", "SUMATERA UTARA", "20112"),
    ("Ilir Timur", "Ilir Timur I", "KOTA PALEMBANG", "SUMATERA SELATAN", "30113"),
    ("Losari", "Ujung Pandang", "KOTA MAKASSAR", "SULAWESI SELATAN", "90111"),
    ("Teluk Pucung", "Balikpapan Kota", "KOTA BALIKPAPAN", "KALIMANTAN TIMUR", "76112"),
)
FOREIGN = {
    "SG": ("", "", "Singapore", "Singapore", "238801"),
    "MY": ("", "Bukit Bintang", "Kuala Lumpur", "Wilayah Persekutuan", "55100"),
}


def mask(text: str) -> str:
    """Return `text` as the platform masks user names: first and last letter around five stars."""
    return f"{text[0]}*****{text[-1]}" if text else ""


def masked_address(address: dict[str, str]) -> dict[str, str]:
    """Return `address` with name, phone and street masked; districts and cities stay readable."""
    hidden = {
        "name": mask(address["name"]),
        "phone": "******" + address["phone"][-2:],
        "full_address": address["full_address"][:3] + "******",
    }
    return address | hidden
