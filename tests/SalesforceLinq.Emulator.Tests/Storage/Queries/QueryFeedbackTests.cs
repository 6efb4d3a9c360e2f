using System.Text.Json.Nodes;
using SalesforceLinq.Emulator.Storage.Queries;

namespace SalesforceLinq.Emulator.Tests.Storage.Queries;

public sealed class QueryFeedbackTests : IDisposable
{
    private readonly TestStore _store = new();

    [Fact]
    public void Columns_tell_parents_children_and_functions_apart()
    {
        JsonArray columns = Columns("SELECT id, Account.Name, (SELECT Subject FROM Cases) FROM Contact");
        columns.Select(column => column!["columnName"]!.GetValue<string>()).Should().Equal("Id", "Account", "Cases");
        columns[0]!["apexType"]!.GetValue<string>().Should().Be("Id");
        columns[1]!["joinColumns"]![0]!["columnName"]!.GetValue<string>().Should().Be("Name");
        columns[1]!["aggregate"]!.GetValue<bool>().Should().BeFalse();
        columns[2]!["aggregate"]!.GetValue<bool>().Should().BeTrue();
        JsonArray groups = Columns("SELECT LeadSource, count(Id) FROM Lead GROUP BY LeadSource");
        groups[1]!["columnName"]!.GetValue<string>().Should().Be("expr0");
        groups[1]!["displayName"]!.GetValue<string>().Should().Be("count(Id)");
    }

    [Fact]
    public void Explain_names_the_leading_operation()
    {
        string id = _store.Insert("Account", ("Name", "Acme"));
        Plan($"SELECT Name FROM Account WHERE Id = '{id}'")["leadingOperationType"]!.GetValue<string>().Should().Be("Index");
        JsonNode scan = Plan("SELECT Name FROM Account WHERE Name LIKE '%c%'");
        scan["leadingOperationType"]!.GetValue<string>().Should().Be("TableScan");
        scan["cardinality"]!.GetValue<int>().Should().Be(1);
    }

    public void Dispose() => _store.Dispose();

    private JsonArray Columns(string soql) =>
        TestStore.Written(json => new QueryRunner(_store.Schema).WriteColumns(soql, _store.Context, json))["columnMetadata"]!.AsArray();

    private JsonNode Plan(string soql) =>
        TestStore.Written(json => new QueryRunner(_store.Schema).Explain(_store.Connection, soql, _store.Context, json))["plans"]![0]!;
}
