using System.Collections.Immutable;
using Triage.Models.Features.Suppliers;
using Triage.Training.Trees;

namespace Triage.Training.Suppliers;

internal static class SupplierCases
{
    // Candidates come the nearest first; of the many far ones some are enough to learn that they are wrong.
    private const int NearCandidates = 10;
    private const int FarKept = 3;

    public static ImmutableArray<SupplierCase> Of(IReadOnlyList<WrittenSupplier> written, SupplierNameIndex index, CancellationToken cancellationToken)
    {
        var features = new SupplierFeatures(index);
        var cases = ImmutableArray.CreateBuilder<SupplierCase>(written.Count);
        foreach (var one in written)
        {
            cancellationToken.ThrowIfCancellationRequested();
            cases.Add(new(one, features.Extract(one.Name)));
        }

        return cases.DrainToImmutable();
    }

    public static ExampleTable Examples(IEnumerable<SupplierCase> cases)
    {
        var table = new ExampleTable(SupplierFeatures.Schema);
        foreach (var one in cases)
        {
            for (var candidate = 0; candidate < one.Candidates.Count; candidate++)
            {
                var isRight = one.IsRight(one.Candidates.Suppliers[candidate]);
                if (isRight || candidate < NearCandidates || candidate % FarKept == 0)
                {
                    table.Add(one.Candidates.FeaturesOf(candidate), isRight);
                }
            }
        }

        return table;
    }
}
