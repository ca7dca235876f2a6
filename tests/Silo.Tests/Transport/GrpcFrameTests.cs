using System.IO.Compression;
using Google.Protobuf;
using Grpc.Core;
using Triage.Silo.Tests.Live;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Transport;

/// <summary>Messages that are none, too many, too large, or packed in a way that nobody can open.</summary>
public sealed class GrpcFrameTests(LiveSilo silo) : BadTransport(silo)
{
    public static TheoryData<string, string> Frames => new()
    {
        { "no message at all", "" }, { "two bytes of a frame's head", "0000" }, { "a frame longer than its body", "00000000FF0A" }, { "a body longer than its frame", "0000000000AA" },
        { "a length of 4 GB", "00FFFFFFFF" }, { "a flag that does not exist", "0200000000" }, { "compressed without a word by what", "010000000100" },
        { "no message of protobuf", "00000000020AFF" }, { "a field number of zero", "00000000020000" }, { "a text that is not UTF-8", "00000000040A02C328" },
        { "a field of another wire type", "00000000020801" }, { "two messages", "00000000000000000000" },
    };

    [Theory, MemberData(nameof(Frames))]
    public async Task Submit_frame_that_cannot_be_read_is_the_callers_mistake(string what, string hex)
    {
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
        await raw.WriteHeadersAsync(1, Submit, Token);
        await raw.WriteDataAsync(1, Convert.FromHexString(hex), endStream: true);
        var answer = await raw.AnswerAsync(1);
        Assert.True(answer.Grpc is StatusCode.InvalidArgument or StatusCode.ResourceExhausted, $"{what}: {answer}");
        await AssertHealthyAsync();
    }

    [Theory, MemberData(nameof(Frames))]
    public async Task SubmitStream_frame_that_cannot_be_read_ends_the_stream_as_the_callers_mistake(string what, string hex)
    {
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
        await raw.WriteHeadersAsync(1, SubmitStream, Token);
        await raw.WriteDataAsync(1, Convert.FromHexString(hex), endStream: true);
        var answer = await raw.AnswerAsync(1);
        // A stream without a message is empty, and empty messages are items that lack everything.
        Assert.True(answer.Grpc is StatusCode.InvalidArgument or StatusCode.ResourceExhausted or StatusCode.OK, $"{what}: {answer}");
        await AssertHealthyAsync();
    }

    [Theory]
    [InlineData(101)]
    [InlineData(100_000)]
    public async Task Submit_groups_nested_too_deep_are_the_callers_mistake(int levels)
    {
        // Field 99 as a group, opened again and again, and closed as often.
        byte[] open = [0x9B, 0x06], close = [0x9C, 0x06];
        byte[] message = [.. Enumerable.Repeat(open, levels).SelectMany(part => part), .. Enumerable.Repeat(close, levels).SelectMany(part => part)];
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
        await raw.WriteHeadersAsync(1, Submit, Token);
        await WriteAllAsync(raw, GrpcFrame(message));
        var answer = await raw.AnswerAsync(1);
        Assert.True(answer.Grpc is StatusCode.InvalidArgument, $"{levels} levels: {answer}");
        await AssertHealthyAsync();
    }

