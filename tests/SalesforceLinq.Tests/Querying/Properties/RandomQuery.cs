using System.Globalization;
using System.Linq.Expressions;
using CsCheck;

namespace SalesforceLinq.Tests.Querying.Properties;

/// <summary>What a random query makes of the rows it finds.</summary>
public enum QueryForm
{
    Ids,
    Page,
    Projection,
    Group,
    Terminals,
    Children,
    SemiJoin,
    AntiJoin,
    Among,
    Join,
    Distinct,
}

/// <summary>A random query: a condition, an order, a page, and a form.</summary>
public sealed record RandomQuery(QueryForm Form, Expression<Func<Thing, bool>> Condition, Expression<Func<Thing, bool>> Second, int Order, int Skip, int Take, string Culture)
{
    private static readonly string[] Cultures = ["", "tr-TR", "de-DE", "ar-SA", "fa-IR", "th-TH", "fr-CH", "hi-IN"];

    public static Gen<RandomQuery> Any { get; } = Gen.Select(
        Gen.Enum<QueryForm>(), Conditions.Any, Conditions.Any, Gen.Int[0, 5], Gen.Int[0, 9], Gen.Int[1, 12], Gen.OneOf(Cultures),
        (form, condition, second, order, skip, take, culture) => new RandomQuery(form, condition, second, order, skip, take, culture));

    /// <summary>Whether the order of the rows is part of the answer.</summary>
    public bool IsOrdered => Form is QueryForm.Page or QueryForm.Terminals or QueryForm.Children;

    /// <summary>The rows of the org, as texts.</summary>
    public List<string> Ask(ThingContext context, out string soql)
    {
        IQueryable<Thing> things = context.Things.AsNoTracking().Where(Condition);
        soql = things.ToSoql();
        switch (Form)
        {
            case QueryForm.Ids:
                return [.. things.Where(Second).Select(x => x.Id!)];
            case QueryForm.Page:
                return [.. Ordered(things).Skip(Skip).Take(Take).Select(x => x.Id!)];
            case QueryForm.Projection:
                return [.. things.Select(x => new { x.Id, Text = x.Text + "!", x.Count, x.Amount, x.Ratio, x.Day, x.At, x.Color, x.Tags, x.Flag, Label = x.Box == null ? "none" : x.Box.Label }).AsEnumerable()
                    .Select(x => Show(x.Id, x.Text, x.Count, x.Amount, x.Ratio, x.Day, x.At, x.Color, x.Tags, x.Flag, x.Label))];
            case QueryForm.Group:
                return [.. things.GroupBy(x => new { x.Color, x.Flag }).Where(g => g.Count() >= Skip / 3)
                    .Select(g => new { g.Key.Color, g.Key.Flag, N = g.Count(), Total = g.Sum(x => x.Amount), Most = g.Max(x => x.Count), Least = g.Min(x => x.Day) }).AsEnumerable()
                    .Select(g => Show(g.Color, g.Flag, g.N, g.Total, g.Most, g.Least))];
            case QueryForm.Terminals:
                return [Show(things.Count(), things.Any(), context.Things.All(Condition), things.Sum(x => x.Count), things.Max(x => x.Amount), Ordered(things).Select(x => x.Id).FirstOrDefault(), Ordered(things).Select(x => x.Id).LastOrDefault())];
            case QueryForm.Children:
                return [.. context.Boxes.OrderBy(b => b.Size).ThenBy(b => b.Id)
                    .Select(b => new { b.Label, Things = b.Things.AsQueryable().Where(Condition).OrderBy(x => x.Count).ThenBy(x => x.Id).Take(Take).Select(x => b.Size + ":" + x.Text).ToList() }).AsEnumerable()
                    .Select(b => Show([b.Label, .. b.Things]))];
            case QueryForm.SemiJoin:
                return [.. context.Boxes.Where(b => b.Things.AsQueryable().Any(Condition) && b.Things.AsQueryable().Any(Second)).Select(b => b.Id!)];
            case QueryForm.AntiJoin:
                return [.. context.Boxes.Where(b => b.Things.AsQueryable().All(Condition)).Select(b => b.Id!)];
            case QueryForm.Among:
                return [.. context.Boxes.Where(b => b.Things.AsQueryable().Where(Condition).Select(x => x.Count).Contains(Skip - 3)).Select(b => b.Id!)];
            case QueryForm.Join:
                return [.. context.Things.Where(Condition).Join(context.Boxes, x => x.BoxId, b => b.Id, (x, b) => new { x.Id, b.Label, b.Size }).Where(x => x.Size != Skip - 3).AsEnumerable()
                    .Select(x => Show(x.Id, x.Label, x.Size))];
            default:
                return [.. things.Select(x => new { x.Color, x.Flag, x.Box!.Label }).Distinct().AsEnumerable().Select(x => Show(x.Color, x.Flag, x.Label))];
        }
    }

