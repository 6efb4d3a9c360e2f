using CsCheck;
using SalesforceLinq.Diagnostics;

namespace SalesforceLinq.Tests.Diagnostics;

public sealed class SoqlRedactionTests
{
    [Theory]
    [InlineData("SELECT Id FROM Contact WHERE LastName = 'O\\'Neil' LIMIT 5", "SELECT Id FROM Contact WHERE LastName = ? LIMIT ?")]
    [InlineData("SELECT Id FROM Contact WHERE Id IN ('003', '004', '005')", "SELECT Id FROM Contact WHERE Id IN (?)")]
    [InlineData("SELECT Id FROM Opportunity WHERE Amount >= -1000.5 AND CloseDate > 2024-01-31", "SELECT Id FROM Opportunity WHERE Amount >= ? AND CloseDate > ?")]
    [InlineData("SELECT Id FROM Opportunity WHERE CreatedDate < 2024-01-31T13:04:05.678Z", "SELECT Id FROM Opportunity WHERE CreatedDate < ?")]
    [InlineData("SELECT Id FROM Opportunity WHERE CreatedDate < 2024-01-31T13:04:05+02:00", "SELECT Id FROM Opportunity WHERE CreatedDate < ?")]
    [InlineData("SELECT Id FROM Opportunity WHERE CloseDate = LAST_N_DAYS:30", "SELECT Id FROM Opportunity WHERE CloseDate = LAST_N_DAYS:30")]
    [InlineData("SELECT Field1__c, expr0 FROM Thing2__c WHERE Name LIKE 'A%'", "SELECT Field1__c, expr0 FROM Thing2__c WHERE Name LIKE ?")]
    [InlineData("SELECT Id FROM Opportunity WHERE Amount > USD5000.50", "SELECT Id FROM Opportunity WHERE Amount > ?")]
    [InlineData("SELECT Id FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(37.77, -122.4), 'mi') < 20", "SELECT Id FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(?), ?) < ?")]
    [InlineData("SELECT Id FROM Account WHERE Interests__c INCLUDES ('A;B', 'C') AND IsDeleted = false AND Site = null", "SELECT Id FROM Account WHERE Interests__c INCLUDES (?) AND IsDeleted = false AND Site = null")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'never closed", "SELECT Id FROM Account WHERE Name = ?")]
    public void Values_become_question_marks_and_names_stay(string soql, string shown) => SoqlRedaction.Redact(soql).Should().Be(shown);

    [Fact]
    public void No_text_comes_through_whatever_stands_in_it() =>
        Gen.String.Sample(
            text =>
            {
                string literal = "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";
                SoqlRedaction.Redact($"SELECT Id FROM Account WHERE Name = {literal} AND Site = 'b'").Should().Be("SELECT Id FROM Account WHERE Name = ? AND Site = ?");
            },
            iter: 20_000);

    [Fact]
    public void Anything_is_taken() => Gen.String.Sample(text => SoqlRedaction.Redact(text).Should().NotBeNull(), iter: 20_000);
}
