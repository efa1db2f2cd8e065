"""Codes of legacy TED notices in eForms codes. Source: TED schema R2.0.9, eForms SDK code lists."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NATURES: Mapping[str, str] = MappingProxyType(
    {"WORKS": "works", "SUPPLIES": "supplies", "SERVICES": "services", "1": "works", "2": "supplies", "4": "services"}
)
"""TYPE_CONTRACT/@CTYPE and NC_CONTRACT_NATURE/@CODE."""
BUYER_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "MINISTRY": "cga",
        "NATIONAL_AGENCY": "cga",
        "REGIONAL_AUTHORITY": "rl-aut",
        "REGIONAL_AGENCY": "rl-aut",
        "BODY_PUBLIC": "body-pl",
        "EU_INSTITUTION": "eu-ins-bod-ag",
        "1": "cga",
        "3": "rl-aut",
        "4": "pub-undert",
        "5": "eu-ins-bod-ag",
        "6": "body-pl",
        "N": "cga",
        "R": "rl-aut",
    }
)
"""CA_TYPE/@VALUE and AA_AUTHORITY_TYPE/@CODE."""
PROCEDURES: Mapping[str, str] = MappingProxyType(
    {
        "PT_OPEN": "open",
        "PT_RESTRICTED": "restricted",
        "PT_ACCELERATED_RESTRICTED": "restricted",
        "PT_COMPETITIVE_NEGOTIATION": "neg-w-call",
        "PT_NEGOTIATED_WITH_PRIOR_CALL": "neg-w-call",
        "PT_INVOLVING_NEGOTIATION": "neg-w-call",
        "PT_AWARD_CONTRACT_WITH_PRIOR_PUBLICATION": "neg-w-call",
        "PT_COMPETITIVE_DIALOGUE": "comp-dial",
        "PT_INNOVATION_PARTNERSHIP": "innovation",
        "PT_AWARD_CONTRACT_WITHOUT_CALL": "neg-wo-call",
        "PT_AWARD_CONTRACT_WITHOUT_PUBLICATION": "neg-wo-call",
        "PT_NEGOTIATED_WITHOUT_PUBLICATION": "neg-wo-call",
        "1": "open",
        "2": "restricted",
        "3": "restricted",
        "4": "neg-w-call",
        "6": "neg-w-call",
        "B": "neg-w-call",
        "C": "comp-dial",
        "G": "innovation",
        "T": "neg-wo-call",
        "V": "neg-wo-call",
    }
)
"""Elements of PROCEDURE, and PR_PROC/@CODE."""
_DIRECTIVE = re.compile(r"(\d{4})/(\d{1,3})/(?:EC|EU|EEC)", re.IGNORECASE)
_CELEX = re.compile(r"3\d{4}[A-Z]\d{4}")


def legal_basis(stated: str, directive: str) -> str | None:
    """The act's CELEX number, from LEGAL_BASIS or from a directive such as ``2014/24/EU``."""
    if _CELEX.fullmatch(stated.strip()):
        return stated.strip()
    found = _DIRECTIVE.search(directive)
    return f"3{found[1]}L{int(found[2]):04}" if found else None
