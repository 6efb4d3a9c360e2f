using System.Text.Json.Nodes;
using SalesforceLinq.Emulator.Tests.Storage.Queries;

namespace SalesforceLinq.Emulator.Tests.Soql;

/// <summary>What a clause or a function answers, on a handful of rows.</summary>
public sealed class ClauseTests : IDisposable
{
    private static readonly OrgSchema Schema = OrgSchema.Standard().WithDescribe("""
        {"name":"Trip__c","label":"Trip","labelPlural":"Trips","keyPrefix":"a0T","queryable":true,"createable":true,"fields":[
         {"name":"Id","type":"id","length":18,"filterable":true,"sortable":true,"aggregatable":true,"groupable":true},
         {"name":"Name","type":"string","length":80,"filterable":true,"sortable":true,"groupable":true,"nameField":true},
         {"name":"IsDeleted","type":"boolean","filterable":true},
         {"name":"OwnerId","type":"reference","referenceTo":["Group","User"],"relationshipName":"Owner","polymorphicForeignKey":true,"namePointing":true,"filterable":true,"sortable":true,"groupable":true},
         {"name":"LastReferencedDate","type":"datetime","filterable":true,"sortable":true},
         {"name":"Tags__c","type":"multipicklist","length":4099,"filterable":true,"picklistValues":[
           {"value":"sea","label":"By the sea","active":true},{"value":"hill","label":"In the hills","active":true},{"value":"city","label":"city","active":true}]},
         {"name":"Kind__c","type":"picklist","length":40,"filterable":true,"sortable":true,"groupable":true,"picklistValues":[
           {"value":"b","label":"Beach","active":true},{"value":"a","label":"Alps","active":true}]},
         {"name":"Starts__c","type":"time","filterable":true,"sortable":true},
         {"name":"Place__c","type":"location","filterable":true,"custom":true},
         {"name":"Place__Latitude__s","type":"double","filterable":true,"sortable":true,"compoundFieldName":"Place__c"},
         {"name":"Place__Longitude__s","type":"double","filterable":true,"sortable":true,"compoundFieldName":"Place__c"}]}
        """);

    private readonly TestStore _store = new(Schema);
    private readonly string _user;

    public ClauseTests()
    {
        _user = _store.Insert("User", ("Name", "Ann"), ("Username", "ann@example.com"), ("IsActive", 1));
        string queue = _store.Insert("Group", ("Name", "Support"), ("Type", "Queue"));
        _store.Context = _store.Context with { UserId = _user };
        Trip("one", "sea;hill", "b", "08:00:00.000Z", 37.775, -122.418, _user);
        Trip("two", "hill", "a", "21:30:00.000Z", 48.137, 11.575, queue);
        Trip("three", "city;sea", null, null, null, null, null);
        Trip("four", null, "x", "12:00:00.000Z", -33.87, 151.21, _user);
    }

