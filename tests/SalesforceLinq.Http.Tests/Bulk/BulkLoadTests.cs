using CsCheck;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Http.Tests.Bulk;

public sealed class BulkLoadTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Odd = "\",\n\r\t'=@éß漢\u2028";

    private static readonly BulkLoadOptions Soon = new() { FirstWait = TimeSpan.FromMilliseconds(2), LongestWait = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public async Task Records_are_inserted_updated_and_deleted_in_bulk()
    {
        string group = UniqueText();
        BulkLoadResult inserted = await Client.Bulk.InsertAsync("Invoice__c", Enumerable.Range(0, 2_500).Select(i => new { Key__c = $"{group}-{i}", Group__c = group, Amount__c = i + 0.5m }), Soon);

        inserted.Jobs.Should().ContainSingle().Which.State.Should().Be(BulkJobState.JobComplete);
        (inserted.RecordsProcessed, inserted.RecordsFailed, inserted.RecordsWritten).Should().Be((2_500, 0, 2_500));
        List<BulkRecordResult> written = await Client.Bulk.ReadSuccessfulAsync(inserted.Jobs[0].Id).ToListAsync();
        written.Should().HaveCount(2_500).And.OnlyContain(result => result.Created && result.Error == null && SalesforceId.IsValid(result.Id!));
        (await CountAsync(group)).Should().Be(2_500);

        BulkLoadResult updated = await Client.Bulk.UpdateAsync("Invoice__c", written.Take(100).Select(result => new { result.Id, Note__c = "Checked" }), Soon);
        updated.RecordsWritten.Should().Be(100);
        (await CountAsync(group, "Note__c = 'Checked'")).Should().Be(100);

        (await Client.Bulk.DeleteAsync("Invoice__c", written.Take(40).Select(result => result.Id!), Soon)).RecordsWritten.Should().Be(40);
        (await CountAsync(group)).Should().Be(2_460);
        (await Client.Bulk.HardDeleteAsync("Invoice__c", written.Skip(40).Take(10).Select(result => result.Id!), Soon)).RecordsWritten.Should().Be(10);
        (await Client.QueryAsync(Soql.Format($"SELECT Id FROM Invoice__c WHERE Group__c = {group}"), new QueryOptions { IncludeDeleted = true }).CountAsync()).Should().Be(2_490);
    }

    [Fact]
    public async Task An_upsert_says_which_records_are_new_and_finds_parents_by_their_keys()
    {
        string key = UniqueText();
        await Client.SObject("Invoice__c").CreateAsync(new { Key__c = key + "-1" });

        BulkLoadResult result = await Client.Bulk.UpsertAsync(
            "Invoice__c", "Key__c", [new { Key__c = key + "-1", Note__c = "Old" }, new { Key__c = key + "-2", Note__c = "New", Previous__r = new { Key__c = key + "-1" } }], Soon);

        List<BulkRecordResult> written = [];
        foreach (BulkJob job in result.Jobs)
            written.AddRange(await Client.Bulk.ReadSuccessfulAsync(job.Id).ToListAsync());
        written.ToDictionary(record => (string)record.Record["Note__c"]!, record => record.Created).Should().BeEquivalentTo(new Dictionary<string, bool> { ["Old"] = false, ["New"] = true });
        written.Should().Contain(record => record.Record.SelectToken("Previous__r.Key__c") != null);
        (await Client.QueryPageAsync(Soql.Format($"SELECT COUNT() FROM Invoice__c WHERE Previous__r.Key__c = {key + "-1"}"))).TotalSize.Should().Be(1);
    }

    [Fact]
    public async Task Null_and_the_empty_text_empty_a_field_and_what_is_not_said_stays()
    {
        string group = UniqueText();
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 3).Select(async i =>
            (await Client.SObject("Invoice__c").CreateAsync(new { Key__c = $"{group}-{i}", Group__c = group, Note__c = "Note", Amount__c = 1 })).Id!));

        await Client.Bulk.UpdateAsync("Invoice__c", [new { Id = ids[0], Note__c = (string?)null }, new { Id = ids[1], Note__c = "" }, new { Id = ids[2], Amount__c = 2 }], Soon);

        List<JObject> invoices = await Client.QueryAsync(Soql.Format($"SELECT Note__c, Amount__c FROM Invoice__c WHERE Group__c = {group} ORDER BY Key__c")).ToListAsync();
        invoices.Select(invoice => ((string?)invoice["Note__c"], (int)invoice["Amount__c"]!)).Should().Equal((null, 1), (null, 1), ("Note", 2));
    }

    [Fact]
    public async Task Any_text_arrives_as_it_does_through_the_collections()
    {
        string group = UniqueText();
        string[] texts = Gen.OneOf(Gen.Char[' ', '~'], Gen.Int[0, Odd.Length - 1].Select(i => Odd[i])).Array[1, 60].Select(characters => new string(characters)).Array[150].Single();

        await Client.Bulk.InsertAsync("Invoice__c", texts.Select((text, i) => new { Key__c = $"{group}-b{i:D3}", Group__c = group, Note__c = text }), Soon);
        await Client.Collections.CreateAsync("Invoice__c", texts.Select((text, i) => new { Key__c = $"{group}-c{i:D3}", Group__c = group, Note__c = text }));

        List<string?> stored = await Client.QueryAsync(Soql.Format($"SELECT Note__c FROM Invoice__c WHERE Group__c = {group} ORDER BY Key__c")).Select(row => (string?)row["Note__c"]).ToListAsync();
        stored.Should().HaveCount(300);
        stored.Take(150).Should().Equal(stored.Skip(150));
    }

    [Fact]
    public async Task Every_kind_of_value_arrives_as_it_does_through_the_collections()
    {
        string group = UniqueText();
        object Values(string key) => new { Key__c = group + key, Group__c = group, Amount__c = 1234567.89m, Sent__c = new DateTimeOffset(2026, 11, 25, 13, 14, 15, TimeSpan.FromHours(2)), Due__c = new DateOnly(2026, 12, 24) };

        await Client.Bulk.InsertAsync("Invoice__c", [Values("b")], Soon);
        await Client.SObject("Invoice__c").CreateAsync(Values("c"));

        List<string> stored = await Client.QueryAsync(Soql.Format($"SELECT Amount__c, Sent__c, Due__c FROM Invoice__c WHERE Group__c = {group}"))
            .Select(row => $"{row["Amount__c"]} {row["Sent__c"]} {row["Due__c"]}").ToListAsync();
        stored.Should().HaveCount(2);
        stored[0].Should().Be(stored[1]);
    }

    [Fact]
    public async Task Refused_records_are_told_with_the_reason_and_the_others_are_written()
    {
        string group = UniqueText();
        BulkLoadResult result = await Client.Bulk.InsertAsync("Contact", [new { LastName = "Good", Department = group }, new { LastName = (string?)null, Department = group }], Soon);

        (result.RecordsWritten, result.RecordsFailed).Should().Be((1, 1));
        BulkRecordResult failed = await Client.Bulk.ReadFailedAsync(result.Jobs[0].Id).SingleAsync();
        failed.Id.Should().BeNull();
        failed.Error!.ErrorCode.Should().Be("REQUIRED_FIELD_MISSING");
        failed.Error.Message.Should().Contain("LastName");
        failed.Error.Fields.Should().Equal("LastName");
        failed.Record["Department"]!.Value<string>().Should().Be(group);
    }

    [Fact]
    public async Task A_large_load_is_cut_into_jobs_and_progress_is_told()
    {
        string group = UniqueText();
        Told told = new();
        BulkLoadResult result = await Client.Bulk.InsertAsync(
            "Invoice__c", Enumerable.Range(0, 6_000).Select(i => new { Key__c = $"{group}-{i}", Group__c = group, Note__c = new string('x', 40) }), Soon with { MaxJobBytes = 200_000, Progress = told });

        result.Jobs.Should().HaveCountGreaterThan(1);
        result.RecordsWritten.Should().Be(6_000);
        (await CountAsync(group)).Should().Be(6_000);
        told.Jobs.Select(job => job.Id).Distinct().Should().Equal(result.Jobs.Select(job => job.Id));
    }

    [Fact]
    public async Task A_field_that_no_record_before_had_begins_another_job()
    {
        string group = UniqueText();
        object[] records = [new { Key__c = group + 1, Group__c = group }, new { Key__c = group + 2, Group__c = group, Note__c = "x" }, new { Key__c = group + 3, Group__c = group }, new { Group__c = group, note__c = "y" }];

        BulkLoadResult result = await Client.Bulk.InsertAsync("Invoice__c", records, Soon);

        result.Jobs.Select(job => job.RecordsProcessed).Should().Equal(1, 3);
        (await CountAsync(group, "Note__c != null")).Should().Be(2);
    }

    [Fact]
    public async Task No_records_are_no_job()
    {
        Org.Requests.Clear();
        (await Client.Bulk.InsertAsync("Invoice__c", [], Soon)).Jobs.Should().BeEmpty();
        Org.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task What_cannot_stand_in_a_cell_is_refused_before_anything_is_sent()
    {
        await Refused(() => Client.Bulk.InsertAsync("Invoice__c", [new { Note__c = "fine" }, new { Note__c = "#N/A" }], Soon), "Note__c of record 2 of the load is the text '#N/A'*");
        await Refused(() => Client.Bulk.InsertAsync("Invoice__c", [new { Note__c = "cut \ud83d" }], Soon), "*half of a surrogate pair at position 4*Note__c of record 1*");
        await Refused(() => Client.Bulk.InsertAsync("Invoice__c", [new { Lines = new[] { 1, 2 } }], Soon), "Lines of record 1 of the load is a list*';'*");
        await Refused(() => Client.Bulk.InsertAsync("Invoice__c", [new { }], Soon), "Record 1 of the load says nothing of any field.");
        await Refused(() => Client.Bulk.InsertAsync("Invoice__c", ["text"], Soon), "Record 1 of the load is a String*");
        await Refused(() => Client.Bulk.UpdateAsync("Invoice__c", [new { Note__c = "x" }], Soon), "Record 1 of the load has no Id*");
        await Refused(() => Client.Bulk.UpsertAsync("Invoice__c", "Key__c", [new { Key__c = "" }], Soon), "Record 1 of the load has no Key__c*");
        await Refused(() => Client.Bulk.LoadAsync("Invoice__c", BulkOperation.Upsert, null, AsyncEnumerable.Empty<object>()), "An upsert needs an external id field*");
        await Refused(() => Client.Bulk.InsertAsync("Invoice__c; x", []), "'Invoice__c; x' is not an API name*");
        await Refused(() => Client.Bulk.InsertAsync("Invoice__c", [], new BulkLoadOptions { MaxJobBytes = 5 }), "*MaxJobBytes*");
    }

    [Fact]
    public async Task A_job_that_fails_as_a_whole_says_why()
    {
        BulkJobException failed = (await FluentActions.Awaiting(() => Client.Bulk.InsertAsync("Invoice__c", [new { Nonsense__c = 1 }], Soon)).Should().ThrowAsync<BulkJobException>()).Which;

        failed.Jobs.Single().State.Should().Be(BulkJobState.Failed);
        failed.Message.Should().Contain("Field name not found : Nonsense__c");
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task A_lost_answer_neither_loses_nor_doubles_records(string method)
    {
        foreach (Fault fault in (Fault[])[Fault.DroppedAfterCommit, Fault.DroppedBeforeCommit, Fault.ServiceUnavailable])
        {
            string group = UniqueText();
            Org.Faults.Next(fault, on: target => target.Method == method && target.Path.Contains("jobs/ingest"));

            BulkLoadResult result = await Client.Bulk.InsertAsync("Invoice__c", [new { Key__c = group, Group__c = group }], Soon);

            result.RecordsWritten.Should().Be(1);
            (await CountAsync(group)).Should().Be(1);
        }
    }

    [Fact]
    public async Task A_load_that_breaks_off_says_which_jobs_the_org_goes_on_with()
    {
        string group = UniqueText();
        IEnumerable<object> Records()
        {
            yield return new { Key__c = group, Group__c = group };
            yield return new { Key__c = group + 2, Group__c = group, Note__c = "begins another job" };
            throw new InvalidDataException("The source ran dry.");
        }

        BulkJobException broken = (await FluentActions.Awaiting(() => Client.Bulk.InsertAsync("Invoice__c", Records(), Soon)).Should().ThrowAsync<BulkJobException>()).Which;

        broken.InnerException.Should().BeOfType<InvalidDataException>();
        broken.Message.Should().Contain(broken.Jobs.Single().Id).And.Contain("The source ran dry.");
        (await Client.Bulk.WaitAsync(broken.Jobs[0].Id, Soon)).RecordsProcessed.Should().Be(1);
        (await CountAsync(group)).Should().Be(1);
    }

    [Fact]
    public async Task A_cancelled_load_leaves_no_job_that_waits_for_data()
    {
        using CancellationTokenSource cancellation = new();
        TaskCompletionSource uploading = new();
        Org.Faults.Next(Fault.SlowAnswer(TimeSpan.FromMinutes(1)), on: target => target.Method == "PUT" && uploading.TrySetResult());
        Task load = Client.Bulk.InsertAsync("Invoice__c", [new { Key__c = UniqueText() }], Soon, cancellation.Token);
        await uploading.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await cancellation.CancelAsync();

        await FluentActions.Awaiting(() => load).Should().ThrowAsync<OperationCanceledException>();
        string job = Org.Requests.Last(request => request.Method == "PATCH").Path.Split('/')[^1];
        (await Client.Bulk.GetJobAsync(job)).State.Should().Be(BulkJobState.Aborted);
        await Client.Bulk.DeleteJobAsync(job);
        await FluentActions.Awaiting(() => Client.Bulk.GetJobAsync(job)).Should().ThrowAsync<SalesforceApiException>();
    }

    [Fact]
    public async Task A_file_is_loaded_as_it_is()
    {
        string group = UniqueText();
        using MemoryStream csv = new(System.Text.Encoding.UTF8.GetBytes($"\uFEFFKey__c,Group__c,Note__c\r\n{group}-1,{group},\"two\r\nlines, \"\"quoted\"\"\"\r\n{group}-2,{group},#N/A\r\n"));

        BulkLoadResult result = await Client.Bulk.LoadCsvAsync("Invoice__c", BulkOperation.Insert, null, csv, Soon);

        result.RecordsWritten.Should().Be(2);
        List<string?> notes = await Client.QueryAsync(Soql.Format($"SELECT Note__c FROM Invoice__c WHERE Group__c = {group} ORDER BY Key__c")).Select(row => (string?)row["Note__c"]).ToListAsync();
        notes.Should().Equal("two\r\nlines, \"quoted\"", null);
    }

    [Fact]
    public async Task A_file_that_is_no_csv_is_refused_before_anything_is_sent()
    {
        using MemoryStream csv = new("Key__c,Group__c\nonly one\n"u8.ToArray());
        await FluentActions.Awaiting(() => Client.Bulk.LoadCsvAsync("Invoice__c", BulkOperation.Insert, null, csv, Soon)).Should().ThrowAsync<FormatException>();
        using MemoryStream latin = new(System.Text.Encoding.Latin1.GetBytes("Key__c,Note__c\n1,Café\n"));
        await FluentActions.Awaiting(() => Client.Bulk.LoadCsvAsync("Invoice__c", BulkOperation.Insert, null, latin, Soon)).Should().ThrowAsync<FormatException>().WithMessage("The file is not in UTF-8*");
        Org.Requests.Where(request => request.Path.Contains("jobs")).Should().BeEmpty();
    }

    private async Task Refused(Func<Task> load, string message)
    {
        Org.Requests.Clear();
        (await load.Should().ThrowAsync<ArgumentException>()).WithMessage(message);
        Org.Requests.Where(request => request.Path.Contains("jobs")).Should().BeEmpty();
    }

    private async Task<int> CountAsync(string group, string condition = "Id != null") =>
        (await Client.QueryPageAsync(Soql.Format($"SELECT COUNT() FROM Invoice__c WHERE Group__c = {group} AND ") + condition)).TotalSize;

    private sealed class Told : IProgress<BulkJob>
    {
        public List<BulkJob> Jobs { get; } = [];

        public void Report(BulkJob value) => Jobs.Add(value);
    }
}
