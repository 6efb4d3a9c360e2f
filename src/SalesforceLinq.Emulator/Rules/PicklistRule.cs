using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>A restricted picklist holds one of its values, in the case the setup writes it.</summary>
internal sealed class PicklistRule : IRecordRule
{
    public void Check(RecordChange change, List<RecordError> errors)
    {
        foreach (FieldSchema field in change.Schema.Fields)
        {
            if (field.Type is not (FieldType.Picklist or FieldType.MultiPicklist) || !change.Changes(field) || change.After[field] is not string text)
                continue;
            if (field.PicklistValues.Count == 0)
                continue;
            string[] parts = field.Type == FieldType.MultiPicklist
                ? text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                : [text];
            for (int index = 0; index < parts.Length; index++)
            {
                PicklistValue? value = field.PicklistValues.FirstOrDefault(value => value.Active && string.Equals(value.Value, parts[index], StringComparison.OrdinalIgnoreCase));
                if (value is not null)
                {
                    parts[index] = value.Value;
                }
                else if (field.RestrictedPicklist)
                {
                    errors.Add(new RecordError(
                        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", $"{field.Label}: bad value for restricted picklist field: {parts[index]}", [field.Name]));
                    break;
                }
            }
            change.After[field] = parts.Length == 0 ? null : field.Type == FieldType.MultiPicklist ? SetupOrder(field, parts) : parts[0];
        }
    }

    // Several choices are kept in the order of the setup, each once, so that equal sets are equal texts.
    private static string SetupOrder(FieldSchema field, string[] parts) => string.Join(';', parts
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .OrderBy(part => field.PicklistValues.Select((value, index) => value.Value == part ? index : int.MaxValue).DefaultIfEmpty(int.MaxValue).Min()));
}
