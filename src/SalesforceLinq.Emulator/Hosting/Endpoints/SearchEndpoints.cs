using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Soql.Binding;
using SalesforceLinq.Emulator.Sosl.Parsing;
using SalesforceLinq.Emulator.Sosl.Syntax;
using SalesforceLinq.Emulator.Storage.Searching;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Searches, by SOSL or by parameters.</summary>
/// <remarks>Source: recorded answers: an object with <c>searchRecords</c>, and in old versions a bare array.</remarks>
internal sealed class SearchEndpoints(OrgServices org)
{
    private const int LastVersionOfBareArray = 36;

    private readonly SearchRunner _runner = new(org.Schema);

    public void Map(Router router)
    {
        foreach (string root in (string[])["", "tooling/"])
        {
            router.Map("GET", root + "search", BySoslAsync);
            router.Map("GET", root + "parameterizedSearch", call => RunAsync(call, SearchParameterReader.Read(call.Query).ToQuery()));
            router.Map("POST", root + "parameterizedSearch", ByBodyAsync);
        }
    }

    private ValueTask<Answer> BySoslAsync(Call call) => call.Query["q"] is { } sosl
        ? RunAsync(call, SoslParser.Parse(sosl))
        : new ValueTask<Answer>(Answer.Error(400, "MALFORMED_SEARCH", "No search term found. The search term must be enclosed in braces."));

    private async ValueTask<Answer> ByBodyAsync(Call call)
    {
        using JsonDocument body = call.JsonObject();
        return await RunAsync(call, SearchParameterReader.Read(body.RootElement).ToQuery()).ConfigureAwait(false);
    }

    private async ValueTask<Answer> RunAsync(Call call, SoslQuery search)
    {
        if (!await org.ReadAsync(call, connection => _runner.IsPrepared(connection.Connection, search)).ConfigureAwait(false))
        {
            await org.WriteAsync(call, write =>
            {
                _runner.Prepare(write.Connection.Connection, search);
                return true;
            }).ConfigureAwait(false);
        }

        return await org.ReadAsync(call, connection => Answer.Json(200, writer =>
        {
            QueryContext context = QueryEndpoints.ContextOf(org, call, connection, deleted: false);
            bool bare = call.Version <= LastVersionOfBareArray;
            if (!bare)
            {
                writer.WriteStartObject();
                writer.WritePropertyName("searchRecords");
            }

            _runner.Run(connection.Connection, search, context, writer);
            if (!bare)
                writer.WriteEndObject();
        })).ConfigureAwait(false);
    }
}
