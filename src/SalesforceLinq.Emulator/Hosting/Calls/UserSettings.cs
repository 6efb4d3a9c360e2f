using SalesforceLinq.Emulator.Soql.Binding;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>What a query means to the user who runs it: his time zone and locale, and his organization's fiscal year.</summary>
/// <remarks>They are values of the records of User and Organization, so they change as soon as those do.</remarks>
internal sealed class UserSettings
{
    private const string DefaultLocale = "en_US";

    private readonly TimeZoneInfo _orgZone;
    private readonly string? _userSql;
    private readonly string? _organizationSql;

    public UserSettings(OrgSchema schema, TimeZoneInfo orgZone)
    {
        _orgZone = orgZone;
        if (Has(schema, "User", "TimeZoneSidKey") && Has(schema, "User", "LocaleSidKey"))
            _userSql = "SELECT TimeZoneSidKey, LocaleSidKey FROM \"User\" WHERE \"Id\" = $p0";
        if (Has(schema, "Organization", "FiscalYearStartMonth"))
            _organizationSql = "SELECT FiscalYearStartMonth FROM \"Organization\" LIMIT 1";
    }

    /// <summary>The context as the user it names sees it.</summary>
    public QueryContext Apply(StoreConnection connection, QueryContext context)
    {
        (TimeZoneInfo zone, string locale) = (_orgZone, DefaultLocale);
        if (_userSql is not null)
        {
            connection.Each(_userSql, [context.UserId], reader =>
            {
                zone = reader.IsDBNull(0) ? zone : Zone(reader.GetString(0));
                locale = reader.IsDBNull(1) ? locale : reader.GetString(1);
            });
        }
        long? month = _organizationSql is null ? null : (long?)connection.Scalar(_organizationSql);
        return context with
        {
            TimeZone = zone,
            Locale = locale,
            FirstDayOfWeek = QueryContext.CultureOf(locale).DateTimeFormat.FirstDayOfWeek,
            FiscalYearStartMonth = month is >= 1 and <= 12 ? (int)month : 1,
        };
    }

    private static bool Has(OrgSchema schema, string objectName, string field) => schema.Find(objectName)?.FindField(field) is not null;

    private TimeZoneInfo Zone(string key) =>
        key == _orgZone.Id ? _orgZone : TimeZoneInfo.TryFindSystemTimeZoneById(key, out TimeZoneInfo? zone) ? zone : _orgZone;
}
