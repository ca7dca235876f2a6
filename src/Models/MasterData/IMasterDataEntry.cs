using Triage.Models.Payloads;

namespace Triage.Models.MasterData;

/// <summary>One entry of a file: known by its id, unique within its kind.</summary>
public interface IMasterDataEntry
{
    string Id { get; }

    /// <summary>The stored form. Entries with equal bytes are equal.</summary>
    void Write(PayloadWriter to);
}
