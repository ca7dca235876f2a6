using System.Text;
using CsCheck;
using Triage.Models.MasterData;
using Triage.Models.Payloads;

namespace Triage.Models.Tests.MasterData;

/// <summary>What holds of files that nobody would think of.</summary>
public sealed class MasterDataFileLawTests
{
    private static readonly Gen<string> Word = Gen.String[Gen.Char["abzABZ019 äß&.-'"], 1, 12].Where(word => word.Any(char.IsAsciiLetterOrDigit));

    private static readonly Gen<Supplier> Suppliers = Gen.Select(
        Word, Word.Array[0, 3], Gen.Enum<SupplierHold>(), Gen.Bool, Gen.Int[0, 20_000],
        (name, aliases, hold, excluded, day) => new Supplier
        {
            Id = "?",
            Name = name.Trim(),
            Aliases = [.. aliases.Select(alias => alias.Trim()).Distinct()],
            Hold = hold,
            IsExcluded = excluded,
            ActiveFrom = day % 3 == 0 ? null : new DateOnly(1990, 1, 1).AddDays(day),
        });

    [Fact]
    public void Read_what_was_written_says_the_same() => Suppliers.Array[0, 40].Sample(
        suppliers =>
        {
            var numbered = suppliers.Select((supplier, n) => supplier with { Id = $"S{n}" }).ToArray();
            var text = new StringBuilder("supplier_id,name,aliases,hold,excluded,active_from\n");
            foreach (var supplier in numbered)
            {
                text.Append($"{supplier.Id},{Quoted(supplier.Name)},{Quoted(string.Join('|', supplier.Aliases))},{supplier.Hold.ToString().ToLowerInvariant()},{(supplier.IsExcluded ? "yes" : "")},{supplier.ActiveFrom:yyyy-MM-dd}\n");
            }

            var read = Files.Good(MasterDataKind.Suppliers, text.ToString()).Content;
            Assert.Equal(MasterDataCodec.Encode(new MasterDataContent(MasterDataKind.Suppliers, [.. numbered])), MasterDataCodec.Encode(read));
            Assert.Equal(MasterDataCodec.Encode(read), MasterDataCodec.Encode(MasterDataCodec.Decode(MasterDataCodec.Encode(read))));
        },
        iter: 2_000);

    [Fact]
    public void Read_any_bytes_answers_and_errors_point_into_the_file() => Gen.Select(Gen.Enum<MasterDataKind>(), Damaged).Sample(
        (kind, bytes) =>
        {
            if (Files.Read(kind, bytes) is MasterDataReading.Refused refused)
            {
                Assert.NotEmpty(refused.Errors);
                Assert.All(refused.Errors, error => Assert.InRange(error.Line, 1, bytes.Length + 1));
            }
        },
        iter: 20_000);

    [Fact]
    public void Read_errors_never_repeat_what_a_cell_holds() => Gen.Select(Gen.Enum<MasterDataKind>(), Gen.Int[0, 8], Gen.Int[0, 3]).Sample(
        (kind, column, how) =>
        {
            const string Secret = "GB00SECRET0000000001";
            var columns = MasterDataFile.ColumnsOf(kind);
            var bad = how switch { 0 => $"={Secret}", 1 => Secret, 2 => $"{Secret}\u202E", _ => $"{Secret}\"" };
            var row = string.Join(',', columns.Select((_, at) => at == column % columns.Count ? bad : ""));
            var text = how == 3 ? $"{row}\n" : $"{string.Join(',', columns.Select(known => known.Name))}\n{row}\n{row}\n";
            if (Files.Read(kind, text) is MasterDataReading.Refused refused)
            {
                Assert.All(refused.Errors, error => Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.OrdinalIgnoreCase));
            }
        },
        iter: 2_000);

    [Fact]
    public void Decode_damaged_content_is_said_or_is_another_content_never_a_crash() => Gen.Select(Suppliers.Array[0, 5], Gen.Int[0, 400], Gen.Byte).Sample(
        (suppliers, at, with) =>
        {
            var bytes = MasterDataCodec.Encode(new MasterDataContent(MasterDataKind.Suppliers, [.. suppliers], HasAccounts: true));
            bytes[at % bytes.Length] = with;
            try
            {
                MasterDataCodec.Decode(bytes);
            }
            catch (PayloadDamagedException)
            {
            }
        },
        iter: 20_000);

    private static readonly Gen<byte[]> Damaged = Gen.OneOf(
        Gen.Byte.Array[0, 300],
        Gen.Select(
            Gen.OneOf("supplier_id,name,hold\nS1,A,all\nS2,\"B\nC\",\n", "code;description\nA1;x\n", "facility_id,name,time_zone\nn,N,UTC\n", "calendar,day,hours\ne,Monday,08:00-09:00\n"),
            Gen.Select(Gen.Int[0, 60], Gen.OneOf<byte>((byte)'"', (byte)',', (byte)'\n', (byte)'\r', (byte)'=', 0, 0xFF, (byte)'|')).Array[0, 6],
            (text, hits) =>
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                foreach (var (at, with) in hits)
                {
                    bytes[at % bytes.Length] = with;
                }

                return bytes;
            }));

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
