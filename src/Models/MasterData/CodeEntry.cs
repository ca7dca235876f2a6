using Triage.Models.Payloads;

namespace Triage.Models.MasterData;

/// <summary>A service or item code of a list.</summary>
/// <param name="Id">The code, as <see cref="ServiceCode.Normalise"/> writes it.</param>
/// <param name="IsRegulated">Only a qualified person may settle it.</param>
/// <param name="IsUnlisted">It stands for what has no code of its own ("unlisted", "not otherwise classified").</param>
public sealed record CodeEntry(string Id, string Description, bool IsRegulated, bool IsUnlisted) : IMasterDataEntry
{
    public void Write(PayloadWriter to)
    {
        to.Text(Id);
        to.Text(Description);
        to.Flag(IsRegulated);
        to.Flag(IsUnlisted);
    }

    public static CodeEntry Read(ref PayloadReader from) => new(from.RequiredText(), from.Text() ?? "", from.Flag(), from.Flag());
}
