namespace SalesforceLinq.Emulator.Schema;

/// <summary>An object as it was declared, before it is linked with the others of its schema.</summary>
internal sealed record ObjectDefinition(string Name, string Label, string LabelPlural, string? KeyPrefix)
{
    public ObjectAbilities Abilities { get; init; } = ObjectAbilities.Ordinary;

    public IReadOnlyList<FieldSchema> Fields { get; init; } = [];

    /// <summary>Fields by which records are duplicates of one another: one list for each rule.</summary>
    public IReadOnlyList<IReadOnlyList<string>> DuplicateRules { get; init; } = [];

    public IReadOnlyList<RecordTypeInfo> RecordTypes { get; init; } = [];

    /// <summary>What USING SCOPE takes, as a describe lists it; <see langword="null"/> for the scopes every object has.</summary>
    public IReadOnlyList<ScopeInfo>? Scopes { get; init; }

    /// <summary>Names of child relationships by (child object, field), where a describe names them from the parent's side.</summary>
    public IReadOnlyDictionary<(string Child, string Field), DeclaredChild> DeclaredChildren { get; init; } =
        new Dictionary<(string, string), DeclaredChild>();

    public bool Has(ObjectAbilities ability) => (Abilities & ability) != 0;
}

/// <summary>A record type a describe lists.</summary>
internal sealed record RecordTypeInfo(string? Id, string Name, string DeveloperName, bool Master, bool Active, bool Available, bool IsDefault);

/// <summary>A scope a describe lists.</summary>
internal sealed record ScopeInfo(string Label, string Name);

/// <summary>A child relationship as the parent's own describe words it.</summary>
internal sealed record DeclaredChild(string? RelationshipName, bool CascadeDelete, bool RestrictedDelete);
