"""DATA. The national baseline and one file per council; schema and loader. No code per council."""

from backend.procedures.book import NoFigures, Procedures, UnknownCouncil, UnknownRoute, load
from backend.procedures.council import Advocacy, Contact, Council, Line, Note
from backend.procedures.mistake import ProcedureMistake

__all__ = [
    "Advocacy",
    "Contact",
    "Council",
    "Line",
    "NoFigures",
    "Note",
    "ProcedureMistake",
    "Procedures",
    "UnknownCouncil",
    "UnknownRoute",
    "load",
]
