"""The commands: what each chooses, and how Telegram is told of them."""

from telegram import Bot, BotCommand

from bot.catalogue import Catalogue

# The choice of the public contract that a command stands for; `start` and `lang` may name something.
CHOICES = {
    "start": "repeat",
    "themes": "themes",
    "recap": "recap",
    "skip": "skip",
    "back": "back",
    "why": "why",
    "pause": "pause",
    "lang": "lang",
    "receipt": "receipt",
    "copy": "export",
    "withdraw": "withdraw",
    "help": "help",
}


def choice_of(command: str, named: str, catalogue: Catalogue, lang: str) -> str | None:
    """What a command chooses for somebody who speaks `lang`; None for a command there is not."""
    if command == "start" and named in {each.id for each in catalogue.themes}:
        return f"theme:{named}"
    if command == "lang":
        return f"lang:{_language(named, catalogue, lang)}"
    return CHOICES.get(command)


def _language(named: str, catalogue: Catalogue, lang: str) -> str:
    """The language named; else the one after the present one."""
    known = catalogue.languages
    return named if named in known else known[(known.index(lang) + 1) % len(known)]


async def announce(bot: Bot, catalogue: Catalogue) -> None:
    """Tells Telegram the commands and the description, in every language; the default language for everybody else."""
    for lang in (None, *catalogue.languages):
        say = catalogue.phrasebooks[lang or catalogue.default_language].say
        commands = [BotCommand(each, say(f"telegram.commands.{each}")) for each in CHOICES]
        await bot.set_my_commands(commands, language_code=lang)
        await bot.set_my_description(say("telegram.description"), language_code=lang)
