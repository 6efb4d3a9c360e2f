namespace SalesforceLinq.Emulator.Schema;

/// <summary>A reference that points here, seen from the object it points to.</summary>
/// <param name="RelationshipName">The name a child subquery uses; <see langword="null"/> where none is possible.</param>
/// <param name="ChildObject">The object that holds the reference.</param>
/// <param name="Field">The reference field of that object.</param>
/// <param name="CascadeDelete">Whether the child goes with its parent.</param>
/// <param name="RestrictedDelete">Whether the child keeps its parent from being deleted.</param>
internal sealed record ChildRelationship(
    string? RelationshipName,
    ObjectSchema ChildObject,
    FieldSchema Field,
    bool CascadeDelete,
    bool RestrictedDelete);
