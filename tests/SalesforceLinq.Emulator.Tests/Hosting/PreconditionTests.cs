using System.Globalization;
using System.Text.Json;

namespace SalesforceLinq.Emulator.Tests.Hosting;

/// <summary>Requests that are only carried out if something has, or has not, changed.</summary>
public sealed class PreconditionTests : IClassFixture<OrgFixture>
{
    private readonly OrgClient _client;

    public PreconditionTests(OrgFixture fixture) => _client = fixture.Client;

    [Fact]
    public async Task Account_that_did_not_change_is_not_sent_again()
    {
        string path = "/sobjects/Account/" + await _client.CreateAsync("Account", """{"Name":"Tagged"}""");
        string tag = (await _client.SendAsync("GET", path)).Response.Headers.ETag!.Tag;
        (int status, _, HttpResponseMessage unchanged) = await _client.SendAsync("GET", path, null, ("If-None-Match", tag));
        status.Should().Be(304);
        unchanged.Headers.ETag!.Tag.Should().Be(tag);
        (await _client.SendAsync("GET", path, null, ("If-None-Match", $"\"other\", {tag[..^1]}-gzip\""))).Status.Should().Be(304);
        (await _client.SendAsync("GET", path, null, ("If-None-Match", "\"other\""))).Status.Should().Be(200);
        (await _client.SendAsync("GET", path, null, ("If-Match", "\"other\""))).Status.Should().Be(412);
        (await _client.SendAsync("GET", path, null, ("If-Match", tag))).Status.Should().Be(200);
    }

    [Fact]
    public async Task Account_that_changed_is_not_written_over()
    {
        string path = "/sobjects/Account/" + await _client.CreateAsync("Account", """{"Name":"Tagged"}""");
        string tag = (await _client.SendAsync("GET", path)).Response.Headers.ETag!.Tag;
        (await _client.SendAsync("PATCH", path, """{"Name":"x"}""", ("If-Match", "\"other\""))).Status.Should().Be(412);
        (await _client.SendAsync("PATCH", path, """{"Name":"x"}""", ("If-None-Match", tag))).Status.Should().Be(412);
        (await _client.GetAsync(path)).GetProperty("Name").GetString().Should().Be("Tagged");
        (await _client.SendAsync("PATCH", path, """{"Name":"x"}""", ("If-Match", tag))).Status.Should().Be(204);
    }

    [Fact]
    public async Task Record_is_held_back_by_the_date_it_was_changed_at()
    {
        string path = "/sobjects/Contact/" + await _client.CreateAsync("Contact", """{"LastName":"Dated"}""");
        DateTimeOffset modified = (await _client.SendAsync("GET", path)).Response.Content.Headers.LastModified!.Value;
        string at = modified.ToString("R", CultureInfo.InvariantCulture);
        string before = modified.AddSeconds(-1).ToString("R", CultureInfo.InvariantCulture);
        (await _client.SendAsync("GET", path, null, ("If-Modified-Since", at))).Status.Should().Be(304);
        (await _client.SendAsync("GET", path, null, ("If-Modified-Since", before))).Status.Should().Be(200);
        (await _client.SendAsync("GET", path, null, ("If-Unmodified-Since", before))).Status.Should().Be(412);
        (await _client.SendAsync("GET", path, null, ("If-Unmodified-Since", at))).Status.Should().Be(200);
        (await _client.SendAsync("PATCH", path, """{"LastName":"x"}""", ("If-Unmodified-Since", before))).Status.Should().Be(412);
        (await _client.SendAsync("PATCH", path, """{"LastName":"x"}""", ("If-Modified-Since", at))).Status.Should().Be(204, "only reads ask whether something has changed");
    }

    // The first is the guide's own example, whose day of the week is wrong; the others are HTTP's older forms.
    [Theory]
    [InlineData("Tue, 10 Aug 2215 00:00:00 GMT")]
    [InlineData("Thursday, 10-Aug-45 00:00:00 GMT")]
    [InlineData("Thu Aug  9 00:00:00 2215")]
    public async Task Date_is_understood_in_every_form_of_http(string date) =>
        (await _client.SendAsync("GET", "/sobjects/Account/describe", null, ("If-Modified-Since", date))).Status.Should().Be(304);

    [Theory]
    [InlineData("If-Unmodified-Since", "yesterday")]
    [InlineData("If-Unmodified-Since", "2024-10-08T15:05:08Z")]
    [InlineData("If-Match", "untagged")]
    [InlineData("If-None-Match", "\"one\", two")]
    public async Task Condition_that_is_none_is_refused_on_a_write_and_passed_over_on_a_read(string header, string value)
    {
        string id = await _client.CreateAsync("Account", """{"Name":"Tagged"}""");
        foreach ((string method, string path) in ((string, string)[])[("PATCH", "/sobjects/Account/" + id), ("POST", "/sobjects/Account")])
        {
            (int status, JsonElement body, _) = await _client.SendAsync(method, path, """{"Name":"x"}""", (header, value));
            status.Should().Be(400);
            body[0].GetProperty("message").GetString().Should().StartWith($"Invalid value '{value}' for the header {header.ToLowerInvariant()}: expected ");
        }
        (await _client.GetAsync("/sobjects/Account/" + id)).GetProperty("Name").GetString().Should().Be("Tagged");
        (await _client.SendAsync("GET", "/sobjects/Account/describe", null, ("If-Modified-Since", value))).Status.Should().Be(200);
        (await _client.SendAsync("GET", "/sobjects/Account/describe", null, ("If-Unmodified-Since", value))).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("/sobjects")]
    [InlineData("/sobjects/Account/describe")]
    [InlineData("/sobjects/Account/describe/layouts")]
    public async Task Describe_is_sent_again_only_to_those_who_do_not_have_it(string path)
    {
        HttpResponseMessage first = (await _client.SendAsync("GET", path)).Response;
        string tag = first.Headers.ETag!.Tag;
        string at = first.Content.Headers.LastModified!.Value.ToString("R", CultureInfo.InvariantCulture);
        (await _client.SendAsync("GET", path, null, ("If-None-Match", tag))).Status.Should().Be(304);
        (await _client.SendAsync("GET", path, null, ("If-Modified-Since", at))).Status.Should().Be(304);
        (await _client.SendAsync("GET", path, null, ("If-None-Match", "\"other\""), ("If-Modified-Since", at))).Status.Should().Be(200, "a tag is more exact than a date");
        (await _client.SendAsync("GET", path, null, ("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"))).Status.Should().Be(412);
    }

    [Fact]
    public async Task Unknown_object_has_no_tag() =>
        (await _client.SendAsync("GET", "/sobjects/Nothing__c/describe")).Response.Headers.ETag.Should().BeNull();
}
