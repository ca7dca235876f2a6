using System.Security.Cryptography;
using System.Text;
using Triage.Models.Gating;
using Triage.Models.Intake;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Triage.Models.Policy;

/// <summary>Reads a policy document strictly: what it does not understand, it refuses.</summary>
public static class PolicyParser
{
    /// <exception cref="PolicyException">With every error and its line.</exception>
    public static TriagePolicy Parse(string text)
    {
        var errors = new List<PolicyError>();
        var policy = Read(text, errors);
        return policy is not null && errors.Count == 0
            ? policy
            : throw new PolicyException([.. errors.OrderBy(e => e.Line)]);
    }

    private static TriagePolicy? Read(string text, List<PolicyError> errors)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException syntax)
        {
            errors.Add(new PolicyError(syntax.Start.Line, syntax.InnerException?.Message ?? syntax.Message));
            return null;
        }

        if (yaml.Documents.Count != 1)
        {
            errors.Add(new PolicyError(1, $"one document is expected, {yaml.Documents.Count} were found"));
            return null;
        }

        var root = new PolicyNode(yaml.Documents[0].RootNode, errors);
        var duplicate = root.Section("duplicate");
        var dates = root.Section("dates");
        var tax = root.Section("tax");
        var policy = new TriagePolicy
        {
            Name = root.Text("name"),
            Mode = root.Choice<PolicyMode>("mode"),
            RequiredScorers = root.Texts("required_scorers"),
            DuplicateReviewAtPoints = duplicate?.Number("review_at_points", 1, 100) ?? 0,
            ApprovalLimitMinor = root.Amounts("approval_limits"),
            StaleAfterDays = dates?.Number("stale_after_days", 1, 36_500, absent: 0) ?? 0,
            FutureToleranceDays = dates?.Number("future_tolerance_days", 0, 365) ?? 0,
            TaxRateMaxPercent = tax?.Number("rate_max_percent", 0, 100) ?? 0,
            RoundingMinorPerLine = root.Number("rounding_minor_per_line", 0, 100),
            HostDeadlineDays = root.Number("host_deadline_days", 1, 365),
            References = [.. root.Sections("references", required: false).Select(ReadReference)],
            AlwaysHuman = root.Choices<AlwaysHumanClass>("always_human", required: false),
            Clear = [.. root.Sections("clear").Select(ReadClear)],
            Sha256 = [.. SHA256.HashData(Encoding.UTF8.GetBytes(text))],
            Text = text,
        };
        duplicate?.NothingElse();
        dates?.NothingElse();
        tax?.NothingElse();
        root.NothingElse();
        return policy;
    }

    private static ReferenceRule ReadReference(PolicyNode node)
    {
        var rule = new ReferenceRule
        {
            Name = node.Text("rule"),
            AnyOf = node.Choices<Reference>("any_of") is { IsEmpty: false } some ? some : [Reference.PurchaseOrder],
            Kinds = node.Choices<InvoiceKind>("kinds"),
            Sources = node.Texts("sources", required: false),
            AboveMinor = node.Amounts("above", required: false),
            HoldDays = node.Number("hold_days", 0, 365),
        };
        node.NothingElse();
        return rule;
    }

    private static ClearRule ReadClear(PolicyNode node)
    {
        var rule = new ClearRule
        {
            Name = node.Text("rule"),
            Kinds = node.Choices<InvoiceKind>("kinds"),
            Sources = node.Texts("sources", required: false),
            Facilities = node.Texts("facilities", required: false),
            TotalAtMostMinor = node.Amounts("total_at_most"),
        };
        node.NothingElse();
        return rule;
    }
}
