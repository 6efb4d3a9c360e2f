namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>The API names a query adds to what it selects. Equal lists are equal: they are part of a query's shape.</summary>
internal sealed class FieldNames(IReadOnlyList<string> names) : IEquatable<FieldNames>
{
    public IReadOnlyList<string> Names { get; } = names;

    public bool Equals(FieldNames? other) => other is not null && Names.SequenceEqual(other.Names, StringComparer.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => Equals(obj as FieldNames);

    public override int GetHashCode() => Names.Aggregate(17, static (hash, name) => HashCode.Combine(hash, StringComparer.OrdinalIgnoreCase.GetHashCode(name)));
}
