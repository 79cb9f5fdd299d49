"""What a drawing of layers shows, in words."""

from collections import Counter

from reportgen.figures.graph.charts import Graph, GraphChart
from reportgen.figures.spoken_values import and_more
from reportgen.language import _, ngettext
from reportgen.language.numbers import listed

_MOST_NAMED = 12


def graph_in_words(chart: GraphChart) -> str:
    """Return "Diagram of 14 layers in a chain from input (28, 28, 1) to output (10,)." and where branches join."""
    graph = chart.graph
    drawn = [layer for box in chart.boxes for layer in box.layers]
    part = _("This part: {first} to {last}.").format(
        first=graph.nodes[min(drawn)].name, last=graph.nodes[max(drawn)].name
    )
    said = [_whole(graph), "" if len(drawn) == len(graph.nodes) else part, _joins(graph, set(drawn)), _repeats(graph)]
    return " ".join(text for text in said if text)


def _whole(graph: Graph) -> str:
    number = len(graph.nodes)
    sources, targets = {edge.source for edge in graph.edges}, {edge.target for edge in graph.edges}
    first = [place for place in range(number) if place not in targets]
    last = [place for place in range(number) if place not in sources]
    return _form(graph, bool(first), bool(last)).format(
        number=number, first=_named(graph, first), last=_named(graph, last)
    )


def _form(graph: Graph, has_first: bool, has_last: bool) -> str:
    number = len(graph.nodes)
    if graph.is_chain:
        return ngettext(
            "Diagram of {number} layer in a chain from {first} to {last}.",
            "Diagram of {number} layers in a chain from {first} to {last}.",
            number,
        )
    if has_first and has_last:
        return ngettext(
            "Diagram of {number} layer from {first} to {last}.",
            "Diagram of {number} layers from {first} to {last}.",
            number,
        )
    if has_first:
        return ngettext("Diagram of {number} layer from {first}.", "Diagram of {number} layers from {first}.", number)
    if has_last:
        return ngettext("Diagram of {number} layer to {last}.", "Diagram of {number} layers to {last}.", number)
    return ngettext("Diagram of {number} layer.", "Diagram of {number} layers.", number)


def _named(graph: Graph, places: list[int]) -> str:
    return _some([f"{graph.nodes[place].name} {graph.nodes[place].shape}".strip() for place in places])


def _some(texts: list[str]) -> str:
    if len(texts) > _MOST_NAMED:
        return and_more(", ".join(texts[:_MOST_NAMED]), len(texts) - _MOST_NAMED)
    return listed(texts)


def _joins(graph: Graph, drawn: set[int]) -> str:
    """Return "2 branches join in add_1 and add_2; 4 branches join in mixed0; lstm_1 takes from 2 layers."."""
    incoming = Counter(edge.target for edge in graph.edges if edge.source != edge.target)
    joins: dict[int, list[str]] = {}
    others = []
    for place in sorted(drawn):
        node = graph.nodes[place]
        if incoming[place] > 1 and node.kind == "merging":
            joins.setdefault(incoming[place], []).append(node.name)
        elif incoming[place] > 1:
            others.append(_("{layer} takes from {number} layers").format(layer=node.name, number=incoming[place]))
    join = _("{number} branches join in {layers}")
    texts = [join.format(number=count, layers=_some(names)) for count, names in sorted(joins.items())]
    texts += [_some(others)] if others else []
    return f"{'; '.join(texts)}." if texts else ""


def _repeats(graph: Graph) -> str:
    names = [graph.nodes[edge.source].name for edge in graph.edges if edge.source == edge.target]
    told = ngettext("{layers} takes its own output.", "{layers} take their own output.", len(names))
    return told.format(layers=_some(names)) if names else ""
