using Triage.Cli.Output;
using Triage.Training.Generation;

namespace Triage.Cli.Generate;

/// <summary>A made-up ledger and the side file that says what was planted in it.</summary>
internal sealed record GeneratedLedger(string InvoicesPath, string TruthPath, int Invoices, ulong Seed)
{
    public const ulong DefaultSeed = 1;
    private const string TruthEnding = ".truth.csv";

    /// <summary>The target is a file when it ends as one, else a directory.</summary>
    public static GeneratedLedger At(string target, int invoices, ulong seed)
    {
        bool isFile = target.EndsWith(".jsonl", StringComparison.Ordinal) || target.EndsWith(".jsonl.gz", StringComparison.Ordinal);
        var path = isFile ? target : Path.Combine(target, $"generated-{invoices}-seed-{seed}.jsonl.gz");
        var stem = path[..path.LastIndexOf(".jsonl", StringComparison.Ordinal)];
        return new GeneratedLedger(path, stem + TruthEnding, invoices, seed);
    }

    public bool Exists => File.Exists(InvoicesPath) && File.Exists(TruthPath) && GeneratedMasterData.Kinds.All(kind => File.Exists(MasterDataPath(kind)));

    public GeneratorOptions Options => new() { Invoices = Invoices, Seed = Seed };

    /// <summary>The file of master data of a kind, as ./triage import names it, that the ledger fits.</summary>
    public string MasterDataPath(string kind) => $"{TruthPath[..^TruthEnding.Length]}.{kind}.csv";

    public async Task WriteAsync(Screen screen, TimeProvider time, CancellationToken cancellationToken)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(InvoicesPath))!; // a full path of a file has one
        Directory.CreateDirectory(directory);
        // Written aside, so that an interrupted run leaves no half ledger that looks whole.
        var (invoicesAside, truthAside) = (Aside(InvoicesPath), Aside(TruthPath));
        var progress = new LastCount();
        await GeneratedMasterData.WriteAsync(Options, MasterDataPath, cancellationToken);
        var work = GeneratedLedgerFile.WriteAsync(invoicesAside, truthAside, Options, progress, cancellationToken);
        try
        {
            await screen.WatchAsync("Generating invoices", () => WorkProgress.Of(work.IsCompletedSuccessfully ? Invoices : progress.Value, Invoices), work, time);
        }
        catch
        {
            File.Delete(truthAside);
            File.Delete(invoicesAside);
            throw;
        }

        File.Move(truthAside, TruthPath, overwrite: true);
        File.Move(invoicesAside, InvoicesPath, overwrite: true);

        string Aside(string path) => Path.Combine(directory, "unfinished-" + Path.GetFileName(path));
    }
}
