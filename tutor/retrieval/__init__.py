"""The only door to embeddings and the vector store: `open_index` for search, `rank_standards` for the standard of a problem."""

from tutor.retrieval.embedder import Embedder, open_embedder
from tutor.retrieval.index import Index, open_index
from tutor.retrieval.standards import Standards, load_standards, open_standards, rank_standards, standards_of
