using System.Net;
using System.Text.RegularExpressions;
using SalesforceLinq.Http;

namespace SalesforceLinq.Conformance.Tests.Client;

public sealed partial class ClientErrorTests
{
    [SkippableFact]
    public async Task Every_recorded_error_reaches_the_caller_with_its_code_and_message()
    {
        int read = 0;
        foreach (Recording recording in Recording.In("errors"))
        {
            // Bulk API 1.0 has errors of its own; the stub is an error that its author gave the status of a success.
            if (recording.File.StartsWith("sb-bulk1", StringComparison.Ordinal) || recording.File.Contains("stub-says-200", StringComparison.Ordinal))
                continue;
            bool isXml = recording.Body.StartsWith('<');
            HttpStatusCode status = recording.Status == 200 ? StatusOf(recording) : (HttpStatusCode)recording.Status;
            await using SalesforceClient client = new Replay(recording, isXml ? "application/xml" : null, status).Client();
            Func<Task> send = () => client.SendAsync(new SalesforceRequest(HttpMethod.Get, "anything"));
            SalesforceApiException error = (await send.Should().ThrowAsync<SalesforceApiException>(recording.ToString())).Which;
            if (error is MultipleMatchesException several)
            {
                several.Records.Should().HaveCount(2);
            }
            else
            {
                error.ErrorCode.Should().Be(CodeIn().Match(recording.File).Value.TrimEnd('-', '_'), recording.ToString());
                error.Errors.Should().OnlyContain(single => single.Message.Length > 0);
            }

            read++;
        }

        read.Should().BeGreaterThanOrEqualTo(28);
    }

    [SkippableFact]
    public async Task Error_with_the_status_of_a_success_is_not_taken_for_a_page()
    {
        await using SalesforceClient client = new Replay(Recording.Of("errors", "NOT_FOUND-query-stub-says-200.wiremock.json")).Client();
        Func<Task> query = () => client.QueryPageAsync("SELECT Id FROM Account");
        await query.Should().ThrowAsync<SalesforceTransportException>();
    }

    [SkippableFact]
    public async Task Two_failed_rules_are_two_errors()
    {
        await using SalesforceClient client =
            new Replay(Recording.Of("errors", "jsf-FIELD_CUSTOM_VALIDATION_EXCEPTION-two-errors.json"), status: HttpStatusCode.BadRequest).Client();
        Func<Task> create = () => client.SObject("Account").CreateAsync(new { Name = "x" });
        (await create.Should().ThrowAsync<SalesforceApiException>()).Which.Errors.Select(error => error.Message).Should().Equal("no ACME accounts", "no 123 phone");
    }

    private static HttpStatusCode StatusOf(Recording recording) => recording.File switch
    {
        var file when file.Contains("300", StringComparison.Ordinal) => HttpStatusCode.MultipleChoices,
        var file when file.Contains("SESSION", StringComparison.Ordinal) => HttpStatusCode.Unauthorized,
        var file when file.Contains("NOT_FOUND", StringComparison.Ordinal) || file.Contains("ENTITY_IS_DELETED", StringComparison.Ordinal) => HttpStatusCode.NotFound,
        _ => HttpStatusCode.BadRequest,
    };

    [GeneratedRegex("[A-Z][A-Z_]{4,}")]
    private static partial Regex CodeIn();
}
