using System.Collections.Frozen;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Storage;

/// <summary>The tables of an org, by object.</summary>
internal sealed class TableSet(OrgSchema schema)
{
    private readonly FrozenDictionary<string, RecordTable> _tables =
        schema.Objects.ToFrozenDictionary(table => table.Name, table => new RecordTable(table), StringComparer.OrdinalIgnoreCase);

    public OrgSchema Schema { get; } = schema;

    public RecordTable this[ObjectSchema schema] => _tables[schema.Name];

    public RecordTable? Find(string name) => _tables.GetValueOrDefault(name);

    /// <summary>The table an id belongs to, by its first three characters.</summary>
    public RecordTable? OfId(string id) => Schema.FindByKeyPrefix(id[..3]) is { } owner ? this[owner] : null;
}
