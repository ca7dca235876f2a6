namespace Triage.Models.Features.Coding;

/// <summary>What a numeric code begins with: charts of accounts and departments number like things together.</summary>
internal static class CodeGroup
{
    private const int Length = 3;

    /// <summary><c>null</c> where it is no such code.</summary>
    public static string? Of(string? code) => code?.Trim() is { Length: > Length } trimmed && char.IsAsciiDigit(trimmed[Length]) ? trimmed[..Length] : null;
}