    [Theory]
    [InlineData("gzip", 64)]
    [InlineData("gzip", 512)]
    [InlineData("deflate", 64)]
    public async Task Submit_small_message_that_unpacks_to_a_large_one_is_exhausted_and_takes_no_memory(string encoding, int megabytes)
    {
        using var packed = new MemoryStream();
        await using (Stream zip = encoding == "gzip" ? new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true) : new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < megabytes; i++)
            {
                await zip.WriteAsync(zeros, TestContext.Current.CancellationToken);
            }
        }

        var before = await WorkingSetAsync();
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
        await raw.WriteHeadersAsync(1, Submit, Token, more: ("grpc-encoding", encoding));
        await WriteAllAsync(raw, GrpcFrame(packed.ToArray(), isCompressed: true));
        var answer = await raw.AnswerAsync(1);
        Assert.True(answer.Grpc is StatusCode.ResourceExhausted or StatusCode.Unimplemented or StatusCode.InvalidArgument, answer.ToString());
        Assert.True(await WorkingSetAsync() - before < 128L * 1024 * 1024, "The bomb took memory.");
        await AssertHealthyAsync();
    }

    [Theory]
    [InlineData("br")]
    [InlineData("snappy")]
    [InlineData("gzip, gzip")]
    [InlineData("")]
    public async Task Submit_unknown_encoding_is_never_the_services_mistake(string encoding)
    {
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
        await raw.WriteHeadersAsync(1, Submit, Token, more: ("grpc-encoding", encoding));
        await raw.WriteDataAsync(1, GrpcFrame([1, 2, 3], isCompressed: true), endStream: true);
        var answer = await raw.AnswerAsync(1);
        Assert.True(answer.Grpc is StatusCode.Unimplemented or StatusCode.InvalidArgument, $"{encoding}: {answer}");
    }

    [Fact]
    public async Task Submit_gzip_that_is_none_is_the_callers_mistake()
    {
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
        await raw.WriteHeadersAsync(1, Submit, Token, more: ("grpc-encoding", "gzip"));
        await raw.WriteDataAsync(1, GrpcFrame([1, 2, 3], isCompressed: true), endStream: true);
        var answer = await raw.AnswerAsync(1);
        Assert.True(answer.Grpc == StatusCode.InvalidArgument, answer.ToString());
    }

    [Theory]
    [InlineData(Submit)]
    [InlineData(SubmitStream)]
    public async Task Message_of_one_byte_too_many_is_exhausted(string rpc)
    {
        var request = Samples.Submit("large");
        var lacking = (4 * 1024 * 1024) + 1 - request.CalculateSize();
        request.Invoice.Lines[0].Text = new string('t', lacking);
        var message = rpc == Submit ? request.ToByteArray() : new Proto.SubmitStreamRequest { Submit = request }.ToByteArray();
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
        await raw.WriteHeadersAsync(1, rpc, Token);
        // Only the head and a little: what is too large is refused by what it says of itself.
        await raw.WriteDataAsync(1, GrpcFrame(message)[..1000], endStream: false);
        var answer = await raw.AnswerAsync(1);
        Assert.True(answer.Grpc == StatusCode.ResourceExhausted, answer.ToString());
    }

    [Fact]
    public async Task Submit_without_a_token_is_answered_before_its_message_was_sent()
    {
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
        await raw.WriteHeadersAsync(1, Submit, token: null);
        var answer = await raw.AnswerAsync(1);
        Assert.True(answer.Grpc == StatusCode.Unauthenticated, answer.ToString());
    }

    [Theory]
    [InlineData("grpc-timeout", "abc")]
    [InlineData("grpc-timeout", "-1S")]
    [InlineData("grpc-timeout", "1e3m")]
    [InlineData("grpc-timeout", "")]
    [InlineData("grpc-timeout", "99999999H")]
    [InlineData("grpc-timeout", "999999999999999999999H")]
    [InlineData("grpc-timeout", "0n")]
    [InlineData("grpc-accept-encoding", ",,,gzip;;")]
    [InlineData("some-bin", "%%%not base64")]
    [InlineData("grpc-status", "0")]
    [InlineData("grpc-message", "%zz")]
    [InlineData("x-forwarded-for", "127.0.0.1, 127.0.0.1")]
    [InlineData("traceparent", "00-zz-zz-zz")]
    [InlineData("content-length", "1000000000")]
    [InlineData("content-length", "3")]
    [InlineData("expect", "100-continue")]
    public async Task GetInvoice_odd_header_is_never_the_services_mistake(string name, string value)
    {
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
        await raw.WriteHeadersAsync(1, GetInvoice, Token, more: (name, value));
        await raw.WriteDataAsync(1, GrpcFrame(new Proto.GetInvoiceRequest { InvoiceId = "invoices/erp/none" }.ToByteArray()), endStream: true);
        var answer = await raw.AnswerAsync(1);
        Assert.False(answer.BlamesTheService, $"{name}: {value} → {answer}");
        Assert.True(answer.Grpc is not null || answer.Reset is not null || answer.Http is >= 400, answer.ToString());
        await AssertHealthyAsync();
    }

    [Theory]
    [InlineData(":method", "GET")]
    [InlineData(":method", "DELETE")]
    [InlineData(":path", "/triage.v1.IntakeService/Unheard")]
    [InlineData(":path", "/../../etc/passwd")]
    [InlineData(":path", "/%00")]
    [InlineData(":path", "*")]
    [InlineData("content-type", "text/plain")]
    [InlineData("content-type", "application/grpc-web")]
    [InlineData("content-type", "application/grpc+json")]
    [InlineData("content-type", "application/grpcfoo")]
    [InlineData("content-type", "")]
    [InlineData("te", "")]
    public async Task GetInvoice_other_request_than_a_call_is_never_the_services_mistake(string name, string value)
    {
        var headers = new List<(string Name, string Value)>
        {
            (":method", "POST"), (":scheme", "http"), (":path", GetInvoice), (":authority", "localhost"), ("content-type", "application/grpc"), ("te", "trailers"), ("authorization", $"Bearer {Token}"),
        };
        headers[headers.FindIndex(header => header.Name == name)] = (name, value);
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
        await raw.WriteHeaderBlockAsync(1, Hpack.Encode(headers), endStream: false);
        await raw.WriteDataAsync(1, GrpcFrame([]), endStream: true);
        var answer = await raw.AnswerAsync(1);
        Assert.False(answer.BlamesTheService, $"{name}: {value} → {answer}");
        await AssertHealthyAsync();
    }

    private static async Task WriteAllAsync(RawHttp2 raw, byte[] data)
    {
        const int Part = 16_000;
        for (var at = 0; at < data.Length; at += Part)
        {
            await raw.WriteDataAsync(1, data[at..Math.Min(at + Part, data.Length)], endStream: at + Part >= data.Length);
        }
    }
}
