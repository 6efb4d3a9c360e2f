using SalesforceLinq.Tests.Querying.Subjects;

namespace SalesforceLinq.Tests.Querying;

/// <summary>Every terminal and every overload of it, blocking and not, beside LINQ to Objects.</summary>
[Collection("Query org")]
public sealed class TerminalFamilyTests
{
    [Fact]
    public async Task Elements_are_found()
    {
        await using CrmContext crm = await QueryOrg.ContextAsync();
        MemoryCrm memory = await QueryOrg.MemoryAsync();
        string[] ids = [.. memory.Accounts.Select(a => a.Id!).AsEnumerable().Order(StringComparer.Ordinal)];
        string last = ids[^1];
        IQueryable<Account> ordered = crm.Accounts.OrderBy(a => a.Id);
        (await ordered.FirstAsync()).Id.Should().Be(ids[0]);
        (await ordered.FirstAsync(a => a.Id != ids[0])).Id.Should().Be(ids[1]);
        (await ordered.FirstOrDefaultAsync())!.Id.Should().Be(ids[0]);
        (await ordered.FirstOrDefaultAsync(a => a.Name == "nobody")).Should().BeNull();
        (await ordered.LastAsync()).Id.Should().Be(ids[^1]);
        (await ordered.LastAsync(a => a.Id != last)).Id.Should().Be(ids[^2]);
        (await ordered.LastOrDefaultAsync())!.Id.Should().Be(ids[^1]);
        (await ordered.LastOrDefaultAsync(a => a.Name == "nobody")).Should().BeNull();
        (await ordered.SingleAsync(a => a.Id == ids[3])).Id.Should().Be(ids[3]);
        (await ordered.Where(a => a.Id == ids[3]).SingleAsync()).Id.Should().Be(ids[3]);
        (await ordered.SingleOrDefaultAsync(a => a.Name == "nobody")).Should().BeNull();
        (await ordered.Where(a => a.Name == "nobody").SingleOrDefaultAsync()).Should().BeNull();
        (await ordered.ElementAtAsync(2)).Id.Should().Be(ids[2]);
        (await ordered.ElementAtOrDefaultAsync(1_999)).Should().BeNull();
        ordered.First().Id.Should().Be(ids[0]);
        ordered.Last(a => a.Id != last).Id.Should().Be(ids[^2]);
        ordered.Single(a => a.Id == ids[3]).Id.Should().Be(ids[3]);
        ordered.ElementAt(2).Id.Should().Be(ids[2]);
        ordered.ElementAtOrDefault(1_999).Should().BeNull();
        ordered.Select(a => a.Name).FirstOrDefault(name => name == "nobody", "nothing").Should().Be("nothing");
        crm.Invoking(c => c.Accounts.First(a => a.Name == "nobody")).Should().Throw<InvalidOperationException>();
        crm.Invoking(c => c.Accounts.Single()).Should().Throw<InvalidOperationException>();
        await crm.Invoking(c => c.Accounts.ElementAtAsync(1_999)).Should().ThrowAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task Numbers_are_counted_and_added()
    {
        await using CrmContext crm = await QueryOrg.ContextAsync();
        MemoryCrm memory = await QueryOrg.MemoryAsync();
        (await crm.Accounts.CountAsync()).Should().Be(memory.Accounts.Count());
        (await crm.Accounts.CountAsync(a => a.Rating == "Hot")).Should().Be(memory.Accounts.Count(a => a.Rating == "Hot"));
        (await crm.Accounts.LongCountAsync()).Should().Be(memory.Accounts.Count());
        (await crm.Accounts.LongCountAsync(a => a.Rating == "Hot")).Should().Be(memory.Accounts.LongCount(a => a.Rating == "Hot"));
        (await crm.Accounts.AnyAsync()).Should().BeTrue();
        (await crm.Accounts.AnyAsync(a => a.Name == "nobody")).Should().BeFalse();
        (await crm.Accounts.AllAsync(a => a.Name != "nobody")).Should().BeTrue();
        (await crm.Accounts.Select(a => a.Name).ContainsAsync("Zeta")).Should().BeTrue();
        (await crm.Opportunities.SumAsync(o => o.Amount)).Should().Be(memory.Opportunities.Sum(o => o.Amount));
        (await crm.Opportunities.Select(o => o.Amount).SumAsync()).Should().Be(memory.Opportunities.Sum(o => o.Amount));
        (await crm.Accounts.Select(a => a.NumberOfEmployees).SumAsync()).Should().Be(memory.Accounts.Sum(a => a.NumberOfEmployees));
        (await crm.Accounts.Select(a => (double?)a.NumberOfEmployees).AverageAsync()).Should().BeApproximately(memory.Accounts.Average(a => (double?)a.NumberOfEmployees), 1e-9);
        (await crm.Accounts.AverageAsync(a => a.NumberOfEmployees)).Should().BeApproximately(memory.Accounts.Average(a => a.NumberOfEmployees), 1e-9);
        (await crm.Opportunities.MinAsync(o => o.CloseDate)).Should().Be(memory.Opportunities.Min(o => o.CloseDate));
        (await crm.Opportunities.Select(o => o.CloseDate).MaxAsync()).Should().Be(memory.Opportunities.Max(o => o.CloseDate));
        (await crm.Opportunities.Select(o => o.Amount).MinAsync()).Should().Be(memory.Opportunities.Min(o => o.Amount));
        (await crm.Opportunities.MaxAsync(o => o.CreatedDate)).Should().Be(memory.Opportunities.Max(o => o.CreatedDate));
        (await crm.Opportunities.Where(o => o.Name == "nobody").Select(o => o.Amount).AverageAsync()).Should().BeNull();
        await crm.Invoking(c => c.Opportunities.Where(o => o.Name == "nobody").MinAsync(o => o.CloseDate)).Should().ThrowAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task Rows_are_gathered()
    {
        await using CrmContext crm = await QueryOrg.ContextAsync();
        MemoryCrm memory = await QueryOrg.MemoryAsync();
        int accounts = memory.Accounts.Count();
        IQueryable<Account> query = crm.Accounts.AsNoTracking();
        (await query.ToListAsync()).Should().HaveCount(accounts);
        (await query.ToArrayAsync()).Should().HaveCount(accounts);
        (await query.ToHashSetAsync()).Should().HaveCount(accounts);
        (await query.Select(a => a.Rating).ToHashSetAsync(StringComparer.OrdinalIgnoreCase)).Should().HaveCount(memory.Accounts.Select(a => a.Rating).Distinct().Count());
        (await query.ToDictionaryAsync(a => a.Id!)).Should().HaveCount(accounts);
        (await query.ToDictionaryAsync(a => a.Id!, a => a.Name)).Should().HaveCount(accounts);
        (await query.Where(a => a.Name == "Zeta").ToDictionaryAsync(a => a.Name, a => a.Id, StringComparer.OrdinalIgnoreCase)).Should().ContainKey("ZETA");
        int seen = 0;
        await query.ForEachAsync(_ => { seen++; });
        await query.ForEachAsync(async _ =>
        {
            await Task.Yield();
            seen++;
        });
        seen.Should().Be(2 * accounts);
        List<string?> streamed = [];
        await foreach (Account account in query.AsAsyncEnumerable())
            streamed.Add(account.Id);
        streamed.Should().HaveCount(accounts).And.OnlyHaveUniqueItems();
        List<string?> blocking = [];
        foreach (Account account in query)
            blocking.Add(account.Id);
        blocking.Should().BeEquivalentTo(streamed);
        query.ToList().Should().HaveCount(accounts);
        (await query.ExplainAsync()).Should().NotBeEmpty();
    }

    [Fact]
    public async Task Every_terminal_can_be_cancelled()
    {
        await using CrmContext crm = await QueryOrg.ContextAsync();
        CancellationToken stopped = new(canceled: true);
        IQueryable<Opportunity> query = crm.Opportunities.OrderBy(o => o.Id);
        Func<Task>[] terminals =
        [
            () => query.ToListAsync(stopped), () => query.ToArrayAsync(stopped), () => query.ToHashSetAsync(stopped), () => query.ToDictionaryAsync(o => o.Id!, stopped),
            () => query.FirstAsync(stopped), () => query.FirstOrDefaultAsync(stopped), () => query.SingleAsync(stopped), () => query.SingleOrDefaultAsync(stopped),
            () => query.LastAsync(stopped), () => query.LastOrDefaultAsync(stopped), () => query.ElementAtAsync(1, stopped), () => query.ElementAtOrDefaultAsync(1, stopped),
            () => query.AnyAsync(stopped), () => query.AllAsync(o => o.IsWon, stopped), () => query.CountAsync(stopped), () => query.LongCountAsync(stopped),
            () => query.SumAsync(o => o.Amount, stopped), () => query.AverageAsync(o => o.Amount, stopped), () => query.MinAsync(o => o.Amount, stopped), () => query.MaxAsync(o => o.Amount, stopped),
            () => query.Select(o => o.Amount).SumAsync(stopped), () => query.Select(o => o.Amount).MinAsync(stopped),
            () => query.Select(o => o.Id).ContainsAsync("x", stopped), () => query.ForEachAsync(_ => { }, stopped), () => query.ExplainAsync(stopped),
        ];
        int calls = (await QueryOrg.OrgAsync()).Requests.Count;
        foreach (Func<Task> terminal in terminals)
            await terminal.Should().ThrowAsync<OperationCanceledException>();
        (await QueryOrg.OrgAsync()).Requests.Count.Should().Be(calls);
    }
}
