using CsCheck;
using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Tests.Storage.Queries;

namespace SalesforceLinq.Emulator.Tests.Soql;

/// <summary>Whatever the text, the answer is rows or a refusal with a code: no other exception may leave the engine.</summary>
public sealed class FuzzTests : IDisposable
{
    private static readonly string[] Words =
    [
        "SELECT", "FROM", "WHERE", "Account", "Contact", "Task", "Id", "Name", "LastName", "Owner.Name", "What.Type", "What.Name", "Contacts", "Cases", "AccountId",
        "NumberOfEmployees", "AnnualRevenue", "CreatedDate", "IsDeleted", "Industry", "BillingAddress", "Description", "Parent.Parent.Name", "(", ")", ",", "=", "!=", "<",
        ">=", "LIKE", "IN", "NOT", "INCLUDES", "AND", "OR", "'a%'", "'x'", "''", "5", "-1.5", "null", "TRUE", "TODAY", "LAST_N_DAYS:3", "N_YEARS_AGO:9999", "2024-01-01",
        "2024-01-01T00:00:00Z", "GROUP BY", "ROLLUP(", "CUBE(", "HAVING", "COUNT(Id)", "COUNT()", "SUM(", "MAX(", "ORDER BY", "DESC", "NULLS LAST", "LIMIT 5", "OFFSET 3",
        "FIELDS(ALL)", "TYPEOF What WHEN Account THEN Name ELSE Name END", "toLabel(", "FORMAT(", "CALENDAR_YEAR(", "convertTimezone(", "DISTANCE(", "GEOLOCATION(1,2)",
        "'mi'", "USING SCOPE mine", "USD5", "GROUPING(", "FOR VIEW", "alias", "(SELECT Id FROM Contacts)", "(SELECT AccountId FROM Contact)",
    ];

    private static readonly string[] Queries =
    [
        "SELECT Id, Name, Owner.Name, BillingAddress, (SELECT Id, LastName FROM Contacts WHERE LastName LIKE 'a%' ORDER BY LastName LIMIT 3) FROM Account WHERE Name != 'x' AND (Industry IN ('Energy', null) OR NumberOfEmployees > 5) ORDER BY Name DESC NULLS LAST LIMIT 10 OFFSET 1",
        "SELECT LeadSource, CALENDAR_YEAR(CreatedDate) y, COUNT(Id) n, SUM(AnnualRevenue) FROM Lead WHERE CreatedDate = LAST_N_DAYS:30 GROUP BY LeadSource, CALENDAR_YEAR(CreatedDate) HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC",
        "SELECT Subject, TYPEOF What WHEN Account THEN Name, Owner.Name ELSE Name END FROM Event WHERE What.Type = 'Account' AND StartDateTime > 2024-01-01T00:00:00Z",
        "SELECT Rating, GROUPING(Rating) g, COUNT(Id) FROM Lead GROUP BY CUBE(Rating, LeadSource)",
        "SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account WHERE Name LIKE '%x_%') AND Birthdate = THIS_FISCAL_YEAR AND (NOT Email = null)",
        "SELECT FORMAT(AnnualRevenue) a, toLabel(Industry), DISTANCE(BillingAddress, GEOLOCATION(37.7,-122.4), 'mi') d FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(37.7,-122.4), 'km') < 20",
    ];

    private static readonly Gen<string> AnyWord = Gen.Int[0, Words.Length - 1].Select(index => Words[index]);
    private static readonly Gen<string> AnyQuery = Gen.Int[0, Queries.Length - 1].Select(index => Queries[index]);

    private readonly TestStore _store = new();

    public FuzzTests()
    {
        string account = _store.Insert("Account", ("Name", "Acme"), ("Industry", "Energy"), ("CreatedDate", "2024-10-08T15:05:08.000Z"), ("BillingLatitude", 37.0), ("BillingLongitude", -122.0));
        _store.Insert("Contact", ("LastName", "Ames"), ("AccountId", account));
        _store.Insert("Event", ("Subject", "S"), ("WhatId", account), ("StartDateTime", "2024-10-08T15:05:08.000Z"));
        _store.Insert("Lead", ("LastName", "L"), ("Rating", "Hot"), ("CreatedDate", "2024-10-08T15:05:08.000Z"));
    }

    [Fact]
    public void Every_seed_query_runs()
    {
        foreach (string query in Queries)
            _store.Query(query)["done"]!.GetValue<bool>().Should().BeTrue(query);
    }

    [Fact]
    public void Random_text_is_answered_or_refused() =>
        Gen.String[0, 80].Sample(Survives, iter: 20_000, threads: 1);

    [Fact]
    public void Random_words_are_answered_or_refused() =>
        AnyWord.Array[0, 14].Select(words => $"SELECT {string.Join(' ', words)}").Sample(Survives, iter: 20_000, threads: 1);

    [Fact]
    public void Random_conditions_are_answered_or_refused() =>
        AnyWord.Array[1, 6].Select(words => $"SELECT Id FROM Account WHERE {string.Join(' ', words)}").Sample(Survives, iter: 20_000, threads: 1);

    [Fact]
    public void Mutated_queries_are_answered_or_refused() =>
        Gen.Select(AnyQuery, Gen.Int[0, 1000], Gen.Int[0, 12], AnyWord, Gen.Bool).Select((query, at, length, word, insert) =>
        {
            int start = at % query.Length;
            int end = insert ? start : Math.Min(start + length, query.Length);
            return $"{query[..start]} {word} {query[end..]}";
        }).Sample(Survives, iter: 20_000, threads: 1);

    [Fact]
    public void Cut_queries_are_answered_or_refused() =>
        Gen.Select(AnyQuery, Gen.Int[0, 1000], Gen.Int[0, 12]).Select((query, at, length) => query.Remove(at % query.Length, Math.Min(length, query.Length - (at % query.Length))))
            .Sample(Survives, iter: 20_000, threads: 1);

    public void Dispose() => _store.Dispose();

    private bool Survives(string soql)
    {
        try
        {
            return _store.Query(soql)["totalSize"] is not null;
        }
        catch (SoqlException refusal)
        {
            return refusal.ErrorCode.Length > 0 && refusal.Message.Length > 0;
        }
    }
}
