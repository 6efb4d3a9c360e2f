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
        foreach (PendingWrite write in step.Writes)
            WriteRecord(json, write);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteRecord(JsonTextWriter json, PendingWrite write)
    {
        json.WriteStartObject();
        json.WritePropertyName("attributes");
        json.WriteStartObject();
        json.WritePropertyName("type");
        json.WriteValue(write.ApiName);
        json.WriteEndObject();
        if (write.Operation == SaveOperation.Update)
        {
            json.WritePropertyName("id");
            json.WriteValue(write.Tracked.Id ?? referenceTo(write, write.Tracked));
        }

        foreach (FieldModel field in write.Fields)
        {
            json.WritePropertyName(field.ApiName);
            WriteValue(json, field.ToWire(field.GetValue(write.Tracked.Entity)));
        }

        foreach ((string lookup, Tracking.TrackedEntity parent) in write.Pointers)
        {
            json.WritePropertyName(lookup);
            json.WriteValue(parent.Id ?? referenceTo(write, parent));
        }

        foreach (string lookup in write.Cleared)
        {
            json.WritePropertyName(lookup);
            json.WriteNull();
        }

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