    /// <summary>The same rows from memory.</summary>
    public List<string> Expect(ThingOrg org, Func<Thing, bool> first, Func<Thing, bool> second)
    {
        List<Thing> things = [.. org.Things.Where(first)];
        return Form switch
        {
            QueryForm.Ids => [.. things.Where(second).Select(x => x.Id!)],
            QueryForm.Page => [.. Ordered(things).Skip(Skip).Take(Take).Select(x => x.Id!)],
            QueryForm.Projection => [.. things.Select(x => Show(x.Id, x.Text + "!", x.Count, x.Amount, x.Ratio, x.Day, x.At, x.Color, x.Tags, x.Flag, x.Box == null ? "none" : x.Box.Label))],
            QueryForm.Group => [.. things.GroupBy(x => new { x.Color, x.Flag }).Where(g => g.Count() >= Skip / 3)
                .Select(g => Show(g.Key.Color, g.Key.Flag, g.Count(), g.Sum(x => x.Amount), g.Max(x => x.Count), g.Min(x => x.Day)))],
            QueryForm.Terminals => [Show(things.Count, things.Count > 0, org.Things.All(first), things.Sum(x => x.Count), things.Max(x => x.Amount), Ordered(things).Select(x => x.Id).FirstOrDefault(), Ordered(things).Select(x => x.Id).LastOrDefault())],
            QueryForm.Children => [.. org.Boxes.OrderBy(b => b.Size).ThenBy(b => b.Id, StringComparer.Ordinal)
                .Select(b => Show([b.Label, .. b.Things.Where(first).OrderBy(x => x.Count).ThenBy(x => x.Id, StringComparer.Ordinal).Take(Take).Select(x => b.Size + ":" + x.Text)]))],
            QueryForm.SemiJoin => [.. org.Boxes.Where(b => b.Things.Any(first) && b.Things.Any(second)).Select(b => b.Id!)],
            QueryForm.AntiJoin => [.. org.Boxes.Where(b => b.Things.All(first)).Select(b => b.Id!)],
            QueryForm.Among => [.. org.Boxes.Where(b => b.Things.Where(first).Select(x => x.Count).Contains(Skip - 3)).Select(b => b.Id!)],
            QueryForm.Join => [.. things.Where(x => x.Box is not null && x.Box.Size != Skip - 3).Select(x => Show(x.Id, x.Box!.Label, x.Box.Size))],
            _ => [.. things.Select(x => Show(x.Color, x.Flag, x.Box?.Label)).Distinct()],
        };
    }

    private IOrderedQueryable<Thing> Ordered(IQueryable<Thing> things) => Order switch
    {
        0 => things.OrderBy(x => x.Count).ThenBy(x => x.Id),
        1 => things.OrderByDescending(x => x.Amount).ThenByDescending(x => x.Id),
        2 => things.OrderBy(x => x.Flag).ThenBy(x => x.Day).ThenBy(x => x.Id),
        3 => things.OrderByDescending(x => x.At).ThenBy(x => x.Ratio).ThenBy(x => x.Id),
        // Over a relationship SOQL puts nulls first in every direction, so that the last row is not asked for by this one.
        4 when Form != QueryForm.Terminals => things.OrderBy(x => x.Box!.Size).ThenByDescending(x => x.Count).ThenBy(x => x.Id),
        _ => things.OrderBy(x => x.Id),
    };

    private IOrderedEnumerable<Thing> Ordered(IEnumerable<Thing> things) => Order switch
    {
        0 => things.OrderBy(x => x.Count).ThenBy(x => x.Id, StringComparer.Ordinal),
        1 => things.OrderByDescending(x => x.Amount).ThenByDescending(x => x.Id, StringComparer.Ordinal),
        2 => things.OrderBy(x => x.Flag).ThenBy(x => x.Day).ThenBy(x => x.Id, StringComparer.Ordinal),
        3 => things.OrderByDescending(x => x.At).ThenBy(x => x.Ratio).ThenBy(x => x.Id, StringComparer.Ordinal),
        4 when Form != QueryForm.Terminals => things.OrderBy(x => x.Box?.Size).ThenByDescending(x => x.Count).ThenBy(x => x.Id, StringComparer.Ordinal),
        _ => things.OrderBy(x => x.Id, StringComparer.Ordinal),
    };

    private static string Show(params object?[] values) => string.Join(",", values.Select(value => value switch
    {
        null => "-",
        decimal number => (number / 1.000000000000m).ToString("0.####", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    }));
}
