"""The theme's own files and a newspaper's replacements: templates, style, and a hash over all of them."""

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from dateline.edition.theme.colours import custom_properties

HERE = Path(__file__).parent
SOURCES = ("*.py", "templates/*", "locale/*.po")


def minified(css: str) -> str:
    """The style sheet without comments and needless space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    return re.sub(r":\s+", ":", css).replace(";}", "}").strip()


SPECIAL = re.compile("[&<>'\"]")


class _Typesetter(CodeGenerator):
    """Compiles templates so that a value is printed without a new object made of it: half of a page's time else."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.printed(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Compositor(Environment):
    """Writes what is the same on every page of a language into the compiled templates, once: ``paper`` and words."""

    code_generator_class = _Typesetter

    @staticmethod
    def printed(value: object) -> str:
        """A value as it stands in a page: markup as it is, all else escaped."""
        if type(value) is Markup or (type(value) is str and not SPECIAL.search(value)):
            return value
        return escape(value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        _Constants(self.globals).visit(template)
        return template


class _Constants(NodeTransformer):
    """Puts values in the place of ``paper.name`` and ``_("Corrections")``, where a template does not redefine them."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self._known = known

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802  # Jinja's name for it
        """``paper.name``: its text."""
        if isinstance(node.node, nodes.Name) and node.node.name == "paper" and "paper" in self._known:
            value = getattr(self._known["paper"], node.attr, None)
            if isinstance(value, str):
                return nodes.Const(value, lineno=node.lineno)
        return self.generic_visit(node)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  # Jinja's name for it
        """``_("Corrections")``: the words in the page's language."""
        match node:
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=str(words))], kwargs=[]):
                return nodes.Const(self._known["_"](words), lineno=node.lineno)
        return self.generic_visit(node)


@lru_cache(maxsize=1)
def _own_digest() -> str:
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(HERE.glob(pattern)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


class Library:
    """Where templates and styles come from: the newspaper's own folder first, then the theme."""

    def __init__(self, accent: str, replacements: Path | None) -> None:
        self._accent = accent
        self._replacements = replacements
        folders: list[BaseLoader] = [FileSystemLoader(HERE / "templates")]
        if replacements is not None:
            folders.insert(0, FileSystemLoader(replacements))
        self._loader = ChoiceLoader(folders)
        self._styles: dict[tuple[bool, bool], Markup] = {}

    def environment(self, **names: object) -> Environment:
        """A Jinja environment in which ``names`` are known to every template."""
        environment = _Compositor(
            loader=self._loader,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            auto_reload=False,
        )
        environment.globals.update(names)
        return environment

    def style(self, *, arabic: bool, lists: bool) -> Markup:
        """A whole style sheet: palette, ``style.css``, what lists, comments, Arabic and print need, ``more.css``."""
        if (arabic, lists) not in self._styles:
            wanted = {
                "style": True,
                "comments": not lists,
                "lists": lists,
                "arabic": arabic,
                "print": True,
                "more": True,
            }
            files = [minified(self._source(f"{name}.css")) for name, is_wanted in wanted.items() if is_wanted]
            css = custom_properties(self._accent) + "".join(files)
            self._styles[arabic, lists] = Markup(css.replace("</", "<\\/"))  # noqa: S704  # cannot end the element
        return self._styles[arabic, lists]

    def style_hashes(self) -> tuple[str, ...]:
        """What the Content-Security-Policy has to allow: one hash for each style sheet that pages may carry."""
        kinds = ((arabic, lists) for arabic in (False, True) for lists in (False, True))
        sheets = [self.style(arabic=arabic, lists=lists).encode() for arabic, lists in kinds]
        return tuple("sha256-" + base64.b64encode(hashlib.sha256(css).digest()).decode() for css in sheets)

    def digest(self) -> str:
        """A hash over everything that pages are made with."""
        digest = hashlib.sha256(_own_digest().encode())
        if self._replacements is not None and self._replacements.is_dir():
            for path in sorted(self._replacements.rglob("*")):
                if path.suffix in {".html", ".css"}:
                    digest.update(str(path.relative_to(self._replacements)).encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()

    def _source(self, name: str) -> str:
        try:
            return self._loader.get_source(Environment(autoescape=True), name)[0]
        except TemplateNotFound:
            return ""
