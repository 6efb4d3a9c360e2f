using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>A field and the parents it is reached over.</summary>
internal sealed record BoundPath(IReadOnlyList<BoundStep> Steps, BoundValue Value)
{
    /// <summary>What the member is called in a record: shared fields of a polymorphic parent by their own name.</summary>
    public string MemberName(string last) => Value switch
    {
        ColumnValue { Field.Type: FieldType.Reference } when last.Equals("Id", StringComparison.OrdinalIgnoreCase) => "Id",
        _ => Value.Name,
    };
}

/// <summary>One parent on the way.</summary>
/// <param name="Name">Relationship name.</param>
/// <param name="Id">The parent's id, null where there is none.</param>
/// <param name="Object">What the parent is; <see langword="null"/> where its id tells.</param>
internal readonly record struct BoundStep(string Name, BoundValue Id, ObjectSchema? Object);
