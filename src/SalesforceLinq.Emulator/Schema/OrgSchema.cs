using System.Collections.Frozen;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator;

/// <summary>The objects and fields an emulated org has.</summary>
/// <remarks>Immutable: every <c>With…</c> method answers a new schema, so one can be kept and shared between orgs.</remarks>
public sealed class OrgSchema
{
    private static readonly Lazy<OrgSchema> StandardSchema = new(() => new OrgSchema(StandardObjects.Read()));

    private readonly FrozenDictionary<string, ObjectSchema> _byName;
    private readonly FrozenDictionary<string, ObjectSchema> _byPrefix;

    private OrgSchema(IReadOnlyList<ObjectDefinition> definitions)
    {
        Objects = new SchemaLinker().Link(definitions);
        _byName = Objects.ToFrozenDictionary(schema => schema.Name, StringComparer.OrdinalIgnoreCase);
        _byPrefix = Objects.DistinctBy(schema => schema.KeyPrefix).ToFrozenDictionary(schema => schema.KeyPrefix!, StringComparer.Ordinal);
    }

    internal IReadOnlyList<ObjectSchema> Objects { get; }

    /// <summary>API names of all objects, in the order they were declared.</summary>
    public IEnumerable<string> ObjectNames => Objects.Select(schema => schema.Name);

    /// <summary>The standard objects a CRM integration meets: Account, Contact, Lead, Opportunity, Case, Task, User and some thirty more.</summary>
    public static OrgSchema Standard() => StandardSchema.Value;

    /// <summary>Only what an org cannot do without: Organization, User, Profile, UserRole, Group, RecordType.</summary>
    public static OrgSchema Empty() =>
        new([.. Standard().Objects.Select(schema => schema.Definition).Where(definition => StandardObjects.IsIndispensable(definition.Name))]);

    /// <summary>Adds a custom object, or fields to an object that is there already.</summary>
    /// <param name="name">API name, such as <c>Invoice__c</c> or <c>Account</c>.</param>
    /// <param name="configure">Declares the fields.</param>
    /// <exception cref="ArgumentException">The name is neither known nor a custom object's, or a field is declared twice.</exception>
    public OrgSchema WithObject(string name, Action<SObjectBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        ObjectSchema? known = Find(name);
        if (known is null && !name.EndsWith("__c", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"'{name}' is no object of this schema. A new object's name ends with '__c', such as '{name}__c'; " +
                "for a standard object that is missing here, load its describe with WithDescribe.", nameof(name));
        }
        SObjectBuilder builder = known is null ? SObjectBuilder.ForCustomObject(name) : SObjectBuilder.ForKnownObject(known.Definition);
        configure(builder);
        return With(builder.Build());
    }

    /// <summary>Adds or replaces an object by what Salesforce's own describe says of it.</summary>
    /// <param name="json">
    /// The answer of <c>GET …/sobjects/X/describe</c>, of any API version; or that of <c>GET …/sobjects</c>, which gives the objects
    /// that are here already their org's labels, key prefixes and flags. It tells no fields, so it adds no object.
    /// </param>
    /// <exception cref="FormatException">The text is no describe answer; the message says what is missing.</exception>
    public OrgSchema WithDescribe(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return With(new DescribeReader().Read(json));
    }

    /// <summary>Adds or replaces an object from a file that holds a describe answer.</summary>
    /// <exception cref="FormatException">The file holds no describe answer.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public OrgSchema WithDescribeFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return With(ReadFile(path));
    }

    /// <summary>Adds or replaces one object for each <c>*.json</c> file of a folder; a global describe may be among them, under any name.</summary>
    /// <exception cref="FormatException">A file holds no describe answer; the message names it.</exception>
    /// <exception cref="IOException">The folder or a file cannot be read.</exception>
    public OrgSchema WithDescribeFolder(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        List<DescribeAnswer> answers = [.. Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal).Select(ReadFile)];

        // The objects first: the global describe speaks of those that are there.
        return With(answers.Select(answer => answer.Object).OfType<ObjectDefinition>(), answers.SelectMany(answer => answer.Summaries));
    }

    /// <summary>The object of this name, whatever its case.</summary>
    internal ObjectSchema? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The object whose ids begin with these three characters.</summary>
    internal ObjectSchema? FindByKeyPrefix(string prefix) => _byPrefix.GetValueOrDefault(prefix);

    private static DescribeAnswer ReadFile(string path)
    {
        try
        {
            return new DescribeReader().Read(File.ReadAllText(path));
        }
        catch (FormatException error)
        {
            throw new FormatException($"'{path}': {error.Message}", error);
        }
    }

    private OrgSchema With(ObjectDefinition definition) => With([definition], []);

    private OrgSchema With(DescribeAnswer answer) => With(answer.Object is null ? [] : [answer.Object], answer.Summaries);

    private OrgSchema With(IEnumerable<ObjectDefinition> added, IEnumerable<ObjectDefinition> summaries)
    {
        List<ObjectDefinition> definitions = [.. Objects.Select(schema => schema.Definition)];
        foreach (ObjectDefinition definition in added)
        {
            int index = IndexOf(definitions, definition.Name);
            if (index >= 0)
                definitions[index] = definition with { KeyPrefix = definition.KeyPrefix ?? definitions[index].KeyPrefix };
            else
                definitions.Add(definition);
        }
        foreach (ObjectDefinition summary in summaries)
        {
            int index = IndexOf(definitions, summary.Name);
            if (index < 0)
                continue;
            definitions[index] = definitions[index] with
            {
                Label = summary.Label,
                LabelPlural = summary.LabelPlural,
                KeyPrefix = summary.KeyPrefix ?? definitions[index].KeyPrefix,
                Abilities = summary.Abilities | (definitions[index].Abilities & ObjectAbilities.OnlyInObjectDescribe),
            };
        }
        return new OrgSchema(definitions);
    }

    private static int IndexOf(List<ObjectDefinition> definitions, string name) =>
        definitions.FindIndex(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase));
}
