using System.Globalization;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>Numbers have no more digits before the point than their field; those behind it are rounded.</summary>
internal sealed class NumberRule : IRecordRule
{
    private const double MostLatitude = 90;
    private const double MostLongitude = 180;

    public void Check(RecordChange change, List<RecordError> errors)
    {
        foreach (FieldSchema field in change.Schema.Fields)
        {
            if (!field.IsNumber || !change.Changes(field))
                continue;
            if (field.CompoundFieldName is not null)
            {
                Coordinate(change, field, errors);
                continue;
            }
            double? most = null;
            double value = 0;
            if (field.Type == FieldType.Int && change.After[field] is long whole)
            {
                value = whole;
                most = field.Digits > 0 ? Math.Pow(10, field.Digits) : null;
            }
            else if (change.After[field] is double number)
            {
                // decimal is exact where double is not; outside its range nothing needs rounding.
                value = Math.Abs(number) < 1e15 ? (double)Math.Round((decimal)number, Math.Min(field.Scale, 28), MidpointRounding.AwayFromZero) : number;
                change.After[field] = value;
                most = field.Precision > 0 ? Math.Pow(10, field.Precision - field.Scale) : null;
            }
            if (most is { } limit && Math.Abs(value) >= limit)
                errors.Add(OutsideRange(field, value));
        }
    }

    /// <summary>A part of an address or location: degrees that are on the globe.</summary>
    private static void Coordinate(RecordChange change, FieldSchema field, List<RecordError> errors)
    {
        double most = field.Name.Contains("Latitude", StringComparison.OrdinalIgnoreCase) ? MostLatitude : MostLongitude;
        if (change.After[field] is double degrees && Math.Abs(degrees) > most)
            errors.Add(OutsideRange(field, degrees));
    }

    private static RecordError OutsideRange(FieldSchema field, double value) => new(
        "NUMBER_OUTSIDE_VALID_RANGE", $"{field.Label}: value outside of valid range on numeric field: {Shown(value)}", [field.Name]);

    private static string Shown(double value) =>
        value == Math.Truncate(value) && Math.Abs(value) < 1e15 ? value.ToString("0.0", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
}
