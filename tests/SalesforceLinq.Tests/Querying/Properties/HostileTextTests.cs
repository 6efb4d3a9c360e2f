using System.Globalization;
using CsCheck;
using SalesforceLinq.Emulator;
using SalesforceLinq.Emulator.Soql.Syntax;
using SalesforceLinq.Emulator.Sosl.Parsing;
using SalesforceLinq.Emulator.Sosl.Syntax;
using SalesforceLinq.Http;
using SalesforceLinq.Soql.Parsing;
using SalesforceLinq.Soql.Syntax;
using SalesforceLinq.Tests.Querying.Subjects;
using EmulatedParser = SalesforceLinq.Emulator.Soql.Parsing.SoqlParser;
using EmulatedQuery = SalesforceLinq.Emulator.Soql.Syntax.SoqlQuery;
using SoqlQuery = SalesforceLinq.Soql.Syntax.SoqlQuery;

namespace SalesforceLinq.Tests.Querying.Properties;

/// <summary>
/// Any text may stand wherever a value can: what comes out is parsed back, by the product's parser and by the emulator's, and must be the same text,
/// alone in its place. Two parsers, since one that shared the writer's mistake would not see it.
/// </summary>
public sealed class HostileTextTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.OneOf(ThingOrg.Texts),
        Gen.String[Gen.Char["'\\%_\"{}() \n\r\t\b\f\u0000\u001f\u007f\u2028;:=<>!,.-abnrtfuU0"], 1, 12],
        Gen.String.Where(text => text.Length > 0)).Where(IsWellFormed);

    private static readonly Func<CrmContext, string, IQueryable<object>>[] Places =
    [
        (org, text) => org.Contacts.Where(c => c.LastName == text),
        (org, text) => org.Contacts.Where(c => !(c.LastName == text)),
        (org, text) => org.Contacts.Where(c => c.Account!.Name != text).Select(c => c.LastName),
        (org, text) => org.Contacts.Where(c => new[] { text }.Contains(c.LastName)),
        (org, text) => org.Contacts.Where(c => string.Compare(c.LastName, text) > 0),
        (org, text) => org.Accounts.Where(a => a.Contacts.Any(c => c.LastName == text)),
        (org, text) => org.Accounts.Include(a => a.Contacts.Where(c => c.LastName == text)),
        (org, text) => org.Accounts.Select(a => a.Contacts.Where(c => c.LastName == text).Select(c => c.Id).ToList()),
        (org, text) => org.Accounts.GroupBy(a => a.Industry).Where(g => g.Key == text).Select(g => g.Key!),
        (org, text) => org.Contacts.Where(c => SoqlFunctions.Includes(c.Interests, text)),
        (org, text) => org.Contacts.FromSoql($"SELECT Id FROM Contact WHERE LastName = {text}"),
        (org, text) => org.Contacts.FromSoql($"SELECT Id FROM Contact WHERE LastName IN ({text})").Where(c => c.DoNotCall == true).Select(c => c.Id!),
        (org, text) => org.Contacts.FromSoql($"SELECT Id FROM Contact WHERE LastName = {text} LIMIT 5").Select(c => c.Id!),
    ];

    private static readonly (Func<CrmContext, string, IQueryable<object>> Query, string Before, string After)[] Patterns =
    [
        ((org, text) => org.Contacts.Where(c => c.LastName.StartsWith(text)), "", "%"),
        ((org, text) => org.Contacts.Where(c => c.LastName.EndsWith(text)), "%", ""),
        ((org, text) => org.Contacts.Where(c => !c.LastName.Contains(text)), "%", "%"),
        ((org, text) => org.Accounts.Where(a => a.Contacts.Any(c => c.LastName.Contains(text))), "%", "%"),
        ((org, text) => org.Contacts.FromSoql($"SELECT Id FROM Contact WHERE LastName LIKE {SalesforceLinq.Http.Soql.Contains(text)}"), "%", "%"),
    ];

    [Fact]
    public async Task A_text_comes_back_from_every_place()
    {
        await using CrmContext context = await QueryOrg.ContextAsync();
        Gen.Select(Texts, Gen.Int[0, Places.Length - 1]).Sample(
            (text, place) => Literals(Places[place](context, text).ToSoql(), text).Should().Contain(text).And.OnlyContain(literal => literal == text), iter: 20_000, threads: 1);
    }

    [Fact]
    public async Task A_pattern_finds_the_text_and_nothing_else()
    {
        await using CrmContext context = await QueryOrg.ContextAsync();
        Gen.Select(Texts, Gen.Int[0, Patterns.Length - 1]).Sample(
            (text, place) =>
            {
                string soql = Patterns[place].Query(context, text).ToSoql();
                Literals(soql, null).Should().Equal(Patterns[place].Before + text + Patterns[place].After);
                // Only the wildcards that were put around it are wildcards.
                Wildcards(soql).Should().Be(Patterns[place].Before.Length + Patterns[place].After.Length);
            },
            iter: 10_000, threads: 1);
    }

    [Fact]
    public async Task Numbers_dates_and_instants_come_back_in_every_culture()
    {
        await using CrmContext context = await QueryOrg.ContextAsync();
        Gen.Select(Gen.Decimal, Gen.Double[-1e15, 1e15].Where(real => Math.Abs(real) is 0 or > 1e-9), Gen.Date.Where(date => date.Year is > 1700 and < 4000), Gen.OneOf("tr-TR", "de-DE", "ar-SA", "fa-IR", "th-TH")).Sample(
            (exact, real, date, culture) =>
            {
                CultureInfo before = CultureInfo.CurrentCulture;
                try
                {
                    CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                    Value(context.Opportunities.Where(o => o.Amount >= exact).ToSoql()).Should().Be(exact);
                    double.Parse(Convert.ToString(Value(context.Accounts.Where(a => (double?)a.NumberOfEmployees < real).ToSoql()), CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture).Should().Be(real);
                    Value(context.Opportunities.Where(o => o.CloseDate == DateOnly.FromDateTime(date)).ToSoql()).Should().Be(DateOnly.FromDateTime(date));
                    DateTimeOffset instant = new(date.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
                    Value(context.Opportunities.Where(o => o.CreatedDate > instant.ToOffset(TimeSpan.FromHours(5))).ToSoql()).Should().Be(instant);
                }
                finally
                {
                    CultureInfo.CurrentCulture = before;
                }
            },
            iter: 5_000, threads: 1);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_refused()
    {
        await using CrmContext context = await QueryOrg.ContextAsync();
        string text = "a\ud83d";
        context.Invoking(org => org.Contacts.Where(c => c.LastName == text).ToSoql()).Should().Throw<ArgumentException>().WithMessage("The text holds half of a surrogate pair at position 1*");
    }

    [Fact]
    public async Task Hostile_texts_find_their_records()
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        using SalesforceLinq.Http.SalesforceClient client = new(new SalesforceLinq.Http.AccessTokenCredential(org.Url, org.AccessToken));
        await using CrmContext context = QueryOrg.Context(client);
        foreach (string text in ThingOrg.Texts)
            await client.SObject("Account").CreateAsync(new Newtonsoft.Json.Linq.JObject { ["Name"] = text });
        foreach (string text in ThingOrg.Texts)
        {
            (await context.Accounts.AsNoTracking().Where(a => a.Name == text).Select(a => a.Name).ToListAsync()).Should().Contain(text).And.OnlyContain(name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
            (await context.Accounts.AsNoTracking().Where(a => a.Name.Contains(text)).Select(a => a.Name).ToListAsync()).Should().Contain(text).And.OnlyContain(name => name.Contains(text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void A_searched_text_is_words_and_nothing_else() => Gen.Select(Texts.Where(HasWords), Gen.Bool).Sample(
        (text, isPhrase) =>
        {
            Sosl sosl = (isPhrase ? Sosl.FindPhrase(text) : Sosl.Find(text)).Returning("Account", ["Id"], where: SalesforceLinq.Http.Soql.Format($"Name = {text}")).Limit(3);

            SoslQuery search = SoslParser.Parse(sosl.ToString());

            // No character of it is a wildcard, no word of it an operator, and nothing of it ends the search.
            Words(search.Term).Should().Equal(SearchWordSplitter.Split(text));
            if (isPhrase)
                search.Term.Should().BeOfType<SearchWords>();
            search.Limit.Should().Be(3);
            Theirs(EmulatedParser.Parse(search.Returning.Single().Soql)).Should().Equal(text);
        },
        iter: 10_000, threads: 1);

    // A search for less than two letters is refused, and not a matter of escaping.
    private static bool HasWords(string text) => SearchWordSplitter.Split(text).Sum(word => word.Length) > 1;

    private static IEnumerable<string> Words(SearchTerm term) => term switch
    {
        SearchWords words => words.Words,
        SearchAll all => all.Parts.SelectMany(Words),
        _ => throw new InvalidOperationException($"The text became an operator: {term}"),
    };

    private static object? Value(string soql)
    {
        object? ours = SoqlParser.Parse(soql).Where switch { SoqlComparison { Value: SoqlLiteral literal } => literal.Value, var other => other };
        object theirs = EmulatedParser.Parse(soql).Where switch
        {
            Comparison { Right: DateLiteral date } => date.Value,
            Comparison { Right: DateTimeLiteral instant } => instant.Value,
            Comparison { Right: NumberLiteral number } => number.Value,
            var other => other!,
        };
        if (theirs is decimal exact && ours is IConvertible)
            Convert.ToDouble(ours, CultureInfo.InvariantCulture).Should().BeApproximately((double)exact, Math.Abs((double)exact) * 1e-12);
        else
            theirs.Should().Be(ours);
        return ours is long whole ? (decimal)whole : ours;
    }

    // All texts of a query, as both parsers read them.
    private static List<string> Literals(string soql, string? braced)
    {
        SoqlQuery parsed = SoqlParser.Parse(soql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        List<string> theirs = [.. Theirs(EmulatedParser.Parse(soql))];
        if (braced is not null)
            Ours(parsed).Should().Equal(theirs);
        return theirs;
    }

    private static IEnumerable<string> Ours(SoqlQuery query) =>
    [
        .. query.Select.OfType<SoqlSelectChildren>().SelectMany(children => Ours(children.Query)), .. Ours(query.Where), .. Ours(query.Having),
    ];

    private static IEnumerable<string> Ours(SoqlCondition? condition) => condition switch
    {
        SoqlJunction junction => junction.Conditions.SelectMany(Ours),
        SoqlNot not => Ours(not.Condition),
        SoqlComparison { Value: SoqlLiteral { Value: string text } } => [text],
        SoqlIn list => list.Values.OfType<SoqlLiteral>().Select(literal => literal.Value).OfType<string>(),
        SoqlIncludes set => set.Values.OfType<SoqlLiteral>().Select(literal => literal.Value).OfType<string>(),
        SoqlInQuery join => Ours(join.Query),
        _ => [],
    };

    private static IEnumerable<string> Theirs(EmulatedQuery query) =>
    [
        .. query.Select.OfType<SubqueryItem>().SelectMany(children => Theirs(children.Query)), .. Theirs(query.Where), .. Theirs(query.Having),
    ];

    private static IEnumerable<string> Theirs(Condition? condition) => condition switch
    {
        AndCondition and => and.Parts.SelectMany(Theirs),
        OrCondition or => or.Parts.SelectMany(Theirs),
        NotCondition not => Theirs(not.Inner),
        Comparison { Right: StringLiteral text } => [text.Value],
        ListComparison list => list.Values.OfType<StringLiteral>().Select(text => text.Value),
        SemiJoin join => Theirs(join.Query),
        _ => [],
    };

    private static int Wildcards(string soql)
    {
        Condition where = EmulatedParser.Parse(soql).Where!;
        while (where is not Comparison)
            where = where is NotCondition not ? not.Inner : ((SemiJoin)where).Query.Where!;
        string pattern = ((StringLiteral)((Comparison)where).Right).Pattern;
        int wildcards = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
                i++;
            else if (pattern[i] is '%' or '_')
                wildcards++;
        }

        return wildcards;
    }

    private static bool IsWellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
                return false;
        }

        return true;
    }
}
