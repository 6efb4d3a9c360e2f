namespace SalesforceLinq.Analyzers.Tests;

public sealed class BlockingQueryAnalyzerTests : AnalyzerTest<BlockingQueryAnalyzer>
{
    [Theory]
    [InlineData("_ = context.Contacts.[|ToList|]();")]
    [InlineData("_ = context.Contacts.Where(c => c.Email != null).[|First|]();")]
    [InlineData("_ = context.Contacts.[|Count|](c => c.Email != null);")]
    [InlineData("_ = context.Contacts.[|Max|](c => c.LastName);")]
    [InlineData("_ = context.Contacts.[|ToDictionary|](c => c.LastName);")]
    [InlineData("_ = (from c in context.Contacts where c.Email != null select c).[|ToArray|]();")]
    [InlineData("_ = context.Contacts.FromSoql($\"SELECT Id FROM Contact WHERE LastName = {name}\").[|ToList|]();")]
    [InlineData("_ = context.Contacts.AsEnumerable().Where(c => c.LastName.Trim() == name).[|ToList|]();")]
    [InlineData("var query = context.Contacts.Where(c => c.Email != null); _ = query.[|Any|]();")]
    [InlineData("foreach (Contact contact in [|context.Contacts|]) { }")]
    [InlineData("foreach (string last in [|from c in context.Contacts select c.LastName|]) { }")]
    [InlineData("Contact[] all = [.. [|context.Contacts|]];")]
    [InlineData("Func<Task<int>> count = async () => { await Task.Yield(); return context.Contacts.[|Count|](); };")]
    public Task Synchronous_terminal_in_an_async_method_is_reported(string statement) => ReportsInAsync(statement);

    [Fact]
    public Task Synchronous_terminal_in_top_level_statements_that_await_is_reported() => ReportsInFile(
        "using System.Linq; await System.Threading.Tasks.Task.Yield(); _ = new CrmContext().Contacts.[|ToList|]();");

    [Theory]
    [InlineData("_ = await context.Contacts.ToListAsync();")]
    [InlineData("foreach (Contact contact in await context.Contacts.ToListAsync()) { }")]
    [InlineData("await foreach (Contact contact in context.Contacts.AsAsyncEnumerable()) { }")]
    [InlineData("var rows = await context.Contacts.ToListAsync(); _ = rows.First(); foreach (Contact row in rows) { }")]
    [InlineData("_ = context.Contacts.Where(c => context.Accounts.Select(a => a.Id).Contains(c.AccountId));")]
    [InlineData("_ = context.Accounts.Select(a => new { a.Name, N = a.Contacts.Count() });")]
    [InlineData("Func<int> count = () => context.Contacts.Count();")]
    [InlineData("int Count() => context.Contacts.Count(); _ = Count();")]
    [InlineData("_ = list.First(); _ = list.AsQueryable().ToList(); foreach (Contact contact in list) { }")]
    [InlineData("IQueryable<Contact> query = context.Contacts; _ = query.AsQueryable().OrderBy(c => c.Id).AsEnumerable();")]
    public Task Awaited_or_unrun_query_is_not_reported(string statement) => ReportsInAsync(statement);

    [Theory]
    [InlineData("_ = context.Contacts.ToList();")]
    [InlineData("foreach (Contact contact in context.Contacts) { }")]
    [InlineData("Contact[] all = [.. context.Contacts];")]
    public Task Method_that_is_not_async_may_block(string statement) => Reports(statement);

    [Theory]
    [InlineData("var all = context.Contacts.ToList();", "var all = await context.Contacts.ToListAsync();")]
    [InlineData("var n = context.Contacts.ToList().Count;", "var n = (await context.Contacts.ToListAsync()).Count;")]
    [InlineData("_ = context.Contacts.First(c => c.Email == name);", "_ = await context.Contacts.FirstAsync(c => c.Email == name);")]
    [InlineData("if (context.Contacts.Count() > 5) { }", "if (await context.Contacts.CountAsync() > 5) { }")]
    [InlineData(
        "foreach (Contact contact in context.Contacts.Where(c => c.Email != null)) { }",
        "await foreach (Contact contact in context.Contacts.Where(c => c.Email != null).AsAsyncEnumerable()) { }")]
    [InlineData(
        "foreach (var id in from c in context.Contacts select c.Id) { }",
        "await foreach (var id in (from c in context.Contacts select c.Id).AsAsyncEnumerable()) { }")]
    public Task Fix_awaits_the_asynchronous_counterpart(string before, string after) => Fixes<AwaitQueryFix>(before, after);

    [Fact]
    public Task Fix_imports_the_namespace_of_the_counterpart() => FixesFile<AwaitQueryFix>(
        """
        using System.Linq;
        using System.Threading.Tasks;
        class Snippet // without using
        {
            async Task Run(CrmContext context)
            {
                _ = context.Contacts.ToList();
                await Task.Yield();
            }
        }
        """,
        """
        using System.Linq;
        using System.Threading.Tasks;
        using SalesforceLinq;

        class Snippet // without using
        {
            async Task Run(CrmContext context)
            {
                _ = await context.Contacts.ToListAsync();
                await Task.Yield();
            }
        }
        """);

    [Theory]
    [InlineData("lock (names) { _ = context.Contacts.ToList(); }")]
    [InlineData("_ = context.Contacts.ToLookup(c => c.LastName);")]
    [InlineData("_ = context.Contacts.AsEnumerable().ToList();")]
    public Task Fix_is_not_offered_where_it_would_not_compile(string statement) => OffersNothing<AwaitQueryFix>(statement);
}
