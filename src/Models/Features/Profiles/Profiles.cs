using System.Collections.Immutable;
using Triage.Models.Features.Anomaly;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Duplicates;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Models.Features.Profiles;

/// <summary>
/// What is known of suppliers, facilities and places when an invoice is scored: a fold of what came before it. Training folds a
/// ledger and serving folds the feed through the same three steps, so the same past gives the same features. Not thread-safe.
/// </summary>
public sealed class Profiles
{
    /// <summary>The newest so many bills under one key are compared.</summary>
    public const int BillsPerKeyMax = 20;

    private readonly List<string> _ids = [];
    private readonly Dictionary<long, int> _places = [];
    private readonly HashSet<int> _withdrawn = [];
    private readonly HashSet<long> _confirmed = [];
    private readonly ImmutableArray<(CodeField Field, CodingHistory History)> _codings;

    public Profiles()
        : this([CodeField.AccountCode])
    {
    }

    /// <param name="fields">Whose confirmed values are kept: each costs memory, and only a model makes use of it.</param>
    public Profiles(IEnumerable<CodeField> fields) => _codings = [.. fields.Append(CodeField.AccountCode).Distinct().Select(field => (field, new CodingHistory()))];

    public DuplicateHistory Bills { get; } = new(BillsPerKeyMax);

    public AnomalyHistory Anomalies { get; } = new();

    /// <exception cref="InvalidOperationException">The field's values are not kept.</exception>
    public CodingHistory CodingOf(CodeField field)
    {
        foreach (var (kept, history) in _codings)
        {
            if (kept == field)
            {
                return history;
            }
        }

        throw new InvalidOperationException($"Of {field} nothing is kept.");
    }

    /// <summary>Who sent it is known: the id of the bill at a place of <see cref="Bills"/>.</summary>
    public string IdOf(int place) => _ids[place];

    public bool IsWithdrawn(int place) => _withdrawn.Contains(place);

    public bool Contains(string invoiceId) => PlaceOf(invoiceId) >= 0;

    /// <summary>The bill was judged: from now on others are held against it. A second time changes nothing.</summary>
    public void Add(string invoiceId, Invoice invoice)
    {
        if (!_places.TryAdd(StableHash.Of(invoiceId), _ids.Count))
        {
            return;
        }

        _ids.Add(invoiceId);
        Bills.Add(invoice, DuplicateFacts.Of(invoice));
        Anomalies.Add(invoice);
    }

    /// <summary>Its codes were confirmed or posted. A second time changes nothing.</summary>
    public void Confirm(string invoiceId, Invoice invoice)
    {
        if (!_confirmed.Add(StableHash.Of(invoiceId)))
        {
            return;
        }

        foreach (var (field, history) in _codings)
        {
            var questions = CodingQuestions.Of(invoice, field);
            for (var line = 0; line < questions.Length; line++)
            {
                if (field.Given(invoice, invoice.Lines[line]) is { } code && questions[line].Day > 0)
                {
                    history.Add(questions[line], code);
                }
            }
        }
    }

    /// <summary>Its codes were changed elsewhere, and nobody told us into what: those that it came with teach nothing.</summary>
    public void Distrust(string invoiceId) => _confirmed.Add(StableHash.Of(invoiceId));

    /// <summary>Cancelled or superseded: its habits stay known, but nothing is a copy of it.</summary>
    public void Withdraw(string invoiceId)
    {
        if (PlaceOf(invoiceId) is >= 0 and var place)
        {
            _withdrawn.Add(place);
        }
    }

    private int PlaceOf(string invoiceId) =>
        _places.TryGetValue(StableHash.Of(invoiceId), out var place) && _ids[place] == invoiceId ? place : -1;
}
