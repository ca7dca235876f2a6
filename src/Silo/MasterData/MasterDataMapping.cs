using System.Collections.Immutable;
using Google.Protobuf;
using Triage.Grains.MasterData;
using Triage.Models.MasterData;
using Triage.Silo.Access;
using Triage.Silo.Errors;
using Triage.Silo.Intake;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.MasterData;

internal static class MasterDataMapping
{
    private const int IdsListedMax = 20;

    public static ImportCommand ToCommand(this Proto.ImportRequest request, Identity identity) =>
        Command(identity, request.Kind, request.DryRun, request.AllowRemovals, request.HasExpectedVersion ? request.ExpectedVersion : null);

    public static ImportCommand ToCommand(this Proto.ImportHeader header, Identity identity) =>
        Command(identity, header.Kind, header.DryRun, header.AllowRemovals, header.HasExpectedVersion ? header.ExpectedVersion : null);

    public static ImportCommand ToCommand(this Proto.RestoreMasterDataRequest request, Identity identity) =>
        Command(identity, request.Kind, request.DryRun, true, request.HasExpectedVersion ? request.ExpectedVersion : null, request.Version);

    public static Proto.ImportResponse ToProtoOrThrow(this ImportResult result) => result.Outcome switch
    {
        ImportOutcome.Overtaken => throw RpcErrors.Aborted(
            ErrorReason.VersionOvertaken, "Another version is in force than the one expected; nothing was done.", result.Version?.Version ?? 0),
        ImportOutcome.NotFound => throw RpcErrors.NotFound("There is no such version."),
        _ => new Proto.ImportResponse
        {
            Outcome = (Proto.ImportOutcome)result.Outcome,
            Version = result.Outcome == ImportOutcome.Refused ? null : result.Version?.ToProto(),
            Change = result.Change is { } change ? ToProto(change) : null,
            Errors = { result.Errors.Select(ToProto) },
            ErrorCount = result.ErrorCount,
            Warnings = { result.Warnings.Select(ToProto) },
            WarningCount = result.WarningCount,
        },
    };

    public static Proto.MasterDataVersion ToProto(this MasterDataVersion version) => new()
    {
        Kind = (Proto.MasterDataKind)version.Kind,
        Version = version.Version,
        Sha256 = ByteString.CopyFrom(version.Sha256.AsSpan()),
        FileBytes = version.FileBytes,
        Entries = version.Entries,
        Added = version.Added,
        Changed = version.Changed,
        Removed = version.Removed,
        Restricted = version.Restricted,
        ImportedBy = version.ImportedBy,
        ActivatedAt = version.ActivatedAtMicros == 0 ? null : Times.ToProto(version.ActivatedAtMicros),
        Retriage = new Proto.RetriageProgress
        {
            Visited = version.Retriage.Visited,
            Retriaged = version.Retriage.Retriaged,
            Failed = version.Retriage.Failed,
            Done = version.Retriage.IsDone,
        },
    };

    public static Proto.SupplierRecord ToProto(this Supplier supplier, long version) => new()
    {
        SupplierId = supplier.Id,
        Name = supplier.Name,
        Aliases = { supplier.Aliases },
        AccountLastDigits = { supplier.Accounts.Select(account => account.LastDigits) },
        Hold = (Proto.SupplierHold)supplier.Hold,
        HoldReason = supplier.HoldReason ?? "",
        Excluded = supplier.IsExcluded,
        ActiveFrom = InvoiceMapping.ToProto(supplier.ActiveFrom),
        ReactivatedOn = InvoiceMapping.ToProto(supplier.ReactivatedOn),
        Version = version,
    };

    public static Proto.CodeRecord ToProto(this CodeEntry code, long version) => new()
    {
        Code = code.Id,
        Description = code.Description,
        Regulated = code.IsRegulated,
        Unlisted = code.IsUnlisted,
        Version = version,
    };

    public static Proto.FacilityRecord ToProto(this Facility facility, FacilityDirectory facilities, DateTimeOffset now, long version) => new()
    {
        FacilityId = facility.Id,
        Name = facility.Name,
        TimeZone = facility.TimeZone,
        ServiceLines = { facility.ServiceLines },
        Calendar = facility.Calendar ?? "",
        Today = InvoiceMapping.ToProto(facilities.ZoneById(facility.Id) is { } zone ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime) : null),
        OpenNow = facilities.ClockById(facility.Id)?.IsOpenAt(now) ?? true,
        Version = version,
    };

    private static ImportCommand Command(Identity identity, Proto.MasterDataKind kind, bool dryRun, bool allowRemovals, long? expected, long version = 1)
    {
        var violations = new Violations();
        var known = new Fields(violations).Choice<MasterDataKind>("kind", (int)kind);
        if (expected < 0)
        {
            violations.Add("expected_version", "must not be negative");
        }

        if (version < 1)
        {
            violations.Add("version", "must be at least 1");
        }

        violations.ThrowIfAny();
        return new ImportCommand(identity.Tenant, known, identity.Caller.Subject, dryRun, allowRemovals, expected);
    }

    private static Proto.MasterDataChange ToProto(MasterDataChange change) => new()
    {
        Added = change.Added.Length,
        Changed = change.Changed.Length,
        Removed = change.Removed.Length,
        AddedIds = { First(change.Added) },
        ChangedIds = { First(change.Changed) },
        RemovedIds = { First(change.Removed) },
    };

    private static IEnumerable<string> First(ImmutableArray<string> ids) => ids.Take(IdsListedMax);

    private static Proto.ImportFinding ToProto(MasterDataError error) => new() { Line = error.Line, Column = error.Column, Text = error.Message };
}
