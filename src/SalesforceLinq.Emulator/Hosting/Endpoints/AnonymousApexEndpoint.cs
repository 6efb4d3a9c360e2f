using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Anonymous Apex. The org runs no Apex: it hands the code to the delegate the user mapped, or says that there is none.</summary>
/// <remarks>Source: Tooling API Developer Guide, "executeAnonymous": what fails is told in a result with status 200.</remarks>
internal sealed class AnonymousApexEndpoint(ApexResources resources)
{
    private const string NoInterpreter =
        "The emulated org does not run Apex. Map this code to a delegate with EmulatedOrg.Apex.MapAnonymous, which then runs in its place.";

    public void Map(Router router) => router.Map("GET", "tooling/executeAnonymous", call => new ValueTask<Answer>(Execute(call)));

    private Answer Execute(Call call)
    {
        if (call.Query["anonymousBody"] is not { Length: > 0 } code)
            return Answer.Error(400, "MISSING_ARGUMENT", "The parameter anonymousBody is missing");
        return resources.FindAnonymous(code) is { } handler ? Run(handler, code) : Result(compiled: false, NoInterpreter, null);
    }

    // Whatever a user's delegate throws is what Apex calls an uncaught exception; none may end the org.
    private static Answer Run(Action<string> handler, string code)
    {
        try
        {
            handler(code);
            return Result(compiled: true, null, null);
        }
        catch (Exception error)
        {
            return Result(compiled: true, null, error);
        }
    }

    private static Answer Result(bool compiled, string? problem, Exception? error) => Answer.Json(200, writer =>
    {
        bool success = compiled && error is null;
        writer.WriteStartObject();
        writer.WriteNumber("line", success ? -1 : 1);
        writer.WriteNumber("column", success ? -1 : 1);
        writer.WriteBoolean("compiled", compiled);
        writer.WriteBoolean("success", success);
        writer.WriteString("compileProblem", problem);
        writer.WriteString("exceptionStackTrace", error is null ? null : "AnonymousBlock: line 1, column 1");
        writer.WriteString("exceptionMessage", error is null ? null : $"System.{error.GetType().Name}: {error.Message}");
        writer.WriteEndObject();
    });
}
