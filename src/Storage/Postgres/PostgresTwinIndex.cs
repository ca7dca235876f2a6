using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Storage.Postgres;

/// <summary>
/// Looks up twins, those that wait in one query: every invoice needs one, and most of what a small query costs
/// is the way there and back.
/// </summary>
internal sealed class PostgresTwinIndex : ITwinIndex, IDisposable
{
    private const int QueriesMax = 2;
    private const int LookUpsPerQueryMax = 64;
    private const int WaitingMax = 8192;

    private static readonly string Find = SqlText.Statement("Postgres", "find-twins");

    private readonly PostgresReaders _readers;
    private readonly MetFingerprints _met;
    private readonly TimeSpan _gatherTime;
    private readonly Channel<TwinLookUp> _waiting = Channel.CreateBounded<TwinLookUp>(WaitingMax);
    private readonly Task[] _workers;

    public PostgresTwinIndex(PostgresReaders readers, MetFingerprints met, IOptions<PostgresStoreOptions> options)
    {
        (_readers, _met, _gatherTime) = (readers, met, options.Value.GatherTime);
        _workers = [.. Enumerable.Range(0, QueriesMax).Select(_ => Task.Run(RunAsync))];
    }

    public async ValueTask<TwinCandidates> FindAsync(InvoiceKey self, IReadOnlyList<BlockingKey> keys, int perKeyMax, bool isChecked, CancellationToken cancellationToken = default)
    {
        var ranges = DayRange.Of(keys);
        if (isChecked && !Array.Exists(ranges, range => _met.MayHave(range.Key.Hash)))
        {
            return DayRange.Nothing(ranges);
        }

        var lookUp = new TwinLookUp(self, ranges, perKeyMax);
        try
        {
            await _waiting.Writer.WriteAsync(lookUp, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new StoreUnavailableException("The store is closing.");
        }

        return await lookUp.Answer.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (_waiting.Writer.TryComplete())
        {
            Task.WaitAll(_workers);
        }
    }

    private async Task RunAsync()
    {
        var batch = new List<TwinLookUp>(LookUpsPerQueryMax);
        var pause = new GatherPause(_gatherTime);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            if (pause.IsWorthwhile(_waiting.Reader.Count))
            {
                await pause.MakeAsync();
            }

            while (batch.Count < LookUpsPerQueryMax && _waiting.Reader.TryRead(out var lookUp))
            {
                batch.Add(lookUp);
            }

            pause.OnCall(batch.Count);
            await AnswerAsync(batch);
            batch.Clear();
        }
    }

    private async Task AnswerAsync(List<TwinLookUp> batch)
    {
        try
        {
            await _readers.ReadAsync((connection, _) => FindAsync(connection, batch), CancellationToken.None);
        }
        catch (Exception failure)
        {
            foreach (var lookUp in batch)
            {
                lookUp.Fail(failure);
            }

            return;
        }

        foreach (var lookUp in batch)
        {
            lookUp.Complete();
        }
    }

    private static async Task<int> FindAsync(NpgsqlConnection connection, List<TwinLookUp> batch)
    {
        var asked = new List<(TwinLookUp LookUp, int Range)>();
        foreach (var lookUp in batch)
        {
            lookUp.Begin();
            for (var range = 0; range < lookUp.Ranges.Length; range++)
            {
                asked.Add((lookUp, range));
            }
        }

        await using var command = new NpgsqlCommand(Find, connection);
        Add(command, NpgsqlDbType.Text, asked.ConvertAll(one => one.LookUp.Self.Tenant));
        Add(command, NpgsqlDbType.Text, asked.ConvertAll(one => one.LookUp.Self.Path));
        Add(command, NpgsqlDbType.Bigint, asked.ConvertAll(one => one.LookUp.Ranges[one.Range].Key.Hash));
        Add(command, NpgsqlDbType.Integer, asked.ConvertAll(one => one.LookUp.Ranges[one.Range].From));
        Add(command, NpgsqlDbType.Integer, asked.ConvertAll(one => one.LookUp.Ranges[one.Range].To));
        Add(command, NpgsqlDbType.Integer, asked.ConvertAll(one => one.LookUp.CountMax));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = KeyCount.CountMax + 1 });
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            var (lookUp, range) = asked[(int)row.GetInt64(0) - 1];
            lookUp.Count(range, row.GetInt64(1));
            if (!row.IsDBNull(2))
            {
                lookUp.Add(range, row.GetString(2), row.GetFieldValue<byte[]>(3));
            }
        }

        return asked.Count;
    }

    private static void Add(NpgsqlCommand command, NpgsqlDbType type, object values) =>
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values });
}
