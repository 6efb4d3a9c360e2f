using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Tests.Storage.Queries;

namespace SalesforceLinq.Emulator.Tests.Soql;

public sealed class RefusalTests : IDisposable
{
    private const string FieldHint = "If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. " +
        "Please reference your WSDL or the describe call for the appropriate names.";

    private readonly TestStore _store = new();

    [Fact]
    public void Unknown_field_is_shown_where_it_stands()
    {
        SoqlException refusal = _store.Refusal("SELECT Bacon__c FROM Account LIMIT 2");
        refusal.ErrorCode.Should().Be("INVALID_FIELD");
        refusal.Message.Should().Be(
            "\nSELECT Bacon__c FROM Account LIMIT 2\n       ^\nERROR at Row:1:Column:8\nNo such column 'Bacon__c' on entity 'Account'. " + FieldHint);
    }

    [Fact]
    public void Unknown_object_is_shown_with_the_text_before_it()
    {
        SoqlException refusal = _store.Refusal("SELECT Id,Name,BillingCity,IsDeleted FROM Accout");
        refusal.ErrorCode.Should().Be("INVALID_TYPE");
        refusal.Message.Should().StartWith(
            "\nName,BillingCity,IsDeleted FROM Accout\n                                ^\nERROR at Row:1:Column:43\nsObject type 'Accout' is not supported. ");
    }

    [Fact]
    public void Grammar_errors_are_bare()
    {
        SoqlException refusal = _store.Refusal("SELEKT Id FROM Account");
        refusal.ErrorCode.Should().Be("MALFORMED_QUERY");
        refusal.Message.Should().Be("unexpected token: SELEKT");
    }

