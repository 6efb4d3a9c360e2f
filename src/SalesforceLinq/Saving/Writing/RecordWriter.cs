using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Mapping.Conversion;
using SalesforceLinq.Saving.Planning;

namespace SalesforceLinq.Saving.Writing;

/// <summary>Writes records as a collections request takes them.</summary>
/// <param name="referenceTo">Says how a parent without an id is referred to: <c>@{step0[3].id}</c>.</param>
internal sealed class RecordWriter(Func<PendingWrite, Tracking.TrackedEntity, string> referenceTo)
{
    /// <summary>Writes the body of a step: its records, and whether they are saved all or none.</summary>
    public void Write(JsonTextWriter json, SaveStep step, bool allOrNone)
    {
        json.WriteStartObject();
        json.WritePropertyName("allOrNone");
        json.WriteValue(allOrNone);
        json.WritePropertyName("records");
        json.WriteStartArray();
        string?[] ids = step.Ids();
        for (int i = 0; i < ids.Length; i++)
            WriteRecord(json, step.Writes[i], ids[i]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes the body of an update of one row: its fields, and nothing that says which it is.</summary>
    public void WriteRow(JsonTextWriter json, PendingWrite write)
    {
        json.WriteStartObject();
        WriteValues(json, write);
        json.WriteEndObject();
    }

    private void WriteRecord(JsonTextWriter json, PendingWrite write, string? id)
    {
        json.WriteStartObject();
        WriteType(json, write.ApiName);
        if (write.Operation == SaveOperation.Update)
        {
            json.WritePropertyName("id");
            json.WriteValue(id ?? referenceTo(write, write.Tracked));
        }

        WriteValues(json, write);
        json.WriteEndObject();
    }

    private void WriteValues(JsonTextWriter json, PendingWrite write)
    {
        // By index, here and below: an enumerator for each of a thousand records is garbage.
        for (int i = 0; i < write.Fields.Count; i++)
        {
            FieldModel field = write.Fields[i];
            json.WritePropertyName(field.ApiName);
            WriteValue(json, field.ToWire(field.GetValue(write.Tracked.Entity)));
        }

        foreach ((string lookup, Tracking.TrackedEntity parent) in write.Pointers)
        {
            json.WritePropertyName(lookup);
            json.WriteValue(parent.Id ?? referenceTo(write, parent));
        }

        foreach (KeyedParent parent in write.KeyedParents.Values)
            WriteKeyedParent(json, parent);
        foreach (string lookup in write.Cleared)
        {
            json.WritePropertyName(lookup);
            json.WriteNull();
        }
    }

    // Source: REST API Developer Guide, "Insert or Update (Upsert) a Record Using an External ID"; for a lookup to several objects the type comes first.
    private static void WriteKeyedParent(JsonTextWriter json, KeyedParent keyed)
    {
        json.WritePropertyName(keyed.RelationshipName);
        json.WriteStartObject();
        if (keyed.NeedsType)
            WriteType(json, keyed.Parent.Model.ApiName);
        FieldModel key = keyed.Parent.Key!;
        json.WritePropertyName(key.ApiName);
        WriteValue(json, key.ToWire(key.GetValue(keyed.Parent.Entity)));
        json.WriteEndObject();
    }

    private static void WriteType(JsonTextWriter json, string apiName)
    {
        json.WritePropertyName("attributes");
        json.WriteStartObject();
        json.WritePropertyName("type");
        json.WriteValue(apiName);
        json.WriteEndObject();
    }

    private static void WriteValue(JsonTextWriter json, object? wire)
    {
        switch (wire)
        {
            case JToken token:
                token.WriteTo(json);
                break;
            case DateTimeOffset instant:
                json.WriteValue(WireText.Instant(instant));
                break;
            case DateOnly date:
                json.WriteValue(WireText.Date(date));
                break;
            case TimeOnly time:
                json.WriteValue(WireText.Time(time));
                break;
            default:
                json.WriteValue(wire);
                break;
        }
    }
}
