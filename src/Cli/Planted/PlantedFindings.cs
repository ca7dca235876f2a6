using Triage.Protos.V1;
using Triage.Training.Generation;

namespace Triage.Cli.Planted;

/// <summary>
/// Holds what triage says of a generated ledger against what was planted in it. A planted copy counts as found only when one of
/// the two names the other as its twin: the copy may well be judged before its original.
/// </summary>
internal sealed class PlantedFindings(IReadOnlyList<PlantedTruth> truth)
{
    private readonly Dictionary<string, PlantedTruth> _byId = truth.ToDictionary(planted => planted.SourceInvoiceId, StringComparer.Ordinal);
    private readonly ILookup<string, PlantedTruth> _copies = truth.Where(planted => planted.RelatedSourceInvoiceId is not null).ToLookup(planted => planted.RelatedSourceInvoiceId!, StringComparer.Ordinal);
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flagged = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _unplantedExceptions = new(StringComparer.Ordinal);
    private long _unplanted;
    private long _unplantedFlagged;

    public void Answered(Invoice invoice, Verdict verdict)
    {
        var (id, flags) = (invoice.SourceInvoiceId, Flags(invoice, verdict));
        var twins = flags.Contains(ExceptionCode.DuplicateSuspected) ? verdict.Twins.Select(twin => twin.InvoiceId).ToHashSet(StringComparer.Ordinal) : [];
        if (_byId.TryGetValue(id, out var planted))
        {
            if (planted.RelatedSourceInvoiceId is { } original ? twins.Contains(InvoiceId(invoice, original)) : flags.Any(code => ProtoNames.Of(code) == planted.Exception))
            {
                _found.Add(id);
            }
            else if (flags.Count > 0)
            {
                _flagged.Add(id);
            }
        }
        else if (_copies.Contains(id))
        {
            _found.UnionWith(_copies[id].Select(copy => copy.SourceInvoiceId).Where(copy => twins.Contains(InvoiceId(invoice, copy))));
        }
        else
        {
            CountUnplanted(flags);
        }
    }

    public PlantedReport Report() => new(
        PlantedProblem.All.Select(problem => CountsOf(problem, [.. truth.Where(planted => planted.Problem == problem.Name).Select(planted => planted.SourceInvoiceId)])).ToDictionary(counts => counts.Problem),
        new UnplantedCounts(_unplanted, _unplantedFlagged, _unplantedExceptions));

    private PlantedCounts CountsOf(PlantedProblem problem, string[] ids)
    {
        var (found, elsewhere) = (ids.Count(_found.Contains), ids.Count(id => _flagged.Contains(id) && !_found.Contains(id)));
        return new PlantedCounts(problem.Name, problem.Exception, ids.Length, found, elsewhere, ids.Length - found - elsewhere);
    }

    private void CountUnplanted(HashSet<ExceptionCode> flags)
    {
        _unplanted++;
        _unplantedFlagged += flags.Count > 0 ? 1 : 0;
        foreach (var name in flags.Select(ProtoNames.Of))
        {
            _unplantedExceptions[name] = _unplantedExceptions.GetValueOrDefault(name) + 1;
        }
    }

    // What stands in every verdict of its kind flags nothing: shadow mode's remarks, and that a credit note is one.
    private static HashSet<ExceptionCode> Flags(Invoice invoice, Verdict verdict) =>
    [
        .. verdict.Reasons.Select(reason => reason.Code).Where(code =>
            code is not (ExceptionCode.Unspecified or ExceptionCode.NoRuleMatched or ExceptionCode.ModelUnavailable)
            && (code != ExceptionCode.CreditNote || invoice.Kind != InvoiceKind.CreditNote)),
    ];

    private static string InvoiceId(Invoice invoice, string sourceInvoiceId) => $"invoices/{invoice.SourceSystem}/{sourceInvoiceId}";
}
