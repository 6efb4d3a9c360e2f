using CsCheck;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Tests.Querying.Materialization;

public sealed class CutAnywhereTests
{
    private static readonly Gen<string?> Texts = Gen.OneOf(
        Gen.Const((string?)null), Gen.String[0, 60].Select(text => (string?)text), Gen.OneOf(Gen.Const((string?)"Web"), Gen.Const((string?)"Ürün \"x\" \\"), Gen.Const((string?)"日本語\n"), Gen.Const((string?)"💡")));

    private static readonly Gen<JObject> Records = Gen.Select(
        Gen.Int[1, 999_999], Texts, Gen.Long, Gen.Decimal[-1_000_000m, 1_000_000m], Gen.Double[-1e9, 1e9], Gen.Bool, Gen.Int[0, 3], Texts)
        .Select((id, name, whole, exact, real, flag, children, parent) => new JObject
        {
            ["attributes"] = new JObject { ["type"] = "Parent__c", ["url"] = $"/x/a02{id:d12}AAA" },
            ["Id"] = $"a02{id:d12}AAA",
            ["Name"] = name,
            ["Rows__r"] = children == 0 ? null : new JObject
            {
                ["totalSize"] = children,
                ["done"] = true,
                ["records"] = new JArray(Enumerable.Range(0, children).Select(i => new JObject
                {
                    ["Id"] = $"a01{(id * 10) + i:d12}AAA",
                    ["Name"] = parent,
                    ["Whole__c"] = whole,
                    ["Small__c"] = i,
                    ["Exact__c"] = exact,
                    ["Real__c"] = real,
                    ["Flag__c"] = flag,
                    ["Day__c"] = "2024-02-29",
                    ["At__c"] = "2024-10-08T15:05:08.123+0000",
                    ["Bytes__c"] = "AQIDBA==",
                })),
            },
        });

    // The same page fed in pieces of random sizes, down to single bytes, gives the same rows as in one piece.
    [Fact]
    public void Records_may_be_cut_anywhere() => Gen.Select(Records.Array[0, 12], Gen.Int[1, 40].Array[1, 20]).Sample(
        (records, sizes) =>
        {
            string page = PageStub.Page([.. records.Select(record => record.ToString(Formatting.None))]);
            int turn = 0;
            string whole = Read(page, () => int.MaxValue);
            string cut = Read(page, () => sizes[turn++ % sizes.Length]);
            return cut == whole && JArray.Parse(whole).Count == records.Length;
        },
        iter: 400);

    private static string Read(string page, Func<int> nextSize)
    {
        using RowContext context = PageStub.Context([page], nextSize);
        List<Parent> parents = context.Parents.AsNoTracking().Include(parent => parent.Rows).ToListAsync().GetAwaiter().GetResult();
        var projected = context.Parents.Select(parent => new { parent.Name, Rows = parent.Rows.Select(row => new { row.Name, row.Exact }).ToList() }).ToListAsync().GetAwaiter().GetResult();
        projected.Select(parent => parent.Name).Should().Equal(parents.Select(parent => parent.Name));
        foreach (Row row in parents.SelectMany(parent => parent.Rows))
            row.Parent = null;
        return JsonConvert.SerializeObject(parents);
    }
}
