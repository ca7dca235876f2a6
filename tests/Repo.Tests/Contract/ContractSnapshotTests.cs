using Triage.Repo.Tests.Tree;

namespace Triage.Repo.Tests.Contract;

/// <summary>The contract is compared with what was promised: contract.txt, committed and reviewed.</summary>
public sealed class ContractSnapshotTests
{
    private const string Switch = "TRIAGE_ACCEPT_CONTRACT";
    private const string Acceptance = $"run ./triage test with {Switch}=1 once and commit tests/Repo.Tests/Contract/contract.txt.";
    private static readonly string Promised = Repository.PathOf("tests/Repo.Tests/Contract/contract.txt");

    [Fact]
    public void Contract_is_what_was_promised()
    {
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            File.WriteAllLines(Promised, ContractText.Current);
        }

        if (ContractChange.Between(File.ReadAllLines(Promised), ContractText.Current).Message(Acceptance) is { } message)
        {
            Assert.Fail(message);
        }
    }

    [Fact]
    public void Contract_says_every_proto_with_options_and_routes()
    {
        Assert.Equal(
            Repository.FilesUnder("src/Contracts/protos").Select(file => file["src/Contracts/protos/".Length..]),
            ContractText.Files.Select(file => file.Name));
        Assert.Contains("field triage.v1.Invoice 18 patient_account_ref string sensitivity=Patient", ContractText.Current);
        Assert.Contains("field triage.v1.Invoice 15 total_amount_minor int64 optional", ContractText.Current);
        Assert.Contains("field triage.v1.HistoryEvent 10 received triage.v1.Received oneof=event", ContractText.Current);
        Assert.Contains("rpc triage.v1.IntakeService Submit (triage.v1.SubmitRequest) returns (triage.v1.SubmitResponse) Post /v1/invoices body=*", ContractText.Current);
        Assert.Contains("rpc triage.v1.IntakeService SubmitStream (stream triage.v1.SubmitStreamRequest) returns (stream triage.v1.SubmitStreamResponse)", ContractText.Current);
    }

    [Theory]
    [InlineData("field m 2 b string", "field m 3 b string", "broke a promise")]
    [InlineData("field m 2 b string", null, "broke a promise")]
    [InlineData("field m 2 b string", "field m 2 b int64", "broke a promise")]
    [InlineData(null, "field m 2 b string", "New in the contract")]
    public void Message_says_what_happened_and_how_to_accept_it(string? before, string? after, string says)
    {
        var message = ContractChange.Between(With(before), With(after)).Message(Acceptance);
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.Contains(before ?? after ?? "", message, StringComparison.Ordinal);
        Assert.Contains(Switch, message, StringComparison.Ordinal);

        static string[] With(string? line) => line is null ? ["field m 1 a string"] : ["field m 1 a string", line];
    }

    [Fact]
    public void Message_without_a_change_is_none() => Assert.Null(ContractChange.Between(["a", "b"], ["b", "a"]).Message(Acceptance));
}
