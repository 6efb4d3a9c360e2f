using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SalesforceLinq.Emulator.Tests.Hosting;

namespace SalesforceLinq.Emulator.Tests.Bulk;

public sealed class BulkLifeTests
{
    [Fact]
    public async Task Job_that_is_interrupted_by_the_end_of_the_org_goes_on_in_the_next_one_and_saves_each_record_once()
    {
        string path = Path.Combine(Path.GetTempPath(), $"bulk-{Guid.NewGuid():N}.db");
        const int Rows = 6000;
        try
        {
            string id;
            await using (EmulatedOrg first = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { DatabasePath = path }))
            {
                using BulkClient bulk = new(first);
                id = await bulk.OpenAsync("""{"object":"Account","operation":"insert"}""");
                await bulk.IngestAsync("PUT", $"/{id}/batches", "Name,Site\n" + string.Concat(Enumerable.Range(0, Rows).Select(row => $"Long {row},long\n")), "text/csv");
                await bulk.IngestAsync("PATCH", "/" + id, """{"state":"UploadComplete"}""");
            }
            await using (EmulatedOrg second = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { DatabasePath = path }))
            {
                using BulkClient bulk = new(second);
                using OrgClient client = new(second);
                JsonElement info = await bulk.DoneAsync("ingest", id);
                (info.GetProperty("state").GetString(), info.GetProperty("numberRecordsProcessed").GetInt32(), info.GetProperty("numberRecordsFailed").GetInt32()).Should().Be(("JobComplete", Rows, 0));
                (await client.QueryAsync("SELECT COUNT() FROM Account WHERE Site = 'long'")).GetProperty("totalSize").GetInt32().Should().Be(Rows);
                (await bulk.IngestAsync("GET", $"/{id}/successfulResults")).Text.Count(character => character == '\n').Should().Be(Rows + 1);
            }
        }
        finally
        {
            foreach (string file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(path) + "*"))
                File.Delete(file);
        }
    }

    [Fact]
    public async Task Aborted_job_stops_between_two_chunks_and_the_rest_is_unprocessed()
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync();
        using BulkClient bulk = new(org);
        using OrgClient client = new(org);
        const int Rows = 100_000;
        string id = await bulk.OpenAsync("""{"object":"Account","operation":"insert"}""");
        await bulk.IngestAsync("PUT", $"/{id}/batches", "Name,Site\n" + string.Concat(Enumerable.Range(0, Rows).Select(row => $"Abort {row},abort\n")), "text/csv");
        await bulk.IngestAsync("PATCH", "/" + id, """{"state":"UploadComplete"}""");
        (await bulk.IngestAsync("PATCH", "/" + id, """{"state":"Aborted"}""")).Status.Should().Be(200);
        int processed = (await bulk.IngestAsync("GET", "/" + id)).Json.GetProperty("numberRecordsProcessed").GetInt32();
        processed.Should().BeLessThan(Rows);
        (await client.QueryAsync("SELECT COUNT() FROM Account WHERE Site = 'abort'")).GetProperty("totalSize").GetInt32().Should().Be(processed);
        (await bulk.IngestAsync("GET", $"/{id}/unprocessedrecords")).Text.Count(character => character == '\n').Should().Be(Rows - processed + 1);
    }

    [Fact]
    public async Task Jobs_are_gone_after_seven_days_of_the_orgs_clock_and_after_a_reset()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { Clock = clock });
        string id;
        using (BulkClient bulk = new(org))
        {
            (id, JsonElement info) = await bulk.LoadAsync("""{"object":"Account","operation":"insert"}""", "Name\nOld\n");
            info.GetProperty("createdDate").GetString().Should().Be("2026-05-01T12:00:00.000+0000");
        }
        clock.Advance(TimeSpan.FromDays(6.9));
        using (BulkClient bulk = new(org))
            (await bulk.IngestAsync("GET", "/" + id)).Status.Should().Be(200);
        clock.Advance(TimeSpan.FromDays(0.2));
        using (BulkClient bulk = new(org))
        {
            (await bulk.IngestAsync("GET", "/" + id)).Status.Should().Be(404);
            (string other, _) = await bulk.LoadAsync("""{"object":"Account","operation":"insert"}""", "Name\nNew\n");
            other.Should().NotBe(id);
            await org.ResetAsync();
        }
        using (BulkClient bulk = new(org))
            (await bulk.IngestAsync("GET")).Json.GetProperty("records").GetArrayLength().Should().Be(0);
    }
}
