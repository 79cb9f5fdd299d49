"""Text as LaTeX writes it: escaped, with its looks, and signs that a face may lack as mathematics.

Letters of other alphabets stay as they are: the head of the document chooses faces that have them.
"""

import re
import unicodedata

from reportgen.outputs.document.model import Break, Image, Look, Run, Text

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
    "-": "{-}",
    "\N{NO-BREAK SPACE}": "~",
    "\N{NARROW NO-BREAK SPACE}": r"\,",
    "\N{THIN SPACE}": r"\,",
    "–": r"\textendash{}",
    "—": r"\textemdash{}",
    "…": r"\dots{}",
    "№": r"\textnumero{}",
    "‘": r"\textquoteleft{}",
    "’": r"\textquoteright{}",
    "“": r"\textquotedblleft{}",
    "”": r"\textquotedblright{}",
    "„": r"\quotedblbase{}",
    "«": r"\guillemotleft{}",
    "»": r"\guillemotright{}",
    "€": r"\texteuro{}",
    "°": r"\textdegree{}",
    "µ": r"\textmu{}",
}
_MATHS = {
    "×": r"\times",
    "±": r"\pm",
    "·": r"\cdot",
    "−": "-",
    "→": r"\rightarrow",
    "←": r"\leftarrow",
    "↓": r"\downarrow",
    "↑": r"\uparrow",
    "∞": r"\infty",
    "≤": r"\leq",
    "≥": r"\geq",
    "≈": r"\approx",
    "≠": r"\neq",
    "∈": r"\in",
    "∑": r"\sum",
    "√": r"\surd",
    "∂": r"\partial",
    "∇": r"\nabla",
    "ŷ": r"\hat{y}",
    "ℓ": r"\ell",
    "²": "{}^{2}",
    "³": "{}^{3}",
    "¹": "{}^{1}",
    "½": r"\tfrac{1}{2}",
}
_LATIN_LIKE = {"ο": "o", "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N"} | {
    "Ο": "O",
    "Ρ": "P",
    "Τ": "T",
    "Χ": "X",
}
_LETTER_ALONE = re.compile(r"(?<![\u0370-\u03ff\u1f00-\u1fff])[\u0391-\u03c9ϵ](?![\u0370-\u03ff\u1f00-\u1fff])")
_GREEK_WORD = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]{2,}|[\u1f00-\u1fffά-ώ]")


def has_greek_words(text: str) -> bool:
    """Return True if `text` holds Greek words, not just letters that name a quantity."""
    return bool(_GREEK_WORD.search(text))


def latex_of(text: Text) -> str:
    r"""Return `text` as LaTeX, its lines parted by `\newline`."""
    return "".join(_inline(inline) for inline in text)


def _inline(inline: Run | Break | Image) -> str:
    match inline:
        case Run(text, look):
            return _dressed(escaped(text), look)
        case Break():
            return r"\newline "
        case Image():
            return f"${inline.tex}$" if inline.tex else escaped(inline.alternative)


def _dressed(text: str, look: Look) -> str:
    for is_so, command in (
        (look.code, "texttt"),
        (look.emphasized, "emph"),
        (look.strong, "textbf"),
        (look.height == "raised", "textsuperscript"),
        (look.height == "lowered", "textsubscript"),
    ):
        if is_so:
            text = f"\\{command}{{{text}}}"
    return text


def escaped(text: str) -> str:
    """Return `text` so that LaTeX prints it as it is."""
    return "".join(map(_character, _parts(text)))


def _parts(text: str) -> list[str]:
    """Return the characters of `text`, those Greek letters marked that stand alone: they name a quantity."""
    alone = {found.start() for found in _LETTER_ALONE.finditer(text)}
    return [f"\\{character}" if place in alone else character for place, character in enumerate(text)]


def _character(character: str) -> str:
    if len(character) == 2:
        return _greek_letter(character[1])
    if character in _MATHS:
        return f"\\ensuremath{{{_MATHS[character]}}}"
    return _ESCAPED.get(character, character if character.isprintable() else " ")


def _greek_letter(letter: str) -> str:
    if letter in _LATIN_LIKE:
        return f"\\ensuremath{{{_LATIN_LIKE[letter]}}}"
    name = unicodedata.name(letter).rsplit(" ", 1)[-1].lower().replace("lamda", "lambda").replace("final", "var")
    command = {"symbol": "epsilon", "epsilon": "varepsilon"}.get(name, name)
    return f"\\ensuremath{{\\{command.capitalize() if letter.isupper() else command}}}"
