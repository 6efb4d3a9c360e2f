namespace SalesforceLinq.Cli.Diagrams;

/// <summary>What a diagram shows: objects, and the lookups between them.</summary>
/// <param name="Entities">The objects, in the order of their names.</param>
/// <param name="Links">The lookups, in the order of both names.</param>
internal sealed record DiagramModel(IReadOnlyList<DiagramEntity> Entities, IReadOnlyList<DiagramLink> Links);

/// <summary>An object, or the class that stands for one.</summary>
/// <param name="Name">Its name, unique in the diagram.</param>
/// <param name="Label">What people call it, or the name it has elsewhere; null when that says nothing more.</param>
/// <param name="IsCustom">Whether an administrator or a package added it.</param>
/// <param name="Fields">The fields to show.</param>
internal sealed record DiagramEntity(string Name, string? Label, bool IsCustom, IReadOnlyList<DiagramField> Fields);

/// <summary>A field in a diagram.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, in one word.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Note">What people call it; null for nothing more to say.</param>
internal sealed record DiagramField(string Name, string Type, FieldRole Role, string? Note);

/// <summary>What a field is for.</summary>
internal enum FieldRole
{
    /// <summary>It holds a value.</summary>
    Value,

    /// <summary>The id.</summary>
    Id,

    /// <summary>It refers to a record.</summary>
    Lookup,

    /// <summary>An external id.</summary>
    ExternalId,
}

/// <summary>A lookup from one object to another.</summary>
/// <param name="Child">Name of the object that has the lookup.</param>
/// <param name="Parent">Name of the object it refers to.</param>
/// <param name="Field">The lookup field.</param>
/// <param name="IsRequired">Whether every record has a parent.</param>
/// <param name="IsPolymorphic">Whether it may refer to other objects as well.</param>
internal sealed record DiagramLink(string Child, string Parent, string Field, bool IsRequired, bool IsPolymorphic);
