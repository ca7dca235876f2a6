namespace Triage.Training.Coding;

/// <summary>Lines before the judged days, by what they are of.</summary>
internal sealed class KnownBefore
{
    private readonly Dictionary<long, int> _suppliers = [];
    private readonly Dictionary<long, int> _facilities = [];
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);

    public KnownBefore(IEnumerable<CodingCase> cases)
    {
        foreach (var (question, code) in cases)
        {
            Count(_suppliers, question.Supplier);
            Count(_facilities, question.Facility);
            Count(_codes, code);
        }
    }

    public int OfSupplier(long supplier) => _suppliers.GetValueOrDefault(supplier);

    public int OfFacility(long facility) => _facilities.GetValueOrDefault(facility);

    public int OfCode(string code) => _codes.GetValueOrDefault(code);

    private static void Count<T>(Dictionary<T, int> into, T what)
        where T : notnull => into[what] = into.GetValueOrDefault(what) + 1;
}
