using SalesforceLinq.Emulator;
using SalesforceLinq.Http;

namespace SalesforceLinq.Tests.Mapping;

/// <summary>One emulated org with an object of a managed package that has a field of every kind.</summary>
public sealed class MappingOrg : IAsyncLifetime
{
    public EmulatedOrg Org { get; private set; } = null!;

    public SalesforceClient Client { get; private set; } = null!;

    public ThingContext Context() => new(new SalesforceContextOptionsBuilder<ThingContext>().UseClient(Client).Options);

    public async Task InitializeAsync()
    {
        Org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            SampleData = SampleData.None,
            Schema = OrgSchema.Standard().WithObject("ns__Thing__c", thing => thing
                .Text("ns__Key__c", 40, externalId: true, unique: true)
                .Text("ns__Text__c").Text("ns__Secret__c").RichText("ns__Long__c")
                .Picklist("ns__Level__c", ["Low", "Very High", "Added Later"], restricted: false)
                .MultiPicklist("ns__Colors__c", ["Red", "Deep Blue", "Green"], restricted: false).MultiPicklist("ns__Tags__c", ["A", "B", "C"], restricted: false)
                .Number("ns__Whole__c", 18).Number("ns__Small__c", 4).Number("ns__Real__c", 16, 4).Currency("ns__Amount__c").Percent("ns__Share__c")
                .Checkbox("ns__Flag__c").Date("ns__Day__c").DateTime("ns__At__c").DateTime("ns__Moment__c").Time("ns__Time__c")
                .Url("ns__Link__c").Email("ns__Mail__c").Text("ns__Bytes__c").Text("ns__Guid__c").Text("ns__Json__c").Text("ns__Color__c").Text("ns__Letter__c")
                .Geolocation("ns__Place__c").Formula("ns__Score__c", "double").AutoNumber("ns__Number__c", "T-{0000}")
                .Lookup("ns__Account__c", "Account", "ns__Things").Lookup("ns__Before__c", "ns__Thing__c", "ns__After")),
        });
        Client = new SalesforceClient(new AccessTokenCredential(Org.Url.ToString(), Org.AccessToken));
    }

    public async Task DisposeAsync()
    {
        await Client.DisposeAsync();
        await Org.DisposeAsync();
    }
}
