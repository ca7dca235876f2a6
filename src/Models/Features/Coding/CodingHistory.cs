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

        var amount = CodedLine.SizeOf(question.AmountMinor);
        CodingKeys.Fill(question, _keys);
        for (var level = 0; level < _keys.Length; level++)
        {
            if (CodingKeys.IsKnown((CodingLevel)level, question))
            {
                Count(_keys[level], number, question.Day, amount);
            }
        }

        CountWords(question, number, amount);
        var line = CodedLine.Of(question, number);
        Remember(CodingLevel.Supplier, question, line);
        Remember(CodingLevel.SupplierPlace, question, line);
        LinesCount++;
        LastDay = Math.Max(LastDay, question.Day);
    }

    private void CountWords(in CodingQuestion question, int number, float amount)
    {
        foreach (var level in CodingKeys.WordLevels)
        {
            var words = CodingKeys.WordsOf(level, question);
            for (var word = 0; word < NameWords.WordsMax && words[word] != 0; word++)
            {
                Count(CodingKeys.OfWord(level, question, words[word]), number, question.Day, amount);
            }
        }
    }

    private void Count(ulong key, int number, int day, float amountLog)
    {
        if (!_tallies.TryGetValue(key, out var tally))
        {
            _tallies.Add(key, tally = new());
        }

        tally.Add(number, day, amountLog);
    }

    private void Remember(CodingLevel level, in CodingQuestion question, in CodedLine line)
    {
        if (!CodingKeys.IsKnown(level, question))
        {
            return;
        }

        var key = _keys[(int)level];
        if (!_lines.TryGetValue(key, out var lines))
        {
            _lines.Add(key, lines = new());
        }

        lines.Add(line);
    }

    /// <summary>Whether lines of the supplier were confirmed here before.</summary>
    public bool KnowsSupplier(in CodingQuestion question) =>
        CodingKeys.IsKnown(CodingLevel.Supplier, question) && _tallies.ContainsKey(CodingKeys.OfSupplier(question));

    internal CodeTally? Find(ulong key) => _tallies.GetValueOrDefault(key);

    internal LatestLines? LinesUnder(CodingLevel level, in CodingQuestion question, ReadOnlySpan<ulong> keys) =>
        CodingKeys.IsKnown(level, question) ? _lines.GetValueOrDefault(keys[(int)level]) : null;
}
