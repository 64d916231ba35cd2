"""Our retrieval as LangChain's ``BaseRetriever``, for chains of others. Inside, steps exchange our own records."""

from collections.abc import Callable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.domain import Hit


class PassageRetriever(BaseRetriever):
    """``find(query, k)`` gives hits; each becomes a ``Document`` with its citation in the metadata."""

    find: Callable[[str, int], list[Hit]]
    k: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002
        return [_document(hit) for hit in self.find(query, self.k)]


def _document(hit: Hit) -> Document:
    passage, source = hit.passage, hit.source
    return Document(
        page_content=passage.text,
        id=passage.id,
        metadata={
            "document_id": source.id,
            "title": source.title(passage.language),
            "locator": passage.locator,
            "language": passage.language,
            "status": source.status,
            "confidence": passage.confidence,
            "score": hit.score,
        },
    )
