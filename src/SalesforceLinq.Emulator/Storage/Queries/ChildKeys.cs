using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SalesforceLinq.Emulator.Storage.Compilation;

namespace SalesforceLinq.Emulator.Storage.Queries;

/// <summary>Which children each parent of a page has.</summary>
internal sealed class ChildKeys
{
    /// <summary>Children written with their parent; the others are fetched by a cursor of their own.</summary>
    public const int MostInline = 500;

    private readonly List<long>?[] _ofParent;

    private readonly int[] _inlineBefore;

    private ChildKeys(int parents)
    {
        _ofParent = new List<long>?[parents];
        _inlineBefore = new int[parents];
    }

    public static ChildKeys Read(SqliteConnection connection, CompiledChildren children, ReadOnlySpan<long> parents)
    {
        ChildKeys keys = new(parents.Length);
        using SqliteCommand command = Statement.Prepare(connection, children.KeysSql, children.Rows.Parameters, parents);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
            (keys._ofParent[reader.GetInt32(0)] ??= []).Add(reader.GetInt64(1));
        for (int parent = 1; parent < parents.Length; parent++)
            keys._inlineBefore[parent] = keys._inlineBefore[parent - 1] + keys.InlineCount(parent - 1);
        return keys;
    }

    public int Count(int parent) => _ofParent[parent]?.Count ?? 0;

    public int InlineCount(int parent) => Math.Min(Count(parent), MostInline);

    /// <summary>Children written with the parents before this one.</summary>
    public int InlineBefore(int parent) => _inlineBefore[parent];

    public ReadOnlySpan<long> Inline(int parent) => CollectionsMarshal.AsSpan(_ofParent[parent])[..InlineCount(parent)];

    public long[] All(int parent) => _ofParent[parent] is { } keys ? [.. keys] : [];
}
