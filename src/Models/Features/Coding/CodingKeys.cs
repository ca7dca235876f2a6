namespace Triage.Models.Features.Coding;

/// <summary>The key of a question under each level.</summary>
internal static class CodingKeys
{
    public static readonly int Count = Enum.GetValues<CodingLevel>().Length;
    public static readonly WordLevel[] WordLevels = Enum.GetValues<WordLevel>();

    public static void Fill(in CodingQuestion question, Span<ulong> keys)
    {
        var facility = question.Facility;
        var supplier = question.Supplier;
        var place = question.Place;
        var amount = question.AmountMinor;
        long band = Band(amount, 2);
        var shape = ((long)LinesBand(question.Lines) << 2) | (amount < 0 ? 1L : 0L) | (question.IsTaxOfAnother ? 2L : 0L);
        keys[(int)CodingLevel.SupplierPlaceAmount] = OfSupplierPlaceAmount(question, amount);
        keys[(int)CodingLevel.SupplierAmount] = OfSupplierAmount(question, amount);
        keys[(int)CodingLevel.PlaceAmount] = Mix(CodingLevel.PlaceAmount, facility, place, amount);
        keys[(int)CodingLevel.Amount] = Mix(CodingLevel.Amount, facility, amount);
        keys[(int)CodingLevel.SupplierPlaceBand] = Mix(CodingLevel.SupplierPlaceBand, facility, supplier, place, band);
        keys[(int)CodingLevel.SupplierPlaceShape] = Mix(CodingLevel.SupplierPlaceShape, facility, supplier, place, shape);
        keys[(int)CodingLevel.SupplierPlace] = Mix(CodingLevel.SupplierPlace, facility, supplier, place);
        keys[(int)CodingLevel.SupplierPlaceGroup] = Mix(CodingLevel.SupplierPlaceGroup, facility, supplier, question.PlaceGroup);
        keys[(int)CodingLevel.SupplierFineBand] = Mix(CodingLevel.SupplierFineBand, facility, supplier, Band(amount, 8));
        keys[(int)CodingLevel.SupplierBand] = Mix(CodingLevel.SupplierBand, facility, supplier, band);
        keys[(int)CodingLevel.SupplierShape] = Mix(CodingLevel.SupplierShape, facility, supplier, shape);
        keys[(int)CodingLevel.Supplier] = OfSupplier(question);
        keys[(int)CodingLevel.WordPlace] = Mix(CodingLevel.WordPlace, facility, question.SupplierWord, place);
        keys[(int)CodingLevel.Word] = Mix(CodingLevel.Word, facility, question.SupplierWord);
        keys[(int)CodingLevel.PlaceBand] = Mix(CodingLevel.PlaceBand, facility, place, band);
        keys[(int)CodingLevel.Place] = Mix(CodingLevel.Place, facility, place);
        keys[(int)CodingLevel.PlaceGroup] = Mix(CodingLevel.PlaceGroup, facility, question.PlaceGroup);
        keys[(int)CodingLevel.Facility] = Mix(CodingLevel.Facility, facility);
        keys[(int)CodingLevel.AnywhereSupplierPlace] = Mix(CodingLevel.AnywhereSupplierPlace, supplier, place);
        keys[(int)CodingLevel.AnywhereSupplier] = Mix(CodingLevel.AnywhereSupplier, supplier);
        keys[(int)CodingLevel.AnywherePlace] = Mix(CodingLevel.AnywherePlace, place);
        FillGoods(question, keys);
    }

