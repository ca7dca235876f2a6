using System.Text.Encodings.Web;
using System.Text.Json;
using Triage.Storage;
using Triage.Training.Ledgers;

namespace Triage.Cli.Submit;

/// <summary>Every bad row and every refused invoice of one run, as JSON lines. There is no file until there is one of them.</summary>
internal sealed class RejectsFile : IAsyncDisposable
{
    // For people too: quotes and accents stay as they are.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _path;
    private readonly Lock _lock = new();
    private StreamWriter? _lines;

    /// <summary>What an earlier run left there goes: it would pass for this one's.</summary>
    public RejectsFile(string path, string ledger)
    {
        _path = Path.GetFullPath(path);
        if (_path == Path.GetFullPath(ledger))
        {
            throw new CliException(ExitCode.Usage, "--rejects names the ledger itself. Choose another file.");
        }

        if (File.Exists(_path))
        {
            File.Delete(_path);
        }
    }

    /// <summary>Null while nothing was rejected.</summary>
    public string? Written => _lines is null ? null : _path;

    public static string DefaultIn(string dataDirectory) => Path.Combine(dataDirectory, "rejects.jsonl");

    public void Bad(BadRow row) => Write(new { line = row.Line, kind = "bad_row", reason = row.Reason });

    public void Refused(LedgerInvoice invoice, string status, string message) => Write(new
    {
        line = invoice.FirstLine,
        kind = "refused",
        status,
        reason = message,
        source_system = invoice.Invoice.SourceSystem,
        source_invoice_id = invoice.Invoice.SourceInvoiceId,
        idempotency_key = invoice.IdempotencyKey,
    });

    public async ValueTask DisposeAsync()
    {
        if (_lines is { } lines)
        {
            await lines.DisposeAsync();
        }
    }

    private void Write<T>(T line)
    {
        var text = JsonSerializer.Serialize(line, Readable);
        lock (_lock)
        {
            _lines ??= Open();
            _lines.WriteLine(text);
        }
    }

    private StreamWriter Open()
    {
        OwnedDirectory.Create(Path.GetDirectoryName(_path)!); // a full path of a file has a folder
        return new StreamWriter(_path, append: false);
    }
}
