"""The rules, one topic a file. ``ORDER`` is the order in which their findings are given."""

ORDER = (
    "chapter",
    "buyer",
    "value",
    "annex2",
    "contract",
    "advertise",
    "direct_award",
    "reserve",
    "reserve_other",
    "lots",
    "small_lot",
    "employment_clause",
    "standstill",
    "notice_duties",
    "documentation",
)
