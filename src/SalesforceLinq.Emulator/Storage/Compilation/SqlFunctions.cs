using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>What SQLite must know beyond SQL: how Salesforce compares text, and the functions compiled queries call.</summary>
internal static class SqlFunctions
{
    /// <summary>Name of the collation of all text that is compared without case.</summary>
    public const string Collation = "SALESFORCE";

    private const double EarthRadiusInKilometres = 6371.0;

    /// <summary>Registers collation and functions; a connection must have them before its first statement.</summary>
    public static void Register(SqliteConnection connection)
    {
        sqlite3 database = connection.Handle!;
        Check(raw.sqlite3__create_collation_utf8(database, Collation, null, (_, left, right) => TextOrder.Compare(left, right)));
        Add(database, "SF_LIKE", 2, (text, pattern) => LikePattern.Matches(text, pattern, ignoreCase: true));
        Add(database, "SF_LIKE_CASE", 2, (text, pattern) => LikePattern.Matches(text, pattern, ignoreCase: false));
        Add(database, "SF_INCLUDES", 2, MultiPicklist.ContainsAll);
        Add(database, "SF_SAME_SET", 2, MultiPicklist.AreSame);
        Check(raw.sqlite3_create_function(database, "SF_LOCAL", 2, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, ToLocal));
        Check(raw.sqlite3_create_function(database, "SF_DISTANCE", 4, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, Distance));
        Check(raw.sqlite3_create_function(database, "SF_LABELS", 2, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, Labels));
        Check(raw.sqlite3_create_function(database, "SF_FORMAT", 6, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, Format));
    }

    private delegate bool TextTest(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);

    private static void Add(sqlite3 database, string name, int arguments, TextTest test) =>
        Check(raw.sqlite3_create_function(
            database, name, arguments, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, (context, _, values) =>
            {
                if (IsNull(values[0]) || IsNull(values[1]))
                    raw.sqlite3_result_int(context, 0);
                else
                    raw.sqlite3_result_int(context, test(raw.sqlite3_value_blob(values[0]), raw.sqlite3_value_blob(values[1])) ? 1 : 0);
            }));

    private static bool IsNull(sqlite3_value value) => raw.sqlite3_value_type(value) == raw.SQLITE_NULL;

    private static string Text(sqlite3_value value) => Encoding.UTF8.GetString(raw.sqlite3_value_blob(value));

    /// <summary>SF_LOCAL(dateTime, zone): the same moment in a zone, without offset.</summary>
    private static void ToLocal(sqlite3_context context, object userData, sqlite3_value[] values)
    {
        if (IsNull(values[0]) || !StoredMoment.TryParse(Text(values[0]), out DateTime utc))
        {
            raw.sqlite3_result_null(context);
            return;
        }

        DateTime local = TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById(Text(values[1])));
        raw.sqlite3_result_text(context, local.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture));
    }

    /// <summary>SF_DISTANCE(latitude, longitude, latitude, longitude): kilometres on a great circle.</summary>
    private static void Distance(sqlite3_context context, object userData, sqlite3_value[] values)
    {
        if (values.Any(IsNull))
        {
            raw.sqlite3_result_null(context);
            return;
        }

        double latitude1 = double.DegreesToRadians(raw.sqlite3_value_double(values[0]));
        double longitude1 = double.DegreesToRadians(raw.sqlite3_value_double(values[1]));
        double latitude2 = double.DegreesToRadians(raw.sqlite3_value_double(values[2]));
        double longitude2 = double.DegreesToRadians(raw.sqlite3_value_double(values[3]));
        double haversine = Math.Pow(Math.Sin((latitude2 - latitude1) / 2), 2) +
            (Math.Cos(latitude1) * Math.Cos(latitude2) * Math.Pow(Math.Sin((longitude2 - longitude1) / 2), 2));
        raw.sqlite3_result_double(context, 2 * EarthRadiusInKilometres * Math.Asin(Math.Min(1, Math.Sqrt(haversine))));
    }

    /// <summary>SF_LABELS(values, labels): the labels of a set of values; <c>labels</c> is a JSON object of those that differ.</summary>
    private static void Labels(sqlite3_context context, object userData, sqlite3_value[] values)
    {
        if (IsNull(values[0]))
            raw.sqlite3_result_null(context);
        else
            raw.sqlite3_result_text(context, MultiPicklist.Labels(Text(values[0]), Text(values[1])));
    }

    /// <summary>SF_FORMAT(value, kind, scale, currency, zone, locale): a value as people of the locale read it.</summary>
    private static void Format(sqlite3_context context, object userData, sqlite3_value[] values)
    {
        if (IsNull(values[0]))
        {
            raw.sqlite3_result_null(context);
            return;
        }

        DisplayFormat format = new(Text(values[1]), raw.sqlite3_value_int(values[2]), Text(values[3]), Text(values[4]), Text(values[5]));
        string text = raw.sqlite3_value_type(values[0]) is int type && (type == raw.SQLITE_INTEGER || type == raw.SQLITE_FLOAT)
            ? format.Number(raw.sqlite3_value_double(values[0]))
            : format.Text(Text(values[0]));
        raw.sqlite3_result_text(context, text);
    }

    private static void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw new InvalidOperationException($"SQLite refused to register a function or collation: result code {result}.");
    }
}
