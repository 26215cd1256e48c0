"""What a screen reader is told: the accessibility tree of the chat, as Chromium gives it."""

import re
from typing import Any

from playwright.sync_api import Route, expect

from tests.web.widget.chat import PROMPTS, Chat

# Whether the log would be read out, each time a message is put into it.
LISTEN = """window.heard = [];
const put = Node.prototype.insertBefore;
Node.prototype.insertBefore = function (item, after) {
    if (this.getAttribute?.("role") === "log") heard.push(this.getAttribute("aria-live"));
    return put.call(this, item, after);
};"""
ANSWER = "Je visite des musées en ligne avec mes enfants."


class Tree:
    """The accessibility tree of a page, ignored nodes left out."""

    def __init__(self, chat: Chat) -> None:
        nodes = chat.page.context.new_cdp_session(chat.page).send("Accessibility.getFullAXTree")["nodes"]
        self.nodes: dict[str, dict[str, Any]] = {each["nodeId"]: each for each in nodes}

    def the(self, role: str) -> dict[str, Any]:
        (found,) = [each for each in self.nodes.values() if role_of(each) == role]
        return found

    def names(self, of: dict[str, Any], role: str) -> list[str]:
        """The names of everything of one role inside a node, in order."""
        own = [of["name"]["value"]] if role_of(of) == role else []
        inside = [self.nodes[each] for each in of.get("childIds", ()) if each in self.nodes]
        return own + [name for each in inside for name in self.names(each, role)]


def role_of(node: dict[str, Any]) -> str:
    return "" if node["ignored"] else str(node["role"]["value"])


def test_each_message_is_read_once_with_who_says_it_and_the_question_as_a_heading(chat: Chat) -> None:
    chat.starts()
    chat.writes(ANSWER)
    chat.is_at_step(2)
    tree = Tree(chat)
    log = tree.the("log")
    assert log["name"]["value"] == chat.say("chat.log")
    assert {each["name"]: each["value"].get("value") for each in log["properties"]}["live"] == "polite"
    read = tree.names(log, "StaticText")
    senders = [each.get_attribute("data-from") for each in chat.log.locator(".message").all()]
    said = {"bot": chat.say("chat.robot"), "citizen": chat.say("chat.you")}
    assert [each.strip() for each in read if each.strip() in said.values()] == [said[each or ""] for each in senders]
    texts = [each.strip() for each in chat.log.locator(".text").all_inner_texts()]
    assert sorted(texts) == sorted(each.strip() for each in read if each.strip() in texts)
    questions = chat.log.locator(PROMPTS).locator("h3").all_inner_texts()
    assert len(questions) == 2
    assert [each for each in tree.names(log, "heading") if each in questions] == questions


def test_what_can_be_tapped_stands_outside_the_log_in_a_group_named_by_the_question(chat: Chat) -> None:
    chat.starts()
    chat.choice("skip").click()
    chat.is_at_step(2)
    question = chat.log.locator(PROMPTS).last.locator("h3").inner_text()
    group = chat.page.get_by_role("group", name=question, exact=True)
    expect(group.locator("[data-choice]").first).to_be_visible()
    expect(chat.page.locator("consultation-chat [data-choice]")).to_have_count(group.locator("[data-choice]").count())
    expect(chat.log.locator("[data-choice]")).to_have_count(0)
    expect(chat.field).to_have_accessible_description(f"{question} {chat.say('chat.hint')}")


def test_what_was_said_before_is_not_read_out_again(chat: Chat) -> None:
    chat.page.add_init_script(LISTEN)
    chat.starts()
    chat.writes(ANSWER)
    chat.is_at_step(2)
    chat.page.reload()
    chat.is_at_step(2)
    expect(chat.log).to_have_attribute("aria-live", "polite")
    before = chat.page.evaluate("heard.length")
    assert before > 2
    assert set(chat.page.evaluate("heard")) == {"off"}
    chat.choice("skip").click()
    chat.is_at_step(3)
    assert set(chat.page.evaluate(f"heard.slice({before})")) == {"polite"}


def test_every_button_that_changes_an_answer_names_its_question(chat: Chat) -> None:
    chat.starts()
    chat.writes(ANSWER)
    chat.is_at_step(2)
    chat.opens_the_menu("chat.recap")
    asked = "Quelles activités culturelles"
    for edit, key in (("correct", "edit_correct"), ("add", "edit_add"), ("erase", "edit_erase")):
        button = chat.choice(f"{edit}:ecology.uses")
        expect(button).to_have_text(chat.say(f"chat.{key}"))
        assert asked in str(button.get_attribute("aria-label"))


def test_errors_are_alerts_and_states_one_status(chat: Chat) -> None:
    chat.page.locator(".welcome summary").click()
    code = chat.page.get_by_label(chat.say("chat.code"), exact=True)
    code.fill("AAAA-BBBB-CCCC")
    chat.button("chat.come_back").click()
    refused = chat.say("errors.receipt_refused")
    expect(chat.page.get_by_role("alert").filter(visible=True)).to_have_text(refused)
    expect(code).to_have_accessible_description(refused)
    assert chat.page.locator("consultation-chat .inside > [role=status]").count() == 1
    for role in ("log", "alert"):
        assert chat.page.locator(f"consultation-chat [role={role}]").count() == 1
    for inner in ("log", "alert", "status"):
        assert chat.page.locator(f":is([role=log], [role=alert], [role=status]) [role={inner}]").count() == 0


def test_what_was_said_before_is_not_read_out_where_the_service_was_away_at_first(chat: Chat) -> None:
    chat.page.add_init_script(LISTEN)
    chat.starts()
    chat.writes(ANSWER)
    chat.is_at_step(2)
    chat.page.route("**/messages?after=0", lambda route: route.fulfill(status=503), times=1)
    chat.page.reload()
    chat.is_at_step(2)
    expect(chat.log).to_have_attribute("aria-live", "polite")
    assert set(chat.page.evaluate("heard")) == {"off"}


def test_buttons_get_their_questions_name_when_it_comes_late(chat: Chat) -> None:
    chat.starts()
    chat.writes(ANSWER)
    chat.is_at_step(2)
    chat.opens_the_menu("chat.recap")
    expect(chat.choice("correct:ecology.uses")).to_be_visible()
    waiting: list[Route] = []
    chat.page.route("**/consultation?lang=*", lambda route: waiting.append(route))
    chat.page.reload()
    button = chat.choice("correct:ecology.uses")
    expect(button).to_be_visible()
    button.focus()
    assert not button.get_attribute("aria-label")
    for each in waiting:
        each.continue_()
    expect(button).to_have_attribute("aria-label", re.compile("Quelles activités culturelles"))
    expect(button).to_be_focused()
