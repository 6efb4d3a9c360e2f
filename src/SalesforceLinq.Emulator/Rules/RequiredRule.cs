using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>What must have a value has one.</summary>
internal sealed class RequiredRule : IRecordRule
{
    public void Check(RecordChange change, List<RecordError> errors)
    {
        List<string>? missing = null;
        foreach (FieldSchema field in change.Schema.Fields)
        {
            if (field.Nillable || !field.Stored || change.After[field] is not null || field.Type is FieldType.Boolean or FieldType.Id)
                continue;
            if (field is { Createable: false, Updateable: false } || (field.DefaultedOnCreate && change.IsInsert))
                continue;
            (missing ??= []).Add(field.Name);
        }
        if (missing is not null)
            errors.Add(RecordError.Required(missing));
    }
}
