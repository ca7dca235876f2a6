using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using Triage.Silo.Access;
using Triage.TestKit;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Authorisation;

/// <summary>A service process that the walk calls, about invoices of tenant local that it makes for itself.</summary>
internal sealed class WalkedService(ServiceProcess service) : IDisposable
{
    private const string NoRole = "(none)";

    public static readonly string[] EveryRole = [.. typeof(Roles).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal)]; // constants have a value
    public static readonly string[] AllRoles = [.. EveryRole, NoRole];

    // Of the whole run: names of invoices are never used twice.
    private static int targets;

    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(service.Grpc);

    public Walk Walk => new(_channel.CreateCallInvoker());

    public void Dispose() => _channel.Dispose();

    public Metadata Caller(string tenant, string[] roles, string[]? facilities) => SiloFixture.Bearer(service.Token(roles, tenant, facilities));

    /// <summary>About invoices of facility north, a new one for each call.</summary>
    /// <param name="caller">By roles.</param>
    public async Task<IReadOnlyDictionary<(string Rpc, string Role), string>> TableAsync(Func<string[], Metadata> caller, string callersFacility)
    {
        var walk = Walk;
        var asked =
            from entry in WalkCases.All
            from role in AllRoles
            select AskAsync(entry, WalkCases.Rpcs.Single(rpc => WalkCases.NameOf(rpc) == entry.Rpc), role);
        return (await Task.WhenAll(asked)).ToDictionary(answer => answer.Key, answer => answer.Answer);

        async Task<((string Rpc, string Role) Key, string Answer)> AskAsync(WalkCase entry, MethodDescriptor rpc, string role)
        {
            var answer = await walk.AskAsync(rpc, entry, await TargetAsync(callersFacility), caller(role == NoRole ? [] : [role]), TestContext.Current.CancellationToken);
            return ((entry.Rpc, role), answer.Text);
        }
    }

    public Task<IReadOnlyDictionary<(string Rpc, string Role), string>> TableAsync(string tenant, string facility) =>
        TableAsync(roles => Caller(tenant, roles, [facility]), facility);

    public static WalkTarget Absent(string callersFacility) => new($"absent-{Interlocked.Increment(ref targets)}", "north", callersFacility);

    public async Task<WalkTarget> TargetAsync(string callersFacility)
    {
        var target = new WalkTarget($"walk-{Interlocked.Increment(ref targets)}", "north", callersFacility);
        var request = Samples.Submit(target.SourceId);
        request.Wait = Proto.Wait.Verdict;
        await new Proto.IntakeService.IntakeServiceClient(_channel).SubmitAsync(request, Caller("local", [Roles.Host], null));
        return target;
    }
}
