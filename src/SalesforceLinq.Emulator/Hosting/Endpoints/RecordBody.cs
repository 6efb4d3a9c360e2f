using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Reads the record of a request: plain JSON, or JSON and a file in a multipart message.</summary>
internal static class RecordBody
{
    public static async ValueTask<RecordInput> ReadAsync(OrgServices org, Call call, ObjectSchema schema)
    {
        if (!MultipartBody.IsMultipart(call))
        {
            using JsonDocument body = call.JsonObject();
            return org.Reader.Read(schema, body.RootElement);
        }

        using MultipartBody message = await MultipartBody.ReadAsync(call).ConfigureAwait(false);
        RecordInput input = org.Reader.Read(schema, message.Record.RootElement);
        if (message.Field is null)
            return input;
        if (schema.FindField(message.Field) is { Type: FieldType.Base64 } blob)
            input.Values.Add((blob, message.File));
        else
            input.UnknownFields.Add(message.Field);
        return input;
    }
}
