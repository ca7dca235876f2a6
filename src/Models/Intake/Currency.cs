using System.Collections.Frozen;

namespace Triage.Models.Intake;

/// <summary>Exponents of ISO 4217 (list one): how many decimals a currency's minor unit has.</summary>
public static class Currency
{
    private static readonly FrozenDictionary<string, int> Exponents = Build();

    /// <summary><c>null</c> for a code that ISO 4217 does not list as money in use.</summary>
    public static int? ExponentOf(string code) => Exponents.TryGetValue(code, out var exponent) ? exponent : null;

    public static decimal ToMajor(long minor, int exponent) => minor / Scale(exponent);

    public static decimal Scale(int exponent) => exponent switch { 0 => 1m, 2 => 100m, 3 => 1000m, 4 => 10000m, _ => throw new ArgumentOutOfRangeException(nameof(exponent)) };

    private static FrozenDictionary<string, int> Build()
    {
        const string None = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
        const string Three = "BHD IQD JOD KWD LYD OMR TND";
        const string Four = "CLF UYW";
        const string Two = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE "
            + "CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
            + "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV "
            + "MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP "
            + "STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";
        var exponents = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (codes, exponent) in new[] { (None, 0), (Two, 2), (Three, 3), (Four, 4) })
        {
            foreach (var code in codes.Split(' '))
            {
                exponents.Add(code, exponent);
            }
        }

        return exponents.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
