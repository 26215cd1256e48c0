"""A YAML file as plain values that remember their lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.catalogue.problems import ContentError, Problem

Place = tuple[str | int, ...]
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # eight times faster where libyaml is there


@dataclass(frozen=True)
class Document:
    """A file's values; `lines` gives the line of every key and item."""

    file: Path
    value: object
    lines: Mapping[Place, int]

    def problem(self, place: Place, reason: str) -> Problem:
        """A problem at `place`, or at the nearest thing around it that exists."""
        while place not in self.lines and place:
            place = place[:-1]
        return Problem(self.file, self.lines.get(place, 1), reason)


def read(file: Path) -> Document:
    """The file's mappings, lists, texts and nulls; raises ContentError on broken YAML and duplicate keys.

    A scalar is a text unless it is null: `no` stays "no", `11:30` stays "11:30", and models do the rest.
    """
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=LOADER)
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([Problem(file, 1, f"cannot be read ({type(error).__name__})")]) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ContentError([Problem(file, line, f"not YAML: {error.problem}")]) from error
    except yaml.YAMLError as error:
        raise ContentError([Problem(file, 1, f"not YAML: {error}")]) from error
    walk = _Walk(file)
    value = walk.value(root, ()) if root else None
    if walk.problems:
        raise ContentError(walk.problems)
    return Document(file, value, walk.lines)


@dataclass
class _Walk:
    file: Path
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def value(self, node: yaml.Node, place: Place) -> object:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, index)) for index, item in enumerate(node.value)]
        return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.problems.append(Problem(self.file, line, "a key must be a plain text"))
            elif key.value in found:
                self.problems.append(Problem(self.file, line, f"duplicate key: {key.value}"))
            else:
                self.lines[(*place, key.value)] = line
                found[key.value] = self.value(value, (*place, key.value))
        return found
