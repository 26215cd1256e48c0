"""A training example that Rasa need not copy and hash again at each of its seventeen merges of the same examples."""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.training_data.message import Message


class LastingExample(Message):
    """Not copied, since nothing of our pipeline changes an example; hashed again only when something did change."""

    def __deepcopy__(self, memo: dict[int, Any]) -> LastingExample:
        return self

    def set(self, prop: str, info: Any, add_to_output: bool = False) -> None:
        """Rasa sets each intent to itself whenever it merges."""
        if add_to_output or self.data.get(prop) != info:
            super().set(prop, info, add_to_output)
