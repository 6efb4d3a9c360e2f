using Microsoft.Extensions.Time.Testing;
using SalesforceLinq.Emulator.Tests.Hosting;

namespace SalesforceLinq.Emulator.Tests.Rules;

/// <summary>An org whose objects have a field for every rule; its clock stands still unless a test moves it.</summary>
public sealed class RuledOrg : IAsyncLifetime
{
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2024, 10, 8, 15, 5, 8, TimeSpan.Zero));

    public EmulatedOrg Org { get; private set; } = null!;

    public OrgClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            Clock = Clock,
            Schema = OrgSchema.Standard()
                .WithObject("Account", o => o.Text("Key__c", 40, externalId: true, unique: true))
                .WithObject("Thing__c", o => o
                    .Text("Short__c", 5).Text("Code__c", 20, externalId: true, unique: true).Text("Exact__c", 20, externalId: true, unique: true, caseSensitive: true)
                    .Text("Standing__c", 20, defaultValue: "plain").TextArea("Area__c").TextArea("Long__c", 1000).RichText("Rich__c")
                    .Number("Whole__c", 4).Number("Fine__c", 6, 2).Currency("Money__c", 10).Percent("Share__c", 5, 1)
                    .Checkbox("Flag__c", defaultValue: true).Date("Day__c").DateTime("Moment__c").Time("Hour__c")
                    .Email("Mail__c").Phone("Phone__c").Url("Site__c")
                    .Picklist("Color__c", ["Red", "Green"], defaultValue: "Green").Picklist("Free__c", ["A", "B"], restricted: false).MultiPicklist("Tags__c", ["x", "y", "z"])
                    .Lookup("Account__c", "Account", "Things").AutoNumber("Serial__c", "T-{YYYY}-{000}").Geolocation("Place__c").Formula("Calc__c", "double"))
                .WithObject("Part__c", o => o.MasterDetail("Thing__c", "Thing__c", "Parts").Text("Note__c", 20))
                .WithObject("Holder__c", o => o.Lookup("Thing__c", "Thing__c", "Holders", required: true).Text("Must__c", 20, required: true)),
        });
        Client = new OrgClient(Org);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Org.DisposeAsync();
    }
}
