namespace SalesforceLinq.Analyzers.Tests;

public sealed class RawSoqlAnalyzerTests : AnalyzerTest<RawSoqlAnalyzer>
{
    [Theory]
    [InlineData("_ = context.Contacts.FromSoql([|\"SELECT Id FROM Contact WHERE LastName = '\" + name + \"'\"|]);")]
    [InlineData("_ = context.Contacts.FromSoql([|name|]);")]
    [InlineData("string soql = $\"SELECT Id FROM Contact WHERE LastName = '{name}'\"; _ = context.Contacts.FromSoql([|soql|]);")]
    [InlineData("_ = context.Contacts.FromSoql([|string.Format(\"SELECT Id FROM Contact WHERE LastName = '{0}'\", name)|]);")]
    [InlineData("_ = context.Contacts.FromSoql([|$\"SELECT Id FROM Contact \" + $\"WHERE LastName = '{name}'\"|]);")]
    public Task Ready_made_text_is_reported_though_it_does_not_compile(string statement) => ReportsBesideErrors(statement);

    [Theory]
    [InlineData("_ = context.Contacts.FromSoql([|FormattableStringFactory.Create(\"SELECT Id FROM \" + name)|]);")]
    [InlineData("FormattableString soql = FormattableStringFactory.Create(name); _ = context.Contacts.FromSoql([|soql|]);")]
    public Task Factory_with_a_format_that_is_computed_is_reported(string statement) => Reports(statement);

    [Theory]
    [InlineData("_ = context.Contacts.FromSoql($\"SELECT Id FROM Contact WHERE LastName = {name}\");")]
    [InlineData("_ = context.Contacts.FromSoql(($\"SELECT Id FROM Contact\"));")]
    [InlineData("FormattableString soql = $\"SELECT Id FROM Contact WHERE LastName = {name}\"; _ = context.Contacts.FromSoql(soql);")]
    [InlineData("_ = context.Contacts.FromSoql(FormattableStringFactory.Create(\"SELECT Id FROM Contact WHERE LastName = {0}\", name));")]
    [InlineData("string FromSoql(string soql) => soql; _ = FromSoql(name);")]
    public Task Interpolated_string_is_not_reported(string statement) => Reports(statement);

    [Fact]
    public Task Method_of_that_name_elsewhere_is_not_reported() => ReportsInFile(
        "class Text { string FromSoql(string soql) => soql; string Run(Text text, string name) => text.FromSoql(name + name); }");

    [Theory]
    [InlineData(
        "_ = context.Contacts.FromSoql(\"SELECT Id FROM Contact WHERE LastName = '\" + name + \"'\");",
        "_ = context.Contacts.FromSoql($\"SELECT Id FROM Contact WHERE LastName = {name}\");")]
    [InlineData(
        "_ = context.Contacts.FromSoql(\"SELECT Id FROM Contact WHERE LastName = '\" + name.Trim() + \"' AND Email = \" + names[0] + \" LIMIT 5\");",
        "_ = context.Contacts.FromSoql($\"SELECT Id FROM Contact WHERE LastName = {name.Trim()} AND Email = {names[0]} LIMIT 5\");")]
    [InlineData(
        "_ = context.Contacts.FromSoql($\"SELECT Id FROM Contact \" + $\"WHERE LastName = '{name}'\");",
        "_ = context.Contacts.FromSoql($\"SELECT Id FROM Contact WHERE LastName = {name}\");")]
    [InlineData(
        "_ = context.Contacts.FromSoql(\"SELECT Id FROM Contact WHERE Email = '\" + (name ?? \"x\") + \"'\");",
        "_ = context.Contacts.FromSoql($\"SELECT Id FROM Contact WHERE Email = {(name ?? \"x\")}\");")]
    public Task Fix_puts_the_values_into_holes_without_quotes(string before, string after) => FixesError<RawSoqlFix>(before, after);

    [Theory]
    [InlineData("_ = context.Contacts.FromSoql(name);")]
    [InlineData("_ = context.Contacts.FromSoql(string.Format(\"SELECT Id FROM Contact WHERE LastName = '{0}'\", name));")]
    [InlineData("_ = context.Contacts.FromSoql(\"SELECT Id FROM Contact WHERE LastName LIKE '%\" + name + \"%'\");")]
    public Task Fix_is_not_offered_where_the_values_cannot_be_told_from_the_text(string statement) => OffersNothing<RawSoqlFix>(statement, mayFailToCompile: true);
}
