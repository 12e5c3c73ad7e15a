"""Score regional forms on a file of words beside raw OpenCC.

    python benchmarks/regional.py FILE.tsv [--wrong]

One word a line: zh-TW, zh-HK, zh-CN, parted by tabs; several accepted forms parted by `;`, the first is what we ask
with. A form is right where it is one of those accepted; spellings of one character (台/臺, 裏/裡, 衞/衛) count as one.
Only our own table and OpenCC answer, no glossary. `--wrong` lists what we got wrong, and where we were sure of it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from zhengming.language.scripts import fold, simplify
from zhengming.lookup.variants import Wordings
from zhengming.model import Glossary
from zhengming.tags import REGIONS

# From which region to which, and the configuration of OpenCC that a person would take for it.
WAYS = {
    ("zh-CN", "zh-TW"): "s2twp",
    ("zh-CN", "zh-HK"): "s2hkp",
    ("zh-TW", "zh-CN"): "tw2sp",
    ("zh-TW", "zh-HK"): "t2hk",
    ("zh-HK", "zh-TW"): "t2tw",
    ("zh-HK", "zh-CN"): "hk2sp",
}


def read(path: Path) -> list[dict[str, list[str]]]:
    """The accepted forms of every line by region."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [{tag: cell.split(";") for tag, cell in zip(REGIONS, line.split("\t"), strict=False)} for line in lines]


def is_right(form: str, word: Mapping[str, list[str]], tag: str) -> bool:
    """Whether a form is accepted, spelling apart; a Mainland form must be in Simplified characters."""
    return fold(form) in {fold(accepted) for accepted in word[tag]} and (tag != "zh-CN" or simplify(form) == form)


def main() -> None:
    """Print one line a direction."""
    import opencc

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    words = read(options.file)
    wordings = Wordings(Glossary(()))
    print(f"{len(words)} words       ours   sure of it, wrong   raw OpenCC")
    for (source, target), configuration in WAYS.items():
        converter = opencc.OpenCC(configuration)
        score: Counter[str] = Counter()
        for word in words:
            asked = word[source][0]
            answer = wordings.forms(asked)[target]
            score["ours"] += is_right(answer.form, word, target)
            score["raw"] += is_right(str(converter.convert(asked)), word, target)
            if not is_right(answer.form, word, target):
                score["sure"] += answer.sure
                if options.wrong:
                    print(f"    {asked} → {answer.form} ({answer.how}, sure: {answer.sure}), not {word[target]}")
        ours, raw = score["ours"] / len(words), score["raw"] / len(words)
        print(f"{source} → {target}   {ours:6.1%}   {score['sure']:6}              {raw:6.1%} ({configuration})")


if __name__ == "__main__":
    main()
