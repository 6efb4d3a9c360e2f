namespace SalesforceLinq.Emulator.Soql.Syntax;

/// <summary>One entry of the SELECT list.</summary>
internal abstract record SelectItem(int Position);

/// <summary>A field or a function, with the name its column shall have.</summary>
internal sealed record ValueItem(Operand Value, string? Alias, int Position) : SelectItem(Position);

/// <summary>COUNT() without a field.</summary>
internal sealed record CountItem(int Position) : SelectItem(Position);

/// <summary>The children of each row, by relationship name.</summary>
internal sealed record SubqueryItem(SoqlQuery Query, int Position) : SelectItem(Position);

/// <summary>Fields that depend on what a polymorphic relationship points to.</summary>
internal sealed record TypeofItem(
    FieldPath Relationship, IReadOnlyList<TypeofBranch> Branches, IReadOnlyList<FieldPath> Otherwise, int Position) : SelectItem(Position);

internal sealed record TypeofBranch(string ObjectName, IReadOnlyList<FieldPath> Fields, int Position);

internal enum FieldGroup
{
    All,
    Custom,
    Standard,
}

/// <summary>FIELDS(ALL), FIELDS(CUSTOM) or FIELDS(STANDARD).</summary>
internal sealed record FieldGroupItem(FieldGroup Group, int Position) : SelectItem(Position);
