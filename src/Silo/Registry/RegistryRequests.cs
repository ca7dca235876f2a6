using Triage.Grains.Registry;
using Triage.Models.Registry;
using Triage.Silo.Access;
using Triage.Silo.Errors;
using Triage.Silo.Intake;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Registry;

/// <summary>Messages to commands, every violation at once.</summary>
internal static class RegistryRequests
{
    private const int PageSizeDefault = 20;
    private const int PageSizeMax = 100;

    public static RegistryCommand ToCommand(this Proto.StartShadowRequest request, Identity identity) =>
        Command(identity, RegistryActionKind.ShadowStarted, request.Version, request.IdempotencyKey, request.Reason, request.HasExpectedNumber ? request.ExpectedNumber : null);

    public static RegistryCommand ToCommand(this Proto.StopShadowRequest request, Identity identity) =>
        Command(identity, RegistryActionKind.ShadowStopped, request.Version, request.IdempotencyKey, request.Reason, request.HasExpectedNumber ? request.ExpectedNumber : null);

    public static RegistryCommand ToCommand(this Proto.PromoteModelRequest request, Identity identity) =>
        Command(identity, RegistryActionKind.Promoted, request.Version, request.IdempotencyKey, request.Reason, request.HasExpectedNumber ? request.ExpectedNumber : null) with { DryRun = request.DryRun };

    public static RegistryCommand ToCommand(this Proto.RollBackModelRequest request, Identity identity) =>
        Command(identity, RegistryActionKind.RolledBack, request.Version, request.IdempotencyKey, request.Reason, request.HasExpectedNumber ? request.ExpectedNumber : null);

    public static RegistryCommand ToCommand(this Proto.RetireModelRequest request, Identity identity) =>
        Command(identity, RegistryActionKind.Retired, request.Version, request.IdempotencyKey, request.Reason, request.HasExpectedNumber ? request.ExpectedNumber : null);

    public static string ReasonOf(Proto.RegisterModelHeader header)
    {
        var violations = new Violations();
        var reason = new Fields(violations, "header").Text("reason", header.Reason) ?? "";
        violations.ThrowIfAny();
        return reason;
    }

    public static string VersionOf(string version)
    {
        var violations = new Violations();
        var read = new Fields(violations).RequiredIdentifier("version", version);
        violations.ThrowIfAny();
        return read;
    }

    public static (long Before, int Count) PageOf(int pageSize, long beforeNumber) => PageOf(pageSize, beforeNumber, "before_number", new Violations());

    public static (long Before, int Count) PageOf(Proto.ListShadowDisagreementsRequest request)
    {
        var violations = new Violations();
        if (request.Run < 0)
        {
            violations.Add("run", "must not be negative");
        }

        return PageOf(request.PageSize, request.BeforePosition, "before_position", violations);
    }

    private static (long Before, int Count) PageOf(int pageSize, long before, string field, Violations violations)
    {
        if (pageSize is < 0 or > PageSizeMax)
        {
            violations.Add("page_size", "must lie between 0 and 100");
        }

        if (before < 0)
        {
            violations.Add(field, "must not be negative");
        }

        violations.ThrowIfAny();
        return (before == 0 ? long.MaxValue : before, pageSize == 0 ? PageSizeDefault : pageSize);
    }

    /// <summary>The end of time where it is left out: whatever the store's clock says now lies before it.</summary>
    public static long AtOf(Proto.GetInForceRequest request)
    {
        var violations = new Violations();
        var at = request.At is null ? long.MaxValue : Times.ToMicros(request.At, new Fields(violations), "at");
        violations.ThrowIfAny();
        return at;
    }

    private static RegistryCommand Command(Identity identity, RegistryActionKind kind, string version, string key, string reason, long? expected)
    {
        var violations = new Violations();
        var fields = new Fields(violations);
        var isDecision = kind is RegistryActionKind.Promoted or RegistryActionKind.RolledBack or RegistryActionKind.Retired;
        var read = new RegistryCommand(
            identity.Tenant,
            identity.Caller.Subject,
            kind,
            kind == RegistryActionKind.RolledBack ? fields.Identifier("version", version) : fields.RequiredIdentifier("version", version),
            isDecision ? fields.RequiredText("reason", reason, Fields.TextMax) : fields.Text("reason", reason) ?? "",
            fields.RequiredIdentifier("idempotency_key", key),
            expected);
        if (expected < 0)
        {
            violations.Add("expected_number", "must not be negative");
        }

        violations.ThrowIfAny();
        return read;
    }
}
