using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Triage.Cli;

/// <summary>The usual help of a verb, with examples to paste after it.</summary>
internal sealed class Help : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        [CommandLine.Name] =
        [
            "./triage demo                                    everything at once, on a generated ledger",
            "./triage serve                                   the service; in another terminal:",
            "./triage submit ledger.jsonl.gz                  send it a ledger",
            "./triage <verb> --help                           more of one verb",
        ],
        ["demo"] =
        [
            "./triage demo --once --json figures.json",
            "./triage demo --ledger spend.csv.gz --mapping nhs-spend",
        ],
        ["serve"] = ["./triage serve --data /var/lib/triage --policy policy.yaml", "./triage serve --grpc-port 0 --http-port 0"],
        ["submit"] =
        [
            "./triage submit ledger.jsonl.gz --record run.jsonl",
            "./triage submit spend.csv --mapping nhs-spend",
            "./triage submit ledger.jsonl --address https://triage.example --token \"$TOKEN\" --json -",
        ],
        ["report"] =
        [
            "./triage report --invoice invoices/erp/1 --source sap --event 4711 --fact '{\"posted\": {\"documentNumber\": \"5100001\"}}'",
            "./triage report reports.jsonl --rejects again.jsonl",
        ],
        ["import"] =
        [
            "./triage import suppliers suppliers.csv --dry-run",
            "./triage import codes hcpcs.csv.gz --wait",
            "./triage import --list suppliers",
            "./triage import suppliers --restore 3",
        ],
        ["registry"] =
        [
            "./triage registry register models/ --reason \"March's invoices\"",
            "./triage registry shadow 20260310-ab12cd34",
            "./triage registry promote 20260310-ab12cd34 --as mira --reason \"900 compared, 2 differ\"",
            "./triage registry rollback --as mira --reason \"too many holds\"",
            "./triage registry at \"2026-03-10 14:30\"",
        ],
        ["replay"] = ["./triage replay --all", "./triage replay --id invoices/erp/4711 --past", "./triage replay --from 2026-03-01 --to 2026-04-01 --json march.json"],
        ["drift"] = ["./triage drift", "./triage drift --version 20260310-ab12cd34 --weeks 12 --report drift.html"],
        ["watch"] =
        [
            "./triage watch",
            "./triage watch --from start --type triaged --facility north",
            "./triage watch --once --json events.jsonl --record run.jsonl",
        ],
        ["generate"] = ["./triage generate --invoices 100000 --seed 7 --out ledgers/", "./triage generate --invoices 500 --out small.jsonl"],
        ["token"] = ["TOKEN=$(./triage token --subject me --role host)", "./triage token --subject audit-job --role auditor --facility north --ttl 30m"],
        ["keys"] = ["./triage keys list", "./triage keys rotate local", "./triage keys sign models/from-python"],
        ["revoke"] = ["./triage keys revoke 3f2a9c01 --reason \"the laptop was stolen\""],
        ["bench"] = ["./triage bench --quick", "./triage bench --json figures.json", "./triage bench --store sqlite --only bare --only full"],
        ["outliers"] = ["./triage eval outliers --dir sets/", "./triage eval outliers --dir sets/ --seed 7 --json figures.json"],
        ["verify"] = ["./triage verify --store .triage", "./triage verify --store .triage --record run.jsonl --json -"],
    };

    private readonly HelpAction _usual = new();

    /// <summary>Who asks for help need not have got the rest right.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int exitCode = _usual.Invoke(parseResult);
        if (Examples.TryGetValue(parseResult.CommandResult.Command.Name, out var examples))
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine("  " + example);
            }
        }

        return exitCode;
    }
}
