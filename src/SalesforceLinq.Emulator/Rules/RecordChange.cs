using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>A record before and after a write that is about to happen.</summary>
internal sealed record RecordChange(WriteContext Context, StoredRecord? Before, StoredRecord After)
{
    public ObjectSchema Schema => After.Schema;

    public bool IsInsert => Before is null;

    public bool Changes(FieldSchema field) => Before is null ? After[field] is not null : !Equals(Before[field], After[field]);

    public bool Changes(string field) => Schema.FindField(field) is { } known && Changes(known);
}
