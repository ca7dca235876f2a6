using Triage.Grains.Invoices;

namespace Triage.Repo.Tests.Code;

/// <summary>A key's row holds the hash of what was asked; another hash for the same request would answer ALREADY_EXISTS to a retry.</summary>
public sealed class StoredHashTests
{
    [Theory]
    [InlineData("erp/4711", 0, "Sent by mistake", "588908D8F71F004007E8650ED8C6FEF4D5EB4BFD2AF8E1456DACFCFE5B08DF7B")]
    [InlineData("erp/4711", 1, "PO-7", "2911CC83DE0CBAE93445D8C8341EB39B44AAA787E43820BEF0E1A1C0BE9B5AC2")]
    [InlineData("sap-eu/RG-~C3~A41", 6, "Müller", "DF2A57C1545524A6DC5AFD7138E5665AA6F64F30106F61F41A132B9E27502C80")]
    public void Of_version_1_never_changes(string path, int choice, string text, string stored) =>
        Assert.Equal(stored, Convert.ToHexString(RequestHash.Of(path, choice, text).AsSpan()));
}
