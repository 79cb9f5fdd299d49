"""Evaluates what stands between `{{` and `}}`, in a sandbox: notes may come from strangers.

An expression reaches nothing but the names of a `Namespace` and the filters of `filters`: no attribute of any other
object, no method of a text, no arithmetic but with numbers, nothing that repeats. Its length bounds its time.
"""

from collections.abc import Callable
from typing import Any

from jinja2 import StrictUndefined, TemplateError, UndefinedError, nodes
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.errors import NotesError
from reportgen.language import _
from reportgen.notes.filters import FILTERS, text_of_number
from reportgen.notes.named_runs import Missing, NamedRun
from reportgen.notes.namespace import Namespace
from reportgen.notes.nearest import nearest
from reportgen.notes.quantities import Quantity, as_number
from reportgen.notes.shown import NamedExperiment

LONGEST = 1000

_TESTS = ("defined", "undefined")
_MOST_NUMBERS = 10**15
_ALLOWED = (
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Add,
    nodes.Sub,
    nodes.Mul,
    nodes.Div,
    nodes.Neg,
    nodes.Pos,
    nodes.Compare,
    nodes.Operand,
    nodes.CondExpr,
    nodes.Const,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Call,
    nodes.Keyword,
    nodes.Filter,
    nodes.Test,
    nodes.List,
    nodes.Tuple,
    nodes.Concat,
)
_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda one, two: one + two,
    "-": lambda one, two: one - two,
    "*": lambda one, two: one * two,
    "/": lambda one, two: one / two,
}


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox that knows runs and numbers, and refuses every other attribute, item, call and operation."""

    intercepted_binops = frozenset(_ARITHMETIC)
    intercepted_unops = frozenset("+-")

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a value of a run, or a part of an experiment."""
        if isinstance(obj, StrictUndefined):
            str(obj)  # raises what is missing
        if isinstance(obj, NamedRun):
            found = getattr(obj, attribute) if attribute in NamedRun.functions else obj.get(attribute)
            return self.undefined(hint=found.reason) if isinstance(found, Missing) else found
        if isinstance(obj, NamedExperiment) and attribute in ("table", "figure"):
            found = getattr(obj, attribute)
            return self.undefined(hint=f"the experiment {obj.key!r} has no {attribute}") if found is None else found
        raise NotesError(f"{_kind(obj)} has no {attribute!r}; runs have values, such as best.test_accuracy", attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return a value of a run by its name."""
        if isinstance(obj, NamedRun) and isinstance(argument, str):
            return self.getattr(obj, argument)
        raise NotesError("nothing can be taken by number or part; a run by its number is run(1)")

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether `obj` is a function of the namespace or of a run."""
        owner = getattr(obj, "__self__", None)
        return isinstance(owner, Namespace | NamedRun) and obj.__name__ in owner.functions

    def call(self, context: Any, obj: Any, /, *arguments: Any, **named: Any) -> Any:  # noqa: ARG002
        """Call a function of the namespace; what it misses is an error only where it is printed."""
        if isinstance(obj, StrictUndefined):
            str(obj)  # raises what is missing
        if not self.is_safe_callable(obj):
            raise NotesError(f"{_kind(obj)} cannot be called")
        for given in (*arguments, *named.values()):
            if isinstance(given, StrictUndefined):
                str(given)  # raises what is missing
        found = obj(*arguments, **named)
        return self.undefined(hint=found.reason) if isinstance(found, Missing) else found

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        """Compute with numbers alone."""
        for side in (left, right):
            if isinstance(side, str):
                raise NotesError(f"{operator!r} needs numbers, not the text {side[:40]!r}; texts are joined by ~")
            if abs(as_number(side)) > _MOST_NUMBERS and not isinstance(side, Quantity | float):
                raise NotesError(f"a number beyond {_MOST_NUMBERS:.0e}")
        return _ARITHMETIC[operator](left, right)

    def call_unop(self, context: Any, operator: str, arg: Any) -> Any:  # noqa: ARG002
        """Give a number its sign."""
        return (-arg if isinstance(arg, Quantity) else -as_number(arg)) if operator == "-" else arg


class Expressions:
    """Evaluates expressions over one report."""

    def __init__(self, namespace: Namespace) -> None:
        self._namespace = namespace
        self._environment = _Environment(undefined=StrictUndefined, autoescape=False, optimized=False)
        self._environment.globals.clear()
        self._environment.filters = dict(FILTERS)
        self._environment.tests = {name: self._environment.tests[name] for name in _TESTS}

    def evaluate(self, text: str) -> Any:
        """Return what the expression `text` stands for.

        Raises:
            NotesError: it has a mistake, names something unknown, or a record lacks what it names.
        """
        try:
            tree = self._parsed(text)
            used = [node.name for node in (tree, *tree.find_all(nodes.Name)) if isinstance(node, nodes.Name)]
            names = {name: self._namespace.value(name) for name in used}
            found = self._environment.compile_expression(text, undefined_to_none=False)(**names)
            if isinstance(found, StrictUndefined):
                str(found)  # raises what is missing
        except UndefinedError as error:
            reason = error.message or "a value is missing"
            raise NotesError(f'{reason}; to print something in its place, add | default("–")') from error
        except TemplateError as error:
            raise NotesError(f"not an expression: {error.message}") from error
        except ZeroDivisionError as error:
            raise NotesError("division by zero") from error
        except (TypeError, ValueError, OverflowError, ArithmeticError) as error:
            raise NotesError(_said(error)) from error
        except (RecursionError, MemoryError, SyntaxError) as error:
            raise NotesError("too deeply nested") from error
        return found

    def _parsed(self, text: str) -> nodes.Expr:
        if len(text) > LONGEST:
            raise NotesError(f"an expression of {len(text)} characters; allowed are {LONGEST}")
        if not text.strip():
            raise NotesError("nothing stands between {{ and }}; name a value, such as best.test_accuracy")
        parser = Parser(self._environment, text, state="variable")
        tree = parser.parse_expression()
        if not parser.stream.eos:
            raise NotesError(f"{str(parser.stream.current.value)!r} is not expected here")
        for node in (tree, *tree.find_all(nodes.Node)):
            self._check(node)
        return tree

    def _check(self, node: nodes.Node) -> None:
        if not isinstance(node, _ALLOWED):
            raise NotesError(f"{type(node).__name__.lower()} is not allowed here")
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            raise NotesError(f"there is no filter {node.name!r}{nearest(node.name, FILTERS)}", node.name)
        if isinstance(node, nodes.Test) and node.name not in _TESTS:
            raise NotesError(f"there is no test {node.name!r}{nearest(node.name, _TESTS)}", node.name)


def text_of(value: Any) -> str:
    """Return the text that `value`, the result of an expression, is printed as.

    Raises:
        NotesError: it is nothing that can be printed within a line.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Quantity | int | float):
        return text_of_number(value)
    if isinstance(value, NamedRun):
        return value.numbered.stored.run.name
    if isinstance(value, tuple | list):
        raise NotesError('a list cannot be printed as it is; say runs | map("name") | join(", ")')
    raise NotesError(f"{_kind(value)} cannot be printed within a line")


def _kind(value: Any) -> str:
    if isinstance(value, str):
        return "a text"
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, Quantity | int | float):
        return "a number"
    if isinstance(value, tuple | list):
        return "a list"
    names = {"NamedRun": "a run", "method": "a function", "NoneType": "nothing"}
    known = names.get(type(value).__name__)
    return known or "a " + type(value).__name__.removeprefix("Named").lower()


def _said(error: Exception) -> str:
    """Return the message of an error of Python's, without the name of what was called."""
    return str(error).replace("Namespace.", "").replace("NamedRun.", "")[:200]
