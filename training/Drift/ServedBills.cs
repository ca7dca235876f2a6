using System.Collections.Immutable;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Profiles;
using Triage.Models.Features.Sheets;
using Triage.Models.Intake;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Coding;

namespace Triage.Training.Drift;

/// <summary>Asks models about one bill after the other as serving does, with profiles that grow by each.</summary>
public sealed class ServedBills
{
    private static readonly ProfileStamp Stamp = new([], 0, 0);

    private readonly Profiles _profiles;
    private readonly Scorers _scorers;
    private readonly ImmutableArray<(CodeField Field, Scorers Scorers)> _completing;

    public ServedBills(ScorerSet set)
    {
        var alone = new ScorerSet { Version = set.Version };
        _profiles = new(set.Fields);
        _scorers = new(set with { CostCentre = null, ServiceCode = null });
        _completing =
        [
            .. Completing(CodeField.CostCentre, set.CostCentre, alone with { CostCentre = set.CostCentre }),
            .. Completing(CodeField.ServiceCode, set.ServiceCode, alone with { ServiceCode = set.ServiceCode }),
        ];
    }

    /// <summary>Later bills are held against it.</summary>
    public void Fold(Invoice invoice)
    {
        var id = InvoiceKey.IdOf(invoice);
        _profiles.Add(id, invoice);
        _profiles.Confirm(id, invoice);
    }

    /// <param name="visit">More than once where lines can be completed, each time by another model.</param>
    public void Ask(Invoice invoice, AskedVisitor visit)
    {
        Ask(_scorers, invoice, visit);
        // What completes lines is asked of those that came without alone, and a ledger's lines seldom do.
        foreach (var (field, scorers) in _completing)
        {
            Ask(scorers, Without(field, invoice), visit);
        }
    }

    private static IEnumerable<(CodeField, Scorers)> Completing(CodeField field, (CodingModel, ModelStamp)? model, ScorerSet alone) => model is null ? [] : [(field, new Scorers(alone))];

    private static Invoice Without(CodeField field, Invoice invoice) => field == CodeField.CostCentre
        ? invoice with { CostCentre = null, Lines = [.. invoice.Lines.Select(line => line with { CostCentre = null })] }
        : invoice with { Lines = [.. invoice.Lines.Select(line => line with { ServiceCode = null })] };

    private void Ask(Scorers scorers, Invoice invoice, AskedVisitor visit)
    {
        var said = scorers.Score(InvoiceKey.IdOf(invoice), invoice, supersededId: null, _profiles, Stamp, isExplained: false, isKept: true);
        if (!said.Features.IsDefaultOrEmpty) // a bill of hundreds of lines keeps none
        {
            visit(FeatureSheetCodec.Decode(said.Features.AsSpan()), said.Scores, said.Lines);
        }
    }
}
