namespace SalesforceLinq.Emulator.Rules;

/// <summary>A product of an opportunity comes out of a price book.</summary>
/// <remarks>Describe calls the reference nillable; Object Reference, "OpportunityLineItem": it is required all the same.</remarks>
internal sealed class LineItemRule : IRecordRule
{
    public void Check(RecordChange change, List<RecordError> errors)
    {
        if (change.Schema.Name == "OpportunityLineItem" && change.After["PricebookEntryId"] is null)
            errors.Add(RecordError.Required(["PricebookEntryId"]));
    }
}
