"""Where the passages of the notes go: sections of their own, before or behind what a section shows, or in its place.

    ::: before summary
    Text that stands below the heading of the summary. `# Headings` begin sections before it.
    :::

What stands outside of such a block is the front of the report. `after` and `replace` are used in the same manner.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec.structs import replace

from reportgen.language import _
from reportgen.notes.nearest import nearest
from reportgen.notes.pieces import Passage
from reportgen.notes.source import Source
from reportgen.notes.workshop import Workshop
from reportgen.notes.writing import heading_of, is_comment, write_passage
from reportgen.sections.report import Section
from reportgen.setting_values import SECTIONS

if TYPE_CHECKING:
    from markdown_it.token import Token

Place = Literal["front", "before", "after", "replace"]

NOTES_SECTION = "notes"
_HIGHEST = 1


class Block(msgspec.Struct, frozen=True):
    """Tokens that go to one place; `section` is "" for the front, `line` that of the file where the block begins."""

    place: Place
    section: str
    line: int
    tokens: "tuple[Token, ...]"


class Placed(msgspec.Struct, frozen=True):
    """What was written for one place: text for a section that is there, and sections of their own."""

    block: Block
    text: Passage | None
    sections: tuple[Passage, ...]


def blocks_of(source: Source, tokens: "Sequence[Token]") -> tuple[Block, ...]:
    """Return the front first, then the blocks in the order of the notes.

    Raises:
        NotesError: a block names no section, or one that does not exist.
    """
    front: list[Token] = []
    placed: dict[tuple[str, str], Block] = {}
    opened: Token | None = None
    inside: list[Token] = []
    for token in tokens:
        is_edge = token.level == 0 and token.type.startswith("container_")
        if is_edge and token.nesting > 0:
            opened, inside = token, []
        elif is_edge and opened:
            _add(source, placed, _block(source, opened, inside))
            opened = None
        else:
            (inside if opened else front).append(token)
    return Block("front", "", 1, tuple(front)), *placed.values()


def _add(source: Source, placed: dict[tuple[str, str], Block], block: Block) -> None:
    """Add `block`, behind what already goes to its place."""
    known = placed.get((block.place, block.section))
    if known and block.place == "replace":
        reason = f"{block.section} is already replaced in line {known.line}; put both into one block"
        raise source.error(reason, block.line, 1)
    tokens = (*known.tokens, *block.tokens) if known else block.tokens
    placed[block.place, block.section] = replace(known or block, tokens=tokens)


def _block(source: Source, opened: "Token", inside: "list[Token]") -> Block:
    line = source.line(opened.map[0]) if opened.map else 1
    words = source.typed(opened.info).split()
    place = opened.type.removeprefix("container_").removesuffix("_open")
    last = source.marked.split("\n")[opened.map[1] :] if opened.map else []
    if not last or not last[0].strip().startswith(":::"):
        raise source.error(f"::: {place} is not closed; write ::: in a line of its own behind its text", line, 1)
    if len(words) != 2:
        raise source.error(f"write ::: {place} and the name of one section, such as ::: {place} summary", line, 1)
    if words[1] not in SECTIONS:
        reason = f"there is no section {words[1][:60]!r}{nearest(words[1], SECTIONS)}"
        raise source.error(reason, *source.place(words[1], line))
    return Block(place, words[1], line, tuple(inside))  # type: ignore[arg-type]


def write_block(workshop: Workshop, block: Block) -> Placed:
    """Write what goes to one place. Front text before the first heading is a section "Introduction"."""
    tokens = list(block.tokens)
    _level_headings(tokens, is_front=block.place == "front")
    starts = [place for place, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h1"]
    before = tokens[: starts[0] if starts else len(tokens)]
    text = write_passage(workshop, before, "", "") if _says_something(workshop.source, before) else None
    sections = [_section(workshop, tokens[start:end]) for start, end in zip(starts, [*starts[1:], None], strict=False)]
    if block.place == "front" and text:
        return Placed(block, None, (replace(text, title=_("Introduction"), anchor="notes-introduction"), *sections))
    return Placed(block, text, tuple(sections))


def _says_something(source: Source, tokens: "Sequence[Token]") -> bool:
    """Whether anything is left of `tokens` without comments."""
    return any(not token.type.startswith("paragraph") and not is_comment(source, token.content) for token in tokens)


def _section(workshop: Workshop, tokens: "list[Token]") -> Passage:
    line = workshop.source.line(tokens[0].map[0]) if tokens[0].map else 1
    title, anchor = heading_of(workshop, tokens[1].children or [], line)
    return write_passage(workshop, tokens[3:], title, anchor)


def _level_headings(tokens: "Sequence[Token]", *, is_front: bool) -> None:
    """Let no heading be more than one level below the one before it; the highest of a front begin sections."""
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    levels = [int(token.tag[1:]) for token in headings]
    raised = min(levels, default=_HIGHEST) - _HIGHEST if is_front else 0
    before = _HIGHEST
    for token, level in zip(headings, levels, strict=True):
        if token.nesting > 0:
            before = min(level - raised, before + 1)
        token.tag = f"h{before}"


def arrange(placed: Sequence[Placed], sections: Sequence[Section]) -> list[Section]:
    """Return `sections` with the passages among and within them."""
    found = {(item.block.place, item.block.section): item for item in placed}
    front = found["front", ""].sections
    return [*map(_of_its_own, front), *(new for section in sections for new in _around(section, found))]


def _around(section: Section, found: dict[tuple[Place, str], Placed]) -> Iterator[Section]:
    before, after = found.get(("before", section.name)), found.get(("after", section.name))
    replacing = found.get(("replace", section.name))
    yield from map(_of_its_own, before.sections if before else ())
    shown, *others = _replaced(section, replacing) if replacing else (section,)
    yield replace(shown, before=before.text if before else None, after=after.text if after else None)
    yield from others
    yield from map(_of_its_own, after.sections if after else ())


def _of_its_own(passage: Passage) -> Section:
    return Section(0, NOTES_SECTION, passage.title, passage)


def _replaced(section: Section, item: Placed) -> tuple[Section, ...]:
    """Return what stands in place of `section`: under its title, unless the passage begins with a heading."""
    if item.text:
        own = replace(item.text, title=section.title, anchor=section.anchor)
        return _of_its_own(own), *map(_of_its_own, item.sections)
    return tuple(map(_of_its_own, item.sections)) or (section,)


def unplaced(placed: Sequence[Placed], sections: Sequence[Section]) -> Iterator[Block]:
    """Yield the blocks with text for a section that is not among `sections`, those of the finished report."""
    texts = [part for section in sections for part in (section.before, section.content, section.after)]
    for item in placed:
        if item.text and not any(isinstance(part, Passage) and part.pieces == item.text.pieces for part in texts):
            yield item.block
