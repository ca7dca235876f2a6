using Triage.Examples;
using Triage.Examples.RequestReplyHost;

// A host in the request–reply style: one workflow an invoice, from its submission to the ERP. It keeps no state of
// its own: keys made from the invoice, and the ERP's refusal to post twice, are what a crash leaves behind.
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
using var parked = new OnceFile(settings.StateFile("parked.jsonl"));
using var workflow = new InvoiceWorkflow(triage, new Erp(triage, posted), parked);
try
{
    await Task.WhenAll(WorkList.Read(settings.LedgerFile).Select(invoice => workflow.RunAsync(invoice, stop.Token)));
    return 0;
}
catch (OperationCanceledException)
{
    return 130;
}
