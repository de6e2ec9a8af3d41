"""Rules about who may know whom; each finds its places in the code itself."""

import ast
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

REPO = Path(__file__).resolve().parents[2]
BASE = REPO / "ocean_marketplace_base"
PLATFORM_WORDS = re.compile(r"shopee|tiktok|tokopedia|lazada", re.IGNORECASE)
# The simulator's registry and the addon's own prose may name nobody either; only documentation files may.
SOURCES = sorted(path for path in BASE.rglob("*.py") if "__pycache__" not in path.parts)
VIEWS = sorted(BASE.rglob("*.xml"))
PURE = sorted(
    path
    for folder in ("lib", "sandbox")
    for path in REPO.glob(f"ocean_*/{folder}/**/*.py")
    if "__pycache__" not in path.parts
)
NETWORK = {"requests", "httpx", "aiohttp", "urllib3"}


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def docstrings(root):
    """Return the constants that are documentation: they are prose, not behaviour."""
    return {
        id(node.body[0].value)
        for node in ast.walk(root)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }


def words(path):
    """Yield (line, text) of identifiers, string constants and attributes of a Python file."""
    root = tree(path)
    prose = docstrings(root)
    for node in ast.walk(root):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield line, node.value
        for name in ("id", "attr", "arg", "name", "module"):
            if isinstance(value := getattr(node, name, None), str):
                yield line, value


def imported(path):
    """Yield the top-level name of every absolute import of a Python file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield ".".join((node.module or "").split(".")[:2])


def own_tests(path):
    return "tests" in path.relative_to(BASE).parts


@pytest.mark.parametrize("path", [path for path in SOURCES if not own_tests(path)], ids=str)
def test_the_base_names_no_platform_in_code(path):
    found = [f"{line}: {text[:60]}" for line, text in words(path) if PLATFORM_WORDS.search(text)]
    assert not found


@pytest.mark.parametrize("path", VIEWS, ids=str)
def test_the_base_names_no_platform_in_views_and_data(path):
    found = []
    for node in ElementTree.parse(path).iter():
        texts = [node.text or "", node.tail or "", *node.attrib.values()]
        found += [text.strip() for text in texts if PLATFORM_WORDS.search(text)]
    assert not found


@pytest.mark.parametrize("path", PURE, ids=str)
def test_pure_code_does_not_import_odoo(path):
    allowed = {"odoo.addons"}
    assert not [name for name in imported(path) if name.split(".")[0] == "odoo" and name not in allowed]


def test_only_the_transport_imports_a_network_library():
    transport = BASE / "lib/transport.py"
    found = [
        str(path.relative_to(REPO))
        for path in REPO.glob("ocean_*/**/*.py")
        if path != transport
        and "tests" not in path.parts
        and NETWORK & {name.split(".")[0] for name in imported(path)}
    ]
    assert not found
    assert "requests" in set(imported(transport))


def test_nobody_branches_on_the_platform_outside_its_own_folder():
    """Comparisons of something called platform with a constant are what an adapter is there to avoid."""
    found = []
    for path in SOURCES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Compare):
                sides = [node.left, *node.comparators]
                names = [getattr(side, "attr", getattr(side, "id", "")) for side in sides]
                constants = [side.value for side in sides if isinstance(side, ast.Constant)]
                if "platform" in names and any(value not in ("none", None) for value in constants):
                    found.append(f"{path.name}:{node.lineno}")
    assert not found


def test_platform_addons_do_not_import_each_other_except_tokopedia_the_shared_consent():
    """A platform stands on the base alone; Tokopedia's shops are reached through TikTok Shop."""
    allowed = {("ocean_tokopedia", "ocean_tiktok_shop")}
    found = []
    for path in REPO.glob("ocean_*/**/*.py"):
        addon = path.relative_to(REPO).parts[0]
        for node in ast.walk(tree(path)):
            parts = (getattr(node, "module", None) or "").split(".")
            if isinstance(node, ast.ImportFrom) and parts[:2] == ["odoo", "addons"] and len(parts) > 2:
                other = parts[2]
                if other.startswith("ocean_") and other not in (addon, "ocean_marketplace_base"):
                    found.append((addon, other))
    assert not set(found) - allowed
