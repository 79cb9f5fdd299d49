"""The words of a PDF's contents: numbers, texts, and the state in which lines and areas are drawn."""

from collections.abc import Iterable, Iterator

import msgspec

# A thousandth of a point is 0.35 µm.
_DIGITS = 3


def number(value: float) -> str:
    """Return `value` with three digits behind the point at most."""
    text = f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def numbers(values: Iterable[float]) -> str:
    """Return `values` with blanks between them."""
    return " ".join(map(number, values))


def utf16(text: str) -> str:
    """Return `text` as the hexadecimal digits of its UTF-16."""
    return text.encode("utf-16-be").hex().upper()


class State(msgspec.Struct, frozen=True):
    """How paths are painted, as operators: at first, as a page begins. `clip` hides what is outside of it."""

    clip: str = ""
    opacity: str = ""
    stroke: str = "0 G"
    fill: str = "0 g"
    width: str = "1 w"
    dashes: str = "[] 0 d"
    cap: str = "0 J"
    join: str = "0 j"


_FIRST = State()
_SET = ("opacity", "stroke", "fill", "width", "dashes", "cap", "join")


class Page:
    """Operators after each other. The state is written where it changes."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._outer = _FIRST
        self.state = _FIRST

    def __str__(self) -> str:
        return "\n".join([*self._written, "Q"] if self._is_within else self._written)

    @property
    def _is_within(self) -> bool:
        return bool(self.state.clip or self.state.opacity)

    def paint(self, state: State, operators: str) -> None:
        """Write `operators` in `state`."""
        self._written += self._changes(state)
        self.state = state
        self._written.append(operators)

    def _changes(self, state: State) -> Iterator[str]:
        """Yield what leads from the state that is set to `state`; a clip is left only with all that was set in it."""
        before = self.state
        if (state.clip, state.opacity) != (before.clip, before.opacity):
            if self._is_within:
                yield "Q"
                before = self._outer
            if state.clip or state.opacity:
                yield f"q {state.clip}".rstrip()
                self._outer = before
        for name in _SET:
            if getattr(state, name) != getattr(before, name):
                yield getattr(state, name)
