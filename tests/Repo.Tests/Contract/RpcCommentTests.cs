using System.Text.RegularExpressions;
using Triage.Repo.Tests.Tree;

namespace Triage.Repo.Tests.Contract;

/// <summary>Whoever writes a client reads an rpc's comment and nothing else: effect, idempotency, statuses.</summary>
public sealed partial class RpcCommentTests
{
    [Fact]
    public void Every_rpc_says_what_it_does_whether_it_may_be_repeated_and_how_it_fails()
    {
        var rpcs = Repository.FilesUnder("src/Contracts/protos").SelectMany(file => Rpc().Matches(Repository.Text(file)))
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["comment"].Value.Replace("  //", "", StringComparison.Ordinal));
        Assert.Equal(
            ContractText.Files.SelectMany(file => file.Services).SelectMany(service => service.Methods).Select(rpc => rpc.Name).Order(StringComparer.Ordinal),
            rpcs.Keys.Order(StringComparer.Ordinal));
        Assert.All(rpcs, rpc =>
        {
            Assert.Matches(@"^\s*[A-Z][^.]{15,}\.", rpc.Value);
            Assert.Matches(@"\bChanges nothing\b|\bIdempotent by\b", rpc.Value);
            Assert.Matches(@"\b(NOT_FOUND|FAILED_PRECONDITION|ALREADY_EXISTS|INVALID_ARGUMENT|RESOURCE_EXHAUSTED|ABORTED)\b", rpc.Value);
        });
    }

    [GeneratedRegex(@"(?<comment>(?:^[ ]*//[^\n]*\n)*)^[ ]*rpc (?<name>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Rpc();
}
