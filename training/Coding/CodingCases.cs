using System.Collections.Immutable;
using Triage.Models.Features.Coding;
using Triage.Models.Intake;

namespace Triage.Training.Coding;

/// <summary>A history of coded lines, day by day: what is learned from, and what is asked.</summary>
public sealed class CodingCases
{
    private readonly ImmutableArray<CodingCase> _cases;

    private readonly Dictionary<long, string> _facilities;

    private CodingCases(ImmutableArray<CodingCase> cases, Dictionary<long, string> facilities) => (_cases, _facilities) = (cases, facilities);

    public int Count => _cases.Length;

    public int FirstDay => _cases[0].Question.Day;

    public int LastDay => _cases[^1].Question.Day;

    /// <summary>Lines without a code and invoices without a date, or with one that can't be true, are counted and left out: nothing can be learned from them, or not in time.</summary>
    /// <exception cref="TrainingException">No line is left.</exception>
    public static CodingCases Of(IEnumerable<Invoice> invoices, CodeField field = CodeField.AccountCode)
    {
        var cases = new List<CodingCase>();
        var facilities = new Dictionary<long, string>();
        int undated = 0, uncoded = 0;
        foreach (var invoice in invoices)
        {
            var questions = CodingQuestions.Of(invoice, field);
            if (invoice.Facility is { } facility && questions.Length > 0)
            {
                facilities.TryAdd(questions[0].Facility, facility);
            }

            for (var line = 0; line < questions.Length; line++)
            {
                if (questions[line].Day == 0)
                {
                    undated++;
                }
                else if (field.Given(invoice, invoice.Lines[line]) is { } code)
                {
                    cases.Add(new(questions[line], code));
                }
                else
                {
                    uncoded++;
                }
            }
        }

        return cases.Count > 0
            ? new([.. cases.OrderBy(known => known.Question.Day)], facilities)
            : throw new TrainingException($"No line has both a date and the {field.Words()} ({uncoded} lines without a code, {undated} without a date that can be true). Check the ledger's mapping.");
    }

    /// <summary>One day after another.</summary>
    public IEnumerable<ReadOnlyMemory<CodingCase>> Days()
    {
        for (int from = 0, to; from < _cases.Length; from = to)
        {
            to = from;
            while (to < _cases.Length && _cases[to].Question.Day == _cases[from].Question.Day)
            {
                to++;
            }

            yield return _cases.AsMemory()[from..to];
        }
    }

    /// <summary>As one invoice wrote it; <c>null</c> for none. Questions know facilities by number alone.</summary>
    public string? FacilityName(long facility) => _facilities.GetValueOrDefault(facility);

    public IEnumerable<CodingCase> Before(int day) => _cases.TakeWhile(known => known.Question.Day < day);

    public IEnumerable<CodingCase> From(int day, int beforeDay) => _cases.SkipWhile(known => known.Question.Day < day).TakeWhile(known => known.Question.Day < beforeDay);

    public CodingHistory HistoryBefore(int day)
    {
        var history = new CodingHistory();
        foreach (var known in Before(day))
        {
            history.Add(known.Question, known.Code);
        }

        return history;
    }
}