    [Theory]
    [InlineData("SELECT Id FROM Contact WHERE Foo.Name = 'x'", "INVALID_FIELD", "Didn't understand relationship 'Foo' in field path. *")]
    [InlineData("SELECT (SELECT Id FROM Foos) FROM Account", "INVALID_TYPE", "Didn't understand relationship 'Foos' in FROM part of query call. *")]
    [InlineData("SELECT Id FROM Account WHERE Description = 'x'", "INVALID_FIELD", "field 'Description' can not be filtered in a query call")]
    [InlineData("SELECT Id FROM Account ORDER BY Description", "MALFORMED_QUERY", "field 'Description' can not be sorted in a query call")]
    [InlineData("SELECT AnnualRevenue FROM Account GROUP BY AnnualRevenue", "MALFORMED_QUERY", "field 'AnnualRevenue' can not be grouped in a query call")]
    [InlineData("SELECT SUM(Name) FROM Account", "MALFORMED_QUERY", "field Name does not support aggregate operator SUM")]
    [InlineData("SELECT MAX(Description) FROM Account", "MALFORMED_QUERY", "field Description does not support aggregate operator MAX")]
    [InlineData("SELECT Name, COUNT(Id) FROM Account", "MALFORMED_QUERY", "Field must be grouped or aggregated: Name")]
    [InlineData("SELECT Name n FROM Account", "MALFORMED_QUERY", "only aggregate expressions use field aliasing")]
    [InlineData("SELECT Id, id FROM Account", "INVALID_FIELD", "duplicate field selected: Id")]
    [InlineData("SELECT COUNT(Id) a, MAX(Name) A FROM Account", "MALFORMED_QUERY", "duplicate alias: A")]
    [InlineData("SELECT Id FROM Account WHERE NumberOfEmployees = '5'", "INVALID_FIELD", "value of filter criterion for field 'NumberOfEmployees' must be of type int and should not be enclosed in quotes")]
    [InlineData("SELECT Id FROM Account WHERE Name = 5", "INVALID_FIELD", "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes")]
    [InlineData("SELECT Id FROM Account WHERE CreatedDate > 2024-01-01", "INVALID_FIELD", "value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes")]
    [InlineData("SELECT Id FROM Account WHERE Id = 'somethingwonky'", "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: somethingwonky")]
    [InlineData("SELECT Id FROM Account WHERE Id LIKE '001%'", "INVALID_QUERY_FILTER_OPERATOR", "invalid operator on id field")]
    [InlineData("SELECT Id FROM Account WHERE Name INCLUDES ('a')", "INVALID_QUERY_FILTER_OPERATOR", "invalid operator on string field")]
    [InlineData("SELECT Id FROM Account OFFSET 2001", "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000")]
    [InlineData("SELECT MAX(Name) FROM Account LIMIT 1", "MALFORMED_QUERY", "Non-grouped query that uses overall aggregate functions cannot also use LIMIT")]
    [InlineData("SELECT COUNT() FROM Account ORDER BY Name", "MALFORMED_QUERY", "COUNT() cannot be used with ORDER BY")]
    [InlineData("SELECT Id FROM Account USING SCOPE team", "INVALID_QUERY_SCOPE", "Scope 'team' is not supported for this object")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT Id FROM Account)", "MALFORMED_QUERY", "The inner and outer selects should not be on the same object type")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'a' OR Id IN (SELECT AccountId FROM Contact)", "MALFORMED_QUERY", "Semi join sub-selects are not allowed with the 'OR' operator")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Id IN (SELECT ContactId FROM Case))", "MALFORMED_QUERY", "Nesting of semi join sub-selects is not supported")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT LastName FROM Contact)", "MALFORMED_QUERY", "Semi join sub-selects can only query id fields, cannot use: *")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact LIMIT 5)", "MALFORMED_QUERY", "Semi join sub-selects do not support ORDER BY, LIMIT and OFFSET")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT ContactId FROM Case)", "MALFORMED_QUERY", "The selected field 'ContactId' in the subquery and the left operand field in the where expression in the outer query 'Id' should point to the same object type")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT WhatId FROM Task)", "MALFORMED_QUERY", "Entity 'Task' is not supported for semi join inner selects")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'a' AND Site = 'b' OR Fax = 'c'", "MALFORMED_QUERY", "unexpected token: OR *")]
    [InlineData("SELECT CALENDAR_YEAR(CreatedDate) FROM Account", "MALFORMED_QUERY", "Field must be grouped or aggregated: *")]
    [InlineData("SELECT Id FROM Account WHERE Name = '\\q'", "MALFORMED_QUERY", "Invalid string literal: illegal escape sequence '\\q'")]
    [InlineData("SELECT What.Description FROM Task", "INVALID_FIELD", "No such column 'Description' on entity 'Name'. *")]
    public void Rule_is_kept(string soql, string code, string message)
    {
        SoqlException refusal = _store.Refusal(soql);
        refusal.ErrorCode.Should().Be(code);
        refusal.Message[(refusal.Message.LastIndexOf('\n') + 1)..].Should().Match(message);
    }

    [Fact]
    public void Depth_of_subqueries_is_the_api_versions()
    {
        const string Nested = "SELECT (SELECT Id, (SELECT Id FROM Cases) FROM Contacts) FROM Account";
        _store.Context = _store.Context with { ApiVersion = 57 };
        _store.Refusal(Nested).ErrorCode.Should().Be("MALFORMED_QUERY");
        _store.Context = _store.Context with { ApiVersion = 58 };
        _store.Query(Nested)["totalSize"]!.GetValue<int>().Should().Be(0);
    }

    [Fact]
    public void Too_many_groups_cannot_be_paged()
    {
        _store.Execute("BEGIN");
        for (int i = 0; i < 2001; i++)
            _store.Insert("Account", ("Name", $"A{i}"));
        _store.Execute("COMMIT");
        SoqlException refusal = _store.Refusal("SELECT Name, COUNT(Id) FROM Account GROUP BY Name");
        refusal.ErrorCode.Should().Be("EXCEEDED_ID_LIMIT");
        _store.Rows("SELECT Name, COUNT(Id) FROM Account GROUP BY Name LIMIT 2000").Should().HaveCount(2000);
    }

    [Fact]
    public void Deep_parentheses_are_refused_and_not_a_crash()
    {
        _store.Refusal($"SELECT Id FROM Account WHERE {new string('(', 90_000)}").ErrorCode.Should().Be("QUERY_TOO_COMPLICATED");
        _store.Refusal($"SELECT Id FROM Account WHERE NOT {string.Concat(Enumerable.Repeat("NOT ", 20_000))}Name = 'a'").ErrorCode.Should().Be("QUERY_TOO_COMPLICATED");
        _store.Refusal(new string('x', 100_001)).Message.Should().Contain("100000 characters");
    }

    public void Dispose() => _store.Dispose();
}
