using Triage.Models.Intake;

namespace Triage.Repo.Tests.Docs;

public sealed class GrainKeysPageTests
{
    [Fact]
    public void Examples_are_what_the_code_makes()
    {
        var examples = Page.Of("docs/grain-keys.md").Rows.Select(row => row.Select(Page.Bare).ToArray()).ToArray();
        Assert.NotEmpty(examples);
        Assert.All(examples, example =>
        {
            var key = InvoiceKey.Create(example[0], example[1], example[2]);
            Assert.Equal($"{example[3]} {example[4]}", $"{key} {key.InvoiceId}");
        });
    }
}
