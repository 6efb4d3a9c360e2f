namespace SalesforceLinq.Emulator.Schema;

/// <summary>One choice of a picklist: what is stored, what people see, whether it may still be chosen.</summary>
internal sealed record PicklistValue(string Value, string Label, bool Active = true, bool DefaultValue = false);
