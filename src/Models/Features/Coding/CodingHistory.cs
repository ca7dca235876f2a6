namespace Triage.Models.Features.Coding;

/// <summary>
/// The fold of confirmed codes, in the order in which they were confirmed. Training and serving fold the same way, so a
/// question asked after the same confirmations finds the same counts. Codes are numbered in the order of their first sight.
/// </summary>
public sealed class CodingHistory
{
    private readonly Dictionary<ulong, CodeTally> _tallies = [];
    private readonly Dictionary<ulong, LatestLines> _lines = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _codes = [];
    private readonly ulong[] _keys = new ulong[CodingKeys.Count];

    public int LinesCount { get; private set; }

    /// <summary>The day of the latest confirmation; 0 before the first.</summary>
    public int LastDay { get; private set; }

    public string CodeOf(int number) => _codes[number];

    /// <summary>-1 for a code that was never confirmed.</summary>
    public int NumberOf(string code) => _numbers.GetValueOrDefault(code, -1);

    public void Add(in CodingQuestion question, string code)
    {
        if (!_numbers.TryGetValue(code, out var number))
        {
            number = _codes.Count;
            _numbers.Add(code, number);
            _codes.Add(code);
        }

        CodingKeys.Fill(question, _keys);
        foreach (var key in _keys)
        {
            if (!_tallies.TryGetValue(key, out var tally))
            {
                _tallies.Add(key, tally = new());
            }

            tally.Add(number, question.Day);
        }

        var line = CodedLine.Of(question, number);
        Remember(_keys[(int)CodingLevel.Supplier], line);
        Remember(_keys[(int)CodingLevel.SupplierPlace], line);
        LinesCount++;
        LastDay = Math.Max(LastDay, question.Day);
    }

    public bool IsNew(in CodingQuestion question, CodingLevel level)
    {
        Span<ulong> keys = stackalloc ulong[CodingKeys.Count];
        CodingKeys.Fill(question, keys);
        return !_tallies.ContainsKey(keys[(int)level]);
    }

    private void Remember(ulong key, in CodedLine line)
    {
        if (!_lines.TryGetValue(key, out var lines))
        {
            _lines.Add(key, lines = new());
        }

        lines.Add(line);
    }

    internal CodeTally? Find(ulong key) => _tallies.GetValueOrDefault(key);

    internal LatestLines? LinesUnder(ulong key) => _lines.GetValueOrDefault(key);
}
