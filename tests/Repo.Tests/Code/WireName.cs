namespace Triage.Repo.Tests.Code;

/// <summary>How the contract and the pages write a name of the code: NoTwin is NO_TWIN.</summary>
internal static class WireName
{
    public static string Of(Enum value) =>
        string.Concat(value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));
}
