using System.Buffers.Binary;
using Grpc.Core;
using Triage.Silo.Tests.Live;

namespace Triage.Silo.Tests.Transport;

/// <summary>Connections that cost the server more than they cost the client.</summary>
public sealed class ConnectionTests(LiveSilo silo) : BadTransport(silo)
{
    [Theory]
    [InlineData(10_000, 4)]
    [InlineData(200, 4)]
    [InlineData(10, 10_000)]
    public async Task Submit_too_many_or_too_long_headers_end_the_call_alone_or_its_connection(int count, int length)
    {
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
        RawAnswer answer;
        try
        {
            await raw.WriteHeadersAsync(1, Submit, Token, endStream: true, [.. Enumerable.Range(0, count).Select(i => ($"x-{i}", new string('v', length)))]);
            answer = await raw.AnswerAsync(1);
        }
        catch (IOException)
        {
            answer = new RawAnswer([]) { IsClosed = true };
        }

        Assert.True(answer.Http is >= 400 and < 500 || answer.GoAway is not null || answer.Reset is not null || answer.IsClosed, answer.ToString());
        await AssertHealthyAsync();
    }

    [Fact]
    public async Task Headers_without_an_end_are_cut_off()
    {
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
        var part = Hpack.Encode(Enumerable.Range(0, 100).Select(i => ($"x-{i}", new string('v', 100))));
        await AssertCutOffAsync(raw, async () =>
        {
            await raw.WriteFrameAsync(Http2Frame.Headers, 0, 1, part);
            for (var i = 0; i < 10_000; i++)
            {
                await raw.WriteFrameAsync(Http2Frame.Continuation, 0, 1, part);
            }
        });
    }

    /// <summary>Open and take back, as fast as it goes: the server ends the connection or bears it, and others are served.</summary>
    [Fact]
    public async Task Rapid_resets_leave_nothing_behind()
    {
        var before = await WorkingSetAsync();
        for (var connection = 0; connection < 5; connection++)
        {
            using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
            try
            {
                for (var i = 0; i < 2000; i++)
                {
                    var stream = (2 * i) + 1;
                    await raw.WriteHeadersAsync(stream, Submit, Token);
                    await raw.WriteFrameAsync(Http2Frame.Reset, 0, stream, [0, 0, 0, 8]);
                }
            }
            catch (IOException)
            {
                // Cut off by the server: that is an answer too.
            }
        }

        await AssertHealthyAsync();
        Assert.True(await WorkingSetAsync() - before < 256L * 1024 * 1024, "Streams that were taken back took memory.");
        await NoCallIsLeftAsync();
    }

    [Fact]
    public async Task Streams_beyond_the_connections_limit_are_refused_and_the_rest_go_on()
    {
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
        for (var i = 0; i < 130; i++)
        {
            await raw.WriteHeadersAsync((2 * i) + 1, GetInvoice, Token);
        }

        var refused = await raw.AnswerAsync(259);
        Assert.Equal(Http2Frame.RefusedStream, refused.Reset);
        await raw.WriteDataAsync(1, GrpcFrame([]), endStream: true);
        var answer = await raw.AnswerAsync(1);
        Assert.True(answer.Grpc == StatusCode.InvalidArgument, answer.ToString());
    }

    /// <summary>A message that never ends is given up; its call does not stay.</summary>
    [Fact]
    public async Task Submit_message_that_comes_too_slowly_is_given_up()
    {
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
        await raw.WriteHeadersAsync(1, Submit, Token);
        await raw.WriteDataAsync(1, [0, 0, 0, 4, 0, 1, 2, 3], endStream: false);
        var answer = await raw.AnswerAsync(1);
        Assert.True(answer.Reset is not null || answer.GoAway is not null || answer.Http is 408 || answer.IsClosed || answer.Grpc is not null, answer.ToString());
        Assert.False(answer.BlamesTheService, answer.ToString());
        await AssertHealthyAsync();
    }

    [Theory]
    [InlineData(Http2Frame.Ping, 8)]
    [InlineData(Http2Frame.Settings, 0)]
    [InlineData(Http2Frame.WindowUpdate, 4)]
    [InlineData(Http2Frame.Reset, 4)]
    [InlineData(Http2Frame.Data, 1000)]
    [InlineData(Http2Frame.Continuation, 10)]
    [InlineData(200, 100)]
    public async Task Frames_that_belong_to_no_call_are_borne_or_cut_off(byte type, int length)
    {
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
        var payload = new byte[length];
        if (type == Http2Frame.WindowUpdate)
        {
            BinaryPrimitives.WriteInt32BigEndian(payload, int.MaxValue);
        }

        try
        {
            for (var i = 0; i < 20_000; i++)
            {
                await raw.WriteFrameAsync(type, 0, type is Http2Frame.Reset or Http2Frame.Data or Http2Frame.Continuation ? 1 : 0, payload);
            }
        }
        catch (IOException)
        {
            // Cut off.
        }

        await AssertHealthyAsync();
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n")]
    public async Task Port_for_gRPC_spoken_to_in_another_protocol_closes(string greeting)
    {
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc, preface: false);
        await raw.WriteAsync(System.Text.Encoding.Latin1.GetBytes(greeting));
        var answer = await raw.ReadToEndAsync(TimeSpan.FromSeconds(30));
        Assert.NotNull(answer);
        Assert.DoesNotContain(" 500 ", answer, StringComparison.Ordinal);
        await AssertHealthyAsync();
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task Streams_with_numbers_that_cannot_be_end_their_connection(int stream, bool twice)
    {
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
        await raw.WriteHeadersAsync(stream, GetInvoice, Token, endStream: true);
        if (twice)
        {
            await raw.AnswerAsync(1);
            await raw.WriteHeadersAsync(stream, GetInvoice, Token, endStream: true);
        }

        var answer = await raw.AnswerAsync(int.MaxValue);
        Assert.True(answer.GoAway is not null || answer.IsClosed, answer.ToString());
        await AssertHealthyAsync();
    }

    [Theory]
    [InlineData("Content-Type", "upper case")]
    [InlineData("connection", "keep-alive")]
    [InlineData(":unknown", "pseudo")]
    [InlineData("bad name", "space")]
    [InlineData("x", "line\r\nbreak: forged")]
    [InlineData("x", "nul\0")]
    public async Task Headers_that_cannot_be_end_the_call_or_its_connection(string name, string value)
    {
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Grpc);
        await raw.WriteHeadersAsync(1, GetInvoice, Token, endStream: true, (name, value));
        var answer = await raw.AnswerAsync(1);
        Assert.False(answer.BlamesTheService, answer.ToString());
        await AssertHealthyAsync();
    }

    private async Task AssertCutOffAsync(RawHttp2 raw, Func<Task> flood)
    {
        RawAnswer? answer = null;
        try
        {
            await flood();
            answer = await raw.AnswerAsync(1);
        }
        catch (IOException)
        {
            answer = new RawAnswer([]) { IsClosed = true };
        }

        Assert.True(answer.GoAway is not null || answer.IsClosed || answer.Reset is not null, answer.ToString());
        await AssertHealthyAsync();
    }

    /// <summary>As many calls as the tenant may have at once go through: none that was taken back still counts.</summary>
    private async Task NoCallIsLeftAsync() => await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ =>
        Samples.RefusedAsync(Silo.Intake.GetInvoiceAsync(new() { InvoiceId = "invoices/erp/none" }, Silo.Caller()), StatusCode.NotFound)));
}
