namespace SalesforceLinq.Analyzers.Tests;

public sealed class AsyncConversionAnalyzerTests : AnalyzerTest<AsyncConversionAnalyzer>
{
    [Theory]
    [InlineData("_ = context.Contacts.[|ToAsyncEnumerable|]();")]
    [InlineData("_ = context.Contacts.Where(c => c.Email != null).[|ToAsyncEnumerable|]();")]
    [InlineData("var query = from c in context.Contacts select c.Id; _ = query.[|ToAsyncEnumerable|]();")]
    [InlineData("_ = AsyncEnumerable.[|ToAsyncEnumerable|](context.Contacts);")]
    public Task Conversion_of_a_query_is_reported(string statement) => Reports(statement);

    [Theory]
    [InlineData("_ = context.Contacts.AsAsyncEnumerable();")]
    [InlineData("_ = list.ToAsyncEnumerable();")]
    [InlineData("_ = context.Contacts.ToList().ToAsyncEnumerable();")]
    public Task Other_sequences_are_not_reported(string statement) => Reports(statement);

    [Theory]
    [InlineData("_ = context.Contacts.ToAsyncEnumerable();", "_ = context.Contacts.AsAsyncEnumerable();")]
    [InlineData(
        "await foreach (Contact c in context.Contacts.Take(5).ToAsyncEnumerable()) { }",
        "await foreach (Contact c in context.Contacts.Take(5).AsAsyncEnumerable()) { }")]
    public Task Fix_streams_the_query(string before, string after) => Fixes<AsyncConversionFix>(before, after);

    [Fact]
    public Task Fix_is_not_offered_for_the_static_form() => OffersNothing<AsyncConversionFix>(
        "_ = AsyncEnumerable.ToAsyncEnumerable(context.Contacts);");
}
