namespace Triage.Training.Generation;

/// <summary>Recurring contracts: each comes once a month, on the supplier's own day or as soon after as the ledger has room.</summary>
internal sealed class MonthlyCharges(IReadOnlyList<GeneratedSupplier> suppliers, DateOnly from)
{
    private readonly GeneratedSupplier[] _recurring = [.. suppliers.Where(supplier => supplier.MonthlyMinor > 0)];
    private readonly Queue<GeneratedSupplier> _due = new();
    private DateOnly _seen = from.AddDays(-1);

    /// <returns><c>null</c> when none is due.</returns>
    public GeneratedSupplier? Next(DateOnly day)
    {
        while (_seen < day)
        {
            _seen = _seen.AddDays(1);
            foreach (var supplier in _recurring.Where(supplier => supplier.MonthlyDay == _seen.Day))
            {
                _due.Enqueue(supplier);
            }
        }

        return _due.TryDequeue(out var next) ? next : null;
    }
}
