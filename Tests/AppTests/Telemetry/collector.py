"""A real OTLP receiver: collector.py PORT. One JSON line for each span that arrives, until its input ends."""
import asyncio
import json
import sys

from oteltap import OtelTapHttpProtobufReceiver, OtelTapHttpProtobufReceiverSettings


def value(any_value):
    return getattr(any_value, any_value.WhichOneof("value"))


async def main():
    settings = OtelTapHttpProtobufReceiverSettings(
        http_port=int(sys.argv[1]), listen_on_all_interfaces=False, print_traces_as_ndjson=False,
        print_logs_as_ndjson=False, print_metrics_as_ndjson=False)
    async with OtelTapHttpProtobufReceiver(settings) as receiver:
        print(json.dumps({"listens": True}), flush=True)
        async for span in receiver.stream_traces():
            print(json.dumps({
                "name": span.name, "trace": span.trace_id.hex(), "span": span.span_id.hex(),
                "parent": span.parent_span_id.hex(), "kind": span.kind,
                "took": span.end_time_unix_nano - span.start_time_unix_nano,
                "attributes": {pair.key: value(pair.value) for pair in span.attributes},
            }), flush=True)


asyncio.run(main())
