namespace SalesforceLinq.Emulator.Tests.Durability;

/// <summary>A database file in a folder of its own, and the orgs that open it one after the other.</summary>
public sealed class DurableOrg : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("durable-org").FullName;

    public string File => Path.Combine(_folder, "org.db");

    public Task<EmulatedOrg> StartAsync(OrgSchema? schema = null) => EmulatedOrg.StartAsync(new EmulatedOrgOptions
    {
        DatabasePath = File,
        SampleData = SampleData.None,
        Schema = schema ?? OrgSchema.Standard(),
    });

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
