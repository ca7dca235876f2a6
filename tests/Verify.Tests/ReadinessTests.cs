namespace Triage.Verify.Tests;

public sealed class ReadinessTests
{
    private const long Second = 1_000_000;

    [Theory]
    [InlineData(59, InvariantStatus.Ok)]
    [InlineData(61, InvariantStatus.Violated)]
    [InlineData(null, InvariantStatus.Violated)]
    public void Result_first_answer_after_a_fault_decides(int? answeredAfterSeconds, InvariantStatus expected)
    {
        var readiness = new Readiness();
        readiness.See(Answer(at: 1));
        readiness.See(Fault("begun", 2));
        readiness.See(Answer(at: 3));
        readiness.See(Fault("ended", 10));
        if (answeredAfterSeconds is { } seconds)
        {
            readiness.See(Answer(10 + seconds));
            readiness.See(Answer(1000));
        }

        Assert.Equal(expected, readiness.Result().Status);
    }

    [Fact]
    public void Result_without_a_fault_is_not_asked()
    {
        var readiness = new Readiness();
        readiness.See(Answer(at: 1));
        Assert.Equal(InvariantStatus.NotAsked, readiness.Result().Status);
    }

    private static RunRecordLine Answer(int at) => new() { Op = "Submit", Key = "k", Result = "ok", AtMicros = at * Second };

    private static RunRecordLine Fault(string result, int at) => new() { Op = RunRecordLine.Fault, Key = "power", Result = result, AtMicros = at * Second };
}
