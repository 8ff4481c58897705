"""The content files as values: `load` reads them, `check` holds them against each other, `content_folder` finds them."""

from tutor.catalog.check import check
from tutor.catalog.load import content_folder, load
