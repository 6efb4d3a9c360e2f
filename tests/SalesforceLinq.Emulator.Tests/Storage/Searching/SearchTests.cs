using System.Text.Json.Nodes;
using CsCheck;
using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Sosl.Parsing;
using SalesforceLinq.Emulator.Sosl.Syntax;
using SalesforceLinq.Emulator.Storage.Searching;
using SalesforceLinq.Emulator.Tests.Storage.Queries;

namespace SalesforceLinq.Emulator.Tests.Storage.Searching;

public sealed class SearchTests : IDisposable
{
    private readonly TestStore _store = new();
    private readonly SearchRunner _runner;

    public SearchTests()
    {
        _runner = new SearchRunner(_store.Schema);
        _store.Insert("Account", ("Name", "Acme Construction Co."), ("BillingCity", "Round Rock"), ("Phone", "(512) 555-0100"));
        _store.Insert("Account", ("Name", "Edge Communications"), ("Description", "builds for acme"));
        _store.Insert("Contact", ("FirstName", "Joan"), ("LastName", "Smith"), ("Name", "Joan Smith"), ("Email", "joan@acme.example"));
        _store.Insert("Contact", ("FirstName", "John"), ("LastName", "Smythe"), ("Name", "John Smythe"));
        _store.Insert("Contact", ("LastName", "Smith"), ("Name", "Smith"), ("IsDeleted", 1));
    }

    [Theory]
    [InlineData("FIND {acme} RETURNING Account(Name ORDER BY Name)", "Acme Construction Co.,Edge Communications")]
    [InlineData("find {ACME} in name fields returning account (Name)", "Acme Construction Co.")]
    [InlineData("FIND {acme AND construction} RETURNING Account(Name)", "Acme Construction Co.")]
    [InlineData("FIND {acme construction} RETURNING Account(Name)", "Acme Construction Co.")]
    [InlineData("FIND {acme AND NOT construction} RETURNING Account(Name)", "Edge Communications")]
    [InlineData("FIND {edge OR (acme AND rock)} RETURNING Account(Name)", "Acme Construction Co.,Edge Communications")]
    [InlineData("FIND {\"construction acme\"} RETURNING Account(Name)", "")]
    [InlineData("FIND {\"acme construction\"} RETURNING Account(Name)", "Acme Construction Co.")]
    [InlineData("FIND {constr*} RETURNING Account(Name)", "Acme Construction Co.")]
    [InlineData("FIND {\"acme constr*\"} RETURNING Account(Name)", "Acme Construction Co.")]
    [InlineData("FIND {\"ac?e construction\"} RETURNING Account(Name)", "Acme Construction Co.")]
    [InlineData("FIND {\"co?structi* acme\"} RETURNING Account(Name)", "")]
    [InlineData("FIND {acme AND - AND rock} RETURNING Account(Name)", "Acme Construction Co.")]
    [InlineData("FIND {acme AND NOT rock AND NOT construction} RETURNING Account(Name ORDER BY Name)", "Acme Construction Co.,Edge Communications")]
    [InlineData("FIND {acme AND NOT (rock OR edge)} RETURNING Account(Name)", "")]
    [InlineData("FIND {j smith} IN NAME FIELDS RETURNING Contact(LastName)", "")]
    [InlineData("FIND {\\\"acme\\\"} IN NAME FIELDS RETURNING Account(Name)", "Acme Construction Co.")]
    [InlineData("FIND {acme \"AND\" edge} RETURNING Account(Name)", "")]
    [InlineData("FIND {acme} IN SIDEBAR FIELDS RETURNING Account(Name ORDER BY Name) WITH SPELL_CORRECTION = false LIMIT 1 UPDATE TRACKING", "Acme Construction Co.")]
    [InlineData("FIND {acme} RETURNING Account(Name ORDER BY Name LIMIT 1 OFFSET 1)", "Edge Communications")]
    [InlineData("FIND {jo?n} RETURNING Contact(LastName)", "Smith,Smythe")]
    [InlineData("FIND {sm*th} RETURNING Contact(LastName)", "Smith")]
    [InlineData("FIND {joan\\@acme.example} IN EMAIL FIELDS RETURNING Contact(LastName)", "Smith")]
    [InlineData("FIND {555} IN PHONE FIELDS RETURNING Account(Name)", "Acme Construction Co.")]
    [InlineData("FIND {smith} RETURNING Contact(LastName WHERE FirstName = 'x')", "")]
    [InlineData("FIND {sm*} RETURNING Contact(LastName ORDER BY LastName DESC LIMIT 1)", "Smythe")]
    [InlineData("FIND {acme} RETURNING Account(Name), Contact(LastName)", "Acme Construction Co.,Edge Communications,Smith")]
    [InlineData("FIND {acme} RETURNING Account(Name), Contact(LastName) LIMIT 1", "Acme Construction Co.")]
    public void Search_answers_what_matches(string sosl, string expected) =>
        string.Join(",", Search(sosl).Select(record => record!.AsObject().Last().Value!.GetValue<string>())).Should().Be(expected);

    [Fact]
    public void Search_without_returning_answers_ids_of_all_objects()
    {
        JsonArray found = Search("FIND {acme}");
        found.Select(record => record!["attributes"]!["type"]!.GetValue<string>()).Should().BeEquivalentTo("Account", "Account", "Contact");
        found[0]!["Id"].Should().NotBeNull();
    }

