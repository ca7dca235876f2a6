using System.Security.Cryptography;
using System.Text.Json;
using Google.Protobuf;
using Triage.Protos.V1;

namespace Triage.Cli.Submit;

/// <summary>What this caller saw, as JSON lines for `./triage verify --record`. A run on the same file is added to it.</summary>
internal sealed class RunRecord(string path, TimeProvider time) : IAsyncDisposable
{
    // The key's scope is the rpc that it stands for: a stream's invoices share their keys with Submit.
    private const string Op = "Submit";

    private readonly Lock _lock = new();
    private readonly StreamWriter _lines = new(path, append: true);

    public void Invoked(string key) => Write(new { op = Op, key, result = "invoked", at = time.GetUtcNow() });

    public void Ok(string key, SubmitResponse answer) => Write(new
    {
        op = Op,
        key,
        invoice_id = answer.InvoiceId,
        payload_sha256 = Convert.ToHexStringLower(answer.PayloadSha256.Span),
        reply_sha256 = Convert.ToHexStringLower(SHA256.HashData(answer.ToByteArray())),
        result = "ok",
        at = time.GetUtcNow(),
    });

    public void Failed(string key) => Write(new { op = Op, key, result = "failed", at = time.GetUtcNow() });

    public void Unknown(string key) => Write(new { op = Op, key, result = "unknown", at = time.GetUtcNow() });

    public ValueTask DisposeAsync() => _lines.DisposeAsync();

    private void Write<T>(T line)
    {
        var text = JsonSerializer.Serialize(line);
        lock (_lock)
        {
            _lines.WriteLine(text);
        }
    }
}
