using System.Text.Json;
using Triage.Cli.Bench.Plan;
using Triage.Load;
using Triage.Load.Calls;
using Triage.Load.Requests;

// One plan in, on standard input; lines out: when the measured period begins and ends, then the report.
var plan = JsonSerializer.Deserialize<LoadPlan>(await Console.In.ReadToEndAsync()) ?? throw new ArgumentException("The plan is empty.");
var requests = PreparedRequests.Of(plan);
// What was made to prepare them is gone before anything is timed.
GC.Collect();
await using var calls = OpenCalls.Of(plan, requests);
var report = await LoadRun.RunAsync(plan, requests, calls, Console.WriteLine);
Console.WriteLine(JsonSerializer.Serialize(report));
