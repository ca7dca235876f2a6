namespace Triage.Models.MasterData;

/// <param name="Name">For example of a holiday; <c>null</c> for none.</param>
public readonly record struct CalendarDate(OpenHours Hours, string? Name);
