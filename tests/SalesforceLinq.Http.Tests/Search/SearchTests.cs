using CsCheck;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http.Tests.Search;

public sealed class SearchTests
{
    private const string Found = """{"searchRecords":[{"attributes":{"type":"Account","url":"/x"},"Id":"001000000000001AAA"}]}""";

    [Fact]
    public void Builder_writes_the_parts_in_their_order() =>
        Sosl.Find("Ac-me*").In(SearchScope.Name)
            .Returning("Account", "Id", "Name")
            .Returning("Contact", ["Id"], where: Soql.Format($"LastName = {"O'Neil"}"), orderBy: "Name", limit: 5)
            .Returning("Lead")
            .Limit(20).ToString()
            .Should().Be(@"FIND {Ac\-me\*} IN NAME FIELDS RETURNING Account(Id, Name), Contact(Id WHERE LastName = 'O\'Neil' ORDER BY Name LIMIT 5), Lead LIMIT 20");

    [Fact]
    public void Escaped_text_holds_no_operator_and_reads_back() =>
        Gen.String.Where(text => !string.IsNullOrWhiteSpace(text)).Sample(
            text =>
            {
                string escaped = Sosl.Escape(text);
                var plain = new System.Text.StringBuilder();
                for (int at = 0; at < escaped.Length; at++)
                {
                    if (escaped[at] == '\\')
                        at++;
                    else if ("?&|!{}[]()^~*:\"'+-".Contains(escaped[at]))
                        return false;
                    plain.Append(escaped[at]);
                }

                return plain.ToString() == string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
            },
            iter: 100_000);

    [Fact]
    public async Task Quick_search_escapes_what_a_person_typed()
    {
        var stub = new StubOrg().Answers(Found);
        await using SalesforceClient client = stub.Client();
        IReadOnlyList<JObject> found = await client.QuickSearchAsync("a} RETURNING User (x");
        found.Should().ContainSingle();
        Uri.UnescapeDataString(stub.Requests[0].Url).Should().EndWith(@"search?q=FIND {a\} RETURNING User \(x}");
    }

    [Fact]
    public async Task Answer_of_old_versions_is_a_bare_array()
    {
        await using SalesforceClient client = new StubOrg().Answers("""[{"attributes":{"type":"Account"},"Id":"001000000000001AAA"}]""").Client();
        (await client.SearchAsync("FIND {x}")).Should().ContainSingle();
    }

    [Fact]
    public async Task Parameterized_search_sends_only_what_was_given_and_is_tried_again()
    {
        var stub = new StubOrg().Answers("""[{"errorCode":"UNKNOWN","message":"x"}]""", System.Net.HttpStatusCode.InternalServerError).Answers(Found);
        await using SalesforceClient client = stub.Client();
        await client.SearchAsync(new ParameterizedSearch("Acme") { Objects = [new SearchedObject("Account") { Fields = ["Id"], Limit = 3 }] });
        stub.Requests[1].Body.Should().Be("""{"q":"Acme","sobjects":[{"name":"Account","fields":["Id"],"limit":3}]}""");
    }

    [Fact]
    public void Limits_and_conditions_out_of_place_are_refused()
    {
        Action limit = () => Sosl.Find("x").Limit(3000);
        limit.Should().Throw<ArgumentOutOfRangeException>();
        Action where = () => Sosl.Find("x").Returning("Account", [], where: "Name = 'a'");
        where.Should().Throw<ArgumentException>().WithMessage("*only after fields*");
        Action blank = () => Sosl.Find(" ");
        blank.Should().Throw<ArgumentException>();
    }
}
