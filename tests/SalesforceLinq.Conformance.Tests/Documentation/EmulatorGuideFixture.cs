using SalesforceLinq.Emulator;
using SalesforceLinq.Http;

namespace SalesforceLinq.Conformance.Tests.Documentation;

// The block of docs/emulator.md, word for word: EmulatorGuideTests compares them, and this runs.
/// <summary>One emulated org for the tests of a class.</summary>
public sealed class EmulatedOrgFixture : IAsyncLifetime
{
    public EmulatedOrg Org { get; private set; } = null!;

    public async Task InitializeAsync() => Org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
    {
        SampleData = SampleData.None,
        Schema = OrgSchema.Standard().WithObject("Invoice__c", invoice => invoice.Text("Key__c", 40, externalId: true)),
    });

    public async Task DisposeAsync() => await Org.DisposeAsync();
}

public sealed class InvoiceTests(EmulatedOrgFixture fixture) : IClassFixture<EmulatedOrgFixture>, IAsyncLifetime
{
    private readonly EmulatedOrg _org = fixture.Org;

    public Task InitializeAsync() => _org.ResetAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Invoice_is_stored_once_though_the_first_answer_is_lost()
    {
        _org.Faults.On("PATCH", "sobjects/Invoice__c/*").Fail(Fault.DroppedAfterCommit);
        await using var client = new SalesforceClient(new AccessTokenCredential(_org.Url, _org.AccessToken));

        await client.SObject("Invoice__c").UpsertAsync("Key__c", "2026-0001", new { });

        Assert.Equal(1, (await client.QueryPageAsync("SELECT Id FROM Invoice__c")).TotalSize);
        Assert.Equal(2, _org.Requests.Count(request => request.Method == "PATCH"));
    }
}
