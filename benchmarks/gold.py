"""The gold data as documents, and its own scorer: shared by the benchmarks of extraction."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from zhengming.documents import parse, read
from zhengming.files.decode import Decoded
from zhengming.model import Document

# What any way of extracting gives: a Chinese and an English wording, and where the parenthesis opens.
Triple = tuple[str, str, int | None]
Extract = Callable[[Document], Iterable[Triple]]


@dataclass(frozen=True)
class Item:
    """A text with its labels: `right` tells the accepted Chinese wordings at each offset of a parenthesis.

    `source` is the set it is from, `group` its document, `origin` the book or site that the document is from.
    """

    source: str
    name: str
    group: str
    document: Document
    right: dict[int, set[str]]
    origin: str = ""


# How the ids of windows name the repositories that whole documents are from.
_ORIGINS = {"book": "pluralitybook/plurality", "encyclopedia": "frank890417/taiwan-md", "d2l": "d2l-ai/d2l-zh"}


def load_scorer(folder: Path) -> ModuleType:
    """GOLD_FOLDER/score.py as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", folder / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["gold_score"] = module
    spec.loader.exec_module(module)
    return module


def documents(folder: Path) -> Iterator[Item]:
    """The whole documents."""
    for file in sorted((folder / "docs").glob("*.json")):
        data = json.loads(file.read_text(encoding="utf-8"))
        document = read(str(file.with_name(Path(data["text"]).name)))
        right = {p["offset"]: {p["zh"], *p.get("also_ok", [])} for p in data["pairs"] if p["kind"] != "not_a_pair"}
        said = data.get("source", "")
        origin = said.get("repo", "") if isinstance(said, dict) else str(said)
        yield Item("docs", file.stem, file.stem, document, right, origin)


def windows(folder: Path, name: str) -> Iterator[Item]:
    """The windows of `windows.jsonl` or `auto.jsonl`; all of one document are one group."""
    for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        window = json.loads(line)
        text = f"{window['left']}（{window['gloss']}）{window['right']}"
        document = parse(Decoded(text, "utf-8"), window["id"], suffix=".md")
        wordings = {window["left"][start:end] for start, end in window["gold"]}
        origin = window["doc"].split("-")[0]
        labels = {len(window["left"]): wordings}
        yield Item(name, window["id"], window["doc"], document, labels, _ORIGINS.get(origin, origin))


def rows(items: Iterable[Item], extract: Extract) -> list[dict[str, Any]]:
    """Predictions as score.py reads them."""
    out = []
    for item in items:
        key = "doc" if item.source in ("docs", "seed") else "id"
        out += [{key: item.name, "zh": zh, "en": en, "offset": at} for zh, en, at in extract(item.document)]
    return out


def scored(
    scorer: ModuleType, folder: Path, name: str, predictions: list[dict[str, Any]]
) -> dict[str, tuple[int, ...]]:
    """TP, FP, FN of `docs`, `seed` or `windows` by score.py's own functions; `open` and `closed` are hits and all."""
    import tempfile

    with tempfile.TemporaryDirectory() as private:
        path = Path(private) / "predictions.jsonl"
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in predictions), encoding="utf-8")
        if name in ("windows", "auto"):
            docs, labels = scorer.load_windows(folder / f"{name}.jsonl")
            result = scorer.score(docs, scorer.window_predictions(path, labels))
        else:
            docs, names = scorer.load_documents([folder / ("seed.json" if name == "seed" else "docs")])
            result = scorer.score(docs, scorer.document_predictions(path, names))
    golds = [g for d in docs.values() for g in d.golds if not g.optional]
    counts: dict[str, tuple[int, ...]] = {"all": result.count(lambda doc, kind: True)}
    for edge in ("open", "closed"):
        of = [g for g in golds if g.edge == edge]
        counts[edge] = (sum(g.hit for g in of), len(of))
    return counts


def row(scorer: ModuleType, label: str, counts: dict[str, tuple[int, ...]]) -> str:
    """One line of a table: precision, recall, F1, recall at open and closed left edges."""
    p, r, f = scorer.prf(*counts["all"])
    (open_hits, opens), (closed_hits, closeds) = counts["open"], counts["closed"]
    edges = f"open {open_hits:3} of {opens:3}  closed {closed_hits:3} of {closeds:3}"
    return f"{label:28} P {p:6.1%}  R {r:6.1%}  F1 {f:6.1%}  {edges}"
