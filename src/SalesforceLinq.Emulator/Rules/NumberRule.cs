using System.Globalization;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>Numbers have no more digits before the point than their field; those behind it are rounded.</summary>
internal sealed class NumberRule : IRecordRule
{
    public void Check(RecordChange change, List<RecordError> errors)
    {
        foreach (FieldSchema field in change.Schema.Fields)
        {
            if (!field.IsNumber || !change.Changes(field) || field.CompoundFieldName is not null)
                continue;
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
            {
                errors.Add(new RecordError(
                    "NUMBER_OUTSIDE_VALID_RANGE", $"{field.Label}: value outside of valid range on numeric field: {value.ToString("R", CultureInfo.InvariantCulture)}", [field.Name]));
            }
        }
    }
}
