using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace SalesforceLinq.Analyzers.Tests;

/// <summary>
/// The rule about methods and the translator are two codes that must know the same words. Every public method of the types that fields have
/// is called in a query, compiled, and shown to both: what one refuses, the other reports.
/// </summary>
public sealed class TranslatorAgreementTests
{
    private static readonly (string Field, Type Type)[] Fields =
    [
        ("c.LastName", typeof(string)), ("c.CreatedDate", typeof(DateTimeOffset)), ("c.Birthdate!.Value", typeof(DateOnly)),
        ("c.Account!.AnnualRevenue!.Value", typeof(decimal)), ("c.Interests", typeof(Enum)), ("c.CreatedDate.Date", typeof(DateTime)),
    ];

    private static readonly Dictionary<Type, string> Arguments = new()
    {
        [typeof(string)] = "name",
        [typeof(object)] = "(object)name",
        [typeof(char)] = "'x'",
        [typeof(int)] = "1",
        [typeof(double)] = "1.0",
        [typeof(long)] = "1L",
        [typeof(bool)] = "true",
        [typeof(decimal)] = "1m",
        [typeof(StringComparison)] = "StringComparison.OrdinalIgnoreCase",
        [typeof(TimeSpan)] = "TimeSpan.Zero",
        [typeof(DateTimeOffset)] = "new DateTimeOffset(2024, 1, 31, 0, 0, 0, TimeSpan.Zero)",
        [typeof(DateOnly)] = "new DateOnly(2024, 1, 31)",
        [typeof(DateTime)] = "new DateTime(2024, 1, 31)",
        [typeof(Enum)] = "Interests.Chess",
        [typeof(IFormatProvider)] = "(IFormatProvider)null!",
        [typeof(string[])] = "names",
        [typeof(TimeOnly)] = "TimeOnly.MinValue",
    };

    private static readonly string[] Sequences =
    [
        "a.Contacts.Any()", "a.Contacts.Any(c => c.LastName == name)", "!a.Contacts.Any(c => c.LastName == name)", "a.Contacts.All(c => c.LastName == name)",
        "a.Contacts.Where(c => c.LastName == name).Any()",
        "a.Contacts.Chunk(2).Any()", "a.Contacts.Reverse().Any()", "a.Contacts.Append(null!).Any()", "a.Contacts.Zip(names).Any()", "a.Contacts.SkipLast(1).Any()",
    ];

    [Fact]
    public async Task What_the_translator_refuses_is_reported_and_nothing_else()
    {
        List<string> conditions =
        [
            .. Fields.SelectMany(field => Calls(field.Field, field.Type)).Distinct().Select(call => $"context.Contacts.Where(c => {call})"),
            .. Sequences.Select(condition => $"context.Accounts.Where(a => {condition})"),
        ];
        (List<string> usable, HashSet<string> reported, Assembly program) = await CompileAsync(conditions);
        HashSet<string> refused = [.. usable.Where((_, i) => IsRefused(program, i))];

        usable.Should().HaveCountGreaterThan(200, "the methods of strings alone are many");
        refused.Should().HaveCountGreaterThan(100);
        string.Join('\n', [.. refused.Except(reported).Select(condition => "refused, not reported: " + condition), .. reported.Except(refused).Select(condition => "reported, not refused: " + condition)])
            .Should().BeEmpty();
    }

    private static IEnumerable<string> Calls(string field, Type type)
    {
        foreach (MethodInfo method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Where(IsCallable))
        {
            ParameterInfo[] parameters = method.GetParameters();
            // A static method is about the field when its first parameter is one.
            if (method.IsStatic && (parameters.Length == 0 || parameters[0].ParameterType != type))
                continue;
            string[] arguments = [.. parameters.Skip(method.IsStatic ? 1 : 0).Select(parameter => Arguments[parameter.ParameterType])];
            string call = method.IsStatic
                ? $"{type.Name}.{method.Name}({string.Join(", ", arguments.Prepend(field))})"
                : $"{field}.{method.Name}({string.Join(", ", arguments)})";
            if (Condition(call, method.ReturnType) is { } condition)
                yield return condition;
        }
    }

    private static bool IsCallable(MethodInfo method) =>
        method is { IsSpecialName: false, IsGenericMethod: false, Name: not (nameof(GetType) or nameof(GetHashCode) or "CopyTo" or "TryFormat" or "Deconstruct" or "Parse" or "TryParse") }
        && method.GetParameters().All(parameter => Arguments.ContainsKey(parameter.ParameterType));

    private static string? Condition(string call, Type type) => type switch
    {
        _ when type == typeof(bool) => call,
        _ when type == typeof(string) => $"{call} == name",
        _ when type == typeof(int) => $"{call} > 0",
        _ when type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(DateTime) || type == typeof(decimal) => $"{call} == {Arguments[type]}",
        _ => null,
    };

    // Not every combination is C# (ambiguous overloads): what does not compile is left out.
    private static async Task<(List<string> Usable, HashSet<string> Reported, Assembly Program)> CompileAsync(List<string> conditions)
    {
        List<string> usable = conditions;
        for (int attempt = 0; ; attempt++)
        {
            using AdhocWorkspace workspace = new();
            Document document = SnippetProject.Create(workspace, Program(usable));
            Compilation compilation = (await document.Project.GetCompilationAsync())!;
            HashSet<int> broken = [.. compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Select(LineOf)];
            if (broken.Count == 0)
            {
                IReadOnlyList<Diagnostic> found = await SnippetProject.AnalyzeAsync(new MethodWithoutSoqlAnalyzer(), document, mayFailToCompile: false);
                using MemoryStream image = new();
                compilation.Emit(image).Success.Should().BeTrue();
                image.Position = 0;
                return (usable, [.. found.Select(diagnostic => usable[LineOf(diagnostic)])], AssemblyLoadContext.Default.LoadFromStream(image));
            }

            attempt.Should().BeLessThan(3);
            usable = [.. usable.Where((_, i) => !broken.Contains(i))];
        }
    }

    private static int LineOf(Diagnostic diagnostic) => diagnostic.Location.GetMappedLineSpan().StartLinePosition.Line;

    private static string Program(List<string> conditions) =>
        $$"""
        {{SnippetProject.Usings}}
        public sealed class TestContext : CrmContext
        {
            protected override void OnConfiguring(SalesforceContextOptionsBuilder options) =>
                options.UseOrg(new SalesforceLinq.Http.AccessTokenCredential("https://stub.example.com", "token"));
        }
        public static class Queries
        {
            public static readonly TestContext context = new();
            static string name = "x";
            static string[] names = ["x"];
        #line 1
        {{string.Join('\n', conditions.Select((condition, i) => string.Create(CultureInfo.InvariantCulture, $"public static string Q{i}() => {condition}.ToSoql();")))}}
        }
        """;

    private static bool IsRefused(Assembly program, int number)
    {
        try
        {
            program.GetType("Queries")!.GetMethod("Q" + number.ToString(CultureInfo.InvariantCulture))!.Invoke(null, null);
            return false;
        }
        catch (TargetInvocationException failure) when (failure.InnerException is QueryNotSupportedException)
        {
            return true;
        }
    }
}
