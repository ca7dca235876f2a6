using System.Collections.Immutable;
using Triage.Models.Payloads;

namespace Triage.Models.MasterData;

/// <summary>A party that bills the tenant, as its supplier master has it.</summary>
public sealed record Supplier : IMasterDataEntry
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Other names under which it bills.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Where its money goes.</summary>
    public ImmutableArray<KnownAccount> Accounts { get; init; } = [];
    public SupplierHold Hold { get; init; }

    /// <summary>Free text, for people with access to master data; never part of a verdict.</summary>
    public string? HoldReason { get; init; }

    /// <summary>An excluded party: nothing of it may be paid.</summary>
    public bool IsExcluded { get; init; }
    public DateOnly? ActiveFrom { get; init; }
    public DateOnly? ReactivatedOn { get; init; }

    /// <summary>Since when it may be relied on; <c>null</c>: nobody said.</summary>
    public DateOnly? StandsSince => ReactivatedOn > ActiveFrom ? ReactivatedOn : ActiveFrom ?? ReactivatedOn;

    public void Write(PayloadWriter to)
    {
        to.Text(Id);
        to.Text(Name);
        to.Count(Aliases.Length);
        foreach (var alias in Aliases)
        {
            to.Text(alias);
        }

        to.Count(Accounts.Length);
        foreach (var account in Accounts)
        {
            account.Write(to);
        }

        to.Byte((byte)Hold);
        to.Text(HoldReason);
        to.Flag(IsExcluded);
        to.Date(ActiveFrom);
        to.Date(ReactivatedOn);
    }

    public static Supplier Read(ref PayloadReader from)
    {
        var (id, name) = (from.RequiredText(), from.RequiredText());
        var aliases = ImmutableArray.CreateBuilder<string>(from.Count());
        for (var i = 0; i < aliases.Capacity; i++)
        {
            aliases.Add(from.RequiredText());
        }

        var accounts = ImmutableArray.CreateBuilder<KnownAccount>(from.Count());
        for (var i = 0; i < accounts.Capacity; i++)
        {
            accounts.Add(KnownAccount.Read(ref from));
        }

        return new Supplier
        {
            Id = id,
            Name = name,
            Aliases = aliases.MoveToImmutable(),
            Accounts = accounts.MoveToImmutable(),
            Hold = (SupplierHold)from.Byte(),
            HoldReason = from.Text(),
            IsExcluded = from.Flag(),
            ActiveFrom = from.Date(),
            ReactivatedOn = from.Date(),
        };
    }

    // Records print their members; a supplier holds names and free text, so it does not.
    public override string ToString() => Id;
}