    private static void FillGoods(in CodingQuestion question, Span<ulong> keys)
    {
        if (question.Item != 0)
        {
            keys[(int)CodingLevel.SupplierItem] = Mix(CodingLevel.SupplierItem, question.Facility, question.Supplier, question.Item);
            keys[(int)CodingLevel.AnywhereSupplierItem] = Mix(CodingLevel.AnywhereSupplierItem, question.Supplier, question.Item);
            keys[(int)CodingLevel.AnywhereItem] = Mix(CodingLevel.AnywhereItem, question.Item);
        }

        if (question.Service != 0)
        {
            keys[(int)CodingLevel.SupplierService] = Mix(CodingLevel.SupplierService, question.Facility, question.Supplier, question.Service);
            keys[(int)CodingLevel.AnywhereService] = Mix(CodingLevel.AnywhereService, question.Service);
        }
    }

    /// <summary>Whether all parts are named: an unnamed part would pool everybody who named none.</summary>
    public static bool IsKnown(CodingLevel level, in CodingQuestion question) => level switch
    {
        CodingLevel.Facility or CodingLevel.Amount => true,
        CodingLevel.Place or CodingLevel.PlaceBand or CodingLevel.PlaceAmount or CodingLevel.AnywherePlace => question.Place != 0,
        CodingLevel.SupplierItem or CodingLevel.AnywhereSupplierItem => question.Item != 0 && question.Supplier != 0,
        CodingLevel.AnywhereItem => question.Item != 0,
        CodingLevel.SupplierService => question.Service != 0 && question.Supplier != 0,
        CodingLevel.AnywhereService => question.Service != 0,
        CodingLevel.PlaceGroup => question.PlaceGroup != 0,
        CodingLevel.SupplierPlaceGroup => question.Supplier != 0 && question.PlaceGroup != 0,
        CodingLevel.Word => question.SupplierWord != 0,
        CodingLevel.WordPlace => question.SupplierWord != 0 && question.Place != 0,
        CodingLevel.SupplierPlace or CodingLevel.SupplierPlaceAmount or CodingLevel.SupplierPlaceBand or CodingLevel.SupplierPlaceShape
            or CodingLevel.AnywhereSupplierPlace => question.Supplier != 0 && question.Place != 0,
        _ => question.Supplier != 0,
    };

    public static ulong OfSupplier(in CodingQuestion question) => Mix(CodingLevel.Supplier, question.Facility, question.Supplier);

    public static ulong OfSupplierAmount(in CodingQuestion question, long amount) =>
        Mix(CodingLevel.SupplierAmount, question.Facility, question.Supplier, amount);

    public static ulong OfSupplierPlaceAmount(in CodingQuestion question, long amount) =>
        Mix(CodingLevel.SupplierPlaceAmount, question.Facility, question.Supplier, question.Place, amount);

    public static bool IsOfSupplier(WordLevel level) => level is WordLevel.SupplierWords or WordLevel.AnywhereSupplierWords;

    public static NameWords WordsOf(WordLevel level, in CodingQuestion question) => IsOfSupplier(level) ? question.SupplierWords : question.PlaceWords;

    public static ulong OfWord(WordLevel level, in CodingQuestion question, long word) =>
        Mix(Count + (int)level, level is WordLevel.SupplierWords or WordLevel.PlaceWords ? question.Facility : 0, word);

    /// <summary>So many to a doubling, signed.</summary>
    public static int Band(long amountMinor, int perDoubling) =>
        Math.Sign(amountMinor) * (int)Math.Round(perDoubling * Math.Log2(1 + Math.Abs((double)amountMinor)), MidpointRounding.AwayFromZero);

    public static int LinesBand(int lines) => lines switch
    {
        <= 1 => 0,
        2 => 1,
        <= 4 => 2,
        <= 9 => 3,
        <= 29 => 4,
        _ => 5,
    };

    private static ulong Mix(CodingLevel level, params ReadOnlySpan<long> parts) => Mix((int)level, parts);

    private static ulong Mix(int level, params ReadOnlySpan<long> parts)
    {
        var hash = (ulong)level + 1;
        foreach (var part in parts)
        {
            hash = new SplitMix(hash ^ unchecked((ulong)part)).Next();
        }

        return hash;
    }
}
