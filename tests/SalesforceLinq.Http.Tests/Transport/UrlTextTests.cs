using CsCheck;

namespace SalesforceLinq.Http.Tests.Transport;

public sealed class UrlTextTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public void Escaped_segment_of_any_text_reads_back_and_holds_nothing_that_means_something() =>
        Gen.String.Where(text => text.All(character => !char.IsSurrogate(character))).Sample(
            text =>
            {
                string segment = SalesforceRequest.Escape(text);
                return Uri.UnescapeDataString(segment) == text
                    && segment.All(character => char.IsAsciiLetterOrDigit(character) || "-_.~%".Contains(character))
                    && segment is not ("." or "..");
            },
            iter: 100_000);

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        foreach (string broken in (string[])["\ud800", "a\udc00", "\ud800x", "😀\ud83d"])
        {
            Action escape = () => SalesforceRequest.Escape(broken);
            escape.Should().Throw<ArgumentException>().WithMessage("*half of a surrogate pair*");
        }

        SalesforceRequest.Escape("😀").Should().Be("%F0%9F%98%80");
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a?b#c")]
    [InlineData("100%")]
    [InlineData("%2F")]
    [InlineData("a+b c")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("../../Account")]
    [InlineData(@"back\slash")]
    [InlineData("q'uo\"te")]
    [InlineData("emoji 😀 ünï")]
    [InlineData("a;b,c&d=e@f:g")]
    public async Task External_id_of_any_characters_round_trips(string key)
    {
        SObjectClient invoices = Client.SObject("Invoice__c");
        RecordResult created = await invoices.UpsertAsync("Key__c", key, new { Note__c = "first" });
        (await invoices.GetByExternalIdAsync("Key__c", key))["Key__c"]!.ToString().Should().Be(key);
        RecordResult again = await invoices.UpsertAsync("Key__c", key, new { Note__c = "second" });
        again.Id.Should().Be(created.Id);
        await invoices.DeleteByExternalIdAsync("Key__c", key);
    }

    [Theory]
    [InlineData("Account/001")]
    [InlineData("Acc ount")]
    [InlineData("../User")]
    [InlineData("1st")]
    [InlineData("Konto_ä")]
    public void Names_that_are_none_never_reach_a_url(string name)
    {
        Action make = () => Client.SObject(name);
        make.Should().Throw<ArgumentException>().WithMessage("*is not an API name*");
    }

    [Theory]
    [InlineData("not-an-id")]
    [InlineData("003e0000003GuNXAA1")]
    [InlineData("003e0000003GuN/")]
    public async Task Ids_that_are_none_never_reach_a_url(string id)
    {
        Func<Task> get = () => Client.SObject("Contact").GetAsync(id);
        await get.Should().ThrowAsync<ArgumentException>();
    }

    [Theory]
    [InlineData("https://evil.example.com/x")]
    [InlineData("limits?q=a b")]
    [InlineData("limits#x")]
    [InlineData("a\r\nHost: x")]
    public void Paths_that_are_none_are_refused(string path)
    {
        Action make = () => _ = new SalesforceRequest(HttpMethod.Get, path);
        make.Should().Throw<ArgumentException>();
    }
}
