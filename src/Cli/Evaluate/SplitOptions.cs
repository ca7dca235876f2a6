using System.CommandLine;
using System.Globalization;

namespace Triage.Cli.Evaluate;

/// <summary>What is learned from and what is judged on: one ledger cut at a day, or two ledgers of which the second comes after.</summary>
internal sealed class SplitOptions
{
    private const string DateForm = "yyyy-MM-dd";

    private readonly Option<string?> _ledger = new("--ledger") { Description = "One ledger, of which --from is the first day to judge on", HelpName = "FILE" };
    private readonly Option<string?> _from = new("--from") { Description = "The first day to judge on; without it the last quarter of the ledger's days", HelpName = "YYYY-MM-DD" };
    private readonly Option<string?> _train = new("--train") { Description = "What is learned from; with --test instead of --ledger", HelpName = "FILE" };
    private readonly Option<string?> _test = new("--test") { Description = "What is judged on; its first day must lie after the last of --train", HelpName = "FILE" };
    private readonly Option<string?> _mapping = GlobalOptions.Mapping();

    /// <summary>What is given as --from.</summary>
    public DateOnly? From(ParseResult parsed) => parsed.GetValue(_from) is { } day ? DateOnly.ParseExact(day, DateForm, CultureInfo.InvariantCulture) : null;

    /// <param name="store">Another place to learn from, which makes ledgers a contradiction; <c>null</c>: there is none.</param>
    public void AddTo(Command command, Option<string?>? store = null)
    {
        _from.Validators.Add(given =>
        {
            if (given.Tokens is [var date] && !DateOnly.TryParseExact(date.Value, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                given.AddError($"--from is a date {DateForm}.");
            }
        });
        command.Validators.Add(given =>
        {
            if (store is not null && given.GetValue(store) is not null)
            {
                if (new[] { _ledger, _train, _test, _mapping }.FirstOrDefault(option => given.GetValue(option) is not null) is { } other)
                {
                    given.AddError($"--store and {other.Name} contradict each other: give a store, or ledgers.");
                }
            }
            else if (Contradiction(given.GetValue(_ledger), given.GetValue(_train), given.GetValue(_test), given.GetValue(_from)) is { } wrong)
            {
                given.AddError(wrong);
            }
        });
        command.Add(_ledger);
        command.Add(_from);
        command.Add(_train);
        command.Add(_test);
        command.Add(_mapping);
    }

    private static string? Contradiction(string? ledger, string? train, string? test, string? from) => (ledger, train, test) switch
    {
        (null, null, null) => "Give --ledger FILE, with --from DATE if you like, or --train FILE and --test FILE.",
        (not null, null, null) => null,
        (not null, _, _) => "--ledger is one file, of which the last part is judged; --train and --test are two. Give either --ledger, or --train and --test.",
        (null, not null, null) => "--train needs --test FILE, to judge on. To cut one file by time, give it as --ledger.",
        (null, null, not null) => "--test needs --train FILE, to learn from. To cut one file by time, give it as --ledger.",
        _ when from is not null => "--from cuts a --ledger; of --train and --test the second is judged. Leave --from out, or give one --ledger.",
        _ => null,
    };

    public Split Read(ParseResult parsed) => new(
        parsed.GetValue(_ledger) ?? parsed.GetValue(_train)!, // the validator asked for one of them
        parsed.GetValue(_test),
        From(parsed),
        parsed.GetValue(_mapping));
}
