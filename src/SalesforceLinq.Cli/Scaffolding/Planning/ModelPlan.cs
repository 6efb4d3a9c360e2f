namespace SalesforceLinq.Cli.Scaffolding.Planning;

/// <summary>The model to be written: decided down to every name, before a line of C# is.</summary>
/// <param name="Classes">One for each object, in the order of their names.</param>
internal sealed record ModelPlan(IReadOnlyList<ClassPlan> Classes);

/// <summary>A class that stands for an object.</summary>
/// <param name="ApiName">API name of the object.</param>
/// <param name="Name">Name of the class.</param>
/// <param name="SetName">Name of its set in the context.</param>
/// <param name="Summary">Label of the object.</param>
/// <param name="PluralLabel">Label of several.</param>
/// <param name="Properties">Fields with their parents, then children.</param>
/// <param name="Picklists">Types of its picklists.</param>
internal sealed record ClassPlan(
    string ApiName, string Name, string SetName, string Summary, string PluralLabel, IReadOnlyList<PropertyPlan> Properties, IReadOnlyList<PicklistPlan> Picklists);

/// <summary>A property: of a field, a parent or a list of children.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its C# type.</param>
/// <param name="Summary">What it is.</param>
internal sealed record PropertyPlan(string Name, string Type, string Summary)
{
    /// <summary>What may stand in it; null when the type says it all.</summary>
    public string? Value { get; init; }

    /// <summary>Attribute, without brackets; null for none.</summary>
    public string? Attribute { get; init; }

    /// <summary>What it starts with; null for the default of its type.</summary>
    public string? Initializer { get; init; }
}

/// <summary>The type of a picklist: an enum, or a class of constants.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Members">The values, in the order of the picklist.</param>
internal sealed record PicklistPlan(string Name, string Summary, IReadOnlyList<PicklistMember> Members);

/// <summary>A value of a picklist.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The text on the wire.</param>
/// <param name="Summary">Its label.</param>
internal sealed record PicklistMember(string Name, string Value, string Summary);
