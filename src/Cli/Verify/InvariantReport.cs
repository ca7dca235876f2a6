using System.Globalization;
using Triage.Cli.Output;
using Triage.Verify;

namespace Triage.Cli.Verify;

internal static class InvariantReport
{
    public static void Show(IReadOnlyList<InvariantResult> results, Screen screen)
    {
        screen.Table(
            "Invariants",
            ["", "invariant", "status", "checked", "violated"],
            [.. results.Select(result => (IReadOnlyList<string>)[result.Id, result.Title, Name(result.Status), .. Figures(result)])]);
        foreach (var violated in results.Where(result => result.Status == InvariantStatus.Violated))
        {
            screen.Heading($"{violated.Id} is violated, for example:");
            foreach (var example in violated.Examples)
            {
                screen.Folded("  " + example, 4);
            }
        }

        screen.Line();
        screen.Line(results.Any(result => result.Status == InvariantStatus.Violated)
            ? "The store does not hold what it must. Keep a copy of the store and report it."
            : "not_built: what it would check does not exist yet. not_asked: it needs --record FILE.");
    }

    public static object Document(IReadOnlyList<InvariantResult> results) => new
    {
        Invariants = results.Select(result => new
        {
            result.Id,
            result.Title,
            Status = Name(result.Status),
            result.Checked,
            result.Violations,
            result.Examples,
        }),
    };

    /// <summary>Not one invariant that was checked proves nothing: that is no success.</summary>
    public static int ExitCodeOf(IReadOnlyList<InvariantResult> results) =>
        results.Any(result => result.Status == InvariantStatus.Violated) ? ExitCode.Violated
        : results.Any(result => result.Status == InvariantStatus.Ok) ? ExitCode.Ok
        : ExitCode.Failed;

    private static string Name(InvariantStatus status) => status switch
    {
        InvariantStatus.Ok => "ok",
        InvariantStatus.Violated => "violated",
        InvariantStatus.NotBuilt => "not_built",
        _ => "not_asked",
    };

    // Where nothing was looked at, zeros would look like a result.
    private static IEnumerable<string> Figures(InvariantResult result) =>
        result.Status is InvariantStatus.Ok or InvariantStatus.Violated ? [Number(result.Checked), Number(result.Violations)] : ["", ""];

    private static string Number(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
