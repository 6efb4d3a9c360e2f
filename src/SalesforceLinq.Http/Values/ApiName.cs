using System.Runtime.CompilerServices;

namespace SalesforceLinq.Http.Values;

/// <summary>Checks names of objects and fields before they become part of a URL or of SOQL.</summary>
internal static class ApiName
{
    /// <summary>The name of an object, of a field, or of a relationship: letters, digits and underscores.</summary>
    public static string Checked(string name, [CallerArgumentExpression(nameof(name))] string? parameter = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name, parameter);
        return IsName(name) ? name : throw Wrong(name, "letters, digits and underscores, and starts with a letter", parameter);
    }

    /// <summary>A field, or a field of a parent: names divided by dots.</summary>
    public static string CheckedPath(string path, [CallerArgumentExpression(nameof(path))] string? parameter = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path, parameter);
        foreach (Range part in path.AsSpan().Split('.'))
        {
            if (!IsName(path.AsSpan(part)))
                throw Wrong(path, "letters, digits and underscores, with a dot after each parent relationship", parameter);
        }

        return path;
    }

    private static bool IsName(ReadOnlySpan<char> name) =>
        !name.IsEmpty && char.IsAsciiLetter(name[0]) && !name.ContainsAnyExcept(NameCharacters);

    private static ArgumentException Wrong(string name, string rule, string? parameter) =>
        new($"'{name}' is not an API name: one has only {rule}. Use the API name of the object or field, not its label.", parameter);

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");
}
