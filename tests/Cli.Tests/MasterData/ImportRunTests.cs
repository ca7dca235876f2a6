using System.IO.Compression;
using System.Text;
using Grpc.Core;
using Triage.Cli.MasterData;
using Triage.Cli.Output;
using Triage.Client;
using Triage.Protos.V1;
using Triage.TestKit;

namespace Triage.Cli.Tests.MasterData;

/// <summary>What a steward does, against the real service.</summary>
public sealed class ImportRunTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();

    // InitializeAsync sets it before the test.
    private ServiceProcess _service = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _service = await ServiceProcess.StartAsync(_directory.Path, [], Token);

    public ValueTask DisposeAsync()
    {
        _service.Dispose();
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Run_file_packed_or_not_comes_into_force_and_what_waited_for_it_is_triaged_again()
    {
        using var client = TriageClient.Connect(Options("host"));
        await ImportAsync("suppliers", "supplier_id,name\nS1,Acme\n", run => run with { Wait = true });
        var answer = await client.Intake.SubmitAsync(new SubmitRequest { IdempotencyKey = "k", Wait = Wait.Verdict, Invoice = Invoice("S2") }, cancellationToken: Token);
        Assert.Contains(answer.Verdict.Reasons, reason => reason.Code == ExceptionCode.SupplierUnknown);

        var dry = await ImportAsync("suppliers", "supplier_id,name\nS1,Acme\nS2,Beta\n", run => run with { DryRun = true });
        Assert.Equal(("WOULD_IMPORT", 2L), (dry.Outcome, dry.Version));
        var packed = await ImportAsync("suppliers", "supplier_id,name\nS1,Acme\nS2,Beta\n", run => run with { Wait = true }, ".csv.gz");
        Assert.Equal(("IMPORTED", 2L, 1, new RetriageReport(1, 1, 0, true)), (packed.Outcome, packed.Version, packed.Change!.Added, packed.Retriage));
        var history = await client.Intake.GetHistoryAsync(new GetHistoryRequest { InvoiceId = answer.InvoiceId }, cancellationToken: Token);
        Assert.Equal(TriageCause.MasterDataChanged, history.Events[^1].Triaged.Cause);
        Assert.DoesNotContain(history.Events[^1].Triaged.Verdict.Reasons, reason => reason.Code == ExceptionCode.SupplierUnknown);
        Assert.Equal(2, history.Events[^1].Triaged.Verdict.MasterData.Single().Version);

        Assert.Equal("UNCHANGED", (await ImportAsync("suppliers", "supplier_id,name\nS1,Acme\nS2,Beta\n")).Outcome);
        var restored = await new ImportRun("suppliers", File: null) { Restore = 1 }.RunAsync(Options("operator"), Screen(), TimeProvider.System, Token);
        Assert.Equal(("IMPORTED", 3L), (restored.Outcome, restored.Version));
    }

    [Fact]
    public async Task Run_bad_file_changes_nothing_and_says_every_line()
    {
        var refused = await ImportAsync("facilities", "facility_id,name,time_zone\nn,North,Mars/Base\n,South,UTC\n");
        Assert.Equal(["line 2, time_zone: must be a zone of the IANA time zone database, such as Europe/London", "line 3, facility_id: must be given"], refused.Errors.Select(error => error.ToString()));
        Assert.Equal(ExitCode.Failed, refused.ToExitCode());
        Assert.Null(refused.Version);
    }

    [Fact]
    public async Task Run_damaged_archive_or_no_file_says_what_to_do()
    {
        var path = Path.Combine(_directory.Path, "cut.csv.gz");
        await ImportAsync("codes", "code,description\nA1,x\n", ending: ".csv.gz");
        var whole = await File.ReadAllBytesAsync(Path.Combine(_directory.Path, "codes.csv.gz"), Token);
        foreach (var left in new[] { 5, whole.Length / 2, whole.Length - 4, whole.Length - 1 })
        {
            await File.WriteAllBytesAsync(path, whole[..left], Token);
            Assert.Contains("Fetch the file again", (await FailsAsync(path)).Message, StringComparison.Ordinal);
        }

        Assert.Contains("Check the path", (await FailsAsync(path + ".absent")).Message, StringComparison.Ordinal);

        Task<CliException> FailsAsync(string file) =>
            Assert.ThrowsAsync<CliException>(() => new ImportRun("codes", file).RunAsync(Options("operator"), Screen(), TimeProvider.System, Token));
    }

    [Fact]
    public async Task List_shows_what_is_in_force_and_versions_of_a_kind()
    {
        await ImportAsync("codes", "code,description\nJ3490,Unclassified drugs\n");
        await ImportAsync("codes", "code,description\nJ3490,Unclassified drugs\nA1,Gauze\n");
        var (inForce, versions) = (await ListAsync(null), await ListAsync("codes"));
        Assert.Contains("Master data in force\n", inForce, StringComparison.Ordinal);
        Assert.Equal(["2"], Rows(inForce));
        Assert.Equal(["2", "1"], Rows(versions));

        async Task<string> ListAsync(string? kind)
        {
            using var lines = new StringWriter { NewLine = "\n" };
            Assert.Equal(ExitCode.Ok, await VersionList.ShowAsync(Options("operator"), kind, new Screen(lines, terminal: false), new JsonOutput(null), Token));
            return lines.ToString();
        }

        static string[] Rows(string table) => [.. table.Split('\n').Where(line => line.StartsWith("  codes", StringComparison.Ordinal)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])];
    }

    [Fact]
    public async Task Run_token_of_a_host_is_told_which_role_it_takes()
    {
        var path = Path.Combine(_directory.Path, "any.csv");
        await File.WriteAllTextAsync(path, "code,description\nA1,x\n", Token);
        var denied = await Assert.ThrowsAsync<RpcException>(() => new ImportRun("codes", path).RunAsync(Options("host"), Screen(), TimeProvider.System, Token));
        var (exitCode, message) = Failures.Explain(denied);
        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("operator, supervisor", message, StringComparison.Ordinal);
    }

    private async Task<ImportReport> ImportAsync(string kind, string text, Func<ImportRun, ImportRun>? with = null, string ending = ".csv")
    {
        var path = Path.Combine(_directory.Path, kind + ending);
        await using (var file = File.Create(path))
        await using (Stream content = ending.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file)
        {
            await content.WriteAsync(Encoding.UTF8.GetBytes(text), Token);
        }

        return await (with ?? (run => run))(new ImportRun(kind, path)).RunAsync(Options("operator"), Screen(), TimeProvider.System, Token);
    }

    private TriageClientOptions Options(string role) => new() { Address = _service.Grpc, Token = _service.Token([role], facilities: ["*"]) };

    private static Screen Screen() => new(TextWriter.Null, terminal: false);

    private static Invoice Invoice(string supplier) => new()
    {
        SourceSystem = "erp",
        SourceInvoiceId = "1",
        Kind = InvoiceKind.Invoice,
        Supplier = new Supplier { SupplierId = supplier },
        Currency = "GBP",
        Lines = { new InvoiceLine { LineId = "1", AmountMinor = 100 } },
    };
}
