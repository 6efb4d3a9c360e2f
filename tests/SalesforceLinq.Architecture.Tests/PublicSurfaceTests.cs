using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;

namespace SalesforceLinq.Architecture.Tests;

/// <summary>What is public reads as one: users who know the base class library and EF Core find what they expect.</summary>
public sealed class PublicSurfaceTests
{
    // The one synchronous door to a stream has the name EF Core gave it.
    private static readonly string[] NamedOtherwise = ["AsAsyncEnumerable"];

    private static readonly Type[] Types = [.. new[] { typeof(SalesforceClient), typeof(SalesforceContext), typeof(EmulatedOrg) }.SelectMany(type => type.Assembly.GetExportedTypes())];

    private static IEnumerable<MethodInfo> Methods => Types.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => (method.IsPublic || method.IsFamily) && !method.IsSpecialName && !method.IsDefined(typeof(CompilerGeneratedAttribute)));

    private static IEnumerable<MethodInfo> AsynchronousMethods => Methods.Where(method => IsAwaited(method.ReturnType) && !NamedOtherwise.Contains(method.Name));

    [Fact]
    public void What_is_awaited_ends_in_Async() => Shown(AsynchronousMethods.Where(method => !method.Name.EndsWith("Async", StringComparison.Ordinal))).Should().BeEmpty();

    [Fact]
    public void What_is_awaited_can_be_cancelled_by_its_last_parameter() => Shown(AsynchronousMethods
            .Where(method => method.Name != nameof(IAsyncDisposable.DisposeAsync))
            .Where(method => method.GetParameters() is not [.., { HasDefaultValue: true } last] || last.ParameterType != typeof(CancellationToken))
            // What derived classes override is called by their base class, which always has a token.
            .Where(method => !method.IsFamily))
        .Should().BeEmpty();

    [Fact]
    public void Lists_are_handed_out_to_be_read() => Shown(Methods.Where(method => IsMutableList(ResultOf(method.ReturnType)) && !IsAggregation(method))).Should().BeEmpty();

    [Fact]
    public void Extension_methods_stand_in_classes_named_so() => Types
        .Where(type => type.IsDefined(typeof(ExtensionAttribute), inherit: false) && !type.Name.EndsWith("Extensions", StringComparison.Ordinal)).Should().BeEmpty();

    [Fact]
    public void Users_need_one_namespace_for_each_package() =>
        Types.Select(type => type.Namespace).Distinct().Should().BeEquivalentTo(["SalesforceLinq", "SalesforceLinq.Http", "SalesforceLinq.Emulator"]);

    [Fact]
    public void What_an_exception_wraps_is_its_innerException() => Types.Where(type => type.IsSubclassOf(typeof(Exception)))
        .SelectMany(type => type.GetConstructors()).SelectMany(constructor => constructor.GetParameters())
        .Where(parameter => parameter.ParameterType == typeof(Exception)).Select(parameter => parameter.Name).Distinct().Should().Equal("innerException");

    [Fact]
    public void Options_are_set_when_they_are_made() => Types.Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
        .SelectMany(type => type.GetProperties())
        .Where(property => property.SetMethod is { } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
        .Select(property => $"{property.DeclaringType!.Name}.{property.Name}").Should().BeEmpty();

    // ToListAsync and its like make what the caller asked for by name.
    private static bool IsAggregation(MethodInfo method) => method.Name.StartsWith("To", StringComparison.Ordinal);

    private static bool IsAwaited(Type type) => type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(Task<>) || open == typeof(ValueTask<>) || open == typeof(IAsyncEnumerable<>)));

    private static Type ResultOf(Type type) => type.IsGenericType && IsAwaited(type) ? type.GetGenericArguments()[0] : type;

    private static bool IsMutableList(Type type) => type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type)
        && type.GetGenericTypeDefinition() is var open && (open == typeof(List<>) || open == typeof(IList<>) || open == typeof(Dictionary<,>) || open == typeof(HashSet<>));

    private static IEnumerable<string> Shown(IEnumerable<MethodInfo> methods) => methods.Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Distinct();
}
