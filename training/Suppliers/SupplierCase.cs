using Triage.Models.Features.Suppliers;

namespace Triage.Training.Suppliers;

/// <summary>A name as written with what the index offers for it.</summary>
public sealed record SupplierCase(WrittenSupplier Written, SupplierCandidates Candidates)
{
    /// <summary>Whom it means, or the name itself where it means nobody: what is of one group is never learned from and judged on.</summary>
    public string Group => Written.Supplier ?? $"nobody: {Written.Name}";

    public bool IsRight(string supplier) => supplier == Written.Supplier;
}
