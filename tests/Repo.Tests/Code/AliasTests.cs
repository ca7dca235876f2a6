using System.Reflection;
using Triage.Grains.Invoices;
using Triage.Models.Intake;

namespace Triage.Repo.Tests.Code;

/// <summary>Silos of two versions run side by side during an upgrade: what they send each other is known by names that stay, not by .NET's.</summary>
public sealed class AliasTests
{
    private static readonly Type[] All = [.. typeof(IInvoiceGrain).Assembly.GetTypes(), .. typeof(Invoice).Assembly.GetTypes()];

    private static readonly Type[] GrainInterfaces = [.. All.Where(type => type is { IsInterface: true, Namespace: { } space } && space.StartsWith("Triage.", StringComparison.Ordinal) && typeof(IAddressable).IsAssignableFrom(type))];

    private static readonly Type[] Messages = [.. All.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))];

    [Fact]
    public void Grain_interfaces_and_their_methods_have_aliases() => Assert.All(GrainInterfaces, type =>
    {
        Assert.Equal("triage." + type.Name, AliasOf(type));
        var methods = type.GetMethods();
        Assert.NotEmpty(methods);
        Assert.All(methods, method => Assert.Equal(method.Name[..^"Async".Length], AliasOf(method)));
    });

    [Fact]
    public void Grains_have_a_type_name()
    {
        var grains = All.Where(type => type is { IsAbstract: false } && typeof(Grain).IsAssignableFrom(type)).ToArray();
        Assert.NotEmpty(grains);
        Assert.All(grains, type => Assert.False(string.IsNullOrEmpty(type.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(null!, type).ToString()))); // the attribute asks the provider for nothing
    }

    [Fact]
    public void Messages_have_an_alias_of_their_own()
    {
        Assert.NotEmpty(Messages);
        Assert.All(Messages, type => Assert.Equal("triage." + type.Name, AliasOf(type)));
        Assert.Equal(Messages.Length, Messages.Select(AliasOf).Distinct().Count());
    }

    [Fact]
    public void Messages_number_every_member_once() => Assert.All(Messages.Where(type => !typeof(Exception).IsAssignableFrom(type)), type =>
    {
        var stored = type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly);
        var ids = type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Cast<MemberInfo>().Concat(stored)
            .Select(member => member.GetCustomAttribute<IdAttribute>()?.Id).OfType<uint>().ToArray();
        // Ids run from 0 without a hole, and there are as many as fields that hold something.
        Assert.Equal(Enumerable.Range(0, stored.Length).Select(id => (uint)id), ids.Order());
    });

    [Fact]
    public void What_grains_take_and_give_is_a_message_or_plain() => Assert.All(
        GrainInterfaces.SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)).SelectMany(Parts).Distinct(),
        type => Assert.True(type.Namespace?.StartsWith("Triage.", StringComparison.Ordinal) != true || type.IsEnum || Messages.Contains(type), $"{type} crosses a grain call without a serializer of its own."));

    [Fact]
    public void What_messages_hold_is_a_message_or_plain() => Assert.All(
        Messages.SelectMany(type => type.GetProperties().Where(property => property.IsDefined(typeof(IdAttribute)))).SelectMany(property => Parts(property.PropertyType)).Distinct(),
        type => Assert.True(type.Namespace?.StartsWith("Triage.", StringComparison.Ordinal) != true || type.IsEnum || Messages.Contains(type), $"{type} is held by a message without a serializer of its own."));

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : type.IsArray ? Parts(type.GetElementType()!) : [type]; // an array has an element type

    private static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;
}
