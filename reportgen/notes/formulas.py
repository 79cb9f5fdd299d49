"""Formulas in the notation of LaTeX as drawings: ziamath sets them, as paths."""

import re
from itertools import pairwise
from typing import Any

import msgspec

from reportgen.errors import NotesError

_LONGEST = 1500
_DEEPEST = 20
# About a second.
_MOST_COST = 1500
_SIZE = 20.0
_BRACE = re.compile(r"\\.|[{}]")
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")
# A minus that is a sign of its own, which needs no space behind it.
_SIGN = re.compile(r"([=(,&<>]\s*|^\s*)-")
# An empty cell at the beginning of a row, which the translator takes for a mistake.
_EMPTY_CELL = re.compile(r"(\\\\|\\begin\{[a-z]*(?:matrix|aligned|cases|align\*?|split)\})\s*&")
# What the translator passes on without meaning: it would be printed as it was typed.
_SHOWN_COMMAND = re.compile(r">\s*(\\[A-Za-z]+)")
_THIN = "0.167em"
_LARGE = tuple("∑∏∐⋂⋃⋀⋁⨀⨁⨂⨄⨆")
# What an operator is applied to. Signs have their own space, and TeX sets none before a bracket.
_OPERANDS = ("mi", "mn", "msub", "msup", "msubsup", "mover", "munder", "munderover", "mfrac", "msqrt", "mroot", "mtext")
_EXPLAINED = {
    "MissingEndError": "an \\end is missing for a \\begin",
    "MissingSuperScriptOrSubscriptError": "something is missing behind ^ or _; put what is raised in braces: x^{2}",
    "ExtraLeftOrMissingRightError": "\\left without \\right",
    "NoAvailableTokensError": "the formula is empty, or ends too early",
    "DoubleSubscriptsError": "two subscripts behind each other; put braces around what belongs together",
    "DoubleSuperscriptsError": "two superscripts behind each other; put braces around what belongs together",
    "DenominatorNotFoundError": "a fraction without its denominator; write \\frac{a}{b}",
    "NumeratorNotFoundError": "a fraction without its numerator; write \\frac{a}{b}",
    "InvalidAlignmentError": "an alignment of columns that is none of l, c and r",
    "InvalidStyleForGenfracError": "a style that \\genfrac does not know",
    "NoAvailableTokens": "the formula ends too early",
}


class Formula(msgspec.Struct, frozen=True):
    """A drawn formula: lengths in em of the text around it, `depth` what hangs below the line."""

    svg: bytes
    width: float
    height: float
    depth: float


def draw_formula(latex: str, *, is_block: bool) -> Formula:
    """Return the drawing of `latex`; a block has large operators and limits above and below them.

    Raises:
        NotesError: the formula has a mistake; `word` of the error is the part that is wrong, where that is known.
    """
    latex = _EMPTY_CELL.sub(r"\1 {}&", _SIGN.sub(r"\1{-}", latex))
    _check(latex)
    from ziamath.config import config
    from ziamath.zmath import Math

    # Plain paths: the engine that lays pages out draws them at the cost of nothing else.
    config.svg2 = False
    config.precision = 3
    try:
        drawn = Math(_spaced(latex, is_block=is_block), size=_SIZE, margin=0)
        width, height = drawn.getsize()
        svg: str = drawn.svg()
    except RecursionError as error:
        raise NotesError("the formula is too deeply nested") from error
    except Exception as error:  # the translator raises whatever a part of it raises
        raise NotesError(_explained(error)) from error
    return Formula(svg.encode(), width / _SIZE, height / _SIZE, -drawn.getyofst() / _SIZE)


def _spaced(latex: str, *, is_block: bool) -> Any:
    """Return the markup of `latex`, with the thin space of TeX behind operators that have an index beside them."""
    from xml.etree.ElementTree import Element, fromstring

    from ziamath.tex import tex2mml

    markup = fromstring(tex2mml(latex, inline=not is_block))
    for row in list(markup.iter()):
        for place, (part, following) in reversed(list(enumerate(pairwise(row), start=1))):
            if _is_indexed_operator(part, is_block=is_block) and _name(following) in _OPERANDS:
                row.insert(place, Element("mspace", width=_THIN))
    return markup


def _is_indexed_operator(part: Any, *, is_block: bool) -> bool:
    """Return whether `part` is a sum, a log or the like with an index beside it: ziamath sets no space behind it."""
    if _name(part) not in ("msub", "msup", "msubsup") or (is_block and _name(part[0]) == "mo"):
        return False
    base = part[0].text or ""
    return base in _LARGE or (len(base) > 1 and base.isalpha())


def _name(part: Any) -> str:
    return str(part.tag).rpartition("}")[2]


def _check(latex: str) -> None:
    if not latex.strip():
        raise NotesError(_EXPLAINED["NoAvailableTokensError"])
    if len(latex) > _LONGEST:
        raise NotesError(f"a formula of {len(latex)} characters; allowed are {_LONGEST}")
    _check_braces(latex)
    _check_environments(latex)
    _check_markup(latex)


def _check_braces(latex: str) -> None:
    depth = 0
    for found in _BRACE.findall(latex):
        depth += {"{": 1, "}": -1}.get(found, 0)
        if depth < 0:
            raise NotesError("a } without {; to print a brace, write \\}", "}")
        if depth > _DEEPEST:
            raise NotesError(f"braces within braces, more than {_DEEPEST} deep")
    if depth:
        raise NotesError("a { without }; to print a brace, write \\{", "{")


def _check_environments(latex: str) -> None:
    opened: list[str] = []
    for kind, name in _ENVIRONMENT.findall(latex):
        if kind == "begin":
            opened.append(name)
        elif not opened or opened.pop() != name:
            raise NotesError(f"\\end{{{name}}} without \\begin{{{name}}}", f"\\end{{{name}}}")
    if opened:
        raise NotesError(f"\\begin{{{opened[-1]}}} without \\end{{{opened[-1]}}}", f"\\begin{{{opened[-1]}}}")


def _check_markup(latex: str) -> None:
    """Raise for a command that the translator does not know, and for a formula that takes long to set."""
    from xml.etree.ElementTree import fromstring

    from ziamath.tex import tex2mml

    try:
        markup = tex2mml(latex)
        cost = _cost(fromstring(markup))
    except RecursionError as error:
        raise NotesError("the formula is too deeply nested") from error
    except Exception as error:  # as in `draw_formula`
        raise NotesError(_explained(error)) from error
    unknown = _SHOWN_COMMAND.search(markup)
    if unknown:
        raise NotesError(f"unknown command {unknown[1]}", unknown[1])
    if cost > _MOST_COST:
        raise NotesError("the formula is too long or too deeply nested; write it in several")


def _cost(element: Any) -> int:
    """Return about how many times a part is set: ziamath sets what a row holds twice, and so on within it."""
    return 1 + (2 if element.tag.endswith(("mrow", "mtable")) else 1) * sum(map(_cost, element))


def _explained(error: Any) -> str:
    return _EXPLAINED.get(type(error).__name__, "the formula cannot be read; look for a part that is missing")
