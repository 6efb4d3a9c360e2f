using SalesforceLinq.Cli.Spelling;

namespace SalesforceLinq.Cli.Tests.Spelling;

public sealed class ClosestNameTests
{
    private static readonly string[] Names = ["Account", "Contact", "Contract", "Invoice__c", "Lead", "User"];

    [Theory]
    [InlineData("Acount", "Account")]
    [InlineData("contacts", "Contact")]
    [InlineData("Invoice", "Invoice__c")]
    [InlineData("Usr", "User")]
    [InlineData("Opportunity", null)]
    [InlineData("x", null)]
    public void Closest_name_is_found_where_one_is_close(string written, string? name) => ClosestName.Find(written, Names).Should().Be(name);
}
