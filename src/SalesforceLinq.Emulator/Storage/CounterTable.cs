namespace SalesforceLinq.Emulator.Storage;

/// <summary>Numbers that are counted up and kept with the data, such as those of auto-number fields.</summary>
internal static class CounterTable
{
    public static long Next(StoreConnection connection, string name) => (long)connection.Scalar(
        "INSERT INTO \"emulator counter\" (Name, Value) VALUES ($p0, 1) ON CONFLICT (Name) DO UPDATE SET Value = Value + 1 RETURNING Value", name)!;

    public static void Set(StoreConnection connection, string name, long value) => connection.Execute(
        "INSERT INTO \"emulator counter\" (Name, Value) VALUES ($p0, $p1) ON CONFLICT (Name) DO UPDATE SET Value = excluded.Value", name, value);

    public static long? Current(StoreConnection connection, string name) =>
        (long?)connection.Scalar("SELECT Value FROM \"emulator counter\" WHERE Name = $p0", name);
}