    [Theory]
    [InlineData("Tags__c INCLUDES ('sea')", "one,three")]
    [InlineData("Tags__c INCLUDES ('sea;hill', 'city')", "one,three")]
    [InlineData("Tags__c INCLUDES ('hill;sea')", "one")]
    [InlineData("Tags__c EXCLUDES ('sea')", "two,four")]
    [InlineData("Tags__c EXCLUDES ('sea;hill', 'city')", "two,four")]
    [InlineData("Tags__c = 'hill;sea'", "one")]
    [InlineData("Tags__c = 'SEA;city'", "three")]
    [InlineData("Tags__c != 'hill'", "one,three,four")]
    [InlineData("Tags__c = null", "four")]
    [InlineData("Tags__c != null", "one,two,three")]
    [InlineData("Tags__c IN ('hill', 'hill;sea')", "one,two")]
    [InlineData("Tags__c NOT IN ('hill', null)", "one,three")]
    [InlineData("Kind__c LIKE 'al%'", "two")]
    [InlineData("toLabel(Kind__c) = 'beach'", "one")]
    [InlineData("toLabel(Kind__c) IN ('Alps', 'x')", "two,four")]
    [InlineData("Starts__c > 08:00:00Z", "two,four")]
    [InlineData("Starts__c = 21:30:00.000Z", "two")]
    [InlineData("DISTANCE(Place__c, GEOLOCATION(37.8, -122.4), 'mi') < 20", "one")]
    [InlineData("DISTANCE(Place__c, GEOLOCATION(48.1, 11.5), 'km') > 100", "one,four")]
    [InlineData("Owner.Name = 'ann'", "one,four")]
    [InlineData("Owner.Type = 'Group'", "two")]
    [InlineData("Owner.IsActive = false", "two,three")]
    [InlineData("Owner.Username LIKE 'ANN@%'", "one,four")]
    [InlineData("Name IN ('ONE', 'Two')", "one,two")]
    [InlineData("NOT (Name = 'one' OR Name = 'two')", "three,four")]
    [InlineData("(NOT Name LIKE 't%') AND Kind__c != null", "one,four")]
    [InlineData("(Name = 'one' OR Name = 'two') AND (Kind__c = 'a' OR Kind__c = 'b')", "one,two")]
    [InlineData(@"Name LIKE 't\_o'", "")]
    [InlineData("Name LIKE 't_o'", "two")]
    [InlineData("Name LIKE '%o%e'", "one")]
    [InlineData("Name < 'one'", "four")]
    [InlineData("Name <> 'one'", "two,three,four")]
    public void Condition_chooses_rows(string where, string names) =>
        string.Join(",", _store.Rows($"SELECT Name FROM Trip__c WHERE {where} ORDER BY Id")).Should().Be(names);

    [Theory]
    [InlineData("mine", "one,four")]
    [InlineData("MINE_AND_MY_GROUPS", "one,four")]
    [InlineData("everything", "one,two,three,four")]
    [InlineData("queue_owned", "two")]
    [InlineData("user_owned", "one,four")]
    [InlineData("mru", "")]
    public void Scope_chooses_by_owner(string scope, string names) =>
        string.Join(",", _store.Rows($"SELECT Name FROM Trip__c USING SCOPE {scope} ORDER BY Id")).Should().Be(names);

    [Fact]
    public void Labels_take_the_place_of_values()
    {
        _store.Rows("SELECT toLabel(Kind__c), toLabel(Tags__c) tags FROM Trip__c ORDER BY Id").Should().Equal(
            "Beach,By the sea;In the hills", "Alps,In the hills", "null,city;By the sea", "x,null");
    }

    [Fact]
    public void Picklist_is_sorted_by_its_setup_and_values_outside_come_last()
    {
        _store.Rows("SELECT Name FROM Trip__c ORDER BY Kind__c").Should().Equal("three", "one", "two", "four");
        _store.Rows("SELECT Name FROM Trip__c ORDER BY Kind__c DESC NULLS LAST").Should().Equal("four", "two", "one", "three");
    }

    [Fact]
    public void Nearest_place_comes_first() =>
        _store.Rows("SELECT Name FROM Trip__c WHERE Place__Latitude__s != null ORDER BY DISTANCE(Place__c, GEOLOCATION(50, 10), 'km')").Should().Equal("two", "one", "four");

    [Fact]
    public void Names_may_be_given_to_the_object_to_parents_and_to_columns()
    {
        string account = _store.Insert("Account", ("Name", "Acme"), ("OwnerId", _user));
        _store.Insert("Contact", ("LastName", "Ames"), ("Name", "Ames"), ("AccountId", account));
        _store.Rows("SELECT c.Name, c.Account.Name FROM Contact c WHERE c.Account.Name LIKE 'a%'").Should().Equal("Ames,{Acme}");
        _store.Rows("SELECT Contact.LastName, Contact.Account.Owner.Name FROM Contact").Should().Equal("Ames,{{Ann}}");
        _store.Query("SELECT COUNT() FROM Contact c, c.Account a WHERE a.Name = 'Acme'")["totalSize"]!.GetValue<int>().Should().Be(1);
        _store.Rows("SELECT a.Name, (SELECT c.LastName FROM a.Contacts c) FROM Account a").Should().Equal("Acme,[Ames]");
        _store.Query("SELECT Account.Name n, COUNT(Id) c FROM Contact GROUP BY Account.Name")["records"]![0]!.ToJsonString()
            .Should().Be("""{"attributes":{"type":"AggregateResult"},"n":"Acme","c":1}""");
    }

