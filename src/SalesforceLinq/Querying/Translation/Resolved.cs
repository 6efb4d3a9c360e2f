namespace SalesforceLinq.Querying.Translation;

/// <summary>What an expression over a row stands for in the model.</summary>
internal abstract record Resolved;

/// <summary>A record: the row itself, or one of its parents.</summary>
/// <param name="Entity">Its class.</param>
/// <param name="Path">The relationships that lead to it, each with a dot behind it; empty for the row.</param>
/// <param name="Relationship">The last of them; null for the row.</param>
/// <param name="OwnerPath">The path of the record that has that relationship.</param>
internal sealed record ResolvedEntity(EntityModel Entity, string Path, ParentModel? Relationship = null, string OwnerPath = "") : Resolved
{
    /// <summary>The lookup field behind the relationship.</summary>
    public string ForeignKeyPath => OwnerPath + Relationship!.ForeignKeyApiName;

    /// <summary>Whether the record was cast from a lookup that may point at records of several objects.</summary>
    public bool IsCast { get; init; }
}

/// <summary>A field of a record.</summary>
/// <param name="Field">The field.</param>
/// <param name="Path">The field with the relationships that lead to it.</param>
internal sealed record ResolvedField(FieldModel Field, string Path) : Resolved
{
    /// <summary>Whether only records of the field's own object have it, of all those the lookup may point at.</summary>
    public bool IsOfCast { get; init; }
}

/// <summary>The children of a record.</summary>
/// <param name="Children">The relationship.</param>
/// <param name="Owner">The record.</param>
internal sealed record ResolvedChildren(ChildrenModel Children, ResolvedEntity Owner) : Resolved;
