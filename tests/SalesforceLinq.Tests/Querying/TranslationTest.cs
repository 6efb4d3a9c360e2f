using Newtonsoft.Json;
using SalesforceLinq.Tests.Querying.Subjects;

namespace SalesforceLinq.Tests.Querying;

/// <summary>A translation test is one statement: the LINQ, and under it the SOQL it must produce.</summary>
[Collection("Query org")]
public abstract partial class TranslationTest
{
    private static readonly JsonSerializerSettings Settings = new() { ReferenceLoopHandling = ReferenceLoopHandling.Ignore, MaxDepth = 8 };

    /// <summary>Checks the text, runs it on the emulated org, runs the LINQ over the same records in memory, and wants the same rows.</summary>
    protected static async Task Translates<T>(Func<ICrm, IQueryable<T>> query, string soql)
    {
        await Says(query, soql);
        await using CrmContext context = await QueryOrg.ContextAsync();
        List<T> rows = await query(context).ToListAsync();
        List<T> expected = [.. query(await QueryOrg.MemoryAsync())];
        Texts(rows).Should().BeEquivalentTo(Texts(expected));
    }

    /// <summary>Checks the text alone, where memory has no counterpart for the words of the query; runs it, so that the org agrees it is SOQL.</summary>
    protected static async Task Runs<T>(Func<CrmContext, IQueryable<T>> query, string soql)
    {
        await using CrmContext context = await QueryOrg.ContextAsync();
        query(context).ToSoql().Should().Be(soql);
        await query(context).ToListAsync();
    }

    /// <summary>Checks the text alone.</summary>
    protected static async Task Says<T>(Func<ICrm, IQueryable<T>> query, string soql)
    {
        await using CrmContext context = await QueryOrg.ContextAsync();
        query(context).ToSoql().Should().Be(soql);
    }

    /// <summary>Runs a query with one result on both sides, and checks what was sent.</summary>
    protected static async Task Yields<T>(Func<ICrm, T> query, string? soql)
    {
        await using CrmContext context = await QueryOrg.ContextAsync();
        T result = query(context);
        if (soql is not null)
            await LastCallAsks(soql);
        Texts<T>([result]).Should().BeEquivalentTo(Texts<T>([query(await QueryOrg.MemoryAsync())]));
    }

    /// <summary>Wants the query refused, before any call, with this message (wildcards allowed).</summary>
    protected static async Task Refuses<T>(Func<CrmContext, IQueryable<T>> query, string message)
    {
        await using CrmContext context = await QueryOrg.ContextAsync();
        int calls = (await QueryOrg.OrgAsync()).Requests.Count;
        Action translate = () => query(context).ToSoql();
        translate.Should().Throw<QueryNotSupportedException>().WithMessage(message);
        Func<Task> run = async () => await query(context).ToListAsync();
        await run.Should().ThrowAsync<QueryNotSupportedException>();
        (await QueryOrg.OrgAsync()).Requests.Count.Should().Be(calls);
    }

    /// <summary>Checks the SOQL that was sent last.</summary>
    protected static async Task LastCallAsks(string soql)
    {
        string path = (await QueryOrg.OrgAsync()).Requests.Last(request => request.Path.Contains("/query", StringComparison.Ordinal)).Path;
        Uri.UnescapeDataString(path[(path.IndexOf("q=", StringComparison.Ordinal) + 2)..].Replace('+', ' ')).Should().Be(soql);
    }

    // A mean or a sum may differ in its last digits: the org adds floating-point numbers.
    private static IEnumerable<string> Texts<T>(IEnumerable<T> rows) => rows.Select(row => row is IHasId record
        ? record.Id!
        : FractionDigits().Replace(JsonConvert.SerializeObject(row, Settings), match => match.Value[..Math.Min(match.Length, 7)].TrimEnd('0').TrimEnd('.')));

    [System.Text.RegularExpressions.GeneratedRegex(@"(?<=\d)\.\d+(?=[,}\]]|$)")]
    private static partial System.Text.RegularExpressions.Regex FractionDigits();
}
