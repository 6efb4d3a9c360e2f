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
    /// <param name="json">The answer of <c>GET …/sobjects/X/describe</c>.</param>
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
        try
        {
            return WithDescribe(File.ReadAllText(path));
        }
        catch (FormatException error)
        {
            throw new FormatException($"'{path}': {error.Message}", error);
        }
    }

    /// <summary>Adds or replaces one object for each <c>*.json</c> file of a folder.</summary>
    /// <exception cref="FormatException">A file holds no describe answer; the message names it.</exception>
    /// <exception cref="IOException">The folder or a file cannot be read.</exception>
    public OrgSchema WithDescribeFolder(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        OrgSchema schema = this;
        foreach (string file in Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal))
            schema = schema.WithDescribeFile(file);
        return schema;
    }

    /// <summary>The object of this name, whatever its case.</summary>
    internal ObjectSchema? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The object whose ids begin with these three characters.</summary>
    internal ObjectSchema? FindByKeyPrefix(string prefix) => _byPrefix.GetValueOrDefault(prefix);

    private OrgSchema With(ObjectDefinition definition)
    {
        List<ObjectDefinition> definitions = [.. Objects.Select(schema => schema.Definition)];
        int index = definitions.FindIndex(known => string.Equals(known.Name, definition.Name, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
            definitions[index] = definition;
        else
            definitions.Add(definition);
        return new OrgSchema(definitions);
    }
}
