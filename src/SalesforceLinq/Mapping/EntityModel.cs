using System.Collections.Concurrent;
using System.Reflection;
using SalesforceLinq.Mapping.Accessors;

namespace SalesforceLinq;

/// <summary>A class and the Salesforce object it stands for. Immutable once the model is built.</summary>
public sealed class EntityModel
{
    private readonly EntityActivator? _activator;
    private readonly ConcurrentDictionary<MemberInfo, string?> _names = new();

    internal EntityModel(Type clrType, string apiName, IReadOnlyCollection<PropertyInfo> properties)
    {
        ClrType = clrType;
        ApiName = apiName;
        _activator = EntityActivator.TryCreate(clrType, properties);
    }

    /// <summary>The class.</summary>
    public Type ClrType { get; }

    /// <summary>API name of the object.</summary>
    public string ApiName { get; }

    /// <summary>The field <c>Id</c>.</summary>
    /// <exception cref="MappingException">The class has no property for it; see <see cref="HasId"/>.</exception>
    public FieldModel Id => HasId ? Fields[0] : throw new MappingException(
        $"The class {ClrType.Name} has no property for the field Id, so its records cannot be told apart, tracked or saved. Add 'public string? Id {{ get; set; }}'.");

    /// <summary>Whether the class has a property for the field <c>Id</c>. Without one its rows are read, and never tracked.</summary>
    public bool HasId { get; internal set; }

    /// <summary>The fields: <c>Id</c> first, then in the order the properties are declared, base classes first.</summary>
    public IReadOnlyList<FieldModel> Fields { get; internal set; } = [];

    /// <summary>The property that takes fields no other property stands for; <see langword="null"/> where the class has none.</summary>
    public ExtraFieldsModel? ExtraFields { get; internal set; }

    /// <summary>The properties that hold parents.</summary>
    public IReadOnlyList<ParentModel> Parents { get; internal set; } = [];

    /// <summary>The properties that hold children.</summary>
    public IReadOnlyList<ChildrenModel> Children { get; internal set; } = [];

    /// <summary>Whether the class stands for records of several objects: it is abstract, an interface, or <see cref="object"/>.</summary>
    public bool IsPolymorphic => ClrType == typeof(object) || (_activator is null && ClrType.IsAbstract);

    /// <summary>The field behind a property of this class, of a base class or of an interface.</summary>
    /// <param name="member">The property.</param>
    /// <returns>The field, or <see langword="null"/>.</returns>
    public FieldModel? FindField(MemberInfo member) =>
        NameOf(member) is { } name ? Fields.FirstOrDefault(field => field.Name == name) : null;

    /// <summary>The field of an API name, in any case.</summary>
    /// <param name="apiName">The field's API name.</param>
    /// <returns>The field, or <see langword="null"/>.</returns>
    public FieldModel? FindField(string apiName) =>
        Fields.FirstOrDefault(field => string.Equals(field.ApiName, apiName, StringComparison.OrdinalIgnoreCase));

    /// <summary>The parent behind a property of this class, of a base class or of an interface.</summary>
    /// <param name="member">The property.</param>
    /// <returns>The parent, or <see langword="null"/>.</returns>
    public ParentModel? FindParent(MemberInfo member) =>
        NameOf(member) is { } name ? Parents.FirstOrDefault(parent => parent.Property.Name == name) : null;

    /// <summary>The children behind a property of this class, of a base class or of an interface.</summary>
    /// <param name="member">The property.</param>
    /// <returns>The children, or <see langword="null"/>.</returns>
    public ChildrenModel? FindChildren(MemberInfo member) =>
        NameOf(member) is { } name ? Children.FirstOrDefault(children => children.Property.Name == name) : null;

    /// <inheritdoc/>
    public override string ToString() => $"{ClrType.Name} ({ApiName})";

    /// <summary>The fields a query selects where it does not say which.</summary>
    internal IReadOnlyList<FieldModel> SelectedFields => ExtraFields is { Selected.Count: > 0 } extra ? [.. Fields, .. extra.Selected] : Fields;

    /// <summary>The fields of one entity: the mapped ones, and the extra ones it has values for.</summary>
    internal IEnumerable<FieldModel> FieldsOf(object entity) => ExtraFields is { } extra ? Fields.Concat(extra.FieldsOf(entity)) : Fields;

    /// <summary>Makes an instance whose mapped properties are still to be filled.</summary>
    /// <exception cref="MappingException">The class is abstract, or has no usable constructor.</exception>
    internal object CreateInstance()
    {
        if (_activator is null)
        {
            throw new MappingException($"No instance of {ClrType.Name} can be made: it is abstract, or has no constructor without parameters " +
                "and none whose parameters are its properties. Add a parameterless constructor; it may be private.");
        }

        return _activator.Create();
    }

    /// <summary>Whether a constructor takes the values of fields, so that instances are completed by <see cref="Construct"/>.</summary>
    internal bool BindsConstructor => _activator is { BindsConstructor: true };

    /// <summary>Whether the constructor takes the value of a field.</summary>
    internal bool IsBound(FieldModel field) => field.Property is { } property && _activator is { } activator && activator.Binds(property);

    /// <summary>Runs the constructor with the values that were read into an instance it had not seen.</summary>
    internal object Construct(object read) => _activator!.Construct(read);

    private string? NameOf(MemberInfo member) => _names.GetOrAdd(member, ResolveName);

    private string? ResolveName(MemberInfo member)
    {
        if (member is not PropertyInfo property || member.DeclaringType is not { } declaring || !declaring.IsAssignableFrom(ClrType))
            return null;
        if (!declaring.IsInterface || ClrType.IsInterface)
            return property.Name;

        // An interface's property may be implemented under another name.
        InterfaceMapping map = ClrType.GetInterfaceMap(declaring);
        int position = Array.IndexOf(map.InterfaceMethods, property.GetGetMethod());
        MethodInfo? target = position < 0 ? null : map.TargetMethods[position];
        return ClrType.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .FirstOrDefault(candidate => candidate.GetGetMethod(nonPublic: true) == target)?.Name ?? property.Name;
    }
}
