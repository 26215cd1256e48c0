"""Run by the engine's Python: prints how far the fast reading is from scikit-learn's own, as JSON."""

import json
import sys

sys.path.insert(0, ".")

import numpy as np

from engine.reader import Example, learn
from engine.regression import Regression, fit, untrained

SENTENCES = {
    "go_back": ["revenir en arriere", "revenir a la question d avant", "retour a la question"],
    "skip_question": ["passer la question", "je passe la question", "question suivante"],
    "open_answer": ["les musees sont trop chers", "les musees et les theatres", "trop loin des musees"],
}
READ = [*(text for texts in SENTENCES.values() for text in texts), "", "xyzzy", "la la la question question", "👍"]


def main() -> None:
    examples = [Example(text, intent, False) for intent, texts in SENTENCES.items() for text in texts]
    again = [learn(examples, trust=10.0).read(text) for text in READ]
    same = again == [learn(examples, trust=10.0).read(text) for text in READ]
    print(json.dumps({"far": farthest(examples), "same": same, **odds(examples)}))


def farthest(examples: list[Example]) -> float:
    """The largest difference between the fast scores and the matrix's own."""
    union = untrained()
    matrix = union.fit_transform([example.text for example in examples])
    targets = np.array([[example.intent == intent for intent in SENTENCES] for example in examples])
    weights, intercept = fit(matrix, targets, boosts=[1.0] * len(SENTENCES), trust=10.0)
    fast = Regression(union, weights, intercept)
    return float(
        max(
            abs(fast.scores(fast.terms(text)) - (union.transform([text]) @ weights + intercept)[0]).max()
            for text in READ
        )
    )


def odds(examples: list[Example]) -> dict[str, bool]:
    """Every text has its chances and a ranking that adds up to one."""
    reader = learn(examples, trust=10.0)
    readings = [reader.read(text) for text in READ]
    return {
        "chances": all(0 <= each <= 1 for reading in readings for each in (reading.open, reading.closed)),
        "rankings": all(abs(sum(share for _, share in reading.ranking) - 1) < 1e-9 for reading in readings),
    }


main()
