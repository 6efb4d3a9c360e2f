using System.Globalization;
using SalesforceLinq.Emulator.Tests.Storage.Queries;

namespace SalesforceLinq.Emulator.Tests.Soql;

internal enum NaiveKind
{
    Text,
    Picklist,
    Number,
    Flag,
    Date,
    Moment,
}

/// <summary>A field of the naive rows.</summary>
internal sealed record NaiveField(string Name, NaiveKind Kind);

/// <summary>Rows in memory, the same as in the store: accounts that have parents, and contacts that have accounts.</summary>
internal sealed class NaiveData
{
    public static readonly string[] Industries = ["Agriculture", "Apparel", "Banking", "Biotechnology"];

    public static readonly NaiveField[] AccountFields =
    [
        new("Name", NaiveKind.Text), new("Industry", NaiveKind.Picklist), new("NumberOfEmployees", NaiveKind.Number), new("AnnualRevenue", NaiveKind.Number),
        new("IsPartner", NaiveKind.Flag), new("CreatedDate", NaiveKind.Moment),
    ];

    public static readonly NaiveField[] ContactFields =
    [
        new("LastName", NaiveKind.Text), new("Birthdate", NaiveKind.Date), new("CreatedDate", NaiveKind.Moment), new("IsEmailBounced", NaiveKind.Flag),
    ];

    private static readonly string[] Letters = ["a", "B", "_", "%", "é", "Z", "ab", "'"];

    public NaiveData(Random random)
    {
        for (int i = 0; i < 24; i++)
        {
            Accounts.Add(new Dictionary<string, object?>
            {
                ["Name"] = Text(random),
                ["Industry"] = random.Next(5) == 0 ? null : Industries[random.Next(Industries.Length)],
                ["NumberOfEmployees"] = random.Next(5) == 0 ? null : (double)random.Next(6),
                ["AnnualRevenue"] = random.Next(5) == 0 ? null : random.Next(6) / 2.0,
                ["IsPartner"] = random.Next(2) == 0,
                ["CreatedDate"] = Moment(random),
                ["Parent"] = i > 3 && random.Next(2) == 0 ? Accounts[random.Next(i)] : null,
            });
        }
        for (int i = 0; i < 40; i++)
        {
            Contacts.Add(new Dictionary<string, object?>
            {
                ["LastName"] = Text(random),
                ["Birthdate"] = random.Next(4) == 0 ? null : new DateOnly(2024, 10, 8).AddDays(random.Next(-400, 400)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["CreatedDate"] = Moment(random),
                ["IsEmailBounced"] = random.Next(2) == 0,
                ["Account"] = random.Next(4) == 0 ? null : Accounts[random.Next(Accounts.Count)],
            });
        }
    }

    public List<Dictionary<string, object?>> Accounts { get; } = [];

    public List<Dictionary<string, object?>> Contacts { get; } = [];

    public static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Letters[random.Next(Letters.Length)]));

    public void Store(TestStore store)
    {
        foreach (Dictionary<string, object?> account in Accounts)
            Put(store, "Account", account, "Parent", "ParentId");
        foreach (Dictionary<string, object?> contact in Contacts)
            Put(store, "Contact", contact, "Account", "AccountId");
    }

    private static void Put(TestStore store, string name, Dictionary<string, object?> row, string parent, string reference)
    {
        (string, object?)[] values = [.. row.Where(pair => pair.Key != parent).Select(pair => (pair.Key, Stored(pair.Value))),
            (reference, (row[parent] as Dictionary<string, object?>)?["Id"])];
        row[reference] = values[^1].Item2;
        row["Id"] = store.Insert(name, values);
    }

    private static object? Stored(object? value) => value is bool flag ? (flag ? 1L : 0L) : value;

    private static string Moment(Random random) =>
        new DateTime(2024, 10, 8, 0, 0, 0, DateTimeKind.Utc).AddHours(random.Next(-2000, 2000)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
