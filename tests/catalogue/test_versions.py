"""Answers keep meaning what they meant: texts change with their version, ids stay."""

from bot.catalogue import check, check_against
from bot.catalogue.versions import needs_new_version

OLD = "fr: Décrivez un endroit précis."


def changes(folder, older):
    return [(each.theme, each.id) for each in needs_new_version(folder.load(), older.load())]


def test_the_same_content_needs_nothing(folder, older):
    assert changes(folder, older) == []


def test_an_edited_probe_needs_a_new_version(folder, older):
    folder.replace("themes/parks.yml", OLD, "fr: Décrivez-le.")
    assert changes(folder, older) == [("parks", "parks.obstacles")]


def test_an_edited_question_needs_a_new_version(folder, older):
    folder.replace("themes/parks.yml", "What do you do in", "What happens in")
    assert changes(folder, older) == [("parks", "parks.uses")]


def test_an_edit_with_its_new_version_is_accepted(folder, older):
    folder.replace("themes/parks.yml", OLD, "fr: Décrivez-le.")
    folder.replace("themes/parks.yml", "parks.obstacles\n    version: 1", "parks.obstacles\n    version: 2")
    assert changes(folder, older) == []


def test_a_version_that_goes_back_is_refused(folder, older):
    folder.replace("themes/parks.yml", "version: 2", "version: 1")
    assert changes(folder, older) == [("parks", "parks.sharing")]


def test_a_reason_may_be_rewritten_under_the_same_version(folder, older):
    folder.replace("themes/parks.yml", "A named place can be repaired.", "Named places get repaired.")
    assert changes(folder, older) == []


def test_a_question_that_vanished_is_reported(folder, older):
    folder.replace("themes/parks.yml", "id: parks.uses", "id: parks.habits")
    assert changes(folder, older) == [("parks", "parks.uses")]


def test_a_theme_that_vanished_is_reported_with_its_questions(folder, older):
    (folder.path / "themes" / "parks.yml").unlink()
    folder.replace("consultation.yml", "[library, parks]", "[library]")
    folder.replace("webinars.yml", "[parks]", "[]")
    folder.replace("webinars.yml", "[library, parks]", "[library]")
    ids = [("parks", each) for each in ("parks", "parks.uses", "parks.obstacles", "parks.sharing")]
    assert changes(folder, older) == ids


def test_the_command_names_the_line_of_what_changed(folder, older, capsys):
    folder.replace("themes/parks.yml", OLD, "fr: Décrivez-le.")
    assert check_against(folder.path, older.path) == 1
    file, line, _ = capsys.readouterr().out.split(":", 2)
    assert file == str(folder.path / "themes" / "parks.yml")
    assert int(line) == folder.line("themes/parks.yml", "id: parks.obstacles")


def test_the_command_says_nothing_of_good_content(folder, older, capsys):
    assert check(folder.path) == 0
    assert check_against(folder.path, older.path) == 0
    assert capsys.readouterr().out == ""


def test_the_command_prints_one_line_a_problem(folder, capsys):
    folder.replace("consultation.yml", "2024-10-31", "never")
    folder.replace("faq.yml", "id: card", "id: budget")
    assert check(folder.path) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        str(folder.path / "consultation.yml"),
        str(folder.path / "faq.yml"),
    ]


def test_an_unreadable_earlier_state_is_reported(folder, older, capsys):
    (older.path / "notice.yml").unlink()
    assert check_against(folder.path, older.path) == 1
    assert "notice.yml" in capsys.readouterr().out
