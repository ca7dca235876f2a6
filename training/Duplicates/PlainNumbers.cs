using System.Runtime.InteropServices;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Training.Duplicates;

/// <summary>One <see cref="NumberScheme"/> a supplier.</summary>
internal sealed class PlainNumbers(ulong seed) : INumbering
{
    private readonly Dictionary<long, NumberScheme> _schemes = [];

    public string Next(Invoice invoice, DateOnly issued)
    {
        var supplier = SupplierFingerprint.Of(invoice);
        ref var scheme = ref CollectionsMarshal.GetValueRefOrAddDefault(_schemes, supplier, out _);
        return (scheme ??= new(seed ^ unchecked((ulong)supplier))).Next(issued);
    }
}
