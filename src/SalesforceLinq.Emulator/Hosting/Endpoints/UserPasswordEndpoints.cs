using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Sessions;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>The password of a user: whether it is expired, set, and reset to one the org makes up.</summary>
/// <remarks>Source: REST API Developer Guide, "sObject User Password"; the code and text for a refused password are not recorded.</remarks>
internal sealed class UserPasswordEndpoints(OrgServices org)
{
    private const int MadeUpLength = 12;

    public void Map(Router router)
    {
        router.Map("GET", "sobjects/User/{id}/password", StateAsync);
        router.Map("POST", "sobjects/User/{id}/password", SetAsync);
        router.Map("DELETE", "sobjects/User/{id}/password", ResetAsync);
    }

    private ValueTask<Answer> StateAsync(Call call) => org.ReadAsync(call, connection => UserOf(call, connection) is { } userId
        ? Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("isExpired", PasswordBook.IsExpired(connection, userId));
            writer.WriteEndObject();
        })
        : Answer.NotFound());

    private async ValueTask<Answer> SetAsync(Call call)
    {
        using JsonDocument body = call.JsonObject();
        string? password = body.RootElement.TryGetProperty("NewPassword", out JsonElement given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        if (string.IsNullOrWhiteSpace(password))
            return Answer.Error(400, "INVALID_NEW_PASSWORD", "Your password cannot be empty.");
        return await org.WriteAsync(call, context =>
        {
            if (UserOf(call, context.Connection) is not { } userId)
                return Answer.NotFound();
            Keep(context, userId, password, expired: false);
            return Answer.NoContent;
        }).ConfigureAwait(false);
    }

    private ValueTask<Answer> ResetAsync(Call call) => org.WriteAsync(call, context =>
    {
        if (UserOf(call, context.Connection) is not { } userId)
            return Answer.NotFound();
        string password = RandomText.Secret(MadeUpLength);
        Keep(context, userId, password, expired: true);
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("NewPassword", password);
            writer.WriteEndObject();
        });
    });

    private void Keep(WriteContext context, string userId, string password, bool expired)
    {
        PasswordBook.Set(context.Connection, userId, password, expired);
        RecordTable users = org.Tables.Find("User")!;
        StoredRecord before = users.Find(context.Connection, userId)!;
        StoredRecord after = before.Copy();
        after.Set("LastPasswordChangeDate", context.Stamp);
        users.Update(context.Connection, before, after);
    }

    private string? UserOf(Call call, StoreConnection connection) =>
        SalesforceId.TryNormalize(call["id"], out string? id) && org.Tables.Find("User")?.Find(connection, id) is not null ? id : null;
}
