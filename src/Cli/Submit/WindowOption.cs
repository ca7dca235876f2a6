using System.CommandLine;

namespace Triage.Cli.Submit;

/// <summary>How many of something are under way at once.</summary>
internal static class WindowOption
{
    public static Option<int> Create(string what, int normal)
    {
        var window = new Option<int>("--window") { Description = $"{what} in flight at most", HelpName = "N", DefaultValueFactory = _ => normal };
        window.Validators.Add(given =>
        {
            if (given.Tokens is [var count] && !(int.TryParse(count.Value, out int parsed) && parsed is >= 1 and <= 10_000))
            {
                given.AddError("--window is a number from 1 to 10,000.");
            }
        });
        return window;
    }
}
