"""What people decide, noun by noun. A noun imports only nouns before it in ``ORDER``."""

ORDER = (
    "events",
    "accounts",
    "tokens",
    "files",
    "profiles",
    "letters",
    "work",
    "enterprises",
    "capacities",
    "passports",
    "purchases",
    "supplier_tests",
    "dialogues",
    "consortia",
    "readings",
)
