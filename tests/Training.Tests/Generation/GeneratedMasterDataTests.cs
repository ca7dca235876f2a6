using Triage.Models.MasterData;
using Triage.TestKit;
using Triage.Training.Generation;

namespace Triage.Training.Tests.Generation;

/// <summary>The files beside a generated ledger are taken by the service, and fit the ledger.</summary>
public sealed class GeneratedMasterDataTests
{
    private static readonly AccountKey Key = new([.. Enumerable.Repeat((byte)7, AccountKey.SecretBytes)]);

    [Fact]
    public void Write_every_kind_is_read_without_an_error_or_a_warning()
    {
        var read = Read(3, 2_000);
        Assert.Equal(Enum.GetValues<MasterDataKind>(), read.Keys.Order());
        Assert.All(read.Values, one => Assert.Equal(0, one.WarningCount));
        Assert.All(read.Values, one => Assert.NotEmpty(one.Content.Entries));
        var errors = new MasterDataErrors();
        MasterDataReferences.Check(read[MasterDataKind.Facilities].Content, read[MasterDataKind.Calendars].Content, errors);
        Assert.Equal(0, errors.Count);
    }

    [Fact]
    public void Write_facilities_service_lines_and_codes_are_those_of_the_ledger()
    {
        var read = Read(3, 2_000);
        var facilities = new FacilityDirectory(read[MasterDataKind.Facilities].Content, read[MasterDataKind.Calendars].Content);
        var codes = new CodeList(read[MasterDataKind.Codes].Content);
        Assert.All(GeneratorTests.Made(3, 2_000), made =>
        {
            Assert.Contains(made.Invoice.ServiceLine, facilities.ById(made.Invoice.Facility)!.ServiceLines); // it is there
            Assert.NotNull(facilities.ClockById(made.Invoice.Facility));
            Assert.Equal(made.Problem?.Name == "unlisted_code", made.Invoice.Lines.Any(line => codes.NeedsPerson(line.ServiceCode)));
        });
    }

    [Fact]
    public void Write_same_seed_gives_the_same_files_and_another_seed_others()
    {
        static string Of(ulong seed) => Convert.ToHexString(MasterDataCodec.Encode(Read(seed, 500)[MasterDataKind.Suppliers].Content));
        Assert.Equal(Of(1), Of(1));
        Assert.NotEqual(Of(1), Of(2));
    }

    internal static SupplierDirectory Suppliers(ulong seed, int invoices) => new(Read(seed, invoices)[MasterDataKind.Suppliers].Content, Key);

    private static Dictionary<MasterDataKind, MasterDataReading.Read> Read(ulong seed, int invoices)
    {
        using var directory = new TemporaryDirectory();
        GeneratedMasterData.WriteAsync(new GeneratorOptions { Seed = seed, Invoices = invoices }, PathOf, CancellationToken.None).GetAwaiter().GetResult();
        return GeneratedMasterData.Kinds.ToDictionary(
            kind => Enum.Parse<MasterDataKind>(kind, ignoreCase: true),
            kind => Assert.IsType<MasterDataReading.Read>(MasterDataFile.Read(Enum.Parse<MasterDataKind>(kind, ignoreCase: true), File.ReadAllBytes(PathOf(kind)), Key)));

        string PathOf(string kind) => Path.Combine(directory.Path, $"{kind}.csv");
    }
}
