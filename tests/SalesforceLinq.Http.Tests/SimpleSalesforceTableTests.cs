using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http.Tests;

/// <summary>Every row of the table "simple-salesforce | SalesforceLinq.Http" of the design, by name, against the emulated org.</summary>
public sealed class SimpleSalesforceTableTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task Instance_and_session_id_are_an_access_token()
    {
        await using var client = new SalesforceClient(new AccessTokenCredential(Org.Url, Org.AccessToken));
        (await client.QueryPageAsync("SELECT Id FROM Account LIMIT 1")).Records.Should().HaveCount(1);
    }

    [Fact]
    public async Task Username_password_and_security_token_sign_in()
    {
        var credential = new UsernamePasswordCredential(Org.Username, Org.Password) { SecurityToken = Org.SecurityToken, LoginUrl = Org.Url.ToString() };
        await using var client = new SalesforceClient(credential);
        (await client.GetUserInfoAsync()).Username.Should().Be(Org.Username);
    }

    [Fact]
    public async Task Connected_app_password_signs_in()
    {
        var credential = new OAuthPasswordCredential(Org.ClientId, Org.ClientSecret, Org.Username, Org.Password) { LoginUrl = Org.Url.ToString() };
        await using var client = new SalesforceClient(credential);
        (await client.GetUserInfoAsync()).Username.Should().Be(Org.Username);
    }

    [Fact]
    public async Task SalesforceLogin_is_SignInAsync()
    {
        using var http = new HttpClient();
        SalesforceSession session = await new ClientCredentialsCredential(Org.Url, Org.ClientId, Org.ClientSecret).SignInAsync(http);
        session.AccessToken.Should().NotBeEmpty();
        session.InstanceUrl.Should().Be(Org.Url);
        session.ToString().Should().NotContain(session.AccessToken);
    }

    [Fact]
    public async Task Create_get_update_and_delete()
    {
        SObjectClient contacts = Client.SObject("Contact");
        RecordResult created = await contacts.CreateAsync(new { LastName = "Smith", Email = "example@example.com" });
        created.Success.Should().BeTrue();
        created.Errors.Should().BeEmpty();

        JObject contact = await contacts.GetAsync(created.Id!);
        contact["LastName"]!.Value<string>().Should().Be("Smith");

        await contacts.UpdateAsync(created.Id!, new { LastName = "Jones", Email = (string?)null });
        JObject changed = await new SObjectClient("Contact", Client).GetAsync(created.Id!, ["LastName", "Email"]);
        changed["LastName"]!.Value<string>().Should().Be("Jones");
        changed["Email"]!.Type.Should().Be(JTokenType.Null);

        await contacts.DeleteAsync(created.Id!);
        Func<Task> gone = () => contacts.GetAsync(created.Id!);
        (await gone.Should().ThrowAsync<RecordNotFoundException>()).Which.IsDeleted.Should().BeTrue();
    }

    [Fact]
    public async Task Get_by_custom_id_and_upsert()
    {
        SObjectClient invoices = Client.SObject("Invoice__c");
        string key = UniqueText();
        RecordResult created = await invoices.UpsertAsync("Key__c", key, new { Note__c = "one" });
        RecordResult updated = await invoices.UpsertAsync("Key__c", key, new { Note__c = "two" });

        created.Created.Should().BeTrue();
        updated.Created.Should().BeFalse();
        updated.Id.Should().Be(created.Id);
        (await invoices.GetByExternalIdAsync("Key__c", key))["Note__c"]!.Value<string>().Should().Be("two");
    }

    [Fact]
    public async Task Deleted_and_updated()
    {
        SObjectClient invoices = Client.SObject("Invoice__c");
        string kept = (await invoices.CreateAsync(new { Note__c = "kept" })).Id!;
        string gone = (await invoices.CreateAsync(new { Note__c = "gone" })).Id!;
        await invoices.DeleteAsync(gone);

        DateTimeOffset now = DateTimeOffset.UtcNow;
        UpdatedRecords updated = await invoices.GetUpdatedAsync(now.AddHours(-1), now.AddMinutes(2));
        DeletedRecords deleted = await invoices.GetDeletedAsync(now.AddHours(-1), now.AddMinutes(2));

        updated.Ids.Should().Contain(kept).And.NotContain(gone);
        deleted.Records.Select(record => record.Id).Should().Contain(gone).And.NotContain(kept);
    }

    [Fact]
    public async Task Metadata_describe_layouts_and_global_describe()
    {
        SObjectClient contacts = Client.SObject("Contact");
        (await contacts.GetInfoAsync()).ObjectDescribe.Name.Should().Be("Contact");
        (await contacts.DescribeAsync()).FindField("LASTNAME")!.Type.Should().Be("string");
        (await contacts.DescribeLayoutsAsync()).Properties().Should().NotBeEmpty();
        (await Client.DescribeGlobalAsync()).SObjects.Select(summary => summary.Name).Should().Contain("Invoice__c");
    }

    [Fact]
    public async Task Query_query_more_query_all_and_query_all_iter()
    {
        const string soql = "SELECT Id, Email FROM Contact ORDER BY Id";
        QueryPage first = await Client.QueryPageAsync(soql);
        QueryPage second = await Client.QueryMoreAsync(first.NextRecordsUrl!);
        QueryPage again = await Client.QueryMoreAsync(first.NextRecordsUrl!.Split('/')[^1]);
        List<JObject> all = await Client.QueryAsync(soql).ToListAsync();

        first.Records.Should().HaveCount(2000);
        second.Done.Should().BeTrue();
        again.Records.Should().BeEquivalentTo(second.Records);
        all.Should().HaveCount(first.TotalSize);
        all.Select(row => (string)row["Id"]!).Should().OnlyHaveUniqueItems();
        all[0].Properties().Select(member => member.Name).Should().Equal("attributes", "Id", "Email");
    }

    [Fact]
    public async Task Apexecute_is_ApexAsync()
    {
        Org.Apex.Map("POST", "Orders/*", call => new { call.Path, call.Body });
        JToken? answer = await Client.ApexAsync<JToken>("Orders/7", HttpMethod.Post, new { Quantity = 2 });
        answer!.ToString().Should().Contain("Orders/7").And.Contain("Quantity");
    }

    [Fact]
    public async Task Restful_limits_and_user_info()
    {
        using SalesforceResponse response = await Client.SendAsync(new SalesforceRequest(HttpMethod.Get, "limits"));
        ((JObject)(await response.ReadJsonAsync())!)["DailyApiRequests"].Should().NotBeNull();

        (await Client.GetLimitsAsync())["DailyApiRequests"].Max.Should().Be(100_000);
        (await Client.GetRecordCountsAsync(["Account", "Contact"]))["Contact"].Should().BeGreaterThanOrEqualTo(2_300);
        (await Client.GetVersionsAsync())[^1].Version.Should().Be("66.0");
        (await Client.GetResourcesAsync()).Should().ContainKey("query");
        (await Client.GetIdentityAsync())["username"]!.Value<string>().Should().Be(Org.Username);
        (await Client.IsSandboxAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Api_usage_is_Usage()
    {
        Client.Usage.Used.Should().BeNull();
        await Client.QueryPageAsync("SELECT Id FROM Account LIMIT 1");
        ApiUsage usage = Client.Usage;
        usage.Used.Should().BePositive();
        usage.Total.Should().Be(100_000);
        usage.RequestsSent.Should().Be(1);
    }

    [Fact]
    public async Task Own_http_client_is_used_and_left_alone()
    {
        using var http = new HttpClient();
        var client = new SalesforceClient(new AccessTokenCredential(Org.Url, Org.AccessToken), http);
        (await client.QueryPageAsync("SELECT Id FROM Account LIMIT 1")).Done.Should().BeTrue();
        await client.DisposeAsync();
        (await http.GetAsync(new Uri(Org.Url, "/services/data/"))).IsSuccessStatusCode.Should().BeTrue();
    }
}