    [Fact]
    public void Five_levels_of_children_and_of_parents_are_reached()
    {
        string top = _store.Insert("Account", ("Name", "1"));
        string id = top;
        for (int level = 2; level <= 6; level++)
            id = _store.Insert("Account", ("Name", $"{level}"), ("ParentId", id));
        _store.Rows("SELECT Parent.Parent.Parent.Parent.Parent.Name FROM Account WHERE Name = '6'").Should().Equal("{{{{{1}}}}}");
        _store.Refusal("SELECT Parent.Parent.Parent.Parent.Parent.Parent.Name FROM Account").ErrorCode.Should().Be("MALFORMED_QUERY");
        _store.Rows("SELECT Name, (SELECT Name, (SELECT Name, (SELECT Name, (SELECT Name FROM ChildAccounts) FROM ChildAccounts) FROM ChildAccounts) FROM ChildAccounts) FROM Account WHERE Name = '1'")
            .Should().Equal("1,[2,[3,[4,[5]]]]");
        _store.Refusal("SELECT (SELECT (SELECT (SELECT (SELECT (SELECT Id FROM ChildAccounts) FROM ChildAccounts) FROM ChildAccounts) FROM ChildAccounts) FROM ChildAccounts) FROM Account")
            .ErrorCode.Should().Be("MALFORMED_QUERY");
    }

    [Fact]
    public void Children_of_children_page_on_their_own()
    {
        string account = _store.Insert("Account", ("Name", "Acme"));
        string contact = _store.Insert("Contact", ("LastName", "Ames"), ("AccountId", account));
        _store.Execute("BEGIN");
        for (int i = 0; i < 700; i++)
            _store.Insert("Case", ("Subject", $"S{i:D4}"), ("ContactId", contact));
        _store.Execute("COMMIT");
        JsonNode cases = _store.Query("SELECT Id, (SELECT Id, (SELECT Subject FROM Cases ORDER BY Subject) FROM Contacts) FROM Account")["records"]![0]!["Contacts"]!["records"]![0]!["Cases"]!;
        cases["totalSize"]!.GetValue<int>().Should().Be(700);
        cases["records"]!.AsArray().Should().HaveCount(500);
        JsonObject rest = _store.Page(cases["nextRecordsUrl"]!.GetValue<string>());
        rest["records"]!.AsArray().Should().HaveCount(200);
        rest["records"]![0]!["Subject"]!.GetValue<string>().Should().Be("S0500");
    }

    [Fact]
    public void Fields_function_expands_by_group()
    {
        JsonObject all = _store.Query("SELECT FIELDS(ALL) FROM Trip__c LIMIT 1")["records"]![0]!.AsObject();
        all.Select(member => member.Key).Should().Contain(["Id", "Name", "Tags__c", "Place__c"]);
        _store.Query("SELECT FIELDS(CUSTOM) FROM Trip__c LIMIT 200")["records"]![0]!.AsObject().Select(member => member.Key).Should().NotContain("Name").And.Contain("Kind__c");
        _store.Query("SELECT FIELDS(STANDARD) FROM Trip__c")["records"]![0]!.AsObject().Select(member => member.Key).Should().Contain("Name").And.NotContain("Kind__c");
        string id = _store.IdOf("Trip__c", 2);
        _store.Query($"SELECT FIELDS(ALL) FROM Trip__c WHERE Id IN ('{id}')")["totalSize"]!.GetValue<int>().Should().Be(1);
        _store.Query($"SELECT FIELDS(ALL) FROM Trip__c WHERE Id = '{id}' OR Id = '{id}'")["totalSize"]!.GetValue<int>().Should().Be(1);
        _store.Refusal("SELECT FIELDS(CUSTOM) FROM Trip__c LIMIT 201").Message.Should().EndWith("must have a LIMIT of at most 200");
        _store.Refusal("SELECT FIELDS(CUSTOM) FROM Account LIMIT 1").Message.Should().EndWith("FIELDS(CUSTOM) selects no field of Account");
        _store.Context = _store.Context with { ApiVersion = 50 };
        _store.Refusal("SELECT FIELDS(STANDARD) FROM Trip__c").Message.Should().EndWith("unexpected token: FIELDS");
    }

