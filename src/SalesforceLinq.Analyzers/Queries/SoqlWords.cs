using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SalesforceLinq.Analyzers.Queries;

/// <summary>The methods that SOQL has words for. A method that is not here is refused when the query runs.</summary>
internal static class SoqlWords
{
    private static readonly HashSet<string> OfStrings =
        ["Compare", "CompareTo", "Contains", "EndsWith", "Equals", "IndexOf", "IsNullOrEmpty", "IsNullOrWhiteSpace", "StartsWith"];

    // Without arguments they change nothing: Salesforce compares without case, and stores texts without blanks at their ends.
    private static readonly HashSet<string> OfStringsAlone = ["ToLower", "ToLowerInvariant", "ToString", "ToUpper", "ToUpperInvariant", "Trim"];

    // On child collections, groups and semi-joins.
    private static readonly HashSet<string> OfSequences =
    [
        "All", "Any", "AsEnumerable", "AsQueryable", "Average", "Cast", "Contains", "Count", "DefaultIfEmpty", "Distinct", "LongCount",
        "Max", "Min", "OfType", "OrderBy", "OrderByDescending", "Select", "SelectMany", "Skip", "Sum", "Take", "ThenBy", "ThenByDescending",
        "ToArray", "ToHashSet", "ToList", "Where",
    ];

    // Whatever type declares them: ids, numbers, dates, lists, sets, spans.
    private static readonly HashSet<string> OfEveryType =
        ["Compile", "CompareTo", "Contains", "ContainsKey", "Equals", "Exists", "GetValueOrDefault", "ToUniversalTime", "TrueForAll"];

    /// <summary>The name of what SOQL cannot say about the call; <see langword="null"/> when it can say all of it.</summary>
    public static string? MissingFor(IInvocationOperation call)
    {
        string name = call.TargetMethod.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
        if (!Has(call.TargetMethod))
            return name;

        return call.Arguments.Any(IsCaseSensitive) ? $"{name} that looks at case" : null;
    }

    private static bool Has(IMethodSymbol method) => method.ContainingType switch
    {
        { SpecialType: SpecialType.System_String } =>
            (OfStrings.Contains(method.Name) && IsWhole(method)) || method.Parameters.IsEmpty && OfStringsAlone.Contains(method.Name),
        { ContainingAssembly.Name: "SalesforceLinq" or "SalesforceLinq.Http" } => true,
        { Name: nameof(Enumerable) or nameof(Queryable) } type when IsIn(type, "System.Linq") => OfSequences.Contains(method.Name),
        // An enum has no order that a picklist shares.
        { SpecialType: SpecialType.System_Enum } => method.Name is nameof(Enum.HasFlag) or nameof(Equals),
        { SpecialType: SpecialType.System_Decimal or SpecialType.System_DateTime } or { Name: "DateTimeOffset" } when method.Name == "Compare" => true,
        { Name: "DateTime" or "DateTimeOffset" } type when IsIn(type, "System") && method.Name == "ToUniversalTime" => true,
        { Name: "DateOnly" } type when IsIn(type, "System") && method.Name == "FromDateTime" => true,
        _ => IsInLibrary(method) && OfEveryType.Contains(method.Name) || method.OverriddenMethod?.Name == nameof(Equals),
    };

    // Compare and IndexOf take texts, and a comparison at most: parts of texts, cultures and options have no counterpart.
    private static bool IsWhole(IMethodSymbol method)
    {
        int texts = method.Name switch { "Compare" => 2, "IndexOf" => 1, _ => method.Parameters.Length };
        return method.Parameters.Length == texts || (method.Parameters.Length == texts + 1 && method.Parameters[texts].Type.Name == nameof(StringComparison));
    }

    // A method of the user's own may be named Contains and do anything.
    private static bool IsInLibrary(IMethodSymbol method)
    {
        string @namespace = method.ContainingNamespace.ToDisplayString();
        return @namespace == "System" || @namespace.StartsWith("System.", StringComparison.Ordinal);
    }

    private static bool IsIn(INamedTypeSymbol type, string @namespace) => type.ContainingNamespace.ToDisplayString() == @namespace;

    private static bool IsCaseSensitive(IArgumentOperation argument) =>
        argument.Parameter?.Type is { Name: nameof(StringComparison) }
        && argument.Value.ConstantValue is { HasValue: true, Value: int comparison }
        && (StringComparison)comparison is StringComparison.Ordinal or StringComparison.CurrentCulture or StringComparison.InvariantCulture;
}
