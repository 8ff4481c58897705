"""The only door to embeddings and the vector store: `open_index` for search, `rank_standards` for the standard of a problem."""

from tutor.retrieval.embedder import Embedder, open_embedder
from tutor.retrieval.index import Index, open_index

__all__ = ["Embedder", "Index", "open_embedder", "open_index"]
