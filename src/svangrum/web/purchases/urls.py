from __future__ import annotations

from svangrum.web.pages import Page
from svangrum.web.purchases import editing, kept, listed, sharing, steps
from svangrum.web.purchases.keeping import keep
from svangrum.web.rules import member

_SV, _EN = "mina-kop/<uuid:purchase>", "my-purchases/<uuid:purchase>"
_ANSWER_SV, _ANSWER_EN = f"{_SV}/svar/<int:number>", f"{_EN}/answers/<int:number>"

PAGES: tuple[Page, ...] = (
    Page("purchases", "mina-kop", "my-purchases", listed.listed, member),
    Page("purchase-keep", "mina-kop/spara", "my-purchases/save", keep, member),
    Page("purchase", _SV, _EN, kept.kept, member),
    Page("purchase-describe", f"{_SV}/namn", f"{_EN}/name", editing.describe, member),
    Page("purchase-facts", f"{_SV}/uppgifter", f"{_EN}/facts", editing.facts, member),
    Page("purchase-hand-over", f"{_SV}/lamna-over", f"{_EN}/hand-over", editing.hand_over, member),
    Page("purchase-remove", f"{_SV}/ta-bort", f"{_EN}/remove", editing.remove, member),
    Page("purchase-ask", f"{_SV}/fraga-igen", f"{_EN}/ask-again", steps.ask, member),
    Page("purchase-close", f"{_SV}/avsluta", f"{_EN}/close", steps.close, member),
    Page("purchase-reopen", f"{_SV}/ateroppna", f"{_EN}/reopen", steps.reopen, member),
    Page("purchase-sharing", f"{_SV}/dela", f"{_EN}/share", sharing.sharing, member),
    Page("purchase-share-all", f"{_SV}/dela/alla", f"{_EN}/share/all", steps.share, member),
    Page("purchase-share-none", f"{_SV}/dela/ta-tillbaka", f"{_EN}/share/take-back", steps.unshare, member),
    Page("purchase-share-person", f"{_SV}/dela/kollega", f"{_EN}/share/colleague", sharing.with_person, member),
    Page(
        "purchase-share-organisation",
        f"{_SV}/dela/organisation",
        f"{_EN}/share/organisation",
        sharing.with_organisation,
        member,
    ),
    Page(
        "purchase-grant-end",
        f"{_SV}/dela/<uuid:grant>/avsluta",
        f"{_EN}/share/<uuid:grant>/end",
        steps.end_grant,
        member,
    ),
    Page("purchase-answer", _ANSWER_SV, _ANSWER_EN, kept.earlier, member),
    Page("purchase-document", f"{_ANSWER_SV}/<str:name>", f"{_ANSWER_EN}/<str:name>", kept.document, member),
)
