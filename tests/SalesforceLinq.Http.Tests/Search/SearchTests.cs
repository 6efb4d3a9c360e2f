using CsCheck;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Http.Tests.Search;

public sealed class SearchTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static readonly string[] Hostile = ["AND", "or", "x NOT y", "{}", "\"", "a*b?", "😀 and \\", "-", "\r\n"];

    [Fact]
    public void Builder_writes_the_parts_in_their_order() =>
        Sosl.Find("Ac-me*").In(SearchScope.Name)
            .Returning("Account", "Id", "Name")
            .Returning("Contact", ["Id"], where: Soql.Format($"LastName = {"O'Neil"}"), orderBy: "Name", limit: 5)
            .Returning("Lead")
            .Limit(20).ToString()
            .Should().Be(@"FIND {Ac\-me\*} IN NAME FIELDS RETURNING Account(Id, Name), Contact(Id WHERE LastName = 'O\'Neil' ORDER BY Name LIMIT 5), Lead LIMIT 20");

    [Theory]
    [InlineData("salt and pepper", "FIND {salt \"and\" pepper}")]
    [InlineData("AND OR NOT", "FIND {\"AND\" \"OR\" \"NOT\"}")]
    [InlineData("andy or-not", "FIND {andy or\\-not}")]
    [InlineData("a\r\nb\tc", "FIND {a  b c}")]
    public void Words_that_are_operators_are_words(string text, string sosl) => Sosl.Find(text).ToString().Should().Be(sosl);

    [Fact]
    public void Escaped_text_holds_no_operator_and_reads_back() =>
        Gen.OneOf(Gen.String, Gen.Int[0, Hostile.Length - 1].Select(index => Hostile[index]).Array[1, 4].Select(parts => string.Join(" ", parts)))
            .Where(text => text.Any(character => !char.IsWhiteSpace(character) && !char.IsControl(character))).Sample(
            text =>
            {
                List<string> words = [];
                foreach (string word in Sosl.Escape(text).Split(' '))
                {
                    bool quoted = word.Length > 2 && word[0] == '"' && word[^1] == '"' && word[^2] != '\\';
                    string? plain = Unescaped(quoted ? word[1..^1] : word);
                    if (plain is null || (!quoted && plain.ToUpperInvariant() is "AND" or "OR" or "NOT" && plain == word))
                        return false;
                    words.Add(plain);
                }

                return string.Join(' ', words) == string.Concat(text.Select(character => char.IsControl(character) || char.IsWhiteSpace(character) ? ' ' : character));
            },
            iter: 100_000);

    [Fact]
    public async Task Quick_search_finds_what_a_person_typed_and_runs_none_of_it()
    {
        string word = "q" + UniqueText();
        string[] names = [$"{word} and sons", $"{word} Q&A {{1}} (+)", $"{word} \"quoted\" O'Neil", $"{word} Ünïcödé", $"{word} 50% off?", $"{word} C:\\dir", $"{word} NOT now"];
        Dictionary<string, string> ids = [];
        foreach (string name in names)
            ids[name] = (await Client.SObject("Account").CreateAsync(new { Name = name })).Id!;
        foreach (string name in names)
            (await Client.QuickSearchAsync(name)).Select(record => (string)record["Id"]!).Should().Contain(ids[name], name);
        (await Client.QuickSearchAsync($"{word}}} RETURNING User (Id")).Should().BeEmpty("nothing a person types ends the search term");
        (await Client.QuickSearchAsync(word + "*")).Should().HaveCount(names.Length, "the star is no wildcard, and no letter either");
    }

    [Fact]
    public async Task Builder_searches_with_phrases_expressions_conditions_and_limits()
    {
        string word = "b" + UniqueText();
        foreach (string site in (string[])["north", "south", "west"])
            await Client.SObject("Account").CreateAsync(new { Name = $"{word} {site} branch", Site = site });
        await Client.SObject("Contact").CreateAsync(new { LastName = "Branch", Email = $"{word}@example.com" });

        (await NamesAsync(Sosl.FindPhrase($"{word} south").In(SearchScope.Name).Returning("Account", "Name"))).Should().Equal($"{word} south branch");
        (await NamesAsync(Sosl.FindExpression($"{Sosl.Escape(word)} AND NOT (south OR west)").Returning("Account", "Name"))).Should().Equal($"{word} north branch");
        (await NamesAsync(Sosl.FindExpression($"{word[..20]}*").Returning("Account", ["Name"], where: Soql.Format($"Site != {"west"}"), orderBy: "Name DESC", limit: 1)))
            .Should().Equal($"{word} south branch");
        (await Client.SearchAsync(Sosl.Find(word).In(SearchScope.Email).Returning("Account", "Id").Returning("Contact", "Id", "Email"))).Should()
            .ContainSingle().Which["Email"]!.Value<string>().Should().Be($"{word}@example.com");
        (await Client.SearchAsync(Sosl.Find(word).Returning("Account").Limit(2))).Should().HaveCount(2).And.OnlyContain(record => record["Id"] != null);
    }

    [Fact]
    public async Task Answer_of_old_versions_is_a_bare_array()
    {
        string word = "o" + UniqueText();
        await Client.SObject("Account").CreateAsync(new { Name = word });
        await using SalesforceClient old = NewClient(new SalesforceClientOptions { ApiVersion = "36.0" });
        (await old.SearchAsync(Sosl.Find(word))).Should().ContainSingle();
    }

    [Fact]
    public async Task Parameterized_search_sends_only_what_was_given_and_is_tried_again()
    {
        string word = "p" + UniqueText();
        await Client.SObject("Account").CreateAsync(new { Name = word, Site = "here" });
        Org.Requests.Clear();
        Org.Faults.Next(Fault.ServiceUnavailable);
        IReadOnlyList<JObject> found = await Client.SearchAsync(new ParameterizedSearch(word)
        {
            In = "NAME",
            Objects = [new SearchedObject("Account") { Fields = ["Site"], Where = "Site = 'here'", OrderBy = "Name", Limit = 3 }],
        });
        found.Should().ContainSingle().Which["Site"]!.Value<string>().Should().Be("here");
        Org.Requests.Where(request => request.Path.EndsWith("/parameterizedSearch")).Should().HaveCount(2).And.OnlyContain(request =>
            request.Body == $$"""{"q":"{{word}}","sobjects":[{"name":"Account","fields":["Site"],"where":"Site = 'here'","orderBy":"Name","limit":3}],"in":"NAME"}""");
    }

    [Fact]
    public async Task Search_that_is_refused_tells_its_code()
    {
        Func<Task> search = () => Client.SearchAsync("FIND Acme");
        (await search.Should().ThrowAsync<SalesforceApiException>()).Which.ErrorCode.Should().Be(SalesforceErrorCodes.MalformedSearch);
    }

    [Fact]
    public async Task Limits_and_names_out_of_place_are_refused_before_the_call()
    {
        Action limit = () => Sosl.Find("x").Limit(3000);
        limit.Should().Throw<ArgumentOutOfRangeException>();
        Action where = () => Sosl.Find("x").Returning("Account", [], where: "Name = 'a'");
        where.Should().Throw<ArgumentException>().WithMessage("*only after fields*");
        foreach (string blank in (string[])[" ", "\r\n", "\u0001"])
        {
            Action find = () => Sosl.Find(blank);
            find.Should().Throw<ArgumentException>();
        }

        ParameterizedSearch[] wrong =
        [
            new(" "),
            new("x") { OverallLimit = 2001 },
            new("x") { DefaultLimit = 0 },
            new("x") { Offset = 1 },
            new("x") { Fields = ["Id"] },
            new("x") { Objects = [new SearchedObject("Acc ount")] },
            new("x") { Objects = [new SearchedObject("Account") { Fields = ["Id FROM"] }] },
            new("x") { Objects = [new SearchedObject("Account") { Limit = 9999 }] },
        ];
        foreach (ParameterizedSearch search in wrong)
        {
            Func<Task> send = () => Client.SearchAsync(search);
            await send.Should().ThrowAsync<ArgumentException>();
        }

        Org.Requests.Should().BeEmpty();
    }

    private async Task<IEnumerable<string>> NamesAsync(Sosl search) => (await Client.SearchAsync(search)).Select(record => (string)record["Name"]!);

    // An independent reading of SOSL's escapes; null where a reserved character stands alone.
    private static string? Unescaped(string word)
    {
        var plain = new System.Text.StringBuilder();
        for (int at = 0; at < word.Length; at++)
        {
            if (word[at] == '\\')
                at++;
            else if ("?&|!{}[]()^~*:\"'+-".Contains(word[at]))
                return null;
            plain.Append(word[at]);
        }

        return plain.ToString();
    }
}
