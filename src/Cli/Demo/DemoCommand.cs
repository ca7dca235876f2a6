using System.CommandLine;

namespace Triage.Cli.Demo;

internal static class DemoCommand
{
    private const int DefaultInvoices = 12_000;

    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var once = new Option<bool>("--once") { Description = "Stop the service after the tables" };
        var ledger = new Option<string?>("--ledger") { Description = "A ledger of your own in place of a generated one", HelpName = "FILE" };
        var mapping = GlobalOptions.Mapping();
        var invoices = new Option<int>("--invoices") { Description = "How many to generate", HelpName = "N", DefaultValueFactory = _ => DefaultInvoices };
        var policy = new Option<string?>("--policy") { Description = "The policy document; without it the one built in", HelpName = "FILE" };
        var json = GlobalOptions.Json();
        invoices.Validators.Add(given =>
        {
            if (given.Tokens is [var count] && !(int.TryParse(count.Value, out int parsed) && parsed > 0))
            {
                given.AddError("--invoices is a whole number above 0.");
            }
        });

        var command = new Command("demo", "Generate a ledger, start the service, send it, show what triage says") { once, ledger, mapping, invoices, policy, json };
        command.SetAction((parsed, cancellationToken) => new DemoRun(
            global.DataDirectory(parsed),
            parsed.GetValue(ledger),
            parsed.GetValue(mapping),
            parsed.GetRequiredValue(invoices),
            parsed.GetValue(policy),
            parsed.GetValue(once),
            parsed.GetValue(json),
            time).RunAsync(cancellationToken));
        return command;
    }
}
