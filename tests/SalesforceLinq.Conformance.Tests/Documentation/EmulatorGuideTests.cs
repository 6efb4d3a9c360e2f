using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Conformance.Tests.Documentation;

/// <summary>What the guide to the emulator claims.</summary>
public sealed class EmulatorGuideTests
{
    private const string Start = "<!-- resources -->";
    private const string End = "<!-- /resources -->";

    private static readonly MarkdownPage Page = MarkdownPage.All().Single(page => page.Name == "docs/emulator.md");

    [Fact]
    public void Fixture_of_the_guide_is_the_one_that_is_run()
    {
        string source = File.ReadAllText(FixtureFile()).ReplaceLineEndings("\n");
        string types = source[source.IndexOf("/// <summary>", StringComparison.Ordinal)..].Trim();
        Page.Text.Should().Contain(types + "\n```");
    }

    [Fact]
    public async Task Every_resource_and_method_the_guide_lists_is_served()
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            SampleData = SampleData.None with { Accounts = 1 },
            Schema = OrgSchema.Standard().WithObject("Account", account => account.Text("Key__c", 40, externalId: true)),
        });
        org.Apex.Map("GET", "*", _ => "ok");
        foreach (string method in (string[])["POST", "PUT", "PATCH", "DELETE"])
            org.Apex.Map(method, "*", _ => "ok");
        using HttpClient http = new();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", org.AccessToken);
        string id = await FirstAccountAsync(http, org);
        List<string> missing = [];
        foreach ((string resource, string[] methods) in Resources())
        {
            foreach (string method in methods)
            {
                using HttpRequestMessage request = new(new HttpMethod(method), new Uri(org.Url, PathOf(resource, id)));
                if (method is "POST" or "PATCH" or "PUT")
                    request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
                using HttpResponseMessage answer = await http.SendAsync(request);
                string body = await answer.Content.ReadAsStringAsync();
                // A bad question is refused in words of its own; a path or method that is not served, in these.
                if (answer.StatusCode == HttpStatusCode.MethodNotAllowed || body.Contains("The requested resource does not exist", StringComparison.Ordinal))
                    missing.Add($"{method} {resource}: {(int)answer.StatusCode} {body}");
                if (method == "DELETE")
                    id = await FirstAccountAsync(http, org);
            }
        }
        missing.Should().BeEmpty();
        Resources().Should().HaveCountGreaterThan(20);
    }

    [Theory]
    [InlineData("/services/data/v66.0/ui-api/records/001000000000001")]
    [InlineData("/services/data/v66.0/graphql")]
    [InlineData("/services/data/v66.0/connect/organization")]
    [InlineData("/services/data/v66.0/analytics/reports")]
    public async Task What_the_guide_says_is_missing_answers_as_an_unknown_resource(string path)
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        using HttpClient http = new();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", org.AccessToken);
        using HttpResponseMessage answer = await http.GetAsync(new Uri(org.Url, path));
        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("NOT_FOUND");
    }

    [Fact]
    public void Every_fault_is_in_the_guide()
    {
        IEnumerable<string> faults = typeof(Fault).GetMembers(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.DeclaredOnly)
            .Where(member => member is System.Reflection.PropertyInfo or System.Reflection.MethodInfo { IsSpecialName: false }).Select(member => member.Name);
        faults.Should().HaveCountGreaterThan(10).And.OnlyContain(name => Page.Text.Contains("`" + name, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_is_in_the_guide() =>
        typeof(EmulatedOrgOptions).GetProperties().Should().OnlyContain(option => Page.Text.Contains("| `" + option.Name + "` |", StringComparison.Ordinal));

    private static IEnumerable<(string Resource, string[] Methods)> Resources()
    {
        string table = Page.Text[(Page.Text.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..Page.Text.IndexOf(End, StringComparison.Ordinal)];
        foreach (string line in table.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            string[] cells = line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            yield return (cells[0].Trim('`'), cells[1].Split(' '));
        }
    }

    private static string PathOf(string resource, string id)
    {
        string path = resource.Replace("{id}", id, StringComparison.Ordinal).Replace("{externalId}", "Key__c", StringComparison.Ordinal)
            .Replace("{value}", "a-key", StringComparison.Ordinal).Replace("{locator}", "0r8000000000001AAA-2000", StringComparison.Ordinal).Replace('*', 'x');
        return path.StartsWith('/') ? path : "/services/data/v66.0/" + path;
    }

    // A key that no record has is answered as an unknown resource would be: those paths are asked with one that there is.
    private static async Task<string> FirstAccountAsync(HttpClient http, EmulatedOrg org)
    {
        using StringContent json = new("""{"Name":"Asked for","Key__c":"a-key"}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await http.PostAsync(new Uri(org.Url, "/services/data/v66.0/sobjects/Account"), json);
        using System.Text.Json.JsonDocument created = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return created.RootElement.GetProperty("id").GetString()!;
    }

    private static string FixtureFile([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "EmulatorGuideFixture.cs");
}
