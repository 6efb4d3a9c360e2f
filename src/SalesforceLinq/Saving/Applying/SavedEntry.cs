namespace SalesforceLinq;

/// <summary>A record that was written.</summary>
/// <param name="Entity">The entity that stands for it.</param>
/// <param name="Operation">What was done.</param>
/// <param name="Id">Its id, with 18 characters.</param>
/// <param name="Created">Whether the record is new; for an upsert the org says so, and <see langword="null"/> means that it did not.</param>
public sealed record SavedEntry(object Entity, SaveOperation Operation, string Id, bool? Created);
