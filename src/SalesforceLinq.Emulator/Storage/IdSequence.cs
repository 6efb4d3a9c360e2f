using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Storage;

/// <summary>Hands out record ids: real prefixes and checksums, rising in the order of creation.</summary>
internal sealed class IdSequence(long first = 0)
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Instance = "Em0";
    private const int Places = 9;

    private const string Counter = "record id";

    private long _last = first;
    private long _kept;

    /// <summary>Keeps the last number in the database, in the transaction that used it.</summary>
    public void Keep(StoreConnection connection)
    {
        long last = Interlocked.Read(ref _last);
        if (last == _kept)
            return;
        CounterTable.Set(connection, Counter, last);
        _kept = last;
    }

    /// <summary>Goes on behind the last number that was kept, and behind the highest id that is stored.</summary>
    public void ContinueFrom(StoreConnection connection, OrgSchema schema)
    {
        _last = Math.Max(_last, CounterTable.Current(connection, Counter) ?? 0);
        foreach (ObjectSchema table in schema.Objects)
        {
            // Ids given in other ways (a loaded file of another org) do not count.
            object? last = connection.Scalar($"SELECT max(\"Id\") FROM {RecordTable.Quoted(table.Name)} WHERE substr(\"Id\", 4, 3) = '{Instance}'");
            if (last is string { Length: 18 } id)
                _last = Math.Max(_last, NumberOf(id));
        }
    }

    public string Next(string keyPrefix) => Make(keyPrefix, Interlocked.Increment(ref _last));

    public static string Make(string keyPrefix, long number)
    {
        Span<char> id = stackalloc char[15];
        keyPrefix.CopyTo(id);
        Instance.CopyTo(id[3..]);
        for (int place = 14; place >= 15 - Places; place--)
        {
            id[place] = Digits[(int)(number % 62)];
            number /= 62;
        }
        return SalesforceId.WithSuffix(id);
    }

    /// <summary>The number an id was made of.</summary>
    public static long NumberOf(string id)
    {
        long value = 0;
        foreach (char digit in id.AsSpan(15 - Places, Places))
            value = (value * 62) + Digits.IndexOf(digit, StringComparison.Ordinal);
        return value;
    }
}
