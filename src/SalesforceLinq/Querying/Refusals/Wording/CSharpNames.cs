using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;

namespace SalesforceLinq.Querying.Refusals.Wording;

/// <summary>Names of types and methods, and values, as C# writes them.</summary>
internal static class CSharpNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(short)] = "short",
        [typeof(string)] = "string",
    };

    /// <summary>The name of a type.</summary>
    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword;
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";
        if (type.IsArray)
            return Of(type.GetElementType()!) + "[]";
        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
            : type.Name;
    }

    /// <summary>The name of a method, with the types it has to be told.</summary>
    public static string Of(MethodInfo method)
    {
        // What the compiler calls a local function: <Caller>g__Name|0_1.
        int local = method.Name.IndexOf(">g__", StringComparison.Ordinal);
        string name = local < 0 ? method.Name : method.Name[(local + 4)..method.Name.LastIndexOf('|')];
        bool isTold = method.IsGenericMethod && !method.GetGenericMethodDefinition().GetParameters().Any(parameter => parameter.ParameterType.ContainsGenericParameters);
        return isTold ? $"{name}<{string.Join(", ", method.GetGenericArguments().Select(Of))}>" : name;
    }

    /// <summary>A literal.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        char letter => $"'{letter}'",
        bool flag => flag ? "true" : "false",
        Enum choice => string.Join(" | ", choice.ToString().Split(", ").Select(name => $"{choice.GetType().Name}.{name}")),
        Type type => $"typeof({Of(type)})",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => Of(value.GetType()),
    };

    /// <summary>Whether the compiler made the name up, for what the programmer gave none.</summary>
    public static bool IsMadeUp(string name) => name.StartsWith('<') || name.Contains("$<>", StringComparison.Ordinal) || name.Contains("TransparentIdentifier", StringComparison.Ordinal);

    /// <summary>Whether a type has no name in the program.</summary>
    public static bool IsAnonymous(NewExpression creation) => creation.Members is not null && IsMadeUp(creation.Type.Name);
}
