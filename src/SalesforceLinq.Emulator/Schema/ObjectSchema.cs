using System.Collections.Frozen;

namespace SalesforceLinq.Emulator.Schema;

/// <summary>An object and its fields, in describe's own terms.</summary>
internal sealed class ObjectSchema
{
    private readonly FrozenDictionary<string, FieldSchema> _fields;
    private FrozenDictionary<string, ChildRelationship> _children = FrozenDictionary<string, ChildRelationship>.Empty;

    public ObjectSchema(ObjectDefinition definition)
    {
        Definition = definition;
        Fields = [.. definition.Fields.Select((field, index) => field with { Ordinal = index })];
        _fields = Fields.ToFrozenDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);
        IdOrdinal = _fields.TryGetValue("Id", out FieldSchema? id) ? id.Ordinal : throw new FormatException($"'{definition.Name}' has no field 'Id'.");
        NameField = Fields.FirstOrDefault(field => field.NameField);
    }

    /// <summary>What this object was made from.</summary>
    public ObjectDefinition Definition { get; }

    public string Name => Definition.Name;

    public string Label => Definition.Label;

    public string LabelPlural => Definition.LabelPlural;

    public string? KeyPrefix => Definition.KeyPrefix;

    public bool Custom => Name.EndsWith("__c", StringComparison.OrdinalIgnoreCase);

    public bool Queryable => Definition.Has(ObjectAbilities.Queryable);

    public bool Searchable => Definition.Has(ObjectAbilities.Searchable);

    public bool Createable => Definition.Has(ObjectAbilities.Createable);

    public bool Updateable => Definition.Has(ObjectAbilities.Updateable);

    public bool Deletable => Definition.Has(ObjectAbilities.Deletable);

    public bool Undeletable => Definition.Has(ObjectAbilities.Undeletable);

    /// <summary>Fields in describe's order.</summary>
    public IReadOnlyList<FieldSchema> Fields { get; }

    /// <summary>Place of the field <c>Id</c>.</summary>
    public int IdOrdinal { get; }

    /// <summary>The field people know a record by: <c>Name</c>, <c>CaseNumber</c>, <c>Subject</c> …</summary>
    public FieldSchema? NameField { get; }

    public IReadOnlyList<ChildRelationship> ChildRelationships { get; private set; } = [];

    /// <summary>The field of this name, whatever its case; <see langword="null"/> if there is none.</summary>
    public FieldSchema? FindField(string name) => _fields.GetValueOrDefault(name);

    /// <summary>The reference whose parent is reached under this name, whatever its case.</summary>
    public FieldSchema? FindRelationship(string relationshipName)
    {
        foreach (FieldSchema field in Fields)
        {
            if (field.Type == FieldType.Reference && string.Equals(field.RelationshipName, relationshipName, StringComparison.OrdinalIgnoreCase))
                return field;
        }
        return null;
    }

    public ChildRelationship? FindChildRelationship(string relationshipName) => _children.GetValueOrDefault(relationshipName);

    /// <summary>The parts of a compound field, in order.</summary>
    public IEnumerable<FieldSchema> PartsOf(FieldSchema compound) =>
        Fields.Where(field => string.Equals(field.CompoundFieldName, compound.Name, StringComparison.OrdinalIgnoreCase) && field != compound);

    public override string ToString() => Name;

    /// <summary>Called once, when all objects of the schema are known.</summary>
    internal void LinkChildren(IReadOnlyList<ChildRelationship> children)
    {
        ChildRelationships = children;
        _children = children
            .Where(child => child.RelationshipName is not null)
            .DistinctBy(child => child.RelationshipName, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(child => child.RelationshipName!, StringComparer.OrdinalIgnoreCase);
    }
}
