"""What a page says of a method that trains, an optimizer, a schedule or a loss: its equations and its parameters.

Takes what `knowledge` has of the method and the runs that used it with their settings; gives frozen data.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from reportgen.analysis.selection import NumberedRun
from reportgen.figures.equation_charts import EquationChart, equation_chart
from reportgen.knowledge.methods import NO_DEFAULT, Equation, Parameter, Variant
from reportgen.knowledge.wording import label_of
from reportgen.language import _, ngettext
from reportgen.records.values import JsonValue, Origin, Setting
from reportgen.sections.names import clip, short_name
from reportgen.sections.numerals import value_text
from reportgen.sections.repeating import Link
from reportgen.sections.run_links import model_links

_VALUES_SHOWN = 8
_RANGES_SHOWN = 6
_PARAMETERS_SHOWN = 30


class Use(msgspec.Struct, frozen=True):
    """A method as a run used it: its settings, and its equations if they are known."""

    run: NumberedRun
    settings: Mapping[str, Setting]
    variant: Variant | None = None


class Block(msgspec.Struct, frozen=True):
    """Equations below the words that lead to them; `used_in` is empty where it holds for every use of the method."""

    words: str
    used_in: tuple[Link, ...]
    equations: EquationChart | None
    cited: tuple[str, ...] = ()


class UsedValue(msgspec.Struct, frozen=True):
    """A value and the models that were trained with it; no links where all were."""

    text: str
    origin: Origin
    used_in: tuple[Link, ...]


class ParameterRow(msgspec.Struct, frozen=True):
    """A row of the table of parameters: symbol with index, meaning, Keras's default, values used.

    `more` says how many further values there are; empty if none.
    """

    symbol: str
    index: str
    meaning: str
    default: str
    values: tuple[UsedValue, ...]
    more: str = ""


class Method(msgspec.Struct, frozen=True):
    """A method: `idea` is empty and there is no block for one that nobody described."""

    title: str
    anchor: str
    used_in: tuple[Link, ...]
    idea: str
    cited: tuple[str, ...]
    blocks: tuple[Block, ...]
    rows: tuple[ParameterRow, ...]

    @property
    def has_defaults(self) -> bool:
        """Whether a value in the table was Keras's choice."""
        return any(value.origin == "default" for row in self.rows for value in row.values)

    @property
    def references(self) -> tuple[str, ...]:
        """The keys of the papers cited, in order."""
        return (*self.cited, *(key for block in self.blocks for key in block.cited))


def block(
    words: str,
    runs: Sequence[NumberedRun],
    of: Sequence[Use],
    equations: tuple[Equation, ...],
    cited: tuple[str, ...] = (),
) -> Block:
    """Return a block about `runs`, which are linked unless they are all `of` a method."""
    everyone = {run.number for run in runs} == {use.run.number for use in of}
    chart = equation_chart(equations) if equations else None
    return Block(_(words) if words else "", () if everyone else model_links(runs, _RANGES_SHOWN), chart, cited)


def variant_blocks(uses: Sequence[Use]) -> Iterator[Block]:
    """Yield the equations of each variant that was used; words and models only where there are several."""
    found: dict[Variant, list[NumberedRun]] = {}
    for use in uses:
        if use.variant is not None:
            found.setdefault(use.variant, []).append(use.run)
    for variant, runs in found.items():
        yield block(variant.words if len(found) > 1 else "", runs, uses, variant.equations)


def of_the_program(name: str) -> str:
    """Return the title of a method that the program brought along."""
    return _("{name}, of the program's own").format(name=short_name(name))


def parameter_rows(known: Iterable[Parameter], uses: Sequence[Use], further: Iterable[str]) -> tuple[ParameterRow, ...]:
    """Return the rows of the `known` parameters that were recorded, then of the keys in `further` that nobody knows."""
    listed = {parameter.key: parameter for parameter in known}
    listed |= {key: Parameter(key, short_name(label_of(key)), NO_DEFAULT) for key in further if key not in listed}
    keys = [key for key in listed if any(key in use.settings for use in uses)]
    return tuple(_row(listed[key], uses) for key in keys[:_PARAMETERS_SHOWN])


def _row(parameter: Parameter, uses: Sequence[Use]) -> ParameterRow:
    found: dict[tuple[str, Origin], list[NumberedRun]] = {}
    for use in uses:
        setting = use.settings.get(parameter.key)
        if setting is not None:
            found.setdefault((_text(setting.value), setting.origin), []).append(use.run)
    values = tuple(
        UsedValue(text, origin, model_links(runs, _RANGES_SHOWN) if len(found) > 1 else ())
        for (text, origin), runs in list(found.items())[:_VALUES_SHOWN]
    )
    more = len(found) - _VALUES_SHOWN
    rest = ngettext("and {number} more value", "and {number} more values", more).format(number=more)
    meaning, default = _(parameter.meaning), _default(parameter, uses)
    return ParameterRow(parameter.symbol, parameter.index, meaning, default, values, rest if more > 0 else "")


def _default(parameter: Parameter, uses: Sequence[Use]) -> str:
    """Return Keras's default: as recorded, which holds for the version in use, else as known."""
    settings = (use.settings.get(parameter.key) for use in uses)
    recorded: list[JsonValue] = [item.value for item in settings if item is not None and item.origin == "default"]
    return _text(recorded[0] if recorded else parameter.default)


def _text(value: JsonValue) -> str:
    text = clip(value_text(value))
    return f"−{text[1:]}" if isinstance(value, int | float) and text.startswith("-") else text
