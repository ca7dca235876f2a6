using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Triage.Silo.MasterData;
using Proto = Triage.Protos.V1;
using static Triage.Protos.V1.MasterDataKind;

namespace Triage.Silo.Tests;

/// <summary>Master data over the real edge: files in, versions out, and what is refused.</summary>
public sealed class MasterDataTests : IAsyncLifetime
{
    private const string Text = "supplier_id,name,aliases,bank_accounts,hold,hold_reason,excluded,active_from\nS/1,Acme Ltd,Acme,GB33BUKB20201555555555|12345678,payment,Disputed,yes,2020-01-31\nS2,Beta,,,,,,\n";

    // InitializeAsync sets it before the test.
    private SiloHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await SiloHost.StartAsync(new() { ["MasterData:FileBytesMax"] = "6000000" });

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Import_file_is_in_force_and_listed_and_looked_up()
    {
        var imported = await ImportAsync(Text);
        Assert.Equal((Proto.ImportOutcome.Imported, 1L, 2, 1, "tester"), (imported.Outcome, imported.Version.Version, imported.Version.Entries, imported.Version.Restricted, imported.Version.ImportedBy));
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Text)), imported.Version.Sha256.ToByteArray());
        Assert.Equal(["S/1", "S2"], imported.Change.AddedIds);
        Assert.Equal(Proto.ImportOutcome.Unchanged, (await ImportAsync(Text)).Outcome);
        Assert.Equal(Proto.ImportOutcome.Imported, (await ImportAsync("supplier_id,name\nS2,Beta\n")).Outcome);
        Assert.Equal(Proto.ImportOutcome.Imported, (await _host.MasterData.RestoreMasterDataAsync(new() { Kind = Suppliers, Version = 1 }, Operator())).Outcome);

        var inForce = Assert.Single((await _host.MasterData.GetMasterDataAsync(new(), Good("host"))).InForce);
        Assert.Equal((3L, imported.Version.Sha256, false), (inForce.Version, inForce.Sha256, inForce.Retriage.Done));
        Assert.True(inForce.ActivatedAt.Seconds > 1_700_000_000);
        Assert.Equal([3L, 2L, 1L], (await _host.MasterData.ListMasterDataVersionsAsync(new() { Kind = Suppliers }, Good("auditor"))).Versions.Select(version => version.Version));
        Assert.Equal([1L], (await _host.MasterData.ListMasterDataVersionsAsync(new() { Kind = Suppliers, BeforeVersion = 2, PageSize = 5 }, Good("auditor"))).Versions.Select(version => version.Version));

        var supplier = await _host.MasterData.GetSupplierAsync(new() { SupplierId = "S/1" }, Good("reviewer"));
        Assert.Equal(("Acme Ltd", Proto.SupplierHold.Payment, "Disputed", true, "2020-01-31", 3L), (supplier.Name, supplier.Hold, supplier.HoldReason, supplier.Excluded, supplier.ActiveFrom, supplier.Version));
        Assert.Equal(["5555", "5678"], supplier.AccountLastDigits);
        await Samples.RefusedAsync(_host.MasterData.GetSupplierAsync(new() { SupplierId = "S9" }, Good("reviewer")), StatusCode.NotFound);
    }

    [Fact]
    public async Task GetCode_and_GetFacility_say_what_is_in_force()
    {
        await ImportAsync("code,description\nJ3490,Unclassified drugs\n", Codes);
        await ImportAsync("calendar,day,hours\nnever,2020-01-01,\nweek,Monday,00:00-24:00\n" + string.Concat(Enum.GetNames<DayOfWeek>().Where(day => day != "Monday").Select(day => $"week,{day},closed\n")), Calendars);
        await ImportAsync("facility_id,name,time_zone,service_lines,calendar\nnorth,North,Pacific/Kiritimati,theatres|pathology,never\nsouth,South,UTC,,\n", Facilities);
        Assert.True((await _host.MasterData.GetCodeAsync(new() { Code = "j3490-KX" }, Good("host"))).Unlisted);
        var north = await _host.MasterData.GetFacilityAsync(new() { FacilityId = "north" }, Good("host"));
        Assert.Equal(("Pacific/Kiritimati", "never", true), (north.TimeZone, north.Calendar, north.OpenNow));
        Assert.Equal(DateTimeOffset.UtcNow.AddHours(14).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), north.Today);
        Assert.Equal(["theatres", "pathology"], north.ServiceLines);

        // Another's facility is as one that is not there.
        var scoped = Good("host", facilities: ["south"]);
        await _host.MasterData.GetFacilityAsync(new() { FacilityId = "south" }, scoped);
        var others = await Samples.RefusedAsync(_host.MasterData.GetFacilityAsync(new() { FacilityId = "north" }, scoped), StatusCode.NotFound);
        var absent = await Samples.RefusedAsync(_host.MasterData.GetFacilityAsync(new() { FacilityId = "east" }, scoped), StatusCode.NotFound);
        Assert.Equal(absent.Status.Detail, others.Status.Detail);
    }

    [Fact]
    public async Task Import_bad_file_answers_every_error_and_dry_run_changes_nothing()
    {
        var refused = await ImportAsync("supplier_id,name,hold\nS1,,maybe\nS2,Secret Name,\nS2,Secret Name,\n");
        Assert.Equal(
            ["2 name must be given", "2 hold must be payment, posting, all, or empty for none", "4 supplier_id the id stands on line 3 already"],
            refused.Errors.Select(error => $"{error.Line} {error.Column} {error.Text}"));
        Assert.Equal((Proto.ImportOutcome.Refused, 3, null, null), (refused.Outcome, refused.ErrorCount, refused.Version, refused.Change));
        Assert.DoesNotContain("Secret", refused.ToString(), StringComparison.Ordinal);
        var dry = await _host.MasterData.ImportAsync(new() { Kind = Suppliers, Content = ByteString.CopyFromUtf8(Text), DryRun = true }, Operator());
        Assert.Equal((Proto.ImportOutcome.WouldImport, 1L, null), (dry.Outcome, dry.Version.Version, dry.Version.ActivatedAt));
        Assert.Empty((await _host.MasterData.GetMasterDataAsync(new(), Operator())).InForce);
    }

    [Fact]
    public async Task Import_other_version_expected_is_aborted_with_the_one_in_force()
    {
        await ImportAsync(Text);
        var request = new Proto.ImportRequest { Kind = Suppliers, Content = ByteString.CopyFromUtf8("supplier_id,name\nS9,N\n"), AllowRemovals = true, ExpectedVersion = 0 };
        var overtaken = await Samples.RefusedAsync(_host.MasterData.ImportAsync(request, Operator()), StatusCode.Aborted);
        Assert.Equal(("VERSION_OVERTAKEN", "1"), (Samples.Reason(overtaken), overtaken.GetRpcStatus()!.GetDetail<ErrorInfo>().Metadata["current_version"]));
        await Samples.RefusedAsync(_host.MasterData.RestoreMasterDataAsync(new() { Kind = Suppliers, Version = 7 }, Operator()), StatusCode.NotFound);
    }

    [Theory]
    [InlineData(0, 0, 1, "kind")]
    [InlineData(99, 0, 1, "kind")]
    [InlineData(-1, 0, 1, "kind")]
    [InlineData(1, -1, 1, "expected_version")]
    [InlineData(1, 0, 0, "version")]
    [InlineData(1, 0, -5, "version")]
    public async Task Restore_bad_fields_are_refused_by_name(int kind, long expected, long version, string field)
    {
        var refused = await Samples.RefusedAsync(_host.MasterData.RestoreMasterDataAsync(new() { Kind = (Proto.MasterDataKind)kind, Version = version, ExpectedVersion = expected }, Operator()), StatusCode.InvalidArgument);
        Assert.Equal([field], Samples.Violations(refused).Select(violation => violation.Field));
    }

    [Fact]
    public async Task List_and_look_ups_bad_fields_are_refused_by_name()
    {
        var list = await Samples.RefusedAsync(_host.MasterData.ListMasterDataVersionsAsync(new() { PageSize = 101, BeforeVersion = -1 }, Operator()), StatusCode.InvalidArgument);
        Assert.Equal(["kind", "page_size", "before_version"], Samples.Violations(list).Select(violation => violation.Field));
        foreach (var id in new[] { "", new string('x', 129), "a\nb" })
        {
            await Samples.RefusedAsync(_host.MasterData.GetSupplierAsync(new() { SupplierId = id }, Operator()), StatusCode.InvalidArgument);
            await Samples.RefusedAsync(_host.MasterData.GetCodeAsync(new() { Code = id }, Operator()), StatusCode.InvalidArgument);
            await Samples.RefusedAsync(_host.MasterData.GetFacilityAsync(new() { FacilityId = id }, Operator()), StatusCode.InvalidArgument);
        }
    }

    [Fact]
    public async Task ImportStream_parts_make_the_file_whatever_their_size()
    {
        var rows = string.Concat(Enumerable.Range(0, 100_000).Select(n => $"S{n},Supplier number {n} of a long list\n"));
        var file = Encoding.UTF8.GetBytes("supplier_id,name\n" + rows);
        Assert.InRange(file.Length, 4 * 1024 * 1024, 6_000_000);
        var parts = new List<Proto.ImportStreamRequest> { Header() };
        for (var (at, size) = (0, 1); at < file.Length; at += size, size = Math.Min(size * 3, 1_000_000))
        {
            parts.Add(new() { Chunk = ByteString.CopyFrom(file.AsSpan(at, Math.Min(size, file.Length - at))) });
        }

        var imported = await StreamAsync(parts);
        Assert.Equal((Proto.ImportOutcome.Imported, 100_000, (long)file.Length), (imported.Outcome, imported.Version.Entries, imported.Version.FileBytes));
        Assert.Equal("Supplier number 99999 of a long list", (await _host.MasterData.GetSupplierAsync(new() { SupplierId = "S99999" }, Operator())).Name);
    }

    [Fact]
    public async Task ImportStream_wrong_order_and_too_much_are_refused_and_a_broken_stream_changes_nothing()
    {
        var chunk = new Proto.ImportStreamRequest { Chunk = ByteString.CopyFromUtf8(Text) };
        Assert.Equal("header", await FieldAsync());
        Assert.Equal("header", await FieldAsync(chunk));
        Assert.Equal("header", await FieldAsync(new Proto.ImportStreamRequest()));
        Assert.Equal("chunk", await FieldAsync(Header(), chunk, Header()));
        Assert.Equal("kind", await FieldAsync(new Proto.ImportStreamRequest { Header = new() }, chunk));
        var million = new Proto.ImportStreamRequest { Chunk = ByteString.CopyFrom(new byte[1_000_000]) };
        var large = await Assert.ThrowsAsync<RpcException>(() => StreamAsync([Header(), .. Enumerable.Repeat(million, 7)]));
        Assert.Equal((StatusCode.ResourceExhausted, null), (large.StatusCode, large.GetRpcStatus()?.GetDetail<RetryInfo>()));

        using (var broken = _host.MasterData.ImportStream(Operator()))
        {
            await broken.RequestStream.WriteAsync(Header());
            await broken.RequestStream.WriteAsync(chunk);
        }

        Assert.Empty((await _host.MasterData.GetMasterDataAsync(new(), Operator())).InForce);

        async Task<string> FieldAsync(params Proto.ImportStreamRequest[] parts)
        {
            var refused = await Assert.ThrowsAsync<RpcException>(() => StreamAsync(parts));
            Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
            return Assert.Single(Samples.Violations(refused)).Field;
        }
    }

    [Fact]
    public async Task Import_more_files_at_once_than_fit_in_memory_are_told_to_come_back()
    {
        var places = _host.Services.GetRequiredService<ImportPlaces>();
        var taken = await Task.WhenAll(Enumerable.Range(0, ImportPlaces.Max).Select(_ => places.TakeAsync(CancellationToken.None)));
        var refused = await Samples.RefusedAsync(_host.MasterData.ImportAsync(Request(), Operator()), StatusCode.ResourceExhausted);
        Assert.NotNull(refused.GetRpcStatus()!.GetDetail<RetryInfo>());
        Assert.Equal(StatusCode.ResourceExhausted, (await Assert.ThrowsAsync<RpcException>(() => StreamAsync([Header()]))).StatusCode);
        taken[0].Dispose();

        // Refused, answered and broken calls all give their places back.
        for (var n = 0; n < 2 * ImportPlaces.Max; n++)
        {
            await Assert.ThrowsAsync<RpcException>(() => StreamAsync([Header(), Header()]));
            Assert.NotEqual(Proto.ImportOutcome.Unspecified, (await ImportAsync(Text)).Outcome);
        }
    }

    [Fact]
    public async Task Import_is_for_operators_and_supervisors_of_the_whole_tenant()
    {
        foreach (var role in new[] { "host", "reviewer", "auditor" })
        {
            await DeniedAsync(Good(role), "ROLE_MISSING");
        }

        await DeniedAsync(Good("operator", facilities: ["north", "south"]), "FACILITY_NOT_ALLOWED");
        await DeniedAsync(Good("supervisor", facilities: []), "FACILITY_NOT_ALLOWED");
        await DeniedAsync(Good("operator", tenant: "other"), "TENANT_NOT_SERVED");
        await Samples.RefusedAsync(_host.MasterData.ImportAsync(Request()), StatusCode.Unauthenticated);
        Assert.Equal(Proto.ImportOutcome.Imported, (await _host.MasterData.ImportAsync(Request(), Good("supervisor"))).Outcome);

        // Another tenant sees nothing of it, in the same words.
        Assert.Empty((await _host.MasterData.GetMasterDataAsync(new(), Good("operator", tenant: "other"))).InForce);
        var others = await Samples.RefusedAsync(_host.MasterData.GetSupplierAsync(new() { SupplierId = "S2" }, Good("operator", tenant: "other")), StatusCode.NotFound);
        Assert.Equal((await Samples.RefusedAsync(_host.MasterData.GetSupplierAsync(new() { SupplierId = "S8" }, Operator()), StatusCode.NotFound)).Status.Detail, others.Status.Detail);
        Assert.Equal("FACILITY_NOT_ALLOWED", Samples.Reason(await Samples.RefusedAsync(_host.MasterData.GetMasterDataAsync(new(), Good("host", facilities: [])), StatusCode.PermissionDenied)));

        async Task DeniedAsync(Metadata caller, string reason)
        {
            Assert.Equal(reason, Samples.Reason(await Samples.RefusedAsync(_host.MasterData.ImportAsync(Request(), caller), StatusCode.PermissionDenied)));
            var stream = await Assert.ThrowsAsync<RpcException>(() => StreamAsync([Header(), new() { Chunk = Request().Content }], caller));
            Assert.Equal(reason, Samples.Reason(stream));
        }
    }

    [Fact]
    public async Task Rest_imports_lists_and_looks_up()
    {
        using var http = _host.Server.CreateClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _host.Issuer().Good(roles: ["operator"]));
        var token = TestContext.Current.CancellationToken;
        var body = new { kind = "MASTER_DATA_KIND_SUPPLIERS", content = Convert.ToBase64String(Encoding.UTF8.GetBytes(Text)) };
        var imported = await (await http.PostAsJsonAsync("/v1/masterData:import", body, token)).Content.ReadFromJsonAsync<JsonElement>(token);
        Assert.Equal("IMPORT_OUTCOME_IMPORTED", imported.GetProperty("outcome").GetString());
        var supplier = await http.GetFromJsonAsync<JsonElement>("/v1/masterData/supplier?supplierId=S%2F1", token);
        Assert.Equal("Acme Ltd", supplier.GetProperty("name").GetString());
        var versions = await http.GetFromJsonAsync<JsonElement>("/v1/masterData/versions?kind=MASTER_DATA_KIND_SUPPLIERS", token);
        Assert.Equal(1, versions.GetProperty("versions").GetArrayLength());
        var api = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json", token);
        var parameter = api.GetProperty("paths").GetProperty("/v1/masterData/supplier").GetProperty("get").GetProperty("parameters");
        Assert.Equal(("supplierId", "query"), (parameter[0].GetProperty("name").GetString(), parameter[0].GetProperty("in").GetString()));
    }

    [Fact]
    public async Task Logs_say_nothing_of_what_the_files_hold()
    {
        var written = new ConcurrentQueue<string>();
        await using var host = await SiloHost.StartAsync([], configure: services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace)).AddSingleton<ILoggerProvider>(new Listening(written)));
        string[] planted = ["PLANTEDID", "PLANTEDNAME", "PLANTEDALIAS", "GB33BUKB20201555555555", "PLANTEDREASON"];
        var caller = SiloFixture.Bearer(host.Issuer().Good(roles: ["operator"]));
        foreach (var hold in new[] { "payment", "PLANTEDHOLD" })
        {
            var file = $"supplier_id,name,aliases,bank_accounts,hold,hold_reason\nPLANTEDID,PLANTEDNAME,PLANTEDALIAS,GB33BUKB20201555555555,{hold},PLANTEDREASON\n";
            await host.MasterData.ImportAsync(new() { Kind = Suppliers, Content = ByteString.CopyFromUtf8(file) }, caller);
        }

        await host.MasterData.GetSupplierAsync(new() { SupplierId = "PLANTEDID" }, caller);
        Assert.NotEmpty(written);
        Assert.DoesNotContain(written, line => planted.Append("PLANTEDHOLD").Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    private static Proto.ImportRequest Request() => new() { Kind = Suppliers, Content = ByteString.CopyFromUtf8(Text) };

    private static Proto.ImportStreamRequest Header() => new() { Header = new Proto.ImportHeader { Kind = Suppliers, AllowRemovals = true } };

    private async Task<Proto.ImportResponse> ImportAsync(string text, Proto.MasterDataKind kind = Suppliers) =>
        await _host.MasterData.ImportAsync(new() { Kind = kind, Content = ByteString.CopyFromUtf8(text), AllowRemovals = true }, Operator());

    private async Task<Proto.ImportResponse> StreamAsync(IReadOnlyList<Proto.ImportStreamRequest> parts, Metadata? caller = null)
    {
        using var stream = _host.MasterData.ImportStream(caller ?? Operator());
        try
        {
            foreach (var part in parts)
            {
                await stream.RequestStream.WriteAsync(part);
            }

            await stream.RequestStream.CompleteAsync();
        }
        catch (Exception ended) when (ended is RpcException or InvalidOperationException)
        {
            // Refused before its end: the answer says why.
        }

        return await stream;
    }

    private Metadata Operator() => Good("operator");

    private Metadata Good(string role, string tenant = "local", string[]? facilities = null) => SiloFixture.Bearer(_host.Issuer().Good(tenant, [role], facilities));

    private sealed class Listening(ConcurrentQueue<string> written) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            written.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
