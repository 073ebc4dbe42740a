"""Text to tree: what stands where in a plan, and every mistake in writing it; knows no kind."""

from pkdsl.syntax import mistakes, tree
from pkdsl.syntax.codes import TITLES
from pkdsl.syntax.gates import skeleton
from pkdsl.syntax.lexer import Token
from pkdsl.syntax.likeness import printed, same
from pkdsl.syntax.literate import Fence, examples, expectations, fences, is_literate
from pkdsl.syntax.reading import parse, parse_expression, parse_part, tokens
from pkdsl.syntax.text import Piece, text_parts, unquote

__all__ = [
    "TITLES",
    "Fence",
    "Piece",
    "Token",
    "examples",
    "expectations",
    "fences",
    "is_literate",
    "mistakes",
    "parse",
    "parse_expression",
    "parse_part",
    "printed",
    "same",
    "skeleton",
    "text_parts",
    "tokens",
    "tree",
    "unquote",
]
