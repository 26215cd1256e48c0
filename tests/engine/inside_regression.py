"""Run by the engine's Python: prints how far the fast reading is from scikit-learn's own, as JSON."""

import json
import sys

sys.path.insert(0, ".")

from engine.regression import Regression
from engine.sentences import untrained

SENTENCES = {
    "go_back": ["revenir en arriere", "revenir a la question d avant", "retour a la question"],
    "skip_question": ["passer la question", "je passe la question", "question suivante"],
    "open_answer": ["les musees sont trop chers", "les musees et les theatres", "trop loin des musees"],
}


def main() -> None:
    examples = [(text, intent) for intent, texts in SENTENCES.items() for text in texts]
    pipeline = untrained(10.0)
    pipeline.fit([text for text, _ in examples], [intent for _, intent in examples])
    fast = Regression(pipeline)
    read = [*(text for text, _ in examples), "", "xyzzy", "la la la question question"]
    far = max(abs(fast.chances(text) - pipeline.predict_proba([text])[0]).max() for text in read)
    print(json.dumps({"far": float(far), "classes": fast.classes == list(pipeline.classes_)}))


main()
