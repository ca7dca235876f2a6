using Triage.Training.Suppliers;

namespace Triage.Cli.Evaluate;

/// <summary>What `./triage eval suppliers --json` writes.</summary>
internal sealed record SuppliersReport
{
    public required SupplierFigures Figures { get; init; }

    /// <summary>To find and compare the candidates of a name among 100,000.</summary>
    public required double MillisecondsANameAmong100000 { get; init; }
    public required double Seconds { get; init; }
}
