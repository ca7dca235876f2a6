using Triage.Grains.Invoices;

namespace Triage.Repo.Tests.Code;

/// <summary>A key's row holds the hash of what was asked; another hash for the same request would answer ALREADY_EXISTS to a retry.</summary>
public sealed class StoredHashTests
{
    [Theory]
    [InlineData("erp/4711", 0, "Sent by mistake", "@A")]
    [InlineData("erp/4711", 1, "PO-7", "@B")]
    [InlineData("sap-eu/RG-~C3~A41", 6, "Müller", "@C")]
    public void Of_version_1_never_changes(string path, int choice, string text, string stored) =>
        Assert.Equal(stored, Convert.ToHexString(RequestHash.Of(path, choice, text).AsSpan()));
}
