using System.Text;
using Triage.Models.MasterData;
using Triage.Models.Tests.Gating;

namespace Triage.Models.Tests.MasterData;

/// <summary>Files as stewards send them.</summary>
internal static class Files
{
    public static MasterDataReading Read(MasterDataKind kind, string text) => Read(kind, Encoding.UTF8.GetBytes(text));

    public static MasterDataReading Read(MasterDataKind kind, byte[] bytes) => MasterDataFile.Read(kind, bytes, SampleMasterData.Key);

    public static MasterDataReading.Read Good(MasterDataKind kind, string text) => Good(Read(kind, text));

    public static MasterDataReading.Read Good(MasterDataReading reading) => reading switch
    {
        MasterDataReading.Read read => read,
        MasterDataReading.Refused refused => throw new Xunit.Sdk.XunitException(string.Join(Environment.NewLine, refused.Errors)),
        _ => throw new InvalidOperationException("A reading is either of the two."),
    };

    public static string[] Errors(MasterDataKind kind, string text) =>
        [.. Assert.IsType<MasterDataReading.Refused>(Read(kind, text)).Errors.Select(error => error.ToString())];
}
