using Triage.Training.Ledgers;

namespace Triage.Training.Tests.Ledgers;

public sealed class LedgerDocsTests
{
    [Fact]
    public void Docs_name_every_key_field_encoding_and_shipped_mapping()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "TriageCluster.sln"))) // the tests are built below it
        {
            folder = folder.Parent;
        }

        var text = File.ReadAllText(Path.Combine(folder.FullName, "docs", "ledgers.md"));
        string[] names = [.. LedgerMappingReader.Keys, .. LedgerMappingReader.InvoiceFields, .. LedgerMappingReader.LineFields, .. TextEncoding.Names, .. ShippedMappings.Names];
        Assert.All(names, name => Assert.Contains($"`{name}`", text, StringComparison.Ordinal));
    }
}
