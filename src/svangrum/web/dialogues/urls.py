from __future__ import annotations

from svangrum.records.dialogues.permissions import can_hold_dialogues
from svangrum.records.enterprises.permissions import is_buyer, is_of_enterprise
from svangrum.web.dialogues import addressing, answering, coming, ending, held, holding, mailed, public
from svangrum.web.pages import Page
from svangrum.web.rules import anyone

_SV, _EN = "dialoger", "dialogues"
_ONE_SV, _ONE_EN = f"{_SV}/<uuid:dialogue>", f"{_EN}/<uuid:dialogue>"
_LINK_SV, _LINK_EN = "dialogsvar/<str:secret>", "dialogue-answer/<str:secret>"
_OURS_SV, _OURS_EN = "vara-dialoger", "our-dialogues"
_OWN_SV, _OWN_EN = f"{_OURS_SV}/<uuid:dialogue>", f"{_OURS_EN}/<uuid:dialogue>"

PAGES: tuple[Page, ...] = (
    Page("open-dialogues", _SV, _EN, public.listed, anyone),
    Page("open-dialogue", _ONE_SV, _ONE_EN, public.one, anyone),
    Page("dialogue-link-ask", f"{_ONE_SV}/fa-lank", f"{_ONE_EN}/get-link", public.ask_link, anyone),
    Page("dialogue-link-asked", f"{_ONE_SV}/lank-skickad", f"{_ONE_EN}/link-sent", public.link_asked, anyone),
    Page("dialogue-say", f"{_ONE_SV}/svara", f"{_ONE_EN}/answer", answering.say, is_of_enterprise),
    Page("dialogue-ask", f"{_ONE_SV}/fraga", f"{_ONE_EN}/ask", answering.ask, is_of_enterprise),
    Page("dialogue-mailed", _LINK_SV, _LINK_EN, mailed.one, anyone),
    Page("dialogue-mailed-say", f"{_LINK_SV}/svara", f"{_LINK_EN}/answer", mailed.say, anyone),
    Page("dialogue-mailed-ask", f"{_LINK_SV}/fraga", f"{_LINK_EN}/ask", mailed.ask, anyone),
    Page("dialogue-silence", "inga-dialogmejl/<str:signed>", "no-dialogue-mails/<str:signed>", mailed.silenced, anyone),
    Page("coming", "vart-foretag/pa-gang", "our-enterprise/coming", coming.coming, is_of_enterprise),
    Page("dialogues", _OURS_SV, _OURS_EN, held.listed, is_buyer),
    Page("dialogue-new", f"{_OURS_SV}/ny", f"{_OURS_EN}/new", holding.new, can_hold_dialogues),
    Page("dialogue", _OWN_SV, _OWN_EN, held.one, is_buyer),
    Page("dialogue-change", f"{_OWN_SV}/andra", f"{_OWN_EN}/change", holding.change, can_hold_dialogues),
    Page("dialogue-publish", f"{_OWN_SV}/oppna", f"{_OWN_EN}/open", holding.publish, can_hold_dialogues),
    Page("dialogue-remove", f"{_OWN_SV}/ta-bort", f"{_OWN_EN}/remove", holding.remove, can_hold_dialogues),
    Page("dialogue-add", f"{_OWN_SV}/tillagg", f"{_OWN_EN}/addition", holding.add, can_hold_dialogues),
    Page(
        "dialogue-reply",
        f"{_OWN_SV}/fraga/<uuid:question>",
        f"{_OWN_EN}/question/<uuid:question>",
        holding.reply,
        can_hold_dialogues,
    ),
    Page(
        "dialogue-set-aside",
        f"{_OWN_SV}/fraga/<uuid:question>/lagg-at-sidan",
        f"{_OWN_EN}/question/<uuid:question>/set-aside",
        holding.set_aside,
        can_hold_dialogues,
    ),
    Page("dialogue-write", f"{_OWN_SV}/skriv-till", f"{_OWN_EN}/write-to", addressing.write, can_hold_dialogues),
    Page(
        "dialogue-link-revoke",
        f"{_OWN_SV}/lank/<uuid:addressee>/ta-tillbaka",
        f"{_OWN_EN}/link/<uuid:addressee>/take-back",
        addressing.revoke,
        can_hold_dialogues,
    ),
    Page(
        "dialogue-feedback",
        f"{_OWN_SV}/svar/<uuid:interest>",
        f"{_OWN_EN}/answer/<uuid:interest>",
        ending.feedback,
        can_hold_dialogues,
    ),
    Page(
        "dialogue-feedback-all",
        f"{_OWN_SV}/aterkoppling",
        f"{_OWN_EN}/feedback",
        ending.feedback_to_all,
        can_hold_dialogues,
    ),
    Page("dialogue-told", f"{_OWN_SV}/berattat", f"{_OWN_EN}/told", ending.told, can_hold_dialogues),
    Page("dialogue-close", f"{_OWN_SV}/avsluta", f"{_OWN_EN}/close", ending.close, can_hold_dialogues),
)
