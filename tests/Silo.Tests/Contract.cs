using System.Reflection;
using Google.Protobuf.Reflection;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests;

/// <summary>Every service of the contract, also those that will be added one day.</summary>
internal static class Contract
{
    public static IReadOnlyList<ServiceDescriptor> Services { get; } =
    [
        .. typeof(Proto.IntakeReflection).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>()
            .SelectMany(file => file.Services),
    ];
}
