namespace Triage.Training.Generation;

/// <summary>Everybody who bills, the same for one seed and size.</summary>
/// <param name="Usual">Those who send invoices that are in order.</param>
/// <param name="OnHold">Of it come planted problems only.</param>
/// <param name="Excluded">As above.</param>
internal sealed record GeneratedSuppliers(IReadOnlyList<GeneratedSupplier> Usual, GeneratedSupplier OnHold, GeneratedSupplier Excluded)
{
    private const int NumberOnHold = 90_001;
    private const int NumberExcluded = 90_002;

    public static GeneratedSuppliers Make(GeneratorOptions options)
    {
        var (seed, invoices) = options.Suppliers ?? (options.Seed, options.Invoices);
        var chance = new Chance(seed);
        return new(
            [.. Enumerable.Range(1, Math.Max(12, (int)Math.Sqrt(invoices) * 2)).Select(n => new GeneratedSupplier(n, options.NumbersBehind, chance))],
            new GeneratedSupplier(NumberOnHold, options.NumbersBehind, chance),
            new GeneratedSupplier(NumberExcluded, options.NumbersBehind, chance));
    }
}
