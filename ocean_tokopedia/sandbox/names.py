"""Buyers and where they live, invented; places are real, their ids the platform's in form only."""

from typing import Final

from .model import Place

FIRST_NAMES: Final = (
    "Agus", "Andi", "Bayu", "Budi", "Citra", "Dewi", "Dian", "Dimas", "Eka", "Fajar", "Fitri", "Gilang",
    "Hendra", "Indah", "Intan", "Joko", "Kartika", "Lestari", "Maya", "Nadia", "Putri", "Rahmat", "Ratna",
    "Reza", "Rina", "Rizky", "Sari", "Siti", "Sri", "Taufik", "Wahyu", "Wulan", "Yoga", "Yusuf", "Zahra",
)  # fmt: skip
LAST_NAMES: Final = (
    "Anggraini", "Gunawan", "Halim", "Hidayat", "Kurniawan", "Kusuma", "Lubis", "Maharani", "Nasution",
    "Nugroho", "Permata", "Pratama", "Rahayu", "Saputra", "Setiawan", "Siregar", "Susanto", "Utami",
    "Wibowo", "Wijaya",
)  # fmt: skip
STREETS: Final = (
    "Jl. Merdeka", "Jl. Diponegoro", "Jl. Ahmad Yani", "Jl. Gajah Mada", "Jl. Melati", "Gg. Mawar",
    "Jl. Pahlawan",
)  # fmt: skip

PLACES: Final = (
    Place(2270, "Gambir", 176, "Kota Jakarta Pusat", 13, "DKI Jakarta", "10110", "-6.1754,106.8272"),
    Place(2263, "Jagakarsa", 175, "Kota Jakarta Selatan", 13, "DKI Jakarta", "12620", "-6.3301,106.8190"),
    Place(2258, "Palmerah", 174, "Kota Jakarta Barat", 13, "DKI Jakarta", "11410", "-6.1904,106.7977"),
    Place(1640, "Coblong", 165, "Kota Bandung", 12, "Jawa Barat", "40135", "-6.8850,107.6130"),
    Place(2229, "Beji", 171, "Kota Depok", 12, "Jawa Barat", "16424", "-6.3720,106.8180"),
    Place(1723, "Cibinong", 151, "Kab. Bogor", 12, "Jawa Barat", "16911", "-6.4744,106.8313"),
    Place(2629, "Doro", 197, "Kab. Pekalongan", 14, "Jawa Tengah", "51191", "-7.0209,109.6886"),
    Place(2710, "Depok", 210, "Kab. Sleman", 16, "D.I. Yogyakarta", "55281", "-7.7716,110.3900"),
    Place(3578, "Genteng", 252, "Kota Surabaya", 15, "Jawa Timur", "60271", "-7.2620,112.7430"),
    Place(3600, "Klojen", 258, "Kota Malang", 15, "Jawa Timur", "65111", "-7.9690,112.6320"),
    Place(870, "Medan Petisah", 40, "Kota Medan", 34, "Sumatera Utara", "20112", "3.5930,98.6640"),
    Place(4770, "Denpasar Selatan", 320, "Kota Denpasar", 1, "Bali", "80228", "-8.6960,115.2500"),
    Place(5100, "Ujung Pandang", 410, "Kota Makassar", 28, "Sulawesi Selatan", "90111", "-5.1370,119.4080"),
)  # fmt: skip
