namespace SalesforceLinq.Analyzers.Tests;

public sealed class SkipTooFarAnalyzerTests : AnalyzerTest<SkipTooFarAnalyzer>
{
    [Theory]
    [InlineData("_ = context.Contacts.Skip([|2001|]).Take(10);")]
    [InlineData("const int page = 50; _ = context.Contacts.OrderBy(c => c.Id).Skip([|page * 200|]);")]
    [InlineData("var query = context.Contacts.Where(c => c.Email != null); _ = query.Skip([|5000|]).ToList();")]
    [InlineData("_ = (from c in context.Contacts select c.Id).Skip([|2001|]);")]
    [InlineData("_ = context.Contacts.OrderBy(c => c.Id).ElementAt([|2001|]);")]
    [InlineData("_ = context.Contacts.OrderBy(c => c.Id).ElementAtAsync([|5000|]);")]
    [InlineData("_ = Queryable.Skip(context.Contacts, [|3000|]);")]
    public Task Constant_above_2000_is_reported(string statement) => Reports(statement);

    [Theory]
    [InlineData("_ = context.Contacts.Skip(2000);")]
    [InlineData("_ = context.Contacts.Skip(name.Length);")]
    [InlineData("_ = context.Contacts.Take(5000);")]
    [InlineData("_ = context.Accounts.Select(a => a.Contacts.Select(c => c.Id).ToList().Skip(5000));")]
    [InlineData("_ = context.Contacts.OrderBy(c => c.Id).ElementAt(2000); _ = list.ElementAt(5000);")]
    [InlineData("_ = list.Skip(5000);")]
    [InlineData("_ = list.AsQueryable().Skip(5000);")]
    [InlineData("_ = context.Contacts.AsEnumerable().Skip(5000);")]
    public Task Everything_else_is_not_reported(string statement) => Reports(statement);
}
