namespace SalesforceLinq.Emulator.Schema;

/// <summary>One choice of a picklist: what is stored, what people see, whether it may still be chosen.</summary>
/// <param name="Value">What is stored.</param>
/// <param name="Label">What people see.</param>
/// <param name="Active">Whether it may still be chosen.</param>
/// <param name="DefaultValue">Whether a new record gets it.</param>
/// <param name="ValidFor">A bit for each value of the controlling picklist, in base64; <see langword="null"/> where there is none.</param>
internal sealed record PicklistValue(string Value, string Label, bool Active = true, bool DefaultValue = false, string? ValidFor = null);
