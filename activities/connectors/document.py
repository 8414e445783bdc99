"""document.issue: a numbered document of the definition, with its copies."""

from pydantic import BaseModel, ConfigDict, Field

from activities.connectors.registry import Call, ConnectorError, connector
from store import IndexedDocument


class Issue(BaseModel):
    """Which document; the core adds its numbering and its copies from the definition."""

    model_config = ConfigDict(extra="forbid")

    document: str
    numbering: str | None = None
    copies: dict[str, str] = Field(default_factory=dict)


class Issued(BaseModel):
    """The document exists under this number; `copies` says who gets which."""

    document: str
    number: str
    copies: dict[str, str]


@connector("document.issue")
async def issue(asked: Issue, call: Call) -> Issued:
    """Give the document its number and remember it. The same step always gets the same number."""
    if asked.numbering is None:
        raise ConnectorError("unknown-document", f"Expected a document of {call.process}, but {asked.document} is none")
    number = await call.store.allot_number(asked.numbering, call.at, once=call.key, zone=call.zone)
    await call.store.index_document(
        IndexedDocument(
            id=f"{call.case_id}/{asked.document}/{number}",
            case_id=call.case_id,
            document=asked.document,
            number=number,
            at=call.at,
            copies=dict(asked.copies),
        )
    )
    return Issued(document=asked.document, number=number, copies=asked.copies)
