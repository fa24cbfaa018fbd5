"""The rules of the house: one direction of imports, one clock, words in their place, small parts."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORDER = ("knowledge", "handlers", "storage", "bot")
MAX_FILE, MAX_FUNCTION = 200, 40
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}
PRODUCT_NAME = "Trợ lý TCPL"


def modules(*packages: str) -> list[Path]:
    """The program's files; migrations are records of the past and follow no rule of size."""
    found = (path for package in packages for path in sorted((ROOT / package).rglob("*.py")))
    return [path for path in found if "versions" not in path.parts]


def imported(tree: ast.AST) -> Iterator[str]:
    """The top-level packages that a module imports, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def wrong_imports(package: str, tree: ast.AST) -> set[str]:
    """What this package may not import: our packages to its left, and the outside world in the middle."""
    forbidden = set(ORDER[ORDER.index(package) + 1 :])
    if package != "bot":
        forbidden |= {"telegram", "httpx", "asyncio", "starlette", "uvicorn", "click"}
    if package in ("knowledge", "handlers"):
        forbidden |= {"sqlalchemy", "random", "secrets", "requests", "sqlite3"}
    return forbidden & set(imported(tree))


def clock_calls(tree: ast.AST) -> list[str]:
    """Calls that read a clock."""
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    named = ((f.value.id, f.attr) for f in called if isinstance(f, ast.Attribute) and isinstance(f.value, ast.Name))
    return [".".join(name) for name in named if name in CLOCKS]


def vietnamese_strings(tree: ast.Module) -> list[str]:
    """String literals with a Vietnamese word (three letters or more); docstrings and the product's name left out."""
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    texts = (str(node.value) for node in strings if id(node) not in docs)
    return [text for text in texts if has_vietnamese_word(text.replace(PRODUCT_NAME, ""))]


def has_vietnamese_word(text: str) -> bool:
    """Single letters, pairs and rows of vowels do not count: the code that folds tone marks needs them."""
    words = (
        word
        for word in re.findall(r"[^\W\d_]+", text)
        if len(word) >= 3 and re.search(r"(?i)[bcdghklmnpqrstvxđ]", word)
    )
    return any(VIETNAMESE.search(word) for word in words)


def law_numbers(tree: ast.Module) -> list[str]:
    """String literals that name a document of law or compare with a regulation's id."""
    pattern = re.compile(r"\d+/20\d\d|^(qd|tt|kh)-\d+-20\d\d$")
    strings = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    docs = {
        ast.get_docstring(n, clean=False)
        for n in ast.walk(tree)
        if isinstance(n, ast.Module | ast.FunctionDef | ast.ClassDef)
    }
    return [text for text in strings if pattern.search(text) and text not in docs]


@pytest.mark.parametrize("path", modules(*ORDER), ids=lambda p: str(p.relative_to(ROOT)))
def test_it_keeps_the_rules(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert wrong_imports(package, tree) == set()
    if package != "bot":
        assert clock_calls(tree) == []
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef | ast.Await)]
    if not path.name.startswith("texts"):
        assert vietnamese_strings(tree) == []
        assert law_numbers(tree) == []
    assert not source.strip() or ast.get_docstring(tree), "a module opens with what it is for"
    assert source.count("\n") <= MAX_FILE
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno > MAX_FUNCTION] == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    names = {path.stem for path in modules(*ORDER)}
    assert names & {"utils", "helpers", "manager", "base", "common", "service", "misc"} == set()


@pytest.mark.parametrize(
    ("package", "source"),
    [
        ("knowledge", "import handlers.texts"),
        ("handlers", "from storage import engine"),
        ("handlers", "def f():\n    import httpx"),
        ("storage", "from bot.clock import Clock"),
        ("knowledge", "import sqlalchemy"),
    ],
)
def test_an_import_against_the_order_is_seen(package: str, source: str) -> None:
    assert wrong_imports(package, ast.parse(source))


def test_a_clock_a_sentence_and_a_decision_in_code_are_seen() -> None:
    assert clock_calls(ast.parse("from datetime import datetime\nx = datetime.now()")) == ["datetime.now"]
    assert vietnamese_strings(ast.parse('"""Chỉ là lời giải thích."""')) == []
    assert vietnamese_strings(ast.parse('x = "Không được"')) == ["Không được"]
    assert law_numbers(ast.parse('x = regulation.id == "qd-25-2021"')) == ["qd-25-2021"]
