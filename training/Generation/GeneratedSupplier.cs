using System.Globalization;

namespace Triage.Training.Generation;

/// <summary>A supplier with its own way of numbering, pricing and being ordered from.</summary>
internal sealed class GeneratedSupplier
{
    private static readonly string[] Trades = ["Surgical", "Pharma", "Diagnostics", "Imaging", "Catering", "Estates", "Agency", "Laundry", "Dental", "Ortho", "Waste", "Energy"];
    private static readonly string[] Endings = ["Ltd", "plc", "Supplies Ltd", "Services Ltd", "Group plc", "UK Ltd"];

    // HCPCS Level II codes that are common on supplier bills.
    internal static readonly string[] ServiceCodes = ["A4253", "A4550", "A6402", "A7030", "B4150", "E0114", "E0143", "E0601", "E1390", "J0585", "J1885", "J2405", "K0001", "L1832", "L3000", "Q4101", "V2020", "V5257"];

    private readonly int _scheme;
    private readonly string _prefix;
    private int _running;

    public GeneratedSupplier(int number, int numbersBehind, Chance chance)
    {
        Id = $"S{number.ToString("D5", CultureInfo.InvariantCulture)}";
        Name = $"{chance.One(Trades)} {(char)('A' + (number % 26))}{number.ToString(CultureInfo.InvariantCulture)} {chance.One(Endings)}";
        _scheme = chance.Below(4);
        _prefix = $"{(char)('A' + chance.Below(26))}{(char)('A' + chance.Below(26))}";
        _running = 150_000 + chance.Below(80_000) - numbersBehind;
        IsOrdered = chance.Is(0.6);
        Contract = IsOrdered && !chance.Is(0.3) ? null : $"C-{Id}";
        MonthlyMinor = Contract is not null && chance.Is(0.3) ? 10_000 + (chance.Below(40_000) * 5) : 0;
        MonthlyDay = 1 + chance.Below(28);
        MonthlyPlace = new CostPlace(chance);
        TaxPercent = chance.Is(0.6) ? 20 : chance.Is(0.5) ? 5 : 0;
        TermDays = chance.One([14, 30, 30, 30, 60]);
        HasDiscount = chance.Is(0.15);
        Accounts = [.. Enumerable.Range(0, chance.One([1, 1, 2, 3])).Select(_ => $"{70 + chance.Below(20)}{chance.Below(1000).ToString("D3", CultureInfo.InvariantCulture)}")];
        RemitTo = NewAccount(chance);
        var median = chance.LogNormal(40, 1.1);
        Items = [.. Enumerable.Range(0, 4 + chance.Below(12)).Select(i => ($"{Id}-{i + 1}", (decimal)Math.Round(Math.Max(0.5, chance.LogNormal(median, 0.8)), 2), chance.Is(0.3) ? chance.One(ServiceCodes) : "", chance.One(Accounts)))];
    }

    public string Id { get; }
    public string Name { get; }
    public bool IsOrdered { get; }
    public string? Contract { get; }

    /// <summary>What a recurring contract costs each month; 0 for none.</summary>
    public long MonthlyMinor { get; }
    public int MonthlyDay { get; }
    public CostPlace MonthlyPlace { get; }
    public int TaxPercent { get; }
    public int TermDays { get; }
    public bool HasDiscount { get; }

    /// <summary>What its items are posted to; the first is that of its contract.</summary>
    public IReadOnlyList<string> Accounts { get; }
    public string RemitTo { get; }
    public IReadOnlyList<(string Code, decimal Price, string Service, string Account)> Items { get; }

    /// <summary>An IBAN of a bank that does not exist, with check digits that fit (ISO 7064, MOD 97-10).</summary>
    public static string NewAccount(Chance chance)
    {
        var own = $"TRGE{chance.Below(1_000_000).ToString("D6", CultureInfo.InvariantCulture)}{chance.Below(100_000_000).ToString("D8", CultureInfo.InvariantCulture)}";
        var rest = 0;
        foreach (var c in own + "GB00")
        {
            rest = char.IsAsciiDigit(c) ? ((rest * 10) + (c - '0')) % 97 : ((rest * 100) + (c - 'A' + 10)) % 97;
        }

        return $"GB{(98 - rest).ToString("D2", CultureInfo.InvariantCulture)}{own}";
    }

    public string NextNumber(DateOnly issued, Chance chance)
    {
        _running += 1 + chance.Below(_scheme == 2 ? 40 : 4);
        return string.Create(CultureInfo.InvariantCulture, $"{_scheme switch
        {
            0 => $"{_prefix}{_running:D6}",
            1 => $"{issued.Year}/{_running:D5}",
            2 => $"{_running:D7}",
            _ => $"INV-{_running}-{CheckDigit(_running)}",
        }}");
    }

    // Luhn's (ISO/IEC 7812-1, annex B).
    private static int CheckDigit(int number)
    {
        var (sum, doubled) = (0, true);
        for (; number > 0; number /= 10, doubled = !doubled)
        {
            var digit = number % 10 * (doubled ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return (10 - (sum % 10)) % 10;
    }
}
