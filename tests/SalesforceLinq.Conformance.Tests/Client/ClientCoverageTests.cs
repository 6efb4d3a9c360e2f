using System.Net;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Conformance.Tests.Soql;
using SalesforceLinq.Http;

namespace SalesforceLinq.Conformance.Tests.Client;

/// <summary>No recorded answer of the client's kinds is left out: each reaches a caller as what it is.</summary>
public sealed class ClientCoverageTests
{
    // Bulk API 2.0 stands in ClientBulkTests; the first one is not the client's.
    private static readonly string[] Kinds =
    [
        "composite", "composite-collections", "composite-graph", "describe-global", "describe-layouts", "describe-sobject", "errors", "limits", "login-soap",
        "oauth-token", "query", "search", "sobject-crud", "updated-deleted", "versions",
    ];

    // SOAP is spoken to sign in, and for nothing else.
    private static readonly string[] OtherSoapCalls =
    [
        "sof-create-failure.xml", "sof-delete-failure.xml", "sof-getUserInfo-response.xml", "sof-merge-response.xml", "sof-query-response.xml",
        "sof-queryMore-response.xml", "sof-update-failure.xml", "sof-upsert-response.xml",
    ];

    [SkippableFact]
    public void Every_folder_of_the_wire_data_is_the_clients_or_the_first_bulk_apis()
    {
        string? wire = SharedFolder.Find("wire");
        Skip.If(wire is null, "The recorded wire data is not beside the clone.");
        Directory.GetDirectories(wire!).Select(folder => Path.GetFileName(folder)!).Should().BeSubsetOf([.. Kinds, "bulk1", "bulk2-ingest", "bulk2-query"]);
    }

    [SkippableTheory]
    [InlineData("composite", 6)]
    [InlineData("composite-collections", 10)]
    [InlineData("composite-graph", 7)]
    [InlineData("describe-global", 1)]
    [InlineData("describe-layouts", 1)]
    [InlineData("describe-sobject", 13)]
    [InlineData("errors", 29)]
    [InlineData("limits", 1)]
    [InlineData("oauth-token", 5)]
    [InlineData("query", 23)]
    [InlineData("search", 2)]
    [InlineData("sobject-crud", 15)]
    [InlineData("updated-deleted", 2)]
    [InlineData("versions", 2)]
    public async Task Every_recorded_answer_reaches_the_caller_unchanged_or_as_its_error(string folder, int files)
    {
        IReadOnlyList<Recording> recordings = Recording.In(folder);
        // Bulk API 1.0 has errors of its own.
        Recording[] ours = [.. recordings.Where(recording => !recording.File.StartsWith("sb-bulk1", StringComparison.Ordinal))];
        ours.Select(recording => recording.File).Distinct().Count().Should().BeGreaterThanOrEqualTo(files);
        foreach (Recording recording in ours)
            await ReachesAsync(recording);
    }

    [SkippableFact]
    public async Task Every_recorded_answer_of_soap_is_a_session_a_failed_sign_in_or_no_answer_to_one()
    {
        foreach (Recording recording in Recording.In("login-soap"))
        {
            if (recording.File.Contains("request", StringComparison.Ordinal) || recording.File.Contains("template", StringComparison.Ordinal))
                continue;
            using var http = new HttpClient(new Replay(recording, "text/xml", HttpStatusCode.InternalServerError));
            Func<Task> signIn = () => new UsernamePasswordCredential("user", "password").SignInAsync(http);
            if (OtherSoapCalls.Contains(recording.File))
                await signIn.Should().ThrowAsync<Exception>().Where(error => error is SalesforceTransportException || error is SignInFailedException, recording.File);
            else
                await signIn.Should().ThrowAsync<SignInFailedException>(recording.File);
        }
    }

    private static async Task ReachesAsync(Recording recording)
    {
        bool isXml = recording.Body.StartsWith('<');
        bool isJson = recording.Json is not null;
        await using SalesforceClient client = new Replay(recording, isXml ? "application/xml" : isJson ? null : "application/octetstream").Client();
        Func<Task<SalesforceResponse>> send = () => client.SendAsync(new SalesforceRequest(HttpMethod.Get, "anything"));
        if (recording.Status is < 200 or >= 300)
        {
            SalesforceApiException error = (await send.Should().ThrowAsync<SalesforceApiException>(recording.ToString())).Which;
            ((int)error.StatusCode).Should().Be(recording.Status);
            error.Request.Should().Be("GET /services/data/v66.0/anything");
            return;
        }

        using SalesforceResponse response = await send();
        if (!isJson || response.StatusCode == HttpStatusCode.NoContent)
            (await response.ReadTextAsync()).Should().Be(recording.Body, recording.ToString());
        else
            JToken.DeepEquals(await response.ReadJsonAsync(), AsRead(recording.Body)).Should().BeTrue(recording.ToString());
    }

    // As the client promises to read: dates stay text, and numbers keep their digits.
    private static JToken AsRead(string body)
    {
        using var reader = new Newtonsoft.Json.JsonTextReader(new StringReader(body))
        {
            DateParseHandling = Newtonsoft.Json.DateParseHandling.None,
            FloatParseHandling = Newtonsoft.Json.FloatParseHandling.Decimal,
            MaxDepth = 256,
        };
        return JToken.ReadFrom(reader);
    }
}
