namespace SalesforceLinq.Emulator.Tests.Clients;

/// <summary>The clients of other languages, unchanged, as they come from their registries.</summary>
public sealed class RealClientTests
{
    private const string CliVariable = "SALESFORCELINQ_SF_CLI";

    [SkippableFact]
    public async Task Jsforce_works_unchanged()
    {
        Skip.If(await ClientProgram.RunAsync("node", Path.GetTempPath(), new Dictionary<string, string>(), TimeSpan.FromMinutes(1), "--version") is null,
            "node is not on the PATH: the real jsforce runs on it.");
        string folder = await ClientProgram.InstallAsync("jsforce");
        await using EmulatedOrg org = await ClientOrg.StartAsync();
        ClientOrg.Passed((await ClientProgram.RunAsync("node", folder, ClientOrg.Environment(org), TimeSpan.FromMinutes(5), "jsforce.mjs"))!.Value, checks: 33);
    }

    [SkippableFact]
    public async Task Simple_salesforce_works_unchanged()
    {
        string? python = null;
        foreach (string program in (string[])["python3", "/usr/bin/python3", "python"])
        {
            if (await ClientProgram.RunAsync(program, Path.GetTempPath(), new Dictionary<string, string>(), TimeSpan.FromMinutes(1), "-c", "import simple_salesforce") is { Code: 0 })
            {
                python = program;
                break;
            }
        }
        Skip.If(python is null, "No python3 here has the module simple_salesforce: 'pip install simple-salesforce', or its source on the PYTHONPATH, brings it.");
        await using EmulatedOrg org = await ClientOrg.StartAsync();
        ClientOrg.Passed((await ClientProgram.RunAsync(python!, ClientProgram.Folder("simple-salesforce"), ClientOrg.Environment(org), TimeSpan.FromMinutes(5), "client.py"))!.Value, checks: 22);
    }

    [SkippableFact]
    public async Task Sf_cli_works_unchanged()
    {
        string? program = Environment.GetEnvironmentVariable(CliVariable);
        Skip.If(string.IsNullOrEmpty(program),
            $"Takes minutes: set {CliVariable} to the path of sf, or to 'npm' to have version 2.150.6 installed (400 MB; it needs node 22).");
        string folder = program == "npm" ? await ClientProgram.InstallAsync("sf-cli") : ClientProgram.Folder("sf-cli");
        if (program == "npm")
            program = Path.Combine(folder, "node_modules", ".bin", "sf");
        else
            File.Copy(Path.Combine(ClientProgram.Folder("jsforce"), "checks.mjs"), Path.Combine(folder, "checks.mjs"), overwrite: true);
        await using EmulatedOrg org = await ClientOrg.StartAsync();
        Dictionary<string, string> environment = ClientOrg.Environment(org);
        environment["SF_BIN"] = program!;
        ClientOrg.Passed((await ClientProgram.RunAsync("node", folder, environment, TimeSpan.FromMinutes(20), "sf.mjs"))!.Value, checks: 15);
    }
}
