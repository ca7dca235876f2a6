namespace Triage.Training.Ledgers.Csv;

/// <summary>Where the mapping's columns stand in this file.</summary>
internal sealed class CsvColumns
{
    private readonly Dictionary<string, int> _places;

    private CsvColumns(Dictionary<string, int> places) => _places = places;

    public int this[string name] => _places[name];

    /// <exception cref="LedgerException">The header does not fit the mapping.</exception>
    public static CsvColumns Of(string path, string[] header, LedgerMapping mapping)
    {
        var names = header.Select(name => name.Trim()).ToArray();
        var missing = mapping.Columns.Except(names, StringComparer.Ordinal).ToArray();
        if (missing.Length == mapping.Columns.Count())
        {
            var hint = names.Length == 1 ? " It has one cell only: is the mapping's delimiter right?" : "";
            throw new LedgerException($"{path}: the first row must name the columns, but it names none of the mapping's: {string.Join(", ", missing)}.{hint}");
        }

        var repeated = names.GroupBy(name => name, StringComparer.Ordinal).Where(g => g.Count() > 1 && mapping.Columns.Contains(g.Key)).Select(g => g.Key).ToArray();
        if (repeated.Length + missing.Length > 0)
        {
            var problems = new[] { missing.Length > 0 ? $"missing columns: {string.Join(", ", missing)}" : null, repeated.Length > 0 ? $"repeated columns: {string.Join(", ", repeated)}" : null }.OfType<string>();
            throw new LedgerException($"{path} does not fit the mapping: {string.Join("; ", problems)}. Its header has: {string.Join(", ", names)}");
        }

        return new(mapping.Columns.ToDictionary(name => name, name => Array.IndexOf(names, name), StringComparer.Ordinal));
    }
}
