namespace Triage.Grains.Tests.Hosting;

/// <summary>The tests that share the one cluster; they run one after the other, because they move its clock.</summary>
[CollectionDefinition(Name)]
public sealed class InvoiceClusterCollection : ICollectionFixture<InvoiceCluster>
{
    public const string Name = "invoice cluster";
}
