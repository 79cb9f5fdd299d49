"""The headers of a table in its structure, where they span and where they outnumber the data."""

from reportgen.outputs.tagging.headers import name_headers
from reportgen.outputs.tagging.nodes import Node


def table(*rows: list[tuple[str, dict[str, object]]]) -> Node:
    root = Node("Table")
    for row in rows:
        line = root.child("TR")
        for role, attributes in row:
            line.child(role).attributes["Table"] = dict(attributes)
    return root


COLUMN: dict[str, object] = {"Scope": "/Column"}
ROW: dict[str, object] = {"Scope": "/Row"}


def test_cells_name_their_headers_where_a_header_spans() -> None:
    both = table(
        [("TH", COLUMN), ("TH", COLUMN | {"ColSpan": 2})],
        [("TH", ROW), ("TD", {}), ("TD", {})],
        [("TH", ROW), ("TD", {}), ("TD", {})],
    )
    name_headers(both, "t")
    last = both.nodes()[2].nodes()
    assert [cell.attributes["Table"].get("Headers") for cell in last] == [["t-0"], ["t-1", "t-3"], ["t-1", "t-3"]]


def test_scopes_are_enough_where_no_header_spans() -> None:
    plain = table([("TH", COLUMN), ("TH", COLUMN)], [("TD", {}), ("TD", {})])
    name_headers(plain, "t")
    assert all(cell.identifier is None for row in plain.nodes() for cell in row.nodes())


def test_the_name_of_a_single_row_is_data() -> None:
    single = table([("TH", COLUMN), ("TH", COLUMN), ("TH", COLUMN)], [("TH", ROW), ("TD", {}), ("TD", {})])
    name_headers(single, "t")
    assert [cell.role for cell in single.nodes()[1].nodes()] == ["TD", "TD", "TD"]
