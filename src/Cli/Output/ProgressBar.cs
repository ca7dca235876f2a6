using Spectre.Console;
using Spectre.Console.Rendering;

namespace Triage.Cli.Output;

/// <summary>Progress on a terminal: a bar, the rate and the time that is left.</summary>
internal static class ProgressBar
{
    private const int BarWidth = 20;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    public static async Task ShowAsync(IAnsiConsole terminal, string title, Func<WorkProgress> progress, Task work, TimeProvider time)
    {
        var figures = new Figures();
        await terminal.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = BarWidth }, figures)
            .StartAsync(async context =>
            {
                long start = time.GetTimestamp();
                var bar = context.AddTask(Markup.Escape(title), maxValue: 1);
                bool ended;
                do
                {
                    ended = await Watch.EndedAsync(work, Every, time);
                    var now = progress();
                    figures.Text = now.After(time.GetElapsedTime(start));
                    bar.Value = ended && work.IsCompletedSuccessfully ? 1 : Math.Min(now.Share, 0.999);
                }
                while (!ended);
                bar.StopTask();
            });
        await work;
    }

    private sealed class Figures : ProgressColumn
    {
        public string Text { get; set; } = "";

        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(Text);
    }
}
