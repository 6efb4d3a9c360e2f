using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Sessions;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Sampling;

/// <summary>Founds an org: its organization, profiles and first user, and then the sample records.</summary>
internal sealed class SampleLoader(TableSet tables, IdSequence ids, OrgIdentity identity, TimeZoneInfo timeZone, int fiscalYearStartMonth)
{
    private readonly Dictionary<(string Object, int Number), string> _idsOf = [];
    private readonly RecordDefaults _defaults = new();
    private readonly DerivedValues _derived = new(tables);

    public void Load(WriteContext context, SampleData sample)
    {
        Found(context);
        _idsOf[("User", 0)] = identity.UserId;
        foreach (SampleRecord draft in new SampleGenerator(sample, context.Now).Generate())
            Store(context, draft);
        new RollUps(tables).RefreshAll(context.Connection);
    }

    private void Found(WriteContext context)
    {
        Put(context, "Organization", identity.OrganizationId, record =>
        {
            record.Set("Name", "Emulated Org");
            record.Set("OrganizationType", "Developer Edition");
            record.Set("InstanceName", "EMU1");
            record.Set("FiscalYearStartMonth", (long)fiscalYearStartMonth);
            Place(record, "DefaultLocaleSidKey");
        });
        Put(context, "Profile", identity.ProfileId, record =>
        {
            record.Set("Name", "System Administrator");
            foreach (string permission in (string[])["PermissionsApiEnabled", "PermissionsModifyAllData", "PermissionsViewAllData", "PermissionsViewSetup"])
                record.Set(permission, true);
        });
        Put(context, "Profile", ids.Next("00e"), record =>
        {
            record.Set("Name", "Standard User");
            record.Set("PermissionsApiEnabled", true);
        });
        Put(context, "User", identity.UserId, record =>
        {
            record.Set("Username", identity.Username);
            record.Set("Email", identity.Username);
            record.Set("FirstName", "Ada");
            record.Set("LastName", "Admin");
            record.Set("Alias", "admin");
            record.Set("CommunityNickname", "admin");
            record.Set("ProfileId", identity.ProfileId);
            Place(record, "LocaleSidKey");
        });
    }

    private void Place(StoredRecord record, string locale)
    {
        record.Set(locale, "en_US");
        record.Set("LanguageLocaleKey", "en_US");
        record.Set("EmailEncodingKey", "UTF-8");
        // The setup calls UTC by its older name.
        record.Set("TimeZoneSidKey", timeZone.Id == "UTC" ? "GMT" : timeZone.Id);
    }

    private void Put(WriteContext context, string objectName, string id, Action<StoredRecord> fill)
    {
        if (tables.Find(objectName) is not { } table)
            return;
        StoredRecord record = new(table.Schema);
        record.Set("Id", id);
        fill(record);
        _defaults.Apply(context, record);
        _derived.Apply(context.Connection, null, record, context.Stamp);
        table.Insert(context.Connection, record);
    }

    private void Store(WriteContext context, SampleRecord draft)
    {
        if (tables.Find(draft.ObjectName) is not { } table)
            return;
        string id = ids.Next(table.Schema.KeyPrefix!);
        _idsOf[(draft.ObjectName, draft.Number)] = id;
        StoredRecord record = new(table.Schema);
        record.Set("Id", id);
        foreach ((string name, object value) in draft.Values)
        {
            if (table.Schema.FindField(name) is { AutoNumber: false } field)
                record[field] = Stored(value);
        }
        if (draft.ObjectName == "User")
        {
            Place(record, "LocaleSidKey");
            record.Set("ProfileId", identity.ProfileId);
        }
        (string? created, string? modified) = (record.Text("CreatedDate"), record.Text("LastModifiedDate"));
        _defaults.Apply(context, record);
        record.Set("CreatedDate", created);
        record.Set("LastModifiedDate", modified);
        record.Set("SystemModstamp", modified);
        RollUps.Begin(record);
        _derived.Apply(context.Connection, null, record, modified ?? context.Stamp);
        table.Insert(context.Connection, record);
    }

    private object? Stored(object value) => value switch
    {
        SampleReference reference => _idsOf.GetValueOrDefault((reference.ObjectName, reference.Number)),
        bool flag => flag ? 1L : 0L,
        int number => (long)number,
        DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        DateTimeOffset moment => ValueReader.Stamp(moment),
        _ => value,
    };
}