    [Fact]
    public void Index_follows_changes()
    {
        Search("FIND {acme} RETURNING Account").Should().HaveCount(2);
        _store.Execute("UPDATE Account SET Name = 'Bolt', Description = null WHERE Name LIKE 'Acme%'");
        _store.Execute("DELETE FROM Account WHERE Name = 'Edge Communications'");
        _store.Insert("Account", ("Name", "New Acme"));
        Search("FIND {acme} RETURNING Account").Should().HaveCount(1);
    }

    [Theory]
    [InlineData("FIND acme", "MALFORMED_SEARCH", "No search term found. The search term must be enclosed in braces.")]
    [InlineData("FIND {}", "MALFORMED_SEARCH", "No search term found. The search term must be enclosed in braces.")]
    [InlineData("FIND {😀}", "MALFORMED_SEARCH", "The search term must be longer than one character.")]
    [InlineData("FIND {acme} WITH SNIPPET", "MALFORMED_SEARCH", "The emulated org searches without WITH SNIPPET; leave the clause out.")]
    [InlineData("FIND {acme} RETURNING Account(COUNT())", "MALFORMED_SEARCH", "RETURNING takes fields: no aggregates and no subqueries.")]
    [InlineData("FIND {a}", "MALFORMED_SEARCH", "The search term must be longer than one character.")]
    [InlineData("FIND {acme} RETURNING Nope", "INVALID_TYPE", "*sObject type 'Nope' is not supported.*")]
    [InlineData("FIND {acme} RETURNING Account(Nope)", "INVALID_FIELD", "*No such column 'Nope' on entity 'Account'.*")]
    [InlineData("FIND {acme} RETURNING Account(Name", "MALFORMED_SEARCH", "unexpected token: <EOF>")]
    public void Malformed_search_is_refused(string sosl, string code, string message)
    {
        Action search = () => Search(sosl);
        SoqlException refusal = search.Should().Throw<SoqlException>().WithMessage(message).Which;
        refusal.ErrorCode.Should().Be(code);
    }

    [Fact]
    public void Long_search_has_no_operators_and_a_very_long_one_finds_nothing()
    {
        string filler = string.Join(' ', Enumerable.Repeat("acme", 900));
        Search($"FIND {{acme OR construction}} RETURNING Account").Should().HaveCount(2);
        Search($"FIND {{{filler} OR construction}} RETURNING Account").Should().BeEmpty("OR is a word that no record has");
        Search($"FIND {{{filler}}} RETURNING Account").Should().HaveCount(2);
        Search($"FIND {{{filler} {filler} {filler}}} RETURNING Account").Should().BeEmpty();
    }

    [Fact]
    public void Index_over_other_fields_is_made_anew()
    {
        Search("FIND {acme} RETURNING Account").Should().HaveCount(2);
        SearchRunner later = new(OrgSchema.Standard().WithObject("Account", o => o.Text("Motto__c", 40)));
        _store.Execute("ALTER TABLE Account ADD COLUMN Motto__c TEXT");
        SoslQuery search = SoslParser.Parse("FIND {excelsior} RETURNING Account");
        later.IsPrepared(_store.Connection, search).Should().BeFalse();
        later.Prepare(_store.Connection, search);
        later.IsPrepared(_store.Connection, search).Should().BeTrue();
        _store.Execute("UPDATE Account SET Motto__c = 'Excelsior' WHERE Name LIKE 'Edge%'");
        TestStore.Written(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("r");
            later.Run(_store.Connection, search, _store.Context, json);
            json.WriteEndObject();
        })["r"]!.AsArray().Should().HaveCount(1);
    }

    [Fact]
    public void Random_searches_are_answered_or_refused()
    {
        string[] words = ["acme", "AND", "OR", "NOT", "(", ")", "\"", "*", "?", "\\", "jo?n", "a*", "'", "{", "}", "RETURNING", "Account(Name)", "-", "+", "ü", "sm*", "😀", "e\u0301", "\u4e2d\u6587", "²"];
        Gen<string> term = Gen.Int[0, words.Length - 1].Select(index => words[index]).Array[1, 7].Select(parts => $"FIND {{{string.Join(' ', parts)}}} RETURNING Account(Name), Contact");
        Gen.OneOf(term, Gen.String[0, 40].Select(text => $"FIND {{{text}}} RETURNING Contact")).Sample(
            sosl =>
            {
                try
                {
                    return Search(sosl).Count >= 0;
                }
                catch (SoqlException refusal)
                {
                    return refusal.ErrorCode.Length > 0;
                }
            },
            iter: 10_000,
            threads: 1);
    }

    public void Dispose() => _store.Dispose();

    private JsonArray Search(string sosl)
    {
        SoslQuery search = SoslParser.Parse(sosl);
        if (!_runner.IsPrepared(_store.Connection, search))
            _runner.Prepare(_store.Connection, search);
        return TestStore.Written(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("searchRecords");
            _runner.Run(_store.Connection, search, _store.Context, json);
            json.WriteEndObject();
        })["searchRecords"]!.AsArray();
    }
}