    [Fact]
    public void Format_follows_the_users_locale()
    {
        _store.Insert("Account", ("Name", "Acme"), ("AnnualRevenue", 1234567.0), ("NumberOfEmployees", 1200), ("CreatedDate", "2024-10-08T15:05:08.000Z"));
        const string Query = "SELECT FORMAT(AnnualRevenue) r, FORMAT(NumberOfEmployees) n, FORMAT(CreatedDate) d FROM Account";
        _store.Rows(Query).Should().Equal("$1,234,567,1,200,10/8/2024, 3:05 PM");
        _store.Context = _store.Context with { Locale = "de_DE", TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") };
        _store.Rows(Query).Should().Equal("USD 1.234.567,1.200,08.10.2024, 17:05");
        _store.Rows("SELECT FORMAT(MAX(AnnualRevenue)) m, FORMAT(MIN(CreatedDate)) d FROM Account").Should().Equal("USD 1.234.567,08.10.2024, 17:05");
    }

    [Theory]
    [InlineData("SELECT Id FROM Trip__c WHERE FORMAT(Name) = 'x'", "unexpected token: FORMAT")]
    [InlineData("SELECT Id FROM Account WHERE convertCurrency(AnnualRevenue) > 5", "unexpected token: convertCurrency")]
    [InlineData("SELECT Id FROM Trip__c WHERE convertTimezone(LastReferencedDate) > 2024-01-01T00:00:00Z", "unexpected token: convertTimezone")]
    [InlineData(@"SELECT Id FROM Trip__c WHERE Name = 'a\%b'", @"Invalid string literal: illegal escape sequence '\%'")]
    [InlineData(@"SELECT Id FROM Trip__c WHERE Name IN ('a\_b')", @"Invalid string literal: illegal escape sequence '\_'")]
    [InlineData("SELECT Owner.Name, TYPEOF Owner WHEN User THEN Username END FROM Trip__c", "duplicate field selected: Owner")]
    [InlineData("SELECT TYPEOF Owner WHEN User THEN Username END, Owner.Name FROM Trip__c", "duplicate field selected: Owner")]
    [InlineData("SELECT Id FROM Trip__c WHERE Place__c = 'x'", "field 'Place__c' can not be filtered in a query call")]
    [InlineData("SELECT Id FROM Trip__c ORDER BY Tags__c", "field 'Tags__c' can not be sorted in a query call")]
    [InlineData("SELECT Id FROM Trip__c WHERE DISTANCE(Place__c, GEOLOCATION(1, 2), 'km') = 5", "invalid operator on location field")]
    [InlineData("SELECT DISTANCE(Name, GEOLOCATION(1, 2), 'km') FROM Trip__c", "DISTANCE() needs a location or address field, and Name is none")]
    [InlineData("SELECT toLabel(Starts__c) FROM Trip__c", "toLabel() needs a picklist, and Starts__c is none")]
    [InlineData("SELECT convertCurrency(Name) FROM Trip__c", "convertCurrency() needs a currency field, and Name is none")]
    [InlineData("SELECT HOUR_IN_DAY(Name), COUNT(Id) FROM Trip__c GROUP BY HOUR_IN_DAY(Name)", "HOUR_IN_DAY() cannot be used with field Name")]
    [InlineData("SELECT Tags__c, COUNT(Id) FROM Trip__c GROUP BY Tags__c", "field 'Tags__c' can not be grouped in a query call")]
    [InlineData("SELECT Name, COUNT(Id) FROM Trip__c GROUP BY Name ORDER BY Kind__c", "Field must be grouped or aggregated: Kind__c")]
    [InlineData("SELECT Name, COUNT(Id) FROM Trip__c GROUP BY Name HAVING Kind__c = 'a'", "Field must be grouped or aggregated: Kind__c")]
    [InlineData("SELECT Id FROM Trip__c WHERE COUNT(Id) > 1", "Aggregate functions can be tested in HAVING only")]
    [InlineData("SELECT Name, COUNT() FROM Trip__c GROUP BY Name", "COUNT(), TYPEOF and FIELDS() cannot stand beside aggregates or GROUP BY")]
    [InlineData("SELECT Name, (SELECT Id FROM Contacts) FROM Account GROUP BY Name", "Grouped query cannot use child relationships in the SELECT list")]
    [InlineData("SELECT (SELECT COUNT(Id) FROM Contacts) FROM Account", "Aggregate functions and GROUP BY are not supported in a subquery of the SELECT list")]
    [InlineData("SELECT (SELECT Id FROM Contacts OFFSET 1) FROM Account", "OFFSET is not supported in a subquery")]
    [InlineData("SELECT Name, COUNT(Id) FROM Lead GROUP BY ROLLUP(Name, LeadSource, Rating, Status)", "GROUP BY ROLLUP supports at most 3 fields")]
    [InlineData("SELECT Name FROM Trip__c WHERE Kind__c > null", "null can be compared with = and != only")]
    [InlineData("SELECT TYPEOF Account WHEN Account THEN Name END FROM Contact", "TYPEOF needs a polymorphic relationship, and Account is none")]
    [InlineData("SELECT Id FROM Account WHERE AnnualRevenue > EUR5", "Invalid currency code: EUR. This org's only currency is USD.")]
    [InlineData("SELECT Id FROM Account WITH DATA CATEGORY Geography__c AT usa__c", "WITH DATA CATEGORY is for knowledge articles only, which this org does not have")]
    public void Rule_of_a_clause_is_kept(string soql, string message)
    {
        string refused = _store.Refusal(soql).Message;
        refused[(refused.LastIndexOf('\n') + 1)..].Should().Be(message);
    }

    [Fact]
    public void Refusal_of_the_schema_shows_where_in_three_lines()
    {
        string message = _store.Refusal("SELECT Id\nFROM Account\nWHERE Name = 'a' AND Bacon__c = 1").Message;
        message.Should().StartWith("\nWHERE Name = 'a' AND Bacon__c = 1\n                     ^\nERROR at Row:3:Column:22\nNo such column 'Bacon__c' on entity 'Account'. ");
    }

    [Fact]
    public void Limits_of_relationships_are_kept()
    {
        string subqueries = string.Join(",", Enumerable.Repeat("(SELECT Id FROM Contacts)", 21));
        _store.Refusal($"SELECT {subqueries} FROM Account").Message.Should().EndWith("A query can have at most 20 child relationships");
        _store.Refusal("SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account) AND AccountId IN (SELECT Id FROM Account) AND AccountId IN (SELECT Id FROM Account)")
            .Message.Should().EndWith("Maximum 2 semi join sub-selects are allowed");
        _store.Refusal("SELECT Id FROM Account WHERE (NOT Id IN (SELECT AccountId FROM Contact))").Message.Should().Contain("not allowed with the 'NOT' operator");
        _store.Refusal("SELECT Id FROM Contact WHERE Account.OwnerId IN (SELECT Id FROM User)").Message.Should().Contain("cannot have a relationship field as their left operand");
    }

    public void Dispose() => _store.Dispose();

    private void Trip(string name, string? tags, string? kind, string? starts, double? latitude, double? longitude, string? owner) => _store.Insert(
        "Trip__c", ("Name", name), ("Tags__c", tags), ("Kind__c", kind), ("Starts__c", starts), ("Place__Latitude__s", latitude), ("Place__Longitude__s", longitude), ("OwnerId", owner));
}
