using System.Net;
using System.Security.Cryptography;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Tests.Authentication;

namespace SalesforceLinq.Http.Tests;

/// <summary>Every row of the table "simple-salesforce | SalesforceLinq.Http" of the design, by name, against the emulated org over HTTP.</summary>
public sealed class SimpleSalesforceTableTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task Instance_and_session_id_are_an_access_token()
    {
        await using var client = new SalesforceClient(new AccessTokenCredential(Org.Url, Org.AccessToken));
        (await client.QueryPageAsync("SELECT Id FROM Account LIMIT 1")).Records.Should().HaveCount(1);

        using HttpClient everywhere = OrgAsEveryServer.Client(Org);
        await using var bare = new SalesforceClient(new AccessTokenCredential("na1.salesforce.com", Org.AccessToken), everywhere);
        (await bare.QueryPageAsync("SELECT Id FROM Account LIMIT 1")).Records.Should().HaveCount(1);
    }

    [Fact]
    public async Task Username_password_and_security_token_sign_in() => await SignsInAsync(
        new UsernamePasswordCredential(Org.Username, Org.Password) { SecurityToken = Org.SecurityToken, LoginUrl = Org.Url.ToString() });

    [Fact]
    public async Task Organization_id_signs_in_without_a_security_token()
    {
        string organization = (await Client.GetUserInfoAsync()).OrganizationId;
        await SignsInAsync(new UsernamePasswordCredential(Org.Username, Org.Password) { OrganizationId = organization, LoginUrl = Org.Url.ToString() });
        Func<Task> other = () => SignsInAsync(new UsernamePasswordCredential(Org.Username, Org.Password) { OrganizationId = "00D000000000009AAA", LoginUrl = Org.Url.ToString() });
        (await other.Should().ThrowAsync<SignInFailedException>()).Which.ErrorCode.Should().Be(SalesforceErrorCodes.InvalidLogin);
    }

    [Theory]
    [InlineData(false, null, "login.salesforce.com")]
    [InlineData(true, null, "test.salesforce.com")]
    [InlineData(false, "acme.my.salesforce.com", "acme.my.salesforce.com")]
    public async Task Sandbox_and_domain_choose_the_login_server(bool sandbox, string? domain, string server)
    {
        using HttpClient everywhere = OrgAsEveryServer.Client(Org, out OrgAsEveryServer servers);
        var credential = new UsernamePasswordCredential(Org.Username, Org.Password) { Sandbox = sandbox, LoginUrl = domain };
        (await credential.SignInAsync(everywhere)).UserId.Should().Be((await Client.GetUserInfoAsync()).UserId);
        servers.Asked.Should().Equal($"https://{server}/services/Soap/u/64.0");
    }

    [Fact]
    public async Task Connected_app_password_signs_in() => await SignsInAsync(
        new OAuthPasswordCredential(Org.ClientId, Org.ClientSecret, Org.Username, Org.Password) { SecurityToken = Org.SecurityToken, LoginUrl = Org.Url.ToString() });

    [Fact]
    public async Task Jwt_signs_in_by_the_key_that_the_app_knows()
    {
        using RSA key = RSA.Create(2048);
        Org.App.TrustCertificate(key.ExportSubjectPublicKeyInfoPem());
        await SignsInAsync(new JwtBearerCredential(Org.ClientId, Org.Username, key.ExportPkcs8PrivateKeyPem()) { LoginUrl = Org.Url.ToString() });
        await SignsInAsync(new JwtBearerCredential(Org.ClientId, Org.Username, key.ExportRSAPrivateKeyPem()) { LoginUrl = Org.Url.ToString(), Sandbox = true });
    }

    [Fact]
    public async Task Client_credentials_sign_in() => await SignsInAsync(new ClientCredentialsCredential(Org.Url, Org.ClientId, Org.ClientSecret));

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
        string contact = (await contacts.CreateAsync(new { LastName = "Recent" })).Id!;
        SObjectInfo info = await contacts.GetInfoAsync();
        info.ObjectDescribe.Name.Should().Be("Contact");
        info.RecentItems[0]["Id"]!.Value<string>().Should().Be(contact);
        SObjectDescription description = await contacts.DescribeAsync();
        description.FindField("LASTNAME")!.Type.Should().Be("string");
        (await contacts.DescribeLayoutsAsync())["layouts"]!.Should().HaveCount(1);
        (await contacts.DescribeLayoutsAsync("012000000000000AAA"))["detailLayoutSections"]!.ToString().Should().Contain("LastName");
        (await Client.DescribeGlobalAsync()).SObjects.Select(summary => summary.Name).Should().Contain("Invoice__c");
    }

    [Fact]
    public async Task Query_query_more_query_all_and_query_all_iter()
    {
        const string soql = "SELECT Id, Email FROM Contact ORDER BY Id";
        QueryPage first = await Client.QueryPageAsync(soql);
        QueryPage second = await Client.QueryMoreAsync(first.NextRecordsUrl!);
        QueryPage again = await Client.QueryMoreAsync(first.NextRecordsUrl!.Split('/')[^1]);
        QueryPage whole = await Client.QueryMoreAsync(new Uri(Org.Url, first.NextRecordsUrl!).AbsoluteUri);
        List<JObject> all = await Client.QueryAsync(soql).ToListAsync();

        first.Records.Should().HaveCount(2000);
        second.Done.Should().BeTrue();
        again.Records.Should().BeEquivalentTo(second.Records);
        whole.Records.Should().HaveCount(second.Records.Count);
        all.Should().HaveCount(first.TotalSize);
        all.Select(row => (string)row["Id"]!).Should().OnlyHaveUniqueItems();
        all[0].Properties().Select(member => member.Name).Should().Equal("attributes", "Id", "Email");
    }

    [Fact]
    public async Task Search_and_quick_search()
    {
        string word = "w" + UniqueText();
        string contact = (await Client.SObject("Contact").CreateAsync(new { LastName = $"{word} (and sons)" })).Id!;
        IReadOnlyList<JObject> found = await Client.SearchAsync($"FIND {{{word}}} IN NAME FIELDS RETURNING Contact(Id, LastName), Account");
        found.Should().ContainSingle().Which.Properties().Select(member => member.Name).Should().Equal("attributes", "Id", "LastName");
        IReadOnlyList<JObject> quick = await Client.QuickSearchAsync($"{word} (and sons)");
        quick.Should().ContainSingle().Which["Id"]!.Value<string>().Should().Be(contact);
    }

    [Fact]
    public async Task Apexecute_is_ApexAsync()
    {
        Org.Apex.Map("POST", "Orders/*", call => new { call.Path, call.Body });
        JToken? answer = await Client.ApexAsync<JToken>("Orders/7", HttpMethod.Post, new { Quantity = 2 });
        answer!.ToString().Should().Contain("Orders/7").And.Contain("Quantity");
    }

    [Fact]
    public async Task Restful_is_SendAsync()
    {
        using SalesforceResponse response = await Client.SendAsync(new SalesforceRequest(HttpMethod.Get, "recent?limit=1"));
        (await response.ReadJsonAsync())!.Type.Should().Be(JTokenType.Array);
    }

    [Fact]
    public async Task Limits_counts_versions_and_resources()
    {
        (await Client.GetLimitsAsync())["DailyApiRequests"].Max.Should().Be(100_000);
        (await Client.GetRecordCountsAsync(["Account", "Contact"]))["Contact"].Should().BeGreaterThanOrEqualTo(2_300);
        (await Client.GetVersionsAsync())[^1].Version.Should().Be("66.0");
        (await Client.GetResourcesAsync()).Should().ContainKey("query");
    }

    [Fact]
    public async Task Toolingexecute_is_ToolingAsync()
    {
        JToken? page = await Client.ToolingAsync<JToken>($"query?q={SalesforceRequest.Escape("SELECT Id, Name FROM ApexClass")}");
        page!["done"]!.Value<bool>().Should().BeTrue();
        (await Client.ToolingQueryAsync("SELECT Id, Username FROM User").ToListAsync()).Should().Contain(user => (string)user["Username"]! == Org.Username);
    }

    [Fact]
    public async Task Oauth2_userinfo_is_GetUserInfoAsync()
    {
        UserInfo user = await Client.GetUserInfoAsync();
        user.Username.Should().Be(Org.Username);
        JObject identity = await Client.GetIdentityAsync();
        identity["username"]!.Value<string>().Should().Be(Org.Username);
        identity["user_id"]!.Value<string>().Should().Be(user.UserId);
    }

    [Fact]
    public async Task Set_password_is_SetPasswordAsync()
    {
        string username = $"{UniqueText()}@example.com";
        string user = await NewUserAsync(username);
        await Client.SetPasswordAsync(user, "a \"new\" <password> & more");
        await SignsInAsync(new UsernamePasswordCredential(username, "a \"new\" <password> & more") { LoginUrl = Org.Url.ToString() }, username);
        (await Client.IsPasswordExpiredAsync(user)).Should().BeFalse();

        string made = await Client.ResetPasswordAsync(user);
        (await Client.IsPasswordExpiredAsync(user)).Should().BeTrue();
        Func<Task> expired = () => SignsInAsync(new UsernamePasswordCredential(username, made) { LoginUrl = Org.Url.ToString() }, username);
        (await expired.Should().ThrowAsync<SignInFailedException>()).Which.ErrorCode.Should().Be("PASSWORD_EXPIRED");
    }

    [Fact]
    public async Task Is_sandbox_is_IsSandboxAsync() => (await Client.IsSandboxAsync()).Should().BeFalse();

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
    public async Task Proxies_are_an_option()
    {
        // The org itself takes requests as a proxy does: with the whole address in the first line.
        await using var client = new SalesforceClient(
            new AccessTokenCredential("http://localhost:9", Org.AccessToken), new SalesforceClientOptions { Proxy = new WebProxy(Org.Url) });
        (await client.QueryPageAsync("SELECT Id FROM Account LIMIT 1")).Records.Should().HaveCount(1);
    }

    [Fact]
    public async Task Own_session_is_an_own_http_client_and_left_alone()
    {
        using var http = new HttpClient();
        var client = new SalesforceClient(new AccessTokenCredential(Org.Url, Org.AccessToken), http);
        (await client.QueryPageAsync("SELECT Id FROM Account LIMIT 1")).Done.Should().BeTrue();
        await client.DisposeAsync();
        (await http.GetAsync(new Uri(Org.Url, "/services/data/"))).IsSuccessStatusCode.Should().BeTrue();
    }

    private async Task SignsInAsync(SalesforceCredential credential, string? username = null)
    {
        await using var client = new SalesforceClient(credential);
        (await client.GetUserInfoAsync()).Username.Should().Be(username ?? Org.Username);
    }

    private async Task<string> NewUserAsync(string username)
    {
        string profile = (string)(await Client.QueryPageAsync("SELECT Id FROM Profile LIMIT 1")).Records[0]["Id"]!;
        return (await Client.SObject("User").CreateAsync(new
        {
            Username = username,
            Email = "user@example.com",
            LastName = "User",
            Alias = "user",
            CommunityNickname = username[..30],
            ProfileId = profile,
            TimeZoneSidKey = "America/Los_Angeles",
            LocaleSidKey = "en_US",
            EmailEncodingKey = "UTF-8",
            LanguageLocaleKey = "en_US",
        })).Id!;
    }
}
