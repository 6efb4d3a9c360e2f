using System.Globalization;

namespace SalesforceLinq.Emulator.Tests.Soql;

/// <summary>A condition as text and as a test of a row.</summary>
internal sealed record NaiveCondition(string Soql, Func<Dictionary<string, object?>, bool> Holds);

/// <summary>A sort key as text and as a comparison of two rows.</summary>
internal sealed record NaiveOrder(string Soql, Comparison<Dictionary<string, object?>> Compare);

/// <summary>A query for rows, as text and as what it means.</summary>
internal sealed record NaiveQuery(string Soql, IReadOnlyList<Dictionary<string, object?>> Source, NaiveCondition Where, IReadOnlyList<NaiveOrder> Orders, int? Limit, int Offset)
{
    public IEnumerable<Dictionary<string, object?>> Run()
    {
        List<Dictionary<string, object?>> found = [.. Source.Where(Where.Holds)];
        found.Sort((left, right) => Orders.Select(order => order.Compare(left, right)).FirstOrDefault(difference => difference != 0));
        IEnumerable<Dictionary<string, object?>> rest = found.Skip(Offset);
        return Limit is { } limit ? rest.Take(limit) : rest;
    }
}

/// <summary>A query for groups: counts, sum, average, least and greatest of the number of employees.</summary>
internal sealed record NaiveGroups(string Soql, IReadOnlyList<Dictionary<string, object?>> Source, NaiveCondition Where, string? Key, int AtLeast)
{
    public IEnumerable<string> Run()
    {
        IEnumerable<Dictionary<string, object?>> rows = Source.Where(Where.Holds);
        IEnumerable<IEnumerable<Dictionary<string, object?>>> groups = Key is null ? [rows] : rows.GroupBy(KeyOf, StringComparer.Ordinal);
        foreach (List<Dictionary<string, object?>> group in groups.Select(group => group.ToList()).Where(group => group.Count >= AtLeast))
        {
            List<double> numbers = [.. group.Select(row => row["NumberOfEmployees"]).OfType<double>()];
            string key = Key is null ? "" : KeyOf(group[0]) + "|";
            yield return key + string.Join('|', group.Count, numbers.Count, numbers.Distinct().Count(), Shown(numbers, numbers.Sum()),
                Shown(numbers, numbers.DefaultIfEmpty().Average()), Shown(numbers, numbers.DefaultIfEmpty().Min()), Shown(numbers, numbers.DefaultIfEmpty().Max()));
        }
    }

    private static string Shown(List<double> numbers, double value) => numbers.Count == 0 ? "null" : value.ToString("0.######", CultureInfo.InvariantCulture);

    private string KeyOf(Dictionary<string, object?> row) => row[Key!] is string text ? text.ToUpperInvariant() : "null";
}
