using System.Security.Cryptography;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Triage.Models.History;
using Triage.Silo.Access;
using Triage.Silo.Data;
using Triage.Silo.Edge;
using Triage.Silo.Errors;
using Triage.Silo.Intake;
using Triage.Silo.Telemetry;
using Triage.Silo.Wiring;
using Proto = Triage.Protos.V1;

[assembly: AssemblyFixture(typeof(Triage.Silo.Tests.SiloFixture))]

namespace Triage.Silo.Tests;

/// <summary>The real edge in memory, with invoices and index replaced.</summary>
public sealed class SiloFixture : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("triage-silo-").FullName;
    private WebApplication? app;
    private GrpcChannel? channel;

    internal TestIssuer Issuer { get; private set; } = new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    internal FakeInvoices Invoices { get; } = new();

    internal FakeIndex Index { get; } = new();

    // InitializeAsync set it before any test runs.
    internal TestServer Server => app!.GetTestServer();

    internal Proto.IntakeService.IntakeServiceClient Client => new(channel);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Data:Directory"] = directory, ["Edge:StreamInFlightMax"] = "4" });
        builder.AddTelemetry();
        builder.Services.AddSingleton<IInvoiceDirectory>(Invoices).AddSingleton<IInvoiceIndex>(Index);
        builder.Services.AddData().AddErrors().AddAccess().AddEdge().AddIntake();
        app = builder.Build();
        app.ValidateSettings().MapEdge();
        await app.StartAsync();
        Issuer = new(LocalIssuerKey.LoadOrCreate(directory));
        channel = GrpcChannel.ForAddress(Server.BaseAddress, new GrpcChannelOptions { HttpHandler = Server.CreateHandler() });
    }

    public async ValueTask DisposeAsync()
    {
        channel?.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        Directory.Delete(directory, recursive: true);
    }

    internal Metadata Good(string tenant = "local", string[]? roles = null, string[]? facilities = null) =>
        Bearer(Issuer.Good(tenant, roles, facilities));

    internal static Metadata Bearer(string token) => new() { { "authorization", $"Bearer {token}" } };
}
