using Google.Rpc;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Triage.Silo.Errors;
using Triage.Silo.Telemetry;

namespace Triage.Silo.Edge;

internal static class AddEdgeExtension
{
    public static IServiceCollection AddEdge(this IServiceCollection services)
    {
        services.AddOptions<EdgeOptions>().BindConfiguration(EdgeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EdgeOptions>, EdgeOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<KestrelServerOptions>, Listeners>());
        services.TryAddSingleton<EdgeMetrics>();
        services.TryAddSingleton<LastingCalls>();
        services.TryAddSingleton<AnsweringStream>();
        services.AddOptions<GrpcServiceOptions>().Configure<IOptions<EdgeOptions>>((grpc, edge) =>
        {
            grpc.MaxReceiveMessageSize = edge.Value.ReceiveBytesMax;
            grpc.EnableDetailedErrors = false;
            grpc.Interceptors.Add<ErrorInterceptor>();
        });
        services.AddGrpc().AddJsonTranscoding(json => json.TypeRegistry =
            Google.Protobuf.Reflection.TypeRegistry.FromFiles(
                Protos.V1.IntakeReflection.Descriptor, Protos.V1.LifecycleReflection.Descriptor, Protos.V1.MasterDataReflection.Descriptor, Protos.V1.RegistryReflection.Descriptor, ErrorDetailsReflection.Descriptor));
        services.AddGrpcReflection();
        return services;
    }
}
