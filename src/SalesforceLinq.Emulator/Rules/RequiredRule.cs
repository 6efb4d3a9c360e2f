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
            // What a client cannot give, the org works out later.
            if (change.IsInsert ? field.DefaultedOnCreate || !field.Createable : !field.Updateable)
                continue;
            (missing ??= []).Add(field.Name);
        }
        if (missing is not null)
            errors.Add(RecordError.Required(missing));
    }
}
