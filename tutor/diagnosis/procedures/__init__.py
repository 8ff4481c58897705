"""The named procedures of misconceptions; importing the room registers every file of it."""

from importlib import import_module
from pkgutil import iter_modules

from tutor.diagnosis.procedures.registry import PROCEDURES

__all__ = ["PROCEDURES"]

for _file in iter_modules(__path__):
    import_module(f"{__name__}.{_file.name}")
