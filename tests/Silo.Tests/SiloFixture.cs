using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.AspNetCore.TestHost;
using Proto = Triage.Protos.V1;

[assembly: AssemblyFixture(typeof(Triage.Silo.Tests.SiloFixture))]

namespace Triage.Silo.Tests;

/// <summary>One edge for all tests that need no settings of their own.</summary>
public sealed class SiloFixture : IAsyncLifetime
{
    // InitializeAsync sets it before any test runs.
    private SiloHost _host = null!;

    internal TestIssuer Issuer { get; private set; } = new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    internal FakeInvoices Invoices => _host.Invoices;

    internal FakeIndex Index => _host.Index;

    internal TestServer Server => _host.Server;

    internal Proto.IntakeService.IntakeServiceClient Client => _host.Client;

    internal Grpc.Net.Client.GrpcChannel Channel => _host.Channel;

    public async ValueTask InitializeAsync()
    {
        _host = await SiloHost.StartAsync(new() { ["Edge:StreamInFlightMax"] = "4" });
        Issuer = _host.Issuer();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    internal Metadata Good(string tenant = "local", string[]? roles = null, string[]? facilities = null) =>
        Bearer(Issuer.Good(tenant, roles, facilities));

    internal static Metadata Bearer(string token) => new() { { "authorization", $"Bearer {token}" } };
}
