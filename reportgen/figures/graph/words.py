"""What a drawing of layers shows, in words."""

from collections import Counter

from reportgen.figures.graph.charts import Graph, GraphChart

_MOST_NAMED = 12


def graph_in_words(chart: GraphChart) -> str:
    """Return "Diagram of 14 layers in a chain from input (28, 28, 1) to output (10,)." and where branches join."""
    graph = chart.graph
    form = " in a chain" if graph.is_chain else ""
    whole = f"Diagram of {len(graph.nodes)} layers{form} {_ends(graph)}."
    drawn = [layer for box in chart.boxes for layer in box.layers]
    part = f" This part: {graph.nodes[min(drawn)].name} to {graph.nodes[max(drawn)].name}."
    said = [whole, "" if len(drawn) == len(graph.nodes) else part, _joins(graph, set(drawn)), _repeats(graph)]
    return " ".join(text.strip() for text in said if text)


def _ends(graph: Graph) -> str:
    sources, targets = {edge.source for edge in graph.edges}, {edge.target for edge in graph.edges}
    first = [place for place in range(len(graph.nodes)) if place not in targets]
    last = [place for place in range(len(graph.nodes)) if place not in sources]
    parts = [f"from {_named(graph, first)}"] if first else []
    parts += [f"to {_named(graph, last)}"] if last else []
    return " ".join(parts)


def _named(graph: Graph, places: list[int]) -> str:
    texts = [f"{graph.nodes[place].name} {graph.nodes[place].shape}".strip() for place in places]
    return _listed(texts)


def _listed(texts: list[str]) -> str:
    shown = texts[:_MOST_NAMED]
    if len(texts) > _MOST_NAMED:
        return f"{', '.join(shown)} and {len(texts) - _MOST_NAMED} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _joins(graph: Graph, drawn: set[int]) -> str:
    """Return "2 branches join in add_1 and add_2; 4 in mixed0; lstm_1 takes from 2 layers."."""
    incoming = Counter(edge.target for edge in graph.edges if edge.source != edge.target)
    joins: dict[int, list[str]] = {}
    others = []
    for place in sorted(drawn):
        node = graph.nodes[place]
        if incoming[place] > 1 and node.kind == "merging":
            joins.setdefault(incoming[place], []).append(node.name)
        elif incoming[place] > 1:
            others.append(f"{node.name} takes from {incoming[place]} layers")
    texts = [f"{count} branches join in {_listed(names)}" for count, names in sorted(joins.items())]
    texts += [_listed(others)] if others else []
    return f"{'; '.join(texts)}." if texts else ""


def _repeats(graph: Graph) -> str:
    names = [graph.nodes[edge.source].name for edge in graph.edges if edge.source == edge.target]
    if not names:
        return ""
    return f"{_listed(names)} {'takes its' if len(names) == 1 else 'take their'} own output."
