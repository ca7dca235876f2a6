using Triage.Training.Generation;

namespace Triage.Training.Tests.Generation;

/// <summary>A million invoices need no more memory than their suppliers and a window of recent ones.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class GeneratorMemoryTests
{
    private const int Taken = 300_000;
    private const int Every = 50_000;
    private const long GrowthMax = 2_000_000;

    [Fact]
    public void Generate_of_a_million_keeps_no_more_after_300000_than_after_50000()
    {
        var live = new List<long>();
        var count = 0;
        foreach (var made in new LedgerGenerator(new GeneratorOptions { Invoices = 1_000_000 }).Generate().Take(Taken))
        {
            Assert.NotEmpty(made.Invoice.Lines);
            if (++count % Every == 0)
            {
                live.Add(GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        Assert.Equal(Taken / Every, live.Count);
        Assert.InRange(live.Max() - live[0], long.MinValue, GrowthMax);
    }
}
