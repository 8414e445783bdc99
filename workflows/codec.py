"""How payloads are written: JSON that keeps the order of keys, and bytes as they are.

The SDK's own converter sorts keys. The order of rungs, branches and fields means something to the core, so here it
stays as it was; Chinese stays readable. Every client, worker and replayer must use this converter.
"""

import json
from typing import Any

from temporalio.api.common.v1 import Payload
from temporalio.converter import (
    BinaryNullPayloadConverter,
    BinaryPlainPayloadConverter,
    BinaryProtoPayloadConverter,
    CompositePayloadConverter,
    DataConverter,
    JSONPlainPayloadConverter,
    JSONProtoPayloadConverter,
    PayloadCodec,
)


class _OrderedJSON(JSONPlainPayloadConverter):
    def to_payload(self, value: Any) -> Payload | None:
        written = json.dumps(value, cls=self._encoder, separators=(",", ":"), ensure_ascii=False)
        return Payload(metadata={"encoding": self.encoding.encode()}, data=written.encode())


class CasePayloadConverter(CompositePayloadConverter):
    """The converters of the SDK, with the JSON one replaced."""

    def __init__(self) -> None:
        super().__init__(
            BinaryNullPayloadConverter(),
            BinaryPlainPayloadConverter(),
            JSONProtoPayloadConverter(),
            BinaryProtoPayloadConverter(),
            _OrderedJSON(),
        )


def data_converter(codec: PayloadCodec | None = None) -> DataConverter:
    """The data converter of all clients, workers and replayers; `codec` encrypts, where that is set up."""
    return DataConverter(payload_converter_class=CasePayloadConverter, payload_codec=codec)
