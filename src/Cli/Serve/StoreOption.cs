using System.CommandLine;
using Triage.Storage;

namespace Triage.Cli.Serve;

/// <summary>Which store a service keeps its invoices in.</summary>
internal static class StoreOption
{
    public static Option<string?> Create()
    {
        var option = new Option<string?>("--store") { Description = "PostgreSQL's connection string; without it the embedded store in --data", HelpName = "\"Host=…\"" };
        option.Validators.Add(given =>
        {
            if (given.Tokens is [var text] && !StoreScans.IsPostgres(text.Value))
            {
                given.AddError("--store is a connection string, for example \"Host=127.0.0.1;Database=triage;Username=triage\". Name a directory with --data.");
            }
        });
        return option;
    }
}
