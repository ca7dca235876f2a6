using System.Collections.Immutable;
using Triage.Models.Features.Coding;
using Triage.Models.Policy;

namespace Triage.Models.Scoring.Packages;

/// <summary>What a package may hold; models stand under their scorers' names. Nothing else is ever opened.</summary>
public static class ModelFileKinds
{
    public const string Duplicate = ScorerNames.Duplicate;
    public const string Anomaly = ScorerNames.Anomaly;
    public const string Coding = ScorerNames.Coding;
    public const string History = "history";
    public const string Report = "report";

    private const string OnnxSuffix = "_onnx";

    /// <summary>Feature rows with what each model said of them where it was trained.</summary>
    public const string Golden = "golden";

    /// <summary>Each label that was learned from, with how it was sampled.</summary>
    public const string Labels = "labels";

    /// <summary>What later questions and scores are held against.</summary>
    public const string Reference = "reference";

    public const string ReferenceFile = "drift.reference";

    /// <summary>Those that a verdict rests on come first; the others complete what lines came without.</summary>
    public static readonly ImmutableArray<string> Models = [Duplicate, Anomaly, Coding, .. CodeFields.All.Where(field => field != CodeField.AccountCode).Select(CodeFields.Name)];

    /// <summary>Without one of these an invoice goes to a person.</summary>
    public static readonly ImmutableArray<string> Scorers = [Duplicate, Anomaly, Coding];

    /// <summary>The model that completes lines by this field.</summary>
    public static string Of(CodeField field) => field == CodeField.AccountCode ? Coding : field.Name();

    /// <summary>The model of another toolkit that scores the rows of a model of this kind.</summary>
    public static string OnnxOf(string model) => model + OnnxSuffix;

    public static readonly ImmutableArray<string> Onnx = [.. Models.Select(OnnxOf)];

    public static readonly ImmutableArray<string> All = [.. Models, .. Onnx, History, Golden, Report, Labels, Reference];
}
