using Triage.Examples;
using Triage.Examples.SubscribingHost;

// A host in the subscribing style: it submits without waiting, and acts on what the feed says. Of its own it keeps one
// cursor, and with each effect the id of the event that it was for.
if (HostSettings.Read(args) is not { } settings)
{
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
using var triage = Connection.Open(settings);
using var posted = new OnceFile(settings.StateFile("posted.jsonl"));
using var notices = new OnceFile(settings.StateFile("notices.jsonl"));
var subscriber = new Subscriber(triage, new Erp(triage, posted), notices, new CursorFile(settings.StateFile("cursor")));
try
{
    // Whichever fails ends the host, and both go on where they were when its supervisor starts it again.
    var (submitting, following) = (Submitter.RunAsync(triage, settings.LedgerFile, stop.Token), subscriber.RunAsync(stop.Token));
    await await Task.WhenAny(submitting, following);
    await following;
    return 0;
}
catch (OperationCanceledException)
{
    return 130;
}
