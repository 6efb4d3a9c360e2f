using CsCheck;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http.Tests.Queries;

public sealed class SoqlFormatTests(OrgFixture fixture) : OrgTest(fixture)
{
    public static TheoryData<object?, string> Literals => new()
    {
        { "O'Neil \\ \n", @"'O\'Neil \\ \n'" },
        { null, "null" },
        { true, "true" },
        { 42, "42" },
        { 1.5m, "1.5" },
        { 0.1, "0.1" },
        { 0.1f, "0.1" },
        { 1e10f, "10000000000" },
        { (Half)0.1f, "0.1" },
        { 1e20, "100000000000000000000" },
        { -2.5e-7, "-0.00000025" },
        { 'x', "'x'" },
        { new DateOnly(2026, 1, 2), "2026-01-02" },
        { new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), "2026-01-02T01:04:05.000Z" },
        { new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), "2026-01-02T03:04:05.000Z" },
        { new TimeOnly(3, 4, 5), "03:04:05.000Z" },
        { SalesforceId.Parse("003e0000003GuNX"), "'003e0000003GuNXAA0'" },
        { DayOfWeek.Monday, "'Monday'" },
        { new[] { 1, 2 }, "(1, 2)" },
        { new[] { "a'", null }, @"('a\'', null)" },
    };

    [Theory]
    [MemberData(nameof(Literals))]
    public void Value_becomes_the_literal_of_its_type(object? value, string literal) =>
        Soql.Format($"SELECT Id FROM X WHERE Y = {value}").Should().Be("SELECT Id FROM X WHERE Y = " + literal);

    [Fact]
    public void Fragments_are_asked_for_by_name()
    {
        string soql = Soql.Format(
            $"SELECT {Soql.Raw("Id, Name")} FROM {Soql.Name("Invoice__c")} WHERE Name LIKE {Soql.StartsWith("50%_")} OR Name LIKE {Soql.Contains("a'b")}");
        soql.Should().Be(@"SELECT Id, Name FROM Invoice__c WHERE Name LIKE '50\%\_%' OR Name LIKE '%a\'b%'");
    }

    [Fact]
    public void What_has_no_place_in_soql_is_refused()
    {
        Refuses(() => Soql.Format($"WHERE Id IN {Array.Empty<string>()}"), "*empty list*");
        Refuses(() => Soql.Format($"WHERE X = {double.NaN}"), "*no literal for NaN*");
        Refuses(() => Soql.Format($"WHERE X = {new object()}"), "*Object has no literal*");
        Refuses(() => Soql.Format($"WHERE X = '{"x"}'"), "*stands inside quotes*");
        Refuses(() => Soql.Format($"WHERE X = {1.5:N2}"), "*format of its own*");
        Refuses(() => Soql.Name("Account; DROP"), "*not an API name*");
        Refuses(() => Soql.Format($"WHERE X = {"\ud800"}"), "*half of a surrogate pair*");
    }

    [Fact]
    public void Literal_of_any_text_reads_back_as_the_text() =>
        Gen.String.Where(text => text.Length == 0 || IsUnicode(text)).Sample(
            text => Unquoted(Soql.Format($"{text}")) == text, iter: 100_000);

    [Fact]
    public void Literal_of_any_number_reads_back_as_the_number() =>
        Gen.Double.Where(double.IsFinite).Sample(
            number =>
            {
                string literal = Soql.Format($"{number}");
                return double.Parse(literal, System.Globalization.CultureInfo.InvariantCulture) == number && !literal.Contains('E');
            },
            iter: 100_000);

    [Fact]
    public void Every_type_that_has_a_literal_gets_it()
    {
        (object Value, string Literal)[] literals =
        [
            ((Half)1.5, "1.5"), ((nint)(-3), "-3"), ((nuint)3, "3"), (System.Numerics.BigInteger.Parse("123456789012345678901"), "123456789012345678901"),
            (Int128.MinValue, "-170141183460469231731687303715884105728"), (UInt128.One, "1"), (new Uri("https://example.com/a?b='"), @"'https://example.com/a?b=\''"),
            (new JValue("O'Neil"), @"'O\'Neil'"), (new JValue(5), "5"), (JValue.CreateNull(), "null"), (new JValue(true), "true"),
            (new JArray("a", 2), "('a', 2)"), (new[] { new JValue("x") }, "('x')"), (DayOfWeek.Monday, "'Monday'"),
        ];
        foreach ((object value, string literal) in literals)
            Soql.Format($"{value}").Should().Be(literal);
        Refuses(() => Soql.Format($"{new JObject()}"), "*no literal for a JSON object*");
        Refuses(() => Soql.Format($"{TimeSpan.FromHours(1)}"), "*no literal for a span of time*TimeOnly*");
    }

    [Fact]
    public async Task Hostile_values_round_trip_through_the_org()
    {
        string[] hostile = ["O'Neil", @"back\slash", "a\"b", "per%cent_under", "tab\tand\nline", "emoji 😀", "' OR Id != '", "ünïcödé", "+ and & and #"];
        foreach (string value in hostile)
        {
            string id = (await Client.SObject("Invoice__c").CreateAsync(new { Note__c = value })).Id!;
            QueryPage page = await Client.QueryPageAsync(Soql.Format($"SELECT Id FROM Invoice__c WHERE Note__c = {value}"));
            page.Records.Select(row => (string)row["Id"]!).Should().Contain(id, value);
            QueryPage like = await Client.QueryPageAsync(Soql.Format($"SELECT Id FROM Invoice__c WHERE Note__c LIKE {Soql.Contains(value)}"));
            like.Records.Select(row => (string)row["Id"]!).Should().Contain(id, value);
        }
    }

    private static void Refuses(Func<object> make, string message) => make.Should().Throw<ArgumentException>().WithMessage(message);

    private static bool IsUnicode(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && !(at + 1 < text.Length && char.IsSurrogatePair(text[at], text[++at])))
                return false;
        }

        return true;
    }

    // An independent reading of SOQL's escapes.
    private static string Unquoted(string literal)
    {
        literal[0].Should().Be('\'');
        literal[^1].Should().Be('\'');
        var text = new System.Text.StringBuilder();
        for (int at = 1; at < literal.Length - 1; at++)
        {
            if (literal[at] == '\'')
                throw new FormatException("A quote ends the literal early.");
            if (literal[at] != '\\')
            {
                text.Append(literal[at]);
                continue;
            }

            char escape = literal[++at];
            if (escape == 'u')
            {
                text.Append((char)Convert.ToInt32(literal.Substring(at + 1, 4), 16));
                at += 4;
                continue;
            }

            text.Append(escape switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', '\'' or '\\' or '"' => escape, _ => throw new FormatException() });
        }

        return text.ToString();
    }
}
