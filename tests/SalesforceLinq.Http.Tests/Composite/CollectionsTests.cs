using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http.Tests.Composite;

public sealed class CollectionsTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task Two_hundred_records_are_created_updated_read_and_deleted_in_one_call_each()
    {
        await Client.GetLimitsAsync();
        long before = Client.Usage.RequestsSent;
        IReadOnlyList<RecordResult> created = await Client.Collections.CreateAsync("Invoice__c", Enumerable.Range(0, 200).Select(number => new { Note__c = $"n{number}" }));
        created.Should().HaveCount(200).And.OnlyContain(result => result.Success);
        string[] ids = [.. created.Select(result => result.Id!)];

        (await Client.Collections.UpdateAsync("Invoice__c", ids.Select(id => new { Id = id, Note__c = "changed" }))).Should().OnlyContain(result => result.Success);
        IReadOnlyList<JObject?> read = await Client.Collections.RetrieveAsync("Invoice__c", ids, ["Id", "Note__c"]);
        read.Select(record => (string)record!["Id"]!).Should().Equal(ids);
        read.Should().OnlyContain(record => (string)record!["Note__c"]! == "changed");
        (await Client.Collections.DeleteAsync(ids)).Should().OnlyContain(result => result.Success);
        (Client.Usage.RequestsSent - before).Should().Be(4);
    }

    [Fact]
    public async Task Upsert_tells_which_are_new()
    {
        string known = UniqueText();
        await Client.SObject("Invoice__c").UpsertAsync("Key__c", known, new { Note__c = "a" });
        IReadOnlyList<RecordResult> results = await Client.Collections.UpsertAsync(
            "Invoice__c", "Key__c", [new { Key__c = known, Note__c = "b" }, new { Key__c = UniqueText(), Note__c = "c" }]);
        results.Select(result => result.Created).Should().Equal(false, true);
    }

    [Fact]
    public async Task Failed_record_keeps_its_place_and_its_errors()
    {
        IReadOnlyList<RecordResult> results = await Client.Collections.CreateAsync("Contact", [new { LastName = "A" }, new { FirstName = "no last name" }]);
        results[0].Success.Should().BeTrue();
        results[1].Success.Should().BeFalse();
        results[1].Errors[0].ErrorCode.Should().Be(SalesforceErrorCodes.RequiredFieldMissing);
        results[1].Errors[0].Fields.Should().Contain("LastName");

        IReadOnlyList<RecordResult> none = await Client.Collections.CreateAsync("Contact", [new { LastName = "A" }, new { FirstName = "b" }], allOrNone: true);
        none[0].Errors[0].ErrorCode.Should().Be(SalesforceErrorCodes.AllOrNoneOperationRolledBack);
    }

    [Fact]
    public async Task Delete_whose_answer_was_lost_is_repeated_and_what_is_gone_is_gone()
    {
        IReadOnlyList<RecordResult> created = await Client.Collections.CreateAsync("Invoice__c", [new { Note__c = "a" }, new { Note__c = "b" }]);
        string[] ids = [.. created.Select(result => result.Id!)];
        Org.Faults.Next(Emulator.Fault.DroppedAfterCommit, on: target => target.Method == "DELETE");
        (await Client.Collections.DeleteAsync(ids)).Should().OnlyContain(result => result.Success).And.HaveCount(2);
        (await Client.Collections.DeleteAsync(ids)).Should().OnlyContain(result => result.Errors[0].ErrorCode == SalesforceErrorCodes.EntityIsDeleted);
    }

    [Fact]
    public async Task Limits_are_checked_before_the_call()
    {
        Func<Task> runs = () => Client.Collections.DeleteAsync(Enumerable.Range(0, 12).Select(number => number % 2 == 0 ? "001000000000001AAA" : "003000000000001AAA"));
        await runs.Should().ThrowAsync<ArgumentException>().WithMessage("*at most 10 runs*Sort the ids*");
        Func<Task> tooMany = () => Client.Collections.CreateAsync("Contact", Enumerable.Repeat(new { LastName = "x" }, 201));
        Func<Task> none = () => Client.Collections.DeleteAsync([]);
        Func<Task> noId = () => Client.Collections.UpdateAsync("Contact", [new { LastName = "x" }]);
        await tooMany.Should().ThrowAsync<ArgumentException>().WithMessage("*1 to 200 records, and these are 201*");
        await none.Should().ThrowAsync<ArgumentException>();
        await noId.Should().ThrowAsync<ArgumentException>().WithMessage("*has no 'Id'*");
        Org.Requests.Should().BeEmpty();
    }
}
