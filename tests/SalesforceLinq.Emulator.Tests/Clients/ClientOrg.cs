using System.Security.Cryptography;

namespace SalesforceLinq.Emulator.Tests.Clients;

/// <summary>The org the real clients work on, and what they are told of it.</summary>
internal static class ClientOrg
{
    public static async Task<EmulatedOrg> StartAsync()
    {
        EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            Schema = OrgSchema.Standard().WithObject("Account", o => o.Text("Key__c", 40, externalId: true, unique: true).Text("Group__c", 40, externalId: true)),
        });
        foreach (string method in (string[])["GET", "POST", "PUT", "PATCH", "DELETE"])
            org.Apex.Map(method, "echo/*", call => new { method = call.Method, path = call.Path, query = call.Query, body = call.Body.Length > 0 ? call.Body : null });
        org.Apex.Map("GET", "broken", _ => throw new InvalidOperationException("broken"));
        return org;
    }

    public static Dictionary<string, string> Environment(EmulatedOrg org) => new()
    {
        ["ORG_URL"] = org.Url.ToString(),
        ["ORG_TOKEN"] = org.AccessToken,
        ["ORG_USERNAME"] = org.Username,
        ["ORG_PASSWORD"] = org.Password,
        ["ORG_SECURITY_TOKEN"] = org.SecurityToken,
        ["ORG_CLIENT_ID"] = org.ClientId,
        ["ORG_CLIENT_SECRET"] = org.ClientSecret,
        ["ORG_JWT_KEY"] = SigningKey(org),
    };

    // A key whose public half the org trusts; its file is made anew for each org.
    private static string SigningKey(EmulatedOrg org)
    {
        using RSA key = RSA.Create(2048);
        org.App.TrustCertificate(key.ExportSubjectPublicKeyInfoPem());
        string file = Path.Combine(Path.GetTempPath(), $"emulated-org-{org.Url.Port}.pem");
        File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem());
        return file;
    }

    /// <summary>Every check of a script passed, and none was left out.</summary>
    public static void Passed((int Code, string Output) run, int checks)
    {
        run.Code.Should().Be(0, run.Output);
        run.Output.Should().MatchRegex($"(?m)^{checks} passed,? 0 failed");
    }
}
