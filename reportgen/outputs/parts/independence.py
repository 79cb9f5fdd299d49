"""Whether the parts of a report can be laid out for themselves: the user's own templates and styles decide.

The built-in styles let a page depend on others in its margins and in the contents alone. Others may count through the
whole document, give left and right pages other margins, or let a section go on where the one before it ends: then the
report is laid out as one, which takes longer.
"""

import re
from collections.abc import Iterable
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/|\{#.*?#\}", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SIDES = re.compile(r"@page\b[^{}]*:\s*(?:left|right|blank|nth)", re.IGNORECASE)
_WHOLE = re.compile(
    r"counter-(?:increment|reset|set)\s*:|position\s*:\s*(?:running|fixed)|float\s*:\s*footnote|(?<![\w-])quotes\s*:"
    r"|break-before\s*:\s*(?:left|right|recto|verso)|@color-profile",
    re.IGNORECASE,
)
# Asks what stands beside an element: of what is in other parts, little is left (dividing.py). Rows, cells, items and
# the like stand in one part with all that is beside them.
_LOOKS_BESIDE = re.compile(
    r"(?:(?:html|body|main|section|article|header|nav|h[1-3]|\*)(?![\w-])|[.#:\[])(?:(?!:has\().)*:(?:nth|last|only)-"
    r"|(?:html|body|main|section|article)(?![\w-]).*:has\(",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(r":has\(\s*[+~]|~(?!=)")
# Elements in which parts end and begin: what is at the edges of these would be there in each.
_GOES_ON = re.compile(
    r"(?:(?:html|body|main|section)(?![\w-])|.*:root|.*\.(?:training-reports|judgement)(?![\w-]))", re.IGNORECASE
)
_EDGE = re.compile(
    r"(?<![\w-])(?:margin|padding|border|outline|box-shadow|(?:min-|max-)?height|columns?|display|float|position)"
    r"[\w-]*\s*:\s*+(?!(?:0[a-z%]*|none|auto|block|static)\s*(?:[;!]|$))",
    re.IGNORECASE,
)
_PSEUDO_ELEMENT = re.compile(r"::?(?:before|after|first-letter|first-line)\b", re.IGNORECASE)
_COMPOUND = re.compile(r"[^\s>+~,]+")
_JOINS = re.compile(r"break-before\s*:\s*auto", re.IGNORECASE)
# Elements that begin a page, and what keeps them from that.
_BEGINS_PAGE = re.compile(r"(?:h2|section|article)(?![\w-])|.*\.run(?![\w-])", re.IGNORECASE)
_IS_NO_BLOCK = re.compile(
    r"break-before\s*:\s*+(?!page|always)|(?<![\w-])(?:display|position|float)\s*:\s*+(?!block|static|relative)",
    re.IGNORECASE,
)
# Elements that parts may begin inside of: a template of one's own may put all sections into one with an edge to it.
_CONTAINER = re.compile(r"<(?:section|article|main|nav|header|footer|aside|div)\b", re.IGNORECASE)
_TARGET = re.compile(r"target-(?:counters?|text)\s*\(", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!-)counters?\(\s*pages?\b", re.IGNORECASE)


def own_texts(templates: Path | None, theme: Iterable[Path]) -> list[str]:
    """Return the user's own styles and templates for paper: in the folder `templates`, and of the theme."""
    found = sorted(templates.rglob("*")) if templates else []
    found = [path for path in found if templates and templates / "web" not in path.parents]
    files = [path for path in (*found, *theme) if path.suffix in (".css", ".html") and path.is_file()]
    return [path.read_text(encoding="utf-8", errors="replace") for path in files]


def are_independent(texts: Iterable[str]) -> bool:
    """Say whether nothing in `texts` lets what is on a page depend on the pages before."""
    return not any(map(_depends, texts))


def _depends(text: str) -> bool:
    text = _COMMENT.sub("", text)
    return any(found.search(text) for found in (_SIDES, _WHOLE, _CONTAINER)) or any(
        _rule_depends(rule[1].rpartition(";")[2].strip(), rule[2]) for rule in _RULE.finditer(text)
    )


def _rule_depends(selector: str, declarations: str) -> bool:
    """Say whether a rule looks at other parts, names pages in the text, or takes the page that a section begins.

    The contents may name pages: they are laid out last. The first of several articles follows its heading.
    """
    if selector.startswith("@"):
        return False
    if _LOOKS_BACK.search(selector) or any(map(_LOOKS_BESIDE.match, _COMPOUND.findall(selector))):
        return True
    if any(_is_cut(one.strip(), declarations) for one in selector.split(",")):
        return True
    if _TARGET.search(declarations) and ".contents" not in selector:
        return True
    return bool(_NUMBER.search(declarations) or (_joins(selector, declarations) and ":first" not in selector))


def _joins(selector: str, declarations: str) -> bool:
    """Say whether a rule lets what begins a page go on where the text before it ends."""
    if _JOINS.search(declarations):
        return True
    begins = any(map(_BEGINS_PAGE.match, (_subject(one) for one in selector.split(","))))
    return begins and bool(_IS_NO_BLOCK.search(declarations))


def _is_cut(selector: str, declarations: str) -> bool:
    """Say whether a rule puts something at the edges of an element that may go on in the next part."""
    pseudo_element = _PSEUDO_ELEMENT.search(selector)
    subject = _subject(selector[: pseudo_element.start()] if pseudo_element else selector)
    return bool(_GOES_ON.match(subject) and (pseudo_element or _EDGE.search(declarations)))


def _subject(selector: str) -> str:
    """Return the last part of a selector, which tells the elements themselves."""
    return next(reversed(_COMPOUND.findall(selector)), "")
