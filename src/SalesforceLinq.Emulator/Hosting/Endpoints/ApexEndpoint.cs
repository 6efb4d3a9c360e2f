using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Hands Apex REST requests to the delegates the user mapped.</summary>
internal sealed class ApexEndpoint(ApexResources resources)
{
    public ValueTask<Answer> AnswerAsync(Call call)
    {
        string path = string.Join('/', call.Segments);
        if (resources.Find(call.Method, path) is not { } handler)
            return new ValueTask<Answer>(Answer.Error(404, "NOT_FOUND", $"Could not find a match for URL {path}", codeFirst: true));
        return new ValueTask<Answer>(call.RowLocked ? Locked() : Run(handler, new ApexCall(call.Method, path, call.Query.All, call.Text())));
    }

    // What a statement that writes throws, and nobody catches: the transaction of the request is undone.
    private static Answer Locked() => Uncaught("DmlException: Insert failed. First exception on row 0; first error: UNABLE_TO_LOCK_ROW, unable to obtain exclusive access to this record: []");

    private static Answer Uncaught(string exception) => Answer.Error(500, "APEX_ERROR", "System." + exception, codeFirst: true);

    // Whatever a user's delegate throws is what Apex calls an uncaught exception; none may end the org.
    private static Answer Run(Func<ApexCall, object?> handler, ApexCall call)
    {
        try
        {
            object? value = handler(call);
            return new Answer(200, JsonSerializer.SerializeToUtf8Bytes(value), Answer.JsonType);
        }
        catch (Exception error)
        {
            return Uncaught($"{error.GetType().Name}: {error.Message}");
        }
    }
}
