"""Loads templates, so that the user's own may hold what changes and nothing else.

`reportgen/NAME` is always the built-in template: one of the user's that extends it replaces single blocks of it. A file
of macros holds those that change; the others stay as they are. A block that the built-in template does not have would
never be printed: it is an error.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import jinja2
from jinja2 import nodes

from reportgen.errors import TemplateError
from reportgen.setting_values import nearest

BUILT_IN = "reportgen/"
_MACROS = "macros/"

Source = tuple[str, str | None, Callable[[], bool] | None]


class TemplateLoader(jinja2.BaseLoader):
    """Finds a template in the first of `folders` that has it, the last of which holds the built-in ones."""

    def __init__(self, folders: Sequence[Path]) -> None:
        *own, built_in = folders
        self._own = jinja2.FileSystemLoader(own)
        self._built_in = jinja2.FileSystemLoader(built_in)

    def get_source(self, environment: jinja2.Environment, template: str) -> Source:
        """Return text, file and state of a template.

        Raises:
            jinja2.TemplateNotFound: there is no such template.
            TemplateError: one of the user's has a block that the template it extends does not have, or extends itself.
        """
        name = template.removeprefix(BUILT_IN)
        if name != template:
            return self._built_in.get_source(environment, name)
        try:
            text, file, is_current = self._own.get_source(environment, name)
        except jinja2.TemplateNotFound:
            return self._built_in.get_source(environment, name)
        if name.startswith(_MACROS):
            # On the first line: the numbers of the user's lines stay what they are.
            return self._other_macros(environment, name) + text, file, is_current
        self._check_blocks(environment, name, text, file)
        return text, file, is_current

    def _other_macros(self, environment: jinja2.Environment, name: str) -> str:
        """Return what makes the built-in macros of a file known, for those that the user's file does not define."""
        try:
            built_in, _, _ = self._built_in.get_source(environment, name)
        except jinja2.TemplateNotFound:
            return ""
        macros = [macro.name for macro in environment.parse(built_in).find_all(nodes.Macro)]
        taken = "".join(f"{{% set {macro} = _built_in.{macro} %}}" for macro in macros)
        return f'{{% import "{BUILT_IN}{name}" as _built_in with context %}}{taken}'

    def _check_blocks(self, environment: jinja2.Environment, name: str, text: str, file: str | None) -> None:
        tree = environment.parse(text, name, file)
        extended = tree.find(nodes.Extends)
        if extended is None or not isinstance(extended.template, nodes.Const):
            return
        base = str(extended.template.value)
        if base == name:
            raise TemplateError(
                f'{file}, line {extended.lineno}: {name} extends itself; write {{% extends "{BUILT_IN}{name}" %}}'
            )
        known = self._blocks(environment, base)
        for block in tree.body:
            if isinstance(block, nodes.Block) and block.name not in known:
                raise TemplateError(
                    f"{file}, line {block.lineno}: {base} has no block {block.name!r}{nearest(block.name, known)}"
                )

    def _blocks(self, environment: jinja2.Environment, name: str) -> set[str]:
        """Return the blocks of a template and of those that it extends."""
        text, file, _ = self.get_source(environment, name)
        tree = environment.parse(text, name, file)
        found = {block.name for block in tree.find_all(nodes.Block)}
        extended = tree.find(nodes.Extends)
        if extended is not None and isinstance(extended.template, nodes.Const):
            found |= self._blocks(environment, str(extended.template.value))
        return found
