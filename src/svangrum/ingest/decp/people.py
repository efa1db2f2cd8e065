"""Holders of contracts: what may be a person keeps neither name nor number, before anything is stored.

French sole traders carry the same kind of number as companies, and the register's name of one is given name and
surname. So name and number are kept only where something says that the holder is an organisation. People who can be
recognised are counted as such; where nobody can tell, the holder is counted and no more.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from svangrum.ingest.decp.cells import holds_personal_number, plain
from svangrum.ingest.privacy import has_entity_mark, is_masked

ORGANISATION, PERSON, UNKNOWN = "organisation", "person", "unknown"
_WITHHELD = re.compile(r"non[ -]?diffusible|donnees personnelles|\bconfidentiel|\bsecret\b")
_A_PERSON = re.compile(
    r"""^(?:m|mr|mme|mlle|monsieur|madame|mademoiselle)[.\ ] | ^ei\b | \bei$ | \b(?:
        eirl|entrepreneur\ individuel|entreprise\ individuelle|(?:auto|micro)[\ -]?entrepreneur|
        micro[\ -]?entreprise|indivision|succession|heritiers
    )\b""",
    re.VERBOSE,
)
_AN_ORGANISATION = re.compile(
    r"""\b(?:
        sas|sasu|sarl|earl|gaec|eurl|snc|scs|sca|sci|scm|scp|scop|scic|sccv|selarl|selas|selasu|sem|semop|spl|spla|
        gie|gip|geie|epic|epa|
        ste|societes?|soc|cie|compagnie|groupe|group|groupements?|holding|filiale|
        ets|etablissements?|entreprises?|manufacture|usines?|
        associations?|assoc|asso|fondations?|mutuelles?|cooperatives?|coop|unions?|federations?|comite|syndicat|ligue|
        club|cercle|amicale|secours|emmaus|restos?|
        chambre|office|regies?|centres?|instituts?|ecoles?|universite|academie|agence|caisse|banque|credit|
        communes?|communaute|ville|mairie|metropole|departement|region|conseil|etat|ministere|prefecture|hopital|chu|
        ateliers?|chantiers|esat|geiq|quartiers?|penitentiaires?|aide|adapei|apei|unapei|apf|apajh|ladapt|adapt|handicap\w*|insertion|adaptee?s?|
        protegee?s?|solidaires?|solidarite|emploi|intermediaire|jardins|ressourcerie|recyclerie|blanchisserie|
        travaux|services?|batiments?|constructions?|btp|tp|transports?|autocars?|voyages|taxis|ambulances?|
        paysages?|espaces|verts|environnement|nettoyage|proprete|dechets|recyclage|assainissement|eaux?|
        electricite|electrique|elec|plomberie|peintures?|menuiseries?|charpentes?|couverture|toitures?|maconnerie|
        chauffage|climatisation|thermique|energies?|genie|ingenierie|engineering|etudes|consultants|consulting|
        conseils|formations?|informatique|numerique|digital|systemes?|systems?|technologies|technology|technique|
        techniques|solutions|industries?|industriel|distribution|diffusion|commerce|commercial|imprimerie|editions|
        communication|productions?|medias?|presse|restauration|traiteur|boulangerie|alimentaire|produits|
        fournitures|equipements?|materiels?|locations?|maintenance|securite|surveillance|gardiennage|
        medical|medicale|sante|pharma|pharmacie|laboratoires?|assurances?|architectes|architecture|urbanisme|
        geometres|avocats|notaires|associes|freres|fils|international|europe|european|francaise?s?|
        les|aux|pour|limited|ltd|gmbh|spa|srl|inc|llc|plc
    )\b|^ea\b|\be[. ]s[. ]a[. ]t\b|[0-9&+@]""",
    re.VERBOSE,
)
_LARGER = frozenset({"ETI", "GE"})
"""INSEE's categories of middle-sized and large enterprises: no sole trader is one."""
# Left out on purpose are words that are names as well: France, Croix, Maison, Bureau, Sá, du, des
_OF_THE_PUBLIC = re.compile(r"[12]\d{13}")
"""The SIREN of a public body begins with 1 or 2."""


class Holder(NamedTuple):
    """``kind`` is ``organisation``, ``person`` or ``unknown``; only the first has name and number."""

    kind: str
    name: str | None
    number: str | None


def holder(name: str | None, number: str | None, category: str | None) -> Holder:
    """What may be kept of a holder, by its name and number and INSEE's category of its size (PME, ETI, GE)."""
    kind = _kind(plain(name) if name else "", name or "", number or "", category)
    return Holder(kind, name, number) if kind == ORGANISATION else Holder(kind, None, None)


def _kind(bare: str, name: str, number: str, category: str | None) -> str:
    if holds_personal_number(number) or (name and is_masked(name)) or _WITHHELD.search(bare) or _A_PERSON.search(bare):
        return PERSON
    if category in _LARGER or _OF_THE_PUBLIC.fullmatch(number):
        return ORGANISATION
    return ORGANISATION if _AN_ORGANISATION.search(bare) or has_entity_mark(name) else UNKNOWN
