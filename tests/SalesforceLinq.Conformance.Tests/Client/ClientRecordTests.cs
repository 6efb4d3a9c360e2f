using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;

namespace SalesforceLinq.Conformance.Tests.Client;

public sealed class ClientRecordTests
{
    private const string Id = "001000000000001AAA";

    [SkippableFact]
    public async Task Every_recorded_answer_about_a_record_is_read()
    {
        int read = 0;
        foreach (Recording recording in Recording.In("sobject-crud"))
        {
            await using SalesforceClient client = new Replay(recording).Client();
            SObjectClient records = client.SObject("Account");
            string file = recording.File;
            if (file.Contains("upsert", StringComparison.Ordinal))
                (await records.UpsertAsync("Key__c", "x", new { Name = "x" })).Created.Should().Be(recording.Status == 201, recording.ToString());
            else if (file.Contains("delete", StringComparison.Ordinal))
                await records.DeleteAsync(Id);
            else if (file.Contains("update", StringComparison.Ordinal) && recording.Status == 204)
                await records.UpdateAsync(Id, new { Name = "x" });
            else if (file.Contains("create", StringComparison.Ordinal))
                (await records.CreateAsync(new { Name = "x" })).Success.Should().BeTrue(recording.ToString());
            else if (file.Contains("row", StringComparison.Ordinal))
                (await records.GetAsync(Id))["attributes"].Should().NotBeNull(recording.ToString());
            else
                continue;
            read++;
        }

        read.Should().BeGreaterThanOrEqualTo(13);
    }

    [SkippableFact]
    public async Task Recorded_failure_inside_a_success_is_a_result_with_errors()
    {
        await using SalesforceClient client = new Replay(Recording.Of("sobject-crud", "amp-success-false-with-errors.json")).Client();
        RecordResult result = await client.SObject("Account").CreateAsync(new { Name = "x" });
        result.Success.Should().BeFalse();
        result.Errors.Should().ContainSingle().Which.ErrorCode.Should().Be(SalesforceErrorCodes.MalformedId);
    }

    [SkippableFact]
    public async Task Recorded_file_is_read_as_it_is()
    {
        Recording recording = Recording.Of("sobject-crud", "blob-get-octetstream.wiremock.json");
        await using SalesforceClient client = new Replay(recording, "application/octetstream").Client();
        using SalesforceResponse file = await client.SObject("ContentVersion").OpenBlobAsync("068000000000001AAA", "VersionData");
        (await file.ReadTextAsync()).Should().Be(recording.Body).And.NotBeEmpty();
    }

    [SkippableFact]
    public async Task Recorded_addresses_are_read()
    {
        await using SalesforceClient client = new Replay(Recording.Of("sobject-crud", "ncf-contact-row.json")).Client();
        JObject contact = await client.SObject("Contact").GetAsync("003000000000001AAA");
        contact["MailingAddress"]!.ToObject<Address>()!.Should().Match<Address>(address => address.City != null || address.Street != null || address.Country != null);
    }

    [SkippableFact]
    public async Task Recorded_changes_are_read()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        await using SalesforceClient updated = new Replay(Recording.Of("updated-deleted", "rf-get-updated.json")).Client();
        (await updated.SObject("Account").GetUpdatedAsync(now.AddDays(-1), now)).LatestDateCovered.Should().Be(new DateTimeOffset(2015, 8, 19, 8, 17, 0, TimeSpan.Zero));
        await using SalesforceClient deleted = new Replay(Recording.Of("updated-deleted", "rf-get-deleted.json")).Client();
        (await deleted.SObject("Account").GetDeletedAsync(now.AddDays(-1), now)).Records.Should().ContainSingle()
            .Which.DeletedDate.Should().Be(new DateTimeOffset(2013, 5, 7, 22, 7, 19, TimeSpan.Zero));
    }
}
