using System.Net;

namespace SalesforceLinq.Http.Tests.Transport;

public sealed class BadAnswerTests
{
    private const string ProxyPage = "<html><body><h1>Access denied</h1>by the proxy of the company</body></html>";

    [Fact]
    public async Task Page_of_a_proxy_is_no_usable_answer()
    {
        SalesforceTransportException error = await FailsAsync(new StubOrg().Answers(ProxyPage, mediaType: "text/html"));
        error.Message.Should().Contain("JSON was expected, and the answer is 'text/html'").And.Contain("Access denied");
        error.BodyStart.Should().StartWith("<html>");
        error.StatusCode.Should().Be(HttpStatusCode.OK);
        error.InnerException.Should().BeNull();
    }

    [Fact]
    public async Task Long_page_is_cut_to_200_characters() =>
        (await FailsAsync(new StubOrg().Answers(new string('x', 5000), mediaType: "text/plain"))).BodyStart.Should().HaveLength(200);

    [Theory]
    [InlineData("{\"totalSize\":1,\"done\":true,\"records\":[{\"Id\":\"0")]
    [InlineData("{\"totalSize\":1,\"done\":true,\"records\":[]} and more")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"records\":[1],\"done\":true}")]
    public async Task Body_that_is_no_page_is_no_usable_answer(string body) => await FailsAsync(new StubOrg().Answers(body));

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"success\":false,\"errors\":[]}")]
    [InlineData("{\"id\":\"001000000000001AAA\"}")]
    [InlineData("[]")]
    public async Task Answer_that_tells_neither_success_nor_an_error_is_no_usable_answer(string body)
    {
        await using SalesforceClient client = new StubOrg().Answers(body, HttpStatusCode.Created).Answers($"[{body}]").Client();
        Func<Task> create = () => client.SObject("Account").CreateAsync(new { Name = "x" });
        Func<Task> collection = () => client.Collections.CreateAsync("Account", [new { Name = "x" }]);
        (await create.Should().ThrowAsync<SalesforceTransportException>()).Which.MayHaveHappened.Should().BeTrue();
        (await collection.Should().ThrowAsync<SalesforceTransportException>()).Which.MayHaveHappened.Should().BeTrue();
    }

    [Theory]
    [InlineData("{\"id\":{},\"success\":true,\"errors\":[]}")]
    [InlineData("{\"id\":\"001000000000001AAA\",\"success\":[],\"errors\":[]}")]
    public async Task Result_whose_members_are_of_other_kinds_is_no_usable_answer(string body)
    {
        await using SalesforceClient client = new StubOrg().Answers(body, HttpStatusCode.Created).Client();
        Func<Task> create = () => client.SObject("Account").CreateAsync(new { Name = "x" });
        (await create.Should().ThrowAsync<SalesforceTransportException>()).Which.MayHaveHappened.Should().BeTrue();
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("[{\"id\":\"001000000000001AAA\"}]")]
    [InlineData("[{\"referenceId\":\"a\"}]")]
    [InlineData("[{\"referenceId\":\"a\",\"errors\":[]}]")]
    [InlineData("[]")]
    public async Task Tree_whose_results_tell_nothing_of_a_record_is_no_usable_answer(string results)
    {
        await using SalesforceClient client = new StubOrg().Answers($$"""{"hasErrors":false,"results":{{results}}}""", HttpStatusCode.Created).Client();
        Func<Task> create = () => client.Composite.CreateTreeAsync([new TreeRecord("Account", "a", new { Name = "x" })]);
        (await create.Should().ThrowAsync<SalesforceTransportException>()).Which.MayHaveHappened.Should().BeTrue();
    }

    [Fact]
    public async Task Answer_without_what_was_asked_for_is_no_usable_answer()
    {
        Func<SalesforceClient, Task>[] questions =
        [
            client => client.DescribeGlobalAsync(),
            client => client.SObject("Account").DescribeAsync(),
            client => client.SObject("Account").GetInfoAsync(),
            client => client.SObject("Account").GetUpdatedAsync(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow),
            client => client.SObject("Account").GetDeletedAsync(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow),
            client => client.GetLimitsAsync(),
            client => client.GetRecordCountsAsync([]),
            client => client.GetVersionsAsync(),
            client => client.GetUserInfoAsync(),
            client => client.ExplainAsync("SELECT Id FROM Account"),
            client => client.ExecuteAnonymousAsync("x"),
            client => client.QueryPageAsync("SELECT Id FROM Account"),
            client => client.SearchAsync("FIND {x}"),
            client => client.IsPasswordExpiredAsync("005000000000001AAA"),
            client => client.ResetPasswordAsync("005000000000001AAA"),
            client => client.Composite.SendAsync(new CompositeRequest([Subrequest.Query("SELECT Id FROM Account", "q")])),
            client => client.Composite.SendBatchAsync(new BatchRequest([new SalesforceRequest(HttpMethod.Get, "limits")])),
            client => client.Composite.SendGraphAsync([new CompositeGraph("g", [Subrequest.Create("Account", new { Name = "x" }, "a")])]),
            client => client.Composite.CreateTreeAsync([new TreeRecord("Account", "a", new { Name = "x" })]),
        ];
        foreach (Func<SalesforceClient, Task> question in questions)
        {
            await using SalesforceClient client = new StubOrg().Answers("""{"unexpected":1}""").Client();
            Func<Task> ask = () => question(client);
            await ask.Should().ThrowAsync<SalesforceTransportException>();
        }
    }

    [Fact]
    public async Task Gateway_error_without_salesforces_words_is_tried_again_and_then_no_usable_answer()
    {
        var stub = new StubOrg();
        for (int attempt = 0; attempt < 3; attempt++)
            stub.Answers("<h1>Bad gateway</h1>", HttpStatusCode.BadGateway, "text/html");
        SalesforceTransportException error = await FailsAsync(stub);
        error.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        error.Attempts.Should().Be(3);
        error.MayHaveHappened.Should().BeFalse();
    }

    [Fact]
    public async Task Unreadable_answer_to_a_create_may_have_happened_and_to_a_search_not()
    {
        await using SalesforceClient client = new StubOrg().Answers("{\"id\":\"001", HttpStatusCode.Created).Answers("{", mediaType: "application/json").Client();
        Func<Task> create = () => client.SObject("Account").CreateAsync(new { Name = "x" });
        Func<Task> search = () => client.SearchAsync(new ParameterizedSearch("x"));
        (await create.Should().ThrowAsync<SalesforceTransportException>()).Which.MayHaveHappened.Should().BeTrue();
        (await search.Should().ThrowAsync<SalesforceTransportException>()).Which.MayHaveHappened.Should().BeFalse();
    }

    [Theory]
    [InlineData("INVALID_SESSION_ID", 401)]
    [InlineData("NOT_FOUND", 404)]
    [InlineData("ENTITY_IS_DELETED", 404)]
    [InlineData("INVALID_FIELD", 400)]
    [InlineData("INVALID_TYPE", 400)]
    [InlineData("MALFORMED_QUERY", 400)]
    [InlineData("INVALID_QUERY_FILTER_OPERATOR", 400)]
    [InlineData("MALFORMED_ID", 400)]
    [InlineData("REQUIRED_FIELD_MISSING", 400)]
    [InlineData("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", 400)]
    [InlineData("INVALID_FIELD_FOR_INSERT_UPDATE", 400)]
    [InlineData("DUPLICATE_VALUE", 400)]
    [InlineData("INVALID_EMAIL_ADDRESS", 400)]
    [InlineData("MALFORMED_SEARCH", 400)]
    [InlineData("DUPLICATES_DETECTED", 400)]
    [InlineData("UNABLE_TO_LOCK_ROW", 400)]
    [InlineData("REQUEST_LIMIT_EXCEEDED", 403)]
    [InlineData("INVALID_QUERY_LOCATOR", 400)]
    [InlineData("FIELD_CUSTOM_VALIDATION_EXCEPTION", 400)]
    [InlineData("JSON_PARSER_ERROR", 400)]
    [InlineData("EXCEEDED_ID_LIMIT", 400)]
    [InlineData("NUMBER_OUTSIDE_VALID_RANGE", 400)]
    [InlineData("QUERY_TIMEOUT", 400)]
    [InlineData("QUERY_TOO_COMPLICATED", 400)]
    [InlineData("STRING_TOO_LONG", 400)]
    [InlineData("SERVER_UNAVAILABLE", 503)]
    public async Task Every_error_code_reaches_the_caller(string code, int status)
    {
        await using SalesforceClient client = new StubOrg()
            .Answers($$"""[{"message":"said so","errorCode":"{{code}}","fields":["Name"]}]""", (HttpStatusCode)status)
            .Client(options: new SalesforceClientOptions { Retry = new RetryOptions { MaxAttempts = 1 } });
        Func<Task> create = () => client.SObject("Account").CreateAsync(new { Name = "x" });
        SalesforceApiException error = (await create.Should().ThrowAsync<SalesforceApiException>()).Which;
        error.HasError(code).Should().BeTrue();
        error.Errors.Should().ContainSingle().Which.Should().Match<SalesforceError>(one => one.Message == "said so" && one.Fields[0] == "Name");
        ((int)error.StatusCode).Should().Be(status);
        error.Request.Should().Be("POST /services/data/v66.0/sobjects/Account");
    }

    [Fact]
    public async Task Create_through_a_broken_gateway_may_have_happened_and_is_sent_once()
    {
        var stub = new StubOrg().Answers("<h1>Bad gateway</h1>", HttpStatusCode.BadGateway, "text/html");
        await using SalesforceClient client = stub.Client();
        Func<Task> create = () => client.SObject("Account").CreateAsync(new { Name = "x" });
        (await create.Should().ThrowAsync<SalesforceTransportException>()).Which.MayHaveHappened.Should().BeTrue();
        stub.Requests.Should().HaveCount(1);
    }

    [Fact]
    public async Task Create_on_a_server_that_was_never_reached_is_tried_again()
    {
        var stub = new StubOrg()
            .Throws(new HttpRequestException(HttpRequestError.ConnectionError, "refused"))
            .Answers("""{"id":"001000000000001AAA","success":true,"errors":[]}""", HttpStatusCode.Created);
        await using SalesforceClient client = stub.Client();
        (await client.SObject("Account").CreateAsync(new { Name = "x" })).Success.Should().BeTrue();
    }

    [Fact]
    public async Task Retry_after_that_asks_for_too_long_fails_at_once()
    {
        var stub = new StubOrg().Answers(
            """[{"errorCode":"SERVER_UNAVAILABLE","message":"later"}]""", HttpStatusCode.ServiceUnavailable,
            change: answer => answer.Headers.RetryAfter = new System.Net.Http.Headers.RetryConditionHeaderValue(TimeSpan.FromMinutes(5)));
        await using SalesforceClient client = stub.Client();
        Func<Task> query = () => client.QueryPageAsync("SELECT Id FROM Account");
        (await query.Should().ThrowAsync<SalesforceApiException>()).Which.RetryAfter.Should().Be(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Redirect_is_never_followed()
    {
        var stub = new StubOrg().Answers("", HttpStatusCode.Found, change: answer => answer.Headers.Location = new Uri("https://evil.example.com/"));
        (await FailsAsync(stub)).StatusCode.Should().Be(HttpStatusCode.Found);
        stub.Requests.Should().HaveCount(1);
    }

    [Fact]
    public async Task Error_tells_code_message_fields_status_and_request_without_the_query()
    {
        await using SalesforceClient client = new StubOrg().Answers(
            """[{"message":"Required fields are missing: [Name]","errorCode":"REQUIRED_FIELD_MISSING","fields":["Name"]},{"errorCode":"X","message":"second","extra":1}]""",
            HttpStatusCode.BadRequest).Client();
        Func<Task> query = () => client.QueryPageAsync("SELECT Secret FROM Account");
        SalesforceApiException error = (await query.Should().ThrowAsync<SalesforceApiException>()).Which;
        error.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        error.Request.Should().Be("GET /services/data/v66.0/query");
        error.Errors[0].Fields.Should().Equal("Name");
        error.Errors[1].More!["extra"].ToString().Should().Be("1");
        error.Message.Should().Contain("REQUIRED_FIELD_MISSING").And.NotContain("Secret");
    }

    [Fact]
    public async Task Several_matches_are_told_with_their_paths()
    {
        await using SalesforceClient client = new StubOrg().Answers(
            """["/services/data/v66.0/sobjects/Account/001000000000001AAA","/services/data/v66.0/sobjects/Account/001000000000002AAA"]""", HttpStatusCode.MultipleChoices).Client();
        Func<Task> upsert = () => client.SObject("Account").UpsertAsync("Key__c", "x", new { Name = "x" });
        (await upsert.Should().ThrowAsync<MultipleMatchesException>()).Which.Records.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("http://example.my.salesforce.com")]
    [InlineData("ftp://example.my.salesforce.com")]
    [InlineData("https://user:password@example.my.salesforce.com")]
    [InlineData(" ")]
    public void Unsafe_address_is_refused_at_construction(string address)
    {
        Action make = () => _ = new AccessTokenCredential(address, "token");
        make.Should().Throw<ArgumentException>().Which.Message.Should().NotContain("password@");
    }

    [Fact]
    public async Task Unsafe_address_in_the_answer_of_a_login_is_refused()
    {
        var stub = new StubOrg().Answers("""{"access_token":"secret-token","instance_url":"http://evil.example.com"}""");
        await using SalesforceClient client = stub.Client(new ClientCredentialsCredential("example.my.salesforce.com", "id", "secret"));
        Func<Task> query = () => client.QueryPageAsync("SELECT Id FROM Account");
        SignInFailedException error = (await query.Should().ThrowAsync<SignInFailedException>()).Which;
        error.ErrorCode.Should().Be("invalid_instance_url");
        error.ToString().Should().NotContain("secret-token");
        stub.Requests.Should().HaveCount(1);
    }

    private static async Task<SalesforceTransportException> FailsAsync(StubOrg stub)
    {
        await using SalesforceClient client = stub.Client();
        Func<Task> query = () => client.QueryPageAsync("SELECT Id FROM Account");
        return (await query.Should().ThrowAsync<SalesforceTransportException>()).Which;
    }
}
