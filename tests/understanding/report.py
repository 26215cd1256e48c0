"""`make nlu-report`: how well texts never seen are understood; refreshes the tables of docs/understanding.md.

Options: `--set development`, `--diet` (trains Rasa's own DIETClassifier for comparison, some minutes).
"""

import argparse
from collections.abc import Sequence

from bot.processes import training
from bot.processes.engine import model_of
from bot.settings import Settings
from tests.stack import ROOT
from tests.understanding import diet
from tests.understanding.figures import FIGURES, scores
from tests.understanding.measure import measured, milliseconds
from tests.understanding.parsing import Parsed
from tests.understanding.texts import LANGUAGES, texts_of

PAGE = ROOT / "docs" / "understanding.md"


def main() -> None:
    """Print the tables; write those of the held-out set into the page."""
    options = _options()
    settings = Settings()
    training.train(settings)
    parsed = measured(model_of(settings), texts_of(options.set))
    tables = {"table": "\n\n".join([_told(parsed), _figures(parsed), _intents(parsed)])}
    if options.diet:
        tables["diet"] = _figures(measured(diet.model(settings), texts_of(options.set)))
    print("\n\n".join(tables.values()))
    if options.set == "held_out":
        for mark, table in tables.items():
            _write(mark, table)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=("held_out", "development"), default="held_out")
    parser.add_argument("--diet", action="store_true")
    return parser.parse_args()


def _told(parsed: Sequence[Parsed]) -> str:
    return (
        f"{len({each.said for each in parsed})} texts. "
        f"A parse takes {milliseconds(parsed, 0.5):.1f} ms (median), {milliseconds(parsed, 0.95):.1f} ms (95 %)."
    )


def _figures(parsed: Sequence[Parsed]) -> str:
    groups = {lang: [each for each in parsed if each.said.lang == lang] for lang in LANGUAGES} | {"both": parsed}
    rows = [[figure.name, *(str(figure.of(group)) for group in groups.values())] for figure in FIGURES]
    return _table(["", *groups], rows)


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
