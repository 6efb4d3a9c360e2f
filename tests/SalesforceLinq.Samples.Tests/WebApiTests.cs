using System.Net;
using System.Net.Http.Json;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Samples.Tests;

public sealed class WebApiTests
{
    [Fact]
    public async Task Web_api_lists_creates_and_changes_records_and_says_how_it_is()
    {
        Dictionary<string, string> environment = new() { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["ConsoleTelemetry"] = "true" };
        await using SampleProgram program = SampleProgram.Start("WebApi", environment, "--urls", "http://127.0.0.1:0");
        using HttpClient http = new() { BaseAddress = new Uri(await program.WaitForAsync("Now listening on: ")) };

        (await http.GetStringAsync("/health")).Should().Be("Healthy");
        JArray accounts = JArray.Parse(await http.GetStringAsync("/accounts?page=0"));
        accounts.Should().HaveCount(20);

        HttpResponseMessage created = await http.PostAsJsonAsync("/accounts", new
        {
            Name = "Acme of the test",
            Industry = "Energy",
            Contacts = new[] { new { FirstName = "Ann", LastName = "Reed", Email = "ann@example.com" }, new { FirstName = "Bo", LastName = "Li", Email = "bo@example.com" } },
        });
        created.StatusCode.Should().Be(HttpStatusCode.Created);
        string contacts = created.Headers.Location!.ToString();
        JArray people = JArray.Parse(await http.GetStringAsync(contacts));
        people.Select(person => (string?)person["name"]).Should().Equal("Bo Li", "Ann Reed");

        HttpResponseMessage changed = await http.PatchAsJsonAsync($"/contacts/{people[0]["id"]}", new { Email = "new@example.com" });
        (await changed.Content.ReadAsStringAsync()).Should().Contain("\"written\":1");
        (await http.PatchAsJsonAsync("/contacts/003000000000000AAA", new { Email = "x@example.com" })).StatusCode.Should().Be(HttpStatusCode.NotFound);

        HttpResponseMessage refused = await http.PostAsJsonAsync("/accounts", new { Name = new string('n', 300), Contacts = Array.Empty<object>() });
        refused.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        JObject.Parse(await refused.Content.ReadAsStringAsync())["errors"]!["Name"].Should().NotBeNull();

        // The spans of the queries and saves are told with those of the web requests.
        await program.WaitForAsync("SELECT Account");
        await program.WaitForAsync("SaveChanges");
    }

    [Fact]
    public async Task Web_api_without_an_org_says_what_to_configure()
    {
        await using SampleProgram program = SampleProgram.Start("WebApi", new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production" }, "--urls", "http://127.0.0.1:0");
        (await program.ExitAsync()).Should().NotBe(0);
        program.Output.Should().Contain("The configuration has no section 'Salesforce'.");
    }
}
