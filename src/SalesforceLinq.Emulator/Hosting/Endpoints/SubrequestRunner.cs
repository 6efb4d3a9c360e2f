using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Runs subrequests one after the other, with references between them, all or none if so wanted.</summary>
internal sealed class SubrequestRunner(OrgServices org, Router router)
{
    public async ValueTask<List<Answer>> RunAsync(Call outer, IReadOnlyList<Subrequest> requests, bool allOrNone)
    {
        if (!allOrNone)
            return await RunAllAsync(outer, requests, transaction: null).ConfigureAwait(false);
        using WriteLease lease = await org.Database.WriteAsync(outer.Cancellation).ConfigureAwait(false);
        WriteContext context = new(lease, outer.UserId, org.Clock.GetUtcNow()) { RowLocked = outer.RowLocked };
        List<Answer> answers = await RunAllAsync(outer, requests, context).ConfigureAwait(false);
        if (!answers.Exists(answer => answer.Failed))
        {
            lease.Commit();
            return answers;
        }
        return [.. answers.Select(answer => answer.Failed
            ? answer
            : Halted("The transaction was rolled back since another operation in the same transaction failed."))];
    }

    private async ValueTask<List<Answer>> RunAllAsync(Call outer, IReadOnlyList<Subrequest> requests, WriteContext? transaction)
    {
        // Up to 51.0 a reference to null was an error; since then null is what it stands for.
        References references = new(nullIsValue: outer.Version > 51);
        List<Answer> answers = [];
        bool halted = false;
        foreach (Subrequest request in requests)
        {
            if (halted)
            {
                answers.Add(new Answer(200, default, null));
                continue;
            }
            Answer answer = await RunOneAsync(outer, request, references, transaction).ConfigureAwait(false);
            answers.Add(answer);
            if (answer.Status < 300 && request.ReferenceId.Length > 0)
                references.Add(request.ReferenceId, answer.Body);
            halted = transaction is not null && answer.Failed;
        }
        return answers;
    }

    private async ValueTask<Answer> RunOneAsync(Call outer, Subrequest request, References references, WriteContext? transaction)
    {
        Call? call = null;
        try
        {
            call = request.ToCall(outer, transaction, references.Resolve(request.Url), references.Resolve(request.Body));
            if (call is not null && Subrequest.IsOutOfPlace(call))
                return Answer.Error(400, "INVALID_INPUT", $"A subrequest cannot call {request.Url}");
            return call is null ? Answer.NotFound() : await GuardedDispatch.RunAsync(router, call).ConfigureAwait(false);
        }
        catch (InvalidReferenceException invalid)
        {
            return Halted(invalid.Message);
        }
        finally
        {
            // The lock waits for the first of them that writes a record.
            outer.RowLocked = call?.RowLocked ?? outer.RowLocked;
        }
    }

    private static Answer Halted(string message) => Answer.Error(400, "PROCESSING_HALTED", message, codeFirst: true);

    /// <summary>Writes one answer as an element of <c>compositeResponse</c>.</summary>
    public static void Write(Utf8JsonWriter writer, Subrequest request, Answer answer)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("body");
        if (answer.Body.IsEmpty)
            writer.WriteNullValue();
        else
            writer.WriteRawValue(answer.Body.Span, skipInputValidation: true);
        writer.WriteStartObject("httpHeaders");
        foreach ((string name, string value) in answer.Headers)
            writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteNumber("httpStatusCode", answer.Status);
        writer.WriteString("referenceId", request.ReferenceId);
        writer.WriteEndObject();
    }
}
