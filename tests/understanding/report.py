"""`make nlu-report`: how well texts never seen are understood; refreshes the tables of docs/understanding.md.

Options: `--set development`, `--diet` (trains Rasa's own DIETClassifier for comparison, some minutes).
"""

import argparse
from collections.abc import Callable, Sequence

from bot.processes import training
from bot.processes.engine import model_of
from bot.settings import Settings
from tests.stack import ROOT
from tests.understanding import diet
from tests.understanding.figures import FIGURES, scores
from tests.understanding.measure import measured, milliseconds, unseen
from tests.understanding.parsing import Parsed
from tests.understanding.texts import LANGUAGES, Text, texts_of

PAGE = ROOT / "docs" / "understanding.md"


def main() -> None:
    """Print the tables; write those of the held-out set into the page."""
    options = _options()
    settings = Settings()
    training.train(settings)
    new = frozenset(unseen(options.set))
    parsed = measured(model_of(settings), texts_of(options.set))
    tables = {"table": "\n\n".join([_told(parsed, new), _figures(parsed, new), _intents(parsed)])}
    if options.diet:
        tables["diet"] = _figures(measured(diet.model(settings), texts_of(options.set)), new)
    print("\n\n".join(tables.values()))
    if options.set == "held_out":
        for mark, table in tables.items():
            _write(mark, table)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=("held_out", "development"), default="held_out")
    parser.add_argument("--diet", action="store_true")
    return parser.parse_args()


def _told(parsed: Sequence[Parsed], new: frozenset[Text]) -> str:
    texts = {each.said for each in parsed}
    return (
        f"{len(texts)} texts, of which {len(new)} repeat neither a training example nor a text of the development set. "
        f"A parse takes {milliseconds(parsed, 0.5):.1f} ms (median), {milliseconds(parsed, 0.95):.1f} ms (95 %)."
    )


def _figures(parsed: Sequence[Parsed], new: frozenset[Text]) -> str:
    groups: dict[str, Callable[[Parsed], bool]] = {f"{lang}, new": _new_in(lang, new) for lang in LANGUAGES}
    groups |= {"all, new": lambda each: each.said in new, "all": lambda _: True}
    parts = [[each for each in parsed if group(each)] for group in groups.values()]
    rows = [[figure.name, *(str(figure.of(part)) for part in parts)] for figure in FIGURES]
    return _table(["", *groups], rows)


def _new_in(lang: str, new: frozenset[Text]) -> Callable[[Parsed], bool]:
    return lambda each: each.said.lang == lang and each.said in new


def _intents(parsed: Sequence[Parsed]) -> str:
    rows = [[intent, str(precision), str(recall)] for intent, (precision, recall) in scores(parsed).items()]
    return _table(["intent", "precision", "recall"], rows)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _write(mark: str, table: str) -> None:
    begin, end = f"<!-- {mark} -->", f"<!-- end of {mark} -->"
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(begin)
    PAGE.write_text(f"{before}{begin}\n{table}\n{end}{rest.split(end)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
