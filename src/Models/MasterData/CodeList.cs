namespace Triage.Models.MasterData;

/// <summary>Finds codes as invoices write them.</summary>
public sealed class CodeList(MasterDataContent content)
{
    private readonly Dictionary<string, CodeEntry> _byCode = content.Of<CodeEntry>().ToDictionary(code => code.Id, StringComparer.Ordinal);

    /// <summary>The code as written, else without the modifiers behind it; <c>null</c> where the list has neither.</summary>
    public CodeEntry? Find(string? written) =>
        ServiceCode.Normalise(written) is not { } code ? null
        : _byCode.GetValueOrDefault(code) ?? _byCode.GetValueOrDefault(ServiceCode.Split(code).Code);

    /// <summary>Whether a person with the credentials must look at it: by the list, or by a modifier.</summary>
    public bool NeedsPerson(string? written) =>
        Find(written) is { IsRegulated: true } or { IsUnlisted: true }
        || (ServiceCode.Normalise(written) is { } code && ServiceCode.Split(code).Modifiers.Any(ServiceCode.NeedsReading));
}
