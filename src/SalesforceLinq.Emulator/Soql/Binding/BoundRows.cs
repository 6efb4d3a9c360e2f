using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>The form of one record in the answer.</summary>
/// <param name="Id">The value of its id: a missing id means a missing record.</param>
/// <param name="Object">What it is; <see langword="null"/> where only the id's prefix tells.</param>
/// <param name="Members">Its members in SELECT order.</param>
internal sealed record BoundRow(BoundValue Id, ObjectSchema? Object, List<BoundMember> Members);

internal abstract record BoundMember(string Name);

internal sealed record ValueMember(string Name, BoundValue Value) : BoundMember(Name)
{
    /// <summary>The object and field of a base64 value, which is answered as a url.</summary>
    public FieldSchema? Blob { get; init; }
}

/// <summary>An address or a location, put together from its parts.</summary>
internal sealed record CompoundMember(string Name, IReadOnlyList<CompoundPart> Parts) : BoundMember(Name);

internal readonly record struct CompoundPart(string Name, BoundValue Value);

internal sealed record ParentMember(string Name, BoundRow Row) : BoundMember(Name);

/// <summary>What TYPEOF selects: another form for each kind of record.</summary>
internal sealed record TypeofMember(string Name, BoundValue Id, IReadOnlyList<BoundRow> Branches, BoundRow Otherwise) : BoundMember(Name);

/// <summary>The children of a record.</summary>
/// <param name="Name">Relationship name.</param>
/// <param name="Reference">The children's reference to the record.</param>
/// <param name="Query">What is asked of them.</param>
internal sealed record ChildrenMember(string Name, FieldSchema Reference, BoundQuery Query) : BoundMember(Name);
