namespace SalesforceLinq.Emulator.Sampling;

/// <summary>The values of a sample record while it is being made up: nulls are left out, as a record leaves them.</summary>
internal sealed class RecordDraft
{
    private readonly Dictionary<string, object> _values = [];

    public object? this[string field]
    {
        set
        {
            if (value is not null)
                _values[field] = value;
        }
    }

    /// <summary>Street, city, state, postal code, country and coordinates under <c>Billing…</c>, <c>Mailing…</c> or no prefix at all.</summary>
    public void Address(string prefix, SampleDice dice)
    {
        (string city, string? state, string country, double latitude, double longitude) = dice.Pick(Vocabulary.Places);
        this[prefix + "Street"] = $"{dice.Between(1, 400)} {dice.Pick(Vocabulary.Streets)}" + (dice.OnceIn(6) ? $"\nFloor {dice.Between(2, 40)}" : "");
        this[prefix + "City"] = city;
        this[prefix + "State"] = state;
        this[prefix + "PostalCode"] = dice.Between(10_000, 99_999).ToString(System.Globalization.CultureInfo.InvariantCulture);
        this[prefix + "Country"] = country;
        this[prefix + "Latitude"] = latitude;
        this[prefix + "Longitude"] = longitude;
    }

    public SampleRecord Finish(string objectName, int number) => new(objectName, number, _values);
}
