using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Triage.Models.History;
using Triage.Models.Matching;
using static NpgsqlTypes.NpgsqlDbType;

namespace Triage.Storage.Postgres;

/// <summary>The function that writes many appends, as a statement prepared on one connection.</summary>
internal sealed class AppendCall : IDisposable
{
    private delegate object Column(IReadOnlyList<AppendRow> rows);

    /// <summary>Every argument by its name: their order in the function does not matter here.</summary>
    private static readonly ImmutableArray<(string Argument, NpgsqlDbType Type, Column Values)> Columns =
    [
        ("tenants", Text, Each(row => row.Key.Tenant)),
        ("invoices", Text, Each(row => row.Key.Path)),
        ("expected_seqs", Bigint, Each(row => row.Append.ExpectedSeq)),
        ("after_seqs", Bigint, Each(row => row.After.Seq)),
        ("claim_rpcs", Text, Each(row => row.Append.Claim?.Request.Rpc)),
        ("claim_keys", Text, Each(row => row.Append.Claim?.Request.Key)),
        ("claim_sha256s", Bytea, Each(row => row.Append.Claim?.PayloadSha256.ToArray())),
        ("claim_reply_seqs", Bigint, Each(row => row.Append.Claim?.ReplySeq)),
        ("complete_rpcs", Text, Each(row => row.Append.Completes?.Rpc)),
        ("complete_keys", Text, Each(row => row.Append.Completes?.Key)),
        ("statuses", Smallint, Each(row => (short)row.After.Status)),
        ("coding_statuses", Smallint, Each(row => (short)row.After.Coding)),
        ("payment_statuses", Smallint, Each(row => (short)row.After.Payment)),
        ("verdicts", Smallint, Each(row => (short)row.Verdict)),
        ("would_bes", Smallint, Each(row => (short)row.WouldBe)),
        ("exceptions", Bigint, Each(row => row.ExceptionBits)),
        ("waiting_kinds", Smallint, Each(row => (short)row.After.Waiting.Kind)),
        ("waiting_ats", Bigint, Each(row => row.After.Waiting.AtMicros)),
        ("review_seqs", Bigint, Each(row => row.After.ReviewSeq ?? 0)),
        ("severities", Smallint, Each(row => (short)row.Severity)),
        ("last_event_types", Smallint, Each(row => (short?)row.LastEvent?.Type)),
        ("last_event_ats", Bigint, Each(row => row.LastEvent?.AtMicros)),
        ("kinds", Smallint, Each(row => (short)row.Invoice.Kind)),
        ("source_systems", Text, Each(row => row.Invoice.SourceSystem)),
        ("supplier_ids", Text, Each(row => row.Invoice.SupplierId)),
        ("supplier_invoice_numbers", Text, Each(row => row.Invoice.SupplierInvoiceNumber)),
        ("facilities", Text, Each(row => row.Invoice.Facility)),
        ("service_lines", Text, Each(row => row.Invoice.ServiceLine)),
        ("currencies", Text, Each(row => row.Invoice.Currency)),
        ("totals", Bigint, Each(row => row.Invoice.TotalMinor)),
        ("issue_days", Integer, Each(row => row.Invoice.IssueDate?.DayNumber)),
        ("master_data_versions", Bigint, Each(row => row.Append.JudgedBy?.MasterDataVersions)),
        ("received_ats", Bigint, Each(row => row.After.ReceivedAtMicros)),
        ("twin_summaries", Bytea, Each(row => row.TwinSummary)),
        ("event_appends", Integer, EachEvent((_, number, _) => number)),
        ("event_seqs", Bigint, EachEvent((row, _, ordinal) => row.Append.ExpectedSeq + ordinal + 1)),
        ("event_types", Smallint, EachEvent((row, _, ordinal) => (short)row.Events[ordinal].Type)),
        ("event_ats", Bigint, EachEvent((row, _, ordinal) => row.Events[ordinal].AtMicros)),
        ("event_payloads", Bytea, EachEvent((row, _, ordinal) => row.Events[ordinal].Payload)),
        ("event_sensitives", Bytea, EachEvent((row, _, ordinal) => row.Events[ordinal].Sensitive)),
        ("event_feature_sets", Bytea, EachEvent((row, _, ordinal) => row.Events[ordinal].Features)),
        ("fingerprint_appends", Integer, EachFingerprint((number, _) => number)),
        ("fingerprint_hashes", Bigint, EachFingerprint((_, key) => key.Hash)),
        ("fingerprint_days", Integer, EachFingerprint((_, key) => key.Day)),
        ("seen_appends", Integer, EachSeen((number, _) => number)),
        ("seen_hashes", Bigint, EachSeen((_, seen) => seen.Hash)),
        ("seen_from_days", Integer, EachSeen((_, seen) => seen.FromDay)),
        ("seen_to_days", Integer, EachSeen((_, seen) => seen.ToDay)),
        ("seen_counts", Integer, EachSeen((_, seen) => seen.Count)),
    ];

    private static readonly string Sql = $"SELECT append_2({string.Join(", ", Columns.Select((column, index) => $"{column.Argument} => ${index + 1}"))})";

    private readonly NpgsqlCommand _command;

    private AppendCall(NpgsqlCommand command) => _command = command;

    public static async Task<AppendCall> PrepareAsync(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(Sql, connection);
        foreach (var (_, type, _) in Columns)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type });
        }

        await command.PrepareAsync();
        return new AppendCall(command);
    }

    /// <param name="rows">In key order; at most one an invoice and one an idempotency key.</param>
    public async Task<AppendOutcome[]> RunAsync(IReadOnlyList<AppendRow> rows)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            _command.Parameters[i].Value = Columns[i].Values(rows);
        }

        // Not cancelled by anybody: once it is sent, what became of it must be known.
        var outcomes = (short[])(await _command.ExecuteScalarAsync(CancellationToken.None))!; // the function returns one an append
        return System.Array.ConvertAll(outcomes, outcome => (AppendOutcome)outcome);
    }

    public void Dispose() => _command.Dispose();

    private static Column Each<T>(Func<AppendRow, T> value) => rows =>
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        return values;
    };

    private static Column EachEvent<T>(Func<AppendRow, int, int, T> value) => rows =>
    {
        var values = new List<T>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            for (var ordinal = 0; ordinal < rows[i].Events.Length; ordinal++)
            {
                values.Add(value(rows[i], i + 1, ordinal));
            }
        }

        return values;
    };

    private static Column EachFingerprint<T>(Func<int, BlockingKey, T> value) => EachOf(append => append.Fingerprints, value);

    private static Column EachSeen<T>(Func<int, KeyCount, T> value) => EachOf(append => append.JudgedBy?.Twins ?? [], value);

    private static Column EachOf<TPart, T>(Func<InvoiceAppend, ImmutableArray<TPart>> parts, Func<int, TPart, T> value) => rows =>
    {
        var values = new List<T>(rows.Count * 5);
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var part in parts(rows[i].Append))
            {
                values.Add(value(i + 1, part));
            }
        }

        return values;
    };
}
