using Microsoft.OpenApi;
using Triage.Protos.V1;

namespace Triage.Silo.OpenApi;

internal static class MapOpenApiExtension
{
    public static IEndpointRouteBuilder MapOpenApi(this IEndpointRouteBuilder routes)
    {
        var json = new Lazy<Task<string>>(() => OpenApiGenerator.Generate(
            IntakeReflection.Descriptor,
            LifecycleReflection.Descriptor,
            MasterDataReflection.Descriptor,
            RegistryReflection.Descriptor,
            FeedReflection.Descriptor,
            WaitingReflection.Descriptor).SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));
        routes.MapGet("/openapi/v1.json", async () => Results.Text(await json.Value, "application/json"));
        return routes;
    }
}
