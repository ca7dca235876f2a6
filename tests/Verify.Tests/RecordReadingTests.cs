namespace Triage.Verify.Tests;

/// <summary>A record that could not be read proves nothing, so it is never ok.</summary>
public sealed class RecordReadingTests
{
    private const string Cut = "{\"op\":\"Submit\",\"key\":\"key";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("I1", new string[0])]
    [InlineData("I3", new string[0])]
    [InlineData("I1", new[] { "garbage" })]
    [InlineData("I3", new[] { "garbage" })]
    [InlineData("I1", new[] { "null", "{}" })]
    [InlineData("I3", new[] { "{\"op\":\"Submit\",\"key\":\"key-1\",\"result\":\"unknown\"}" })]
    public async Task Verify_record_without_an_acknowledged_operation_is_violated(string id, string[] lines)
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        var result = await store.VerifyAsync(id, lines, Stop);
        Assert.Equal(InvariantStatus.Violated, result.Status);
        Assert.Contains(result.Examples, example => example.Contains("no acknowledged operation", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Cut)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"op\":\"Submit\",\"key\":\"key-1\",\"result\":\"OK\"}")]
    public async Task Verify_unreadable_line_is_violated_unless_it_is_the_last(string line)
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        string[] lines = [.. store.RecordLines];
        Assert.Equal(InvariantStatus.Ok, (await store.VerifyAsync("I1", [.. lines, line], Stop)).Status);
        var inside = await store.VerifyAsync("I1", [lines[0], line, .. lines[1..]], Stop);
        Assert.Equal(1, inside.Violations);
        Assert.StartsWith("record line 2: unreadable", Assert.Single(inside.Examples), StringComparison.Ordinal);
        Assert.Equal(1, (await store.VerifyAsync("I1", [.. lines, line, line], Stop)).Violations);
    }
}
