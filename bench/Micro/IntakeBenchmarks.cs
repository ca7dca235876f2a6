using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Micro;

/// <summary>What is done to every invoice before its first append.</summary>
public class IntakeBenchmarks
{
    private readonly Invoice _invoice = SampleInvoice.Of("1", "AB001234");
    private readonly Received _received;
    private readonly EncodedEvent _encoded;

    public IntakeBenchmarks()
    {
        _received = new Received
        {
            AtMicros = 1,
            Actor = "host",
            Request = new RequestKey("Submit", "key-1"),
            Invoice = _invoice,
            PayloadSha256 = InvoiceCodec.HashOf(_invoice),
        };
        _encoded = EventCodec.Encode(_received);
    }

    [Benchmark]
    public ImmutableArray<byte> Hash() => InvoiceCodec.HashOf(_invoice);

    [Benchmark]
    public EncodedEvent EncodeReceived() => EventCodec.Encode(_received);

    [Benchmark]
    public InvoiceEvent DecodeReceived() => EventCodec.Decode(_encoded.Type, _encoded.AtMicros, _encoded.Payload, _encoded.Sensitive);

    [Benchmark]
    public ImmutableArray<BlockingKey> Fingerprints() => BlockingKeys.ToStore(_invoice);

    [Benchmark]
    public byte[] EncodeTwinSummary() => TwinSummaryCodec.Encode(TwinSummary.Of(_invoice));
}
