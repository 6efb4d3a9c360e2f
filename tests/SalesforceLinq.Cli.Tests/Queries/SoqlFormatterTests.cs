using CsCheck;
using SalesforceLinq.Cli.Queries;

namespace SalesforceLinq.Cli.Tests.Queries;

public sealed class SoqlFormatterTests
{
    [Fact]
    public void Long_query_is_broken_where_a_person_would() => new SoqlFormatter().Format(
        "SELECT Id, Name, typeof What when Account then Phone, Name else Id end, COUNT(Id) total, (select Id, LastName, FirstName, Email, Phone, MobilePhone, Title, Department, Birthdate from Contacts where LastName like 'A%' and Email != null order by LastName) " +
        "FROM Account WHERE Industry IN ('Energy', 'Media') AND Id IN (SELECT AccountId FROM Opportunity WHERE StageName = 'Closed Won' AND Amount > 1000000 AND Type = 'New Customer') AND NOT (Name LIKE 'Test%') AND CreatedDate >= LAST_N_DAYS:30 with SECURITY_ENFORCED limit 10 all rows")
        .Should().Be("""
        SELECT Id,
               Name,
               TYPEOF What WHEN Account THEN Phone, Name ELSE Id END,
               COUNT(Id) total,
               (SELECT Id, LastName, FirstName, Email, Phone, MobilePhone, Title, Department, Birthdate
                FROM Contacts
                WHERE LastName LIKE 'A%' AND Email != NULL
                ORDER BY LastName)
        FROM Account
        WHERE Industry IN ('Energy', 'Media')
          AND Id IN (SELECT AccountId
                     FROM Opportunity
                     WHERE StageName = 'Closed Won' AND Amount > 1000000 AND Type = 'New Customer')
          AND NOT (Name LIKE 'Test%')
          AND CreatedDate >= LAST_N_DAYS:30
        WITH SECURITY_ENFORCED
        LIMIT 10
        ALL ROWS
        """);

    [Theory]
    [InlineData("select id from Order", "SELECT id\nFROM Order")]
    [InlineData("select id from group group by id", "SELECT id\nFROM group\nGROUP BY id")]
    [InlineData("select count() from account", "SELECT count()\nFROM account")]
    [InlineData("select a , b from c where d in ('x' , 'y') and e = -5.5", "SELECT a, b\nFROM c\nWHERE d IN ('x', 'y') AND e = -5.5")]
    [InlineData("select x from y where z <> 'it\\'s' for update", "SELECT x\nFROM y\nWHERE z <> 'it\\'s'\nFOR UPDATE")]
    [InlineData("select n, count(id) c from a group by rollup(n) having count(id) > 1", "SELECT n, count(id) c\nFROM a\nGROUP BY ROLLUP(n)\nHAVING count(id) > 1")]
    public void Clause_has_a_line(string soql, string formatted) => new SoqlFormatter().Format(soql).Should().Be(formatted);

    [Fact]
    public void No_word_is_lost_or_changed() => Texts.Sample(
        words => new SoqlWords(new SoqlFormatter().Format(string.Join(' ', words))).Read().SequenceEqual(words, StringComparer.OrdinalIgnoreCase), iter: 10_000);

    private static readonly Gen<string[]> Words = Gen.OneOf(
        "SELECT", "FROM", "WHERE", "AND", "OR", "NOT", "IN", ",", "=", ">=", "'a, b'", "Name", "Account.Name", "GROUP", "BY", "ORDER", "LIMIT", "5", "TYPEOF", "WHEN", "END", "FOR", "VIEW").Array[1, 30];

    // Not SOQL, but with its words and with parentheses that match: a query of tomorrow is not SOQL to this tool either.
    private static readonly Gen<string[]> Texts = Gen.Select(Words, Gen.Bool).Array[1, 4].Select(parts => parts.SelectMany(part => part.Item2 ? ["(", .. part.Item1, ")"] : part.Item1).ToArray());
}
