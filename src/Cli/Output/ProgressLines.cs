namespace Triage.Cli.Output;

/// <summary>Progress where nobody watches a terminal: a line now and then, and one at the end.</summary>
internal static class ProgressLines
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public static async Task ShowAsync(TextWriter lines, string title, Func<WorkProgress> progress, Task work, TimeProvider time)
    {
        long start = time.GetTimestamp();
        while (!await Watch.EndedAsync(work, Every, time))
        {
            await lines.WriteLineAsync($"{title}: {progress().After(time.GetElapsedTime(start))}");
        }

        await work;
        await lines.WriteLineAsync($"{title}: {progress().After(time.GetElapsedTime(start))}");
    }
}
