"""A form of a page, as a browser would send it."""

from __future__ import annotations

from itertools import takewhile


def filled(page, action, **written):
    """What the form that leads to ``action`` (or to the page itself, for ``None``) sends, with ``written`` in it."""
    forms = [one for one in page.elements if one.tag == "form"]
    wanted = next(
        one for one in forms if one.attributes.get("action") == action and one.attributes.get("method") == "post"
    )
    after = page.elements[page.elements.index(wanted) + 1 :]
    inside = takewhile(lambda one: one.tag not in {"form", "footer"}, after)
    kept = {
        one.attributes["name"]: one.attributes.get("value", "")
        for one in inside
        if one.tag in {"input", "textarea"} and _is_sent(one)
    }
    return {**kept, **written}


def _is_sent(one):
    return one.attributes.get("type") not in {"radio", "checkbox"} or "checked" in one.attributes
