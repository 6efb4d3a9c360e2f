using SalesforceLinq.Cli.Queries;

namespace SalesforceLinq.Cli.Tests.Queries;

public sealed class SelectListTests
{
    [Theory]
    [InlineData("SELECT Id, Name FROM Account", "Id|Name")]
    [InlineData("select a.Id, a.Owner.Name from Account a where a.Name = 'x FROM y'", "Id|Owner.Name")]
    [InlineData("SELECT Account.Name FROM Account", "Name")]
    [InlineData("SELECT Name, (SELECT Id, Account.Name FROM Contacts WHERE Name IN ('a','b')), Phone FROM Account", "Name|Contacts|Phone")]
    [InlineData("SELECT TYPEOF What WHEN Account THEN Phone, Name WHEN Opportunity THEN Amount ELSE Name END, Subject FROM Task", "What.Phone|What.Name|What.Amount|Subject")]
    [InlineData("SELECT StageName, COUNT(Id), SUM(Amount) total, MAX(CloseDate) FROM Opportunity GROUP BY StageName", "StageName|expr0|total|expr1")]
    [InlineData("SELECT toLabel(Status), FORMAT(Amount) money, convertCurrency(Amount) FROM Case", "Status|money|Amount")]
    [InlineData("SELECT Name n, COUNT(Id) c FROM Account GROUP BY Name", "n|c")]
    public void Columns_are_found(string soql, string columns) => SelectList.Read(soql).Paths.Should().Equal(columns.Split('|'));

    [Theory]
    [InlineData("SELECT FIELDS(ALL) FROM Account LIMIT 200")]
    [InlineData("SELECT Id")]
    [InlineData("")]
    [InlineData("'")]
    public void Columns_that_cannot_be_told_are_left_to_the_rows(string soql) => SelectList.Read(soql).Paths.Should().BeNull();

    [Fact]
    public void Count_is_told_from_an_aggregate()
    {
        SelectList.Read("SELECT COUNT() FROM Account").IsCount.Should().BeTrue();
        SelectList.Read("SELECT COUNT(Id) FROM Account").IsCount.Should().BeFalse();
    }

    [Fact]
    public void Object_is_found_behind_child_queries() => SelectList.Read("SELECT (SELECT Id FROM Contacts) FROM Account").From.Should().Be("Account");
}
