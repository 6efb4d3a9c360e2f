using System.Net;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http.Tests.Records;

public sealed class RecordTests(OrgFixture fixture) : OrgTest(fixture)
{
    public static TheoryData<object> Bodies =>
    [
        new { Note__c = "n", Amount__c = 1.5m },
        new Dictionary<string, object?> { ["Note__c"] = "n", ["Amount__c"] = 1.5 },
        new JObject { ["Note__c"] = "n", ["Amount__c"] = 1.5 },
        new Invoice { Note = "n", Amount = 1.5m },
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Body_may_be_any_kind_of_object(object body)
    {
        string id = (await Client.SObject("Invoice__c").CreateAsync(body)).Id!;
        Invoice read = await Client.SObject("Invoice__c").GetAsync<Invoice>(id);
        read.Note.Should().Be("n");
        read.Amount.Should().Be(1.5m);
    }

    [Fact]
    public async Task Dates_round_trip_in_utc_and_without_culture()
    {
        var sent = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(3));
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("tr-TR");
        try
        {
            string id = (await Client.SObject("Invoice__c").CreateAsync(new { Sent__c = sent, Due__c = new DateOnly(2026, 12, 31), Amount__c = 1234.5 })).Id!;
            Invoice read = await Client.SObject("Invoice__c").GetAsync<Invoice>(id);
            read.Sent.Should().Be(sent);
            read.Due.Should().Be(new DateOnly(2026, 12, 31));
            read.Amount.Should().Be(1234.5m);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Null_is_sent_as_null_and_a_missing_member_is_not_sent()
    {
        string id = (await Client.SObject("Invoice__c").CreateAsync(new { Note__c = "n", Amount__c = 2 })).Id!;
        await Client.SObject("Invoice__c").UpdateAsync(id, new { Note__c = (string?)null });
        JObject read = await Client.SObject("Invoice__c").GetAsync(id);
        read["Note__c"]!.Type.Should().Be(JTokenType.Null);
        read["Amount__c"]!.Value<decimal>().Should().Be(2m);
    }

    [Fact]
    public async Task Several_matches_of_an_external_id_are_told()
    {
        string group = UniqueText()[..20];
        SObjectClient invoices = Client.SObject("Invoice__c");
        await invoices.CreateAsync(new { Group__c = group });
        await invoices.CreateAsync(new { Group__c = group });
        Func<Task> upsert = () => invoices.UpsertAsync("Group__c", group, new { Note__c = "x" });
        (await upsert.Should().ThrowAsync<MultipleMatchesException>()).Which.Records.Should().HaveCount(2);
    }

    [Fact]
    public async Task Upsert_that_may_only_update_creates_nothing()
    {
        Func<Task> upsert = () => Client.SObject("Invoice__c").UpsertAsync("Key__c", UniqueText(), new { Note__c = "x" }, updateOnly: true);
        await upsert.Should().ThrowAsync<SalesforceApiException>();
    }

    [Fact]
    public async Task Update_by_upsert_in_an_old_version_says_nothing()
    {
        await using SalesforceClient old = NewClient(new SalesforceClientOptions { ApiVersion = "45.0" });
        string key = UniqueText();
        (await old.SObject("Invoice__c").UpsertAsync("Key__c", key, new { Note__c = "a" })).Created.Should().BeTrue();
        RecordResult updated = await old.SObject("Invoice__c").UpsertAsync("Key__c", key, new { Note__c = "b" });
        updated.Should().Be(RecordResult.Written(null, created: false) with { Errors = updated.Errors });
    }

    [Fact]
    public async Task Related_records_are_read_by_their_friendly_urls()
    {
        JObject contact = (await Client.QueryPageAsync("SELECT Id, AccountId FROM Contact WHERE AccountId != null LIMIT 1")).Records[0];
        JObject account = await Client.SObject("Contact").GetRelatedAsync((string)contact["Id"]!, "Account");
        account["Id"]!.ToString().Should().Be((string)contact["AccountId"]!);
        JObject contacts = await Client.SObject("Account").GetRelatedAsync((string)account["Id"]!, "Contacts");
        contacts["records"]!.Select(child => (string)child["Id"]!).Should().Contain((string)contact["Id"]!);
    }

    [Fact]
    public async Task Parent_is_changed_and_deleted_by_the_name_of_the_relationship()
    {
        string account = (await Client.SObject("Account").CreateAsync(new { Name = "Parent" })).Id!;
        SObjectClient contacts = Client.SObject("Contact");
        string contact = (await contacts.CreateAsync(new { LastName = "Child", AccountId = account })).Id!;
        string orphan = (await contacts.CreateAsync(new { LastName = "Orphan" })).Id!;

        await contacts.UpdateRelatedAsync(contact, "Account", new { Name = "Renamed", Site = (string?)null });
        (await contacts.GetRelatedAsync(contact, "Account", ["Name"]))["Name"]!.Value<string>().Should().Be("Renamed");
        Func<Task> nobody = () => contacts.UpdateRelatedAsync(orphan, "Account", new { Name = "x" });
        await nobody.Should().ThrowAsync<RecordNotFoundException>();
        Func<Task> refused = () => contacts.UpdateRelatedAsync(contact, "Account", new { Nope__c = "x" });
        (await refused.Should().ThrowAsync<SalesforceApiException>()).Which.ErrorCode.Should().Be(SalesforceErrorCodes.InvalidField);

        string invoiceOwner = (await Client.SObject("Account").CreateAsync(new { Name = "Gone soon" })).Id!;
        string child = (await contacts.CreateAsync(new { LastName = "Child", AccountId = invoiceOwner })).Id!;
        await contacts.DeleteRelatedAsync(child, "Account");
        Func<Task> gone = () => Client.SObject("Account").GetAsync(invoiceOwner);
        (await gone.Should().ThrowAsync<RecordNotFoundException>()).Which.IsDeleted.Should().BeTrue();
        Func<Task> notOne = () => Client.SObject("Account").DeleteRelatedAsync(account, "Contacts");
        await notOne.Should().ThrowAsync<RecordNotFoundException>();
    }

    [Fact]
    public async Task Headers_of_one_call_are_sent_with_it()
    {
        var answer = new HeaderKeeper();
        await using var client = new SalesforceClient(StubOrg.Credential, new SalesforceClientOptions { Handler = answer, ClientName = "tests" });
        await client.SObject("Lead").CreateAsync(new { LastName = "x" }, new RecordOptions
        {
            AssignmentRule = "FALSE",
            AllowDuplicates = true,
            IncludeDuplicateDetails = false,
            UpdateRecentlyUsed = false,
            DefaultNamespace = "ns",
            Headers = new Dictionary<string, string> { ["X-Own"] = "1" },
        });
        answer.Headers.Should().Contain("Sforce-Auto-Assign: FALSE", "Sforce-Duplicate-Rule-Header: allowSave=true; includeRecordDetails=false",
            "Sforce-Mru: updateMru=false", "Sforce-Call-Options: defaultNamespace=ns", "X-Own: 1", "Authorization: Bearer secret-token");
    }

    [Fact]
    public async Task File_goes_up_and_comes_down_as_a_stream()
    {
        byte[] file = new byte[300_000];
        new Random(7).NextBytes(file);
        int opened = 0;
        var content = new BlobContent(
            () =>
            {
                opened++;
                return new MemoryStream(file);
            },
            "Bericht \"ü\".bin");
        await Client.GetLimitsAsync();
        Org.Faults.Next(Emulator.Fault.ServiceUnavailable, on: target => target.Method == "POST");
        SObjectClient versions = Client.SObject("ContentVersion");
        RecordResult result = await versions.CreateWithBlobAsync(new { Title = "T", PathOnClient = "x.bin" }, "VersionData", content);
        using SalesforceResponse answer = await versions.OpenBlobAsync(result.Id!, "VersionData");

        opened.Should().Be(2, "each time the request is sent");
        answer.ContentType.Should().Be("application/octetstream");
        using var read = new MemoryStream();
        await answer.Body.CopyToAsync(read);
        read.ToArray().Should().Equal(file);
        (await versions.GetAsync(result.Id!, ["ContentSize"]))["ContentSize"]!.Value<int>().Should().Be(file.Length);
    }

    [Fact]
    public async Task File_of_this_machine_and_one_in_json_are_the_same_to_the_org()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{UniqueText()}.txt");
        await File.WriteAllTextAsync(path, "the file");
        try
        {
            SObjectClient versions = Client.SObject("ContentVersion");
            RecordResult streamed = await versions.CreateWithBlobAsync(new { Title = "T", PathOnClient = "a.txt" }, "VersionData", BlobContent.File(path, "text/plain"));
            RecordResult inJson = await versions.CreateAsync(new { Title = "T", PathOnClient = "a.txt", VersionData = Convert.ToBase64String(Encoding.UTF8.GetBytes("the file")) });
            foreach (string id in (string[])[streamed.Id!, inJson.Id!])
            {
                using SalesforceResponse answer = await versions.OpenBlobAsync(id, "VersionData");
                (await answer.ReadTextAsync()).Should().Be("the file");
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Headers_of_reads_and_deletes_are_sent_with_them()
    {
        var answer = new HeaderKeeper();
        await using var client = new SalesforceClient(StubOrg.Credential, new SalesforceClientOptions { Handler = answer });
        var options = new RecordOptions { UpdateRecentlyUsed = false };
        SObjectClient leads = client.SObject("Lead");
        await leads.GetAsync("00Q000000000001EAA", ["Id"], options);
        await leads.GetAsync<JObject>("00Q000000000001EAA", null, options);
        await leads.GetByExternalIdAsync("Key__c", "x", null, options);
        await leads.GetRelatedAsync("00Q000000000001EAA", "Owner", null, options);
        await leads.DeleteAsync("00Q000000000001EAA", options);
        await leads.DeleteByExternalIdAsync("Key__c", "x", options);
        answer.Headers.Count(header => header == "Sforce-Mru: updateMru=false").Should().Be(6);
    }

    [Fact]
    public async Task Condition_that_does_not_hold_is_a_refusal_after_which_nothing_is_done()
    {
        SObjectClient accounts = Client.SObject("Account");
        string id = (await accounts.CreateAsync(new { Name = "Before" })).Id!;
        var stale = new RecordOptions { Headers = new Dictionary<string, string> { ["If-Match"] = "\"stale\"" } };
        Func<Task> update = () => accounts.UpdateAsync(id, new { Name = "After" }, stale);
        (await update.Should().ThrowAsync<SalesforceApiException>()).Which.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        (await accounts.GetAsync(id, ["Name"]))["Name"]!.Value<string>().Should().Be("Before");
    }

    [Fact]
    public async Task Times_the_org_cannot_tell_about_are_refused_before_the_call()
    {
        SObjectClient invoices = Client.SObject("Invoice__c");
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Func<Task> tooOld = () => invoices.GetUpdatedAsync(now.AddDays(-31), now);
        Func<Task> deletedTooOld = () => invoices.GetDeletedAsync(now.AddDays(-16), now);
        Func<Task> backwards = () => invoices.GetUpdatedAsync(now, now.AddHours(-1));
        (await tooOld.Should().ThrowAsync<ArgumentOutOfRangeException>()).WithMessage("*30 days back*");
        (await deletedTooOld.Should().ThrowAsync<ArgumentOutOfRangeException>()).WithMessage("*15 days back*");
        await backwards.Should().ThrowAsync<ArgumentOutOfRangeException>();
        Org.Requests.Should().BeEmpty();
    }

    [Fact]
    public void Undelete_is_refused_with_its_reason()
    {
        Action undelete = () => Client.SObject("Account").UndeleteAsync("001000000000001AAA");
        undelete.Should().Throw<NotSupportedException>().WithMessage("*REST API has no undelete*Apex REST*");
    }

    public sealed class Invoice
    {
        [JsonProperty("Note__c")]
        public string? Note { get; set; }

        [JsonProperty("Amount__c")]
        public decimal? Amount { get; set; }

        [JsonProperty("Sent__c", NullValueHandling = NullValueHandling.Ignore)]
        public DateTimeOffset? Sent { get; set; }

        [JsonProperty("Due__c", NullValueHandling = NullValueHandling.Ignore)]
        public DateOnly? Due { get; set; }
    }

    private sealed class HeaderKeeper : HttpMessageHandler
    {
        public List<string> Headers { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Headers.AddRange(request.Headers.Select(header => $"{header.Key}: {string.Join(",", header.Value)}"));
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Created)
            {
                Content = new StringContent("""{"id":"00Q000000000001AAA","success":true,"errors":[]}""", Encoding.UTF8, "application/json"),
            });
        }
    }
}
