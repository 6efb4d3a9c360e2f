namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>Names and constants of the schema in SQL.</summary>
internal static class SqlText
{
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Constant(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
