namespace SalesforceLinq.Emulator.Rules;

/// <summary>Something a record is checked for before it is stored.</summary>
internal interface IRecordRule
{
    void Check(RecordChange change, List<RecordError> errors);
}
