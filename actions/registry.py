"""Every action there is; a new one is added here."""

from actions.acknowledge_thanks import AcknowledgeThanks
from actions.add_more import AddMore
from actions.affirm import Affirm
from actions.answer_faq import AnswerFaq
from actions.change_language import ChangeLanguage
from actions.choose_profile import ChooseProfile
from actions.claim_reply import ClaimReply
from actions.correct_earlier import CorrectEarlier
from actions.deny import Deny
from actions.disclaim_reply import DisclaimReply
from actions.erase_one import EraseOne
from actions.forget_earlier import ForgetEarlier
from actions.give_contact import GiveContact
from actions.give_copy import GiveCopy
from actions.give_help import GiveHelp
from actions.give_reason import GiveReason
from actions.give_receipt import GiveReceipt
from actions.go_back import GoBack
from actions.greet import Greet
from actions.keep_as_is import KeepAsIs
from actions.keep_remark import KeepRemark
from actions.open_next_theme import OpenNextTheme
from actions.open_theme import OpenTheme
from actions.pick_number import PickNumber
from actions.remove_contact import RemoveContact
from actions.repeat_question import RepeatQuestion
from actions.say_goodbye import SayGoodbye
from actions.say_robot import SayRobot
from actions.show_recap import ShowRecap
from actions.show_themes import ShowThemes
from actions.show_webinars import ShowWebinars
from actions.skip_question import SkipQuestion
from actions.take_break import TakeBreak
from actions.turn_action import TurnAction
from actions.use_receipt import UseReceipt
from actions.validate_questionnaire import ValidateQuestionnaire
from actions.withdraw_all import WithdrawAll

ACTIONS: tuple[type[TurnAction], ...] = (
    AcknowledgeThanks,
    AddMore,
    Affirm,
    AnswerFaq,
    ChangeLanguage,
    ChooseProfile,
    ClaimReply,
    CorrectEarlier,
    Deny,
    DisclaimReply,
    EraseOne,
    ForgetEarlier,
    GiveContact,
    GiveCopy,
    GiveHelp,
    GiveReason,
    GiveReceipt,
    GoBack,
    Greet,
    KeepAsIs,
    KeepRemark,
    OpenNextTheme,
    OpenTheme,
    PickNumber,
    RemoveContact,
    RepeatQuestion,
    SayGoodbye,
    SayRobot,
    ShowRecap,
    ShowThemes,
    ShowWebinars,
    SkipQuestion,
    TakeBreak,
    UseReceipt,
    ValidateQuestionnaire,
    WithdrawAll,
)
