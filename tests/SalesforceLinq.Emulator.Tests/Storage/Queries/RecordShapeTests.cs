using System.Text.Json.Nodes;

namespace SalesforceLinq.Emulator.Tests.Storage.Queries;

public sealed class RecordShapeTests : IDisposable
{
    private readonly TestStore _store = new();
    private readonly string _account;
    private readonly string _user;

    public RecordShapeTests()
    {
        _user = _store.Insert("User", ("LastName", "Admin"), ("Name", "Ann Admin"));
        _account = _store.Insert(
            "Account", ("Name", "Acme \"é\" & Co"), ("NumberOfEmployees", 50), ("AnnualRevenue", 300.0), ("BillingCity", "Austin"), ("OwnerId", _user),
            ("CreatedDate", "2024-10-08T15:05:08.000Z"));
        for (int i = 1; i <= 3; i++)
            _store.Insert("Contact", ("LastName", $"C{i}"), ("AccountId", _account), ("OwnerId", _user));
        _store.Insert("Account", ("Name", "Empty"));
    }

    [Fact]
    public void Record_has_attributes_first_and_canonical_names_in_select_order()
    {
        string json = _store.Query("select ID, annualREVENUE, NumberOfEmployees, createddate, BillingAddress, industry FROM account a WHERE a.name LIKE 'Acme%'").ToJsonString(Relaxed);
        json.Should().Be(
            $$$"""{"totalSize":1,"done":true,"records":[{"attributes":{"type":"Account","url":"/services/data/v66.0/sobjects/Account/{{{_account}}}"},""" +
            $$"""
            "Id":"{{_account}}","AnnualRevenue":300.0,"NumberOfEmployees":50,"CreatedDate":"2024-10-08T15:05:08.000+0000","BillingAddress":{"city":"Austin","country":null,"geocodeAccuracy":null,"latitude":null,"longitude":null,"postalCode":null,"state":null,"street":null},"Industry":null}]}
            """);
    }

    [Fact]
    public void Parents_nest_and_a_missing_parent_is_null()
    {
        _store.Rows("SELECT Name, Owner.Name, Owner.Profile.Name FROM Account ORDER BY Id")
            .Should().Equal("Acme \"é\" & Co,{Ann Admin,null}", "Empty,null");
        JsonNode record = _store.Query("SELECT Account.Owner.Name FROM Contact LIMIT 1")["records"]![0]!;
        record["Account"]!["Owner"]!["attributes"]!["type"]!.GetValue<string>().Should().Be("User");
    }

    [Fact]
    public void Children_are_a_nested_result_or_null()
    {
        JsonObject result = _store.Query("SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName DESC), (SELECT Id FROM Cases) FROM Account ORDER BY Id");
        JsonNode contacts = result["records"]![0]!["Contacts"]!;
        contacts["totalSize"]!.GetValue<int>().Should().Be(3);
        contacts["done"]!.GetValue<bool>().Should().BeTrue();
        contacts["records"]!.AsArray().Select(row => row!["LastName"]!.GetValue<string>()).Should().Equal("C3", "C2", "C1");
        result["records"]![0]!["Cases"].Should().BeNull();
        result["records"]![1]!["Contacts"].Should().BeNull();
    }

    [Fact]
    public void Limit_of_a_subquery_holds_for_each_parent() =>
        _store.Rows("SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName LIMIT 2) FROM Account ORDER BY Id")
            .Should().Equal("Acme \"é\" & Co,[C1;C2]", "Empty,null");

    [Fact]
    public void Subqueries_nest()
    {
        _store.Insert("Case", ("Subject", "Help"), ("ContactId", _store.IdOf("Contact", 2)));
        _store.Rows("SELECT (SELECT LastName, (SELECT Subject FROM Cases) FROM Contacts) FROM Account WHERE Name LIKE 'Acme%'")
            .Should().Equal("[C1,null;C2,[Help];C3,null]");
    }

    [Fact]
    public void Polymorphic_parents_have_a_name_and_a_type()
    {
        _store.Insert("Task", ("Subject", "Call"), ("WhatId", _account), ("WhoId", _store.IdOf("Contact", 1)));
        _store.Insert("Task", ("Subject", "Rest"));
        _store.Rows("SELECT What.Name, What.Type, Who.LastName FROM Task ORDER BY Id").Should().Equal("{Acme \"é\" & Co,Account},{C1}", "null,null");
        _store.Rows("SELECT Subject FROM Task WHERE What.Type = 'Account'").Should().Equal("Call");
        _store.Rows("SELECT Subject FROM Task WHERE What.Name LIKE 'acme%'").Should().Equal("Call");
    }

    [Fact]
    public void Typeof_selects_by_the_kind_of_the_parent()
    {
        string campaign = _store.Insert("Campaign", ("Name", "Spring"));
        _store.Insert("Event", ("Subject", "1"), ("WhatId", _account));
        _store.Insert("Event", ("Subject", "2"), ("WhatId", campaign));
        _store.Insert("Event", ("Subject", "3"));
        _store.Rows("SELECT Subject, TYPEOF What WHEN Account THEN NumberOfEmployees, Owner.Name WHEN Opportunity THEN Amount ELSE Name END FROM Event ORDER BY Subject")
            .Should().Equal("1,{50,{Ann Admin}}", "2,{Spring}", "3,null");
    }

    [Fact]
    public void Fields_function_expands_and_refuses_many_rows()
    {
        _store.Query("SELECT FIELDS(ALL) FROM Account LIMIT 1")["records"]![0]!["Name"].Should().NotBeNull();
        _store.Refusal("SELECT FIELDS(ALL) FROM Account").Message.Should().EndWith("The SOQL FIELDS function must have a LIMIT of at most 200");
        _store.Refusal("SELECT Id, FIELDS(STANDARD) FROM Account").Message.Should().Be("duplicate field selected: Id");
    }

    [Fact]
    public void Format_and_labels_are_texts()
    {
        _store.Rows("SELECT FORMAT(AnnualRevenue) r, FORMAT(CreatedDate) d, toLabel(Industry) FROM Account WHERE AnnualRevenue != null")
            .Should().Equal("$300,10/8/2024, 3:05 PM,null");
    }

    public void Dispose() => _store.Dispose();

    private static System.Text.Json.JsonSerializerOptions Relaxed { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
