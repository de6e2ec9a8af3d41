from . import test_kits, test_oversold_kits, test_sellable, test_shared, test_whatif_kits
