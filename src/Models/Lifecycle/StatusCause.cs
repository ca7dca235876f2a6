namespace Triage.Models.Lifecycle;

/// <summary>What moves a status: an event of the invoice's history, a fact that another system reports, or a person.</summary>
public readonly record struct StatusCause
{
    private readonly InvoiceEventType _event;
    private readonly ReportedFact _fact;
    private readonly string? _person;

    private StatusCause(InvoiceEventType happened, ReportedFact fact, string? person) => (_event, _fact, _person) = (happened, fact, person);

    /// <summary>A person's answer to a review item. Nothing gives it yet.</summary>
    public static StatusCause Resolution => new(default, default, "resolution");

    /// <summary>By another person than the one who closed it. Nothing gives it yet.</summary>
    public static StatusCause Reopening => new(default, default, "reopening");

    /// <summary><c>null</c>: no report causes it.</summary>
    public ReportedFact? Fact => _fact == default ? null : _fact;

    /// <summary>Nothing gives it yet: the edge is there so that the table is whole.</summary>
    public bool HasNoSourceYet => _person is not null;

    public static implicit operator StatusCause(InvoiceEventType happened) => FromEvent(happened);

    public static implicit operator StatusCause(ReportedFact fact) => FromFact(fact);

    public static StatusCause FromEvent(InvoiceEventType happened) => new(happened, default, null);

    public static StatusCause FromFact(ReportedFact fact) => new(default, fact, null);

    public override string ToString() => _person ?? (_fact == default ? $"event {_event}" : $"report {_fact}");
}
