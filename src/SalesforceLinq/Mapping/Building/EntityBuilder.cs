using System.Linq.Expressions;
using System.Reflection;
using SalesforceLinq.Mapping.Configuration;

namespace SalesforceLinq;

/// <summary>Says what one class is in Salesforce's terms.</summary>
/// <typeparam name="T">The class.</typeparam>
public sealed class EntityBuilder<T>
    where T : class
{
    private readonly EntityConfiguration _configuration;

    internal EntityBuilder(EntityConfiguration configuration) => _configuration = configuration;

    /// <summary>Names the object.</summary>
    /// <param name="apiName">API name, with its suffix: <c>Account</c>, <c>Invoice__c</c>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public EntityBuilder<T> ToSObject(string apiName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(apiName);
        _configuration.ApiName = apiName;
        return this;
    }

    /// <summary>Says more about a property that stands for a field.</summary>
    /// <typeparam name="TValue">The property's type.</typeparam>
    /// <param name="property">The property: <c>c => c.Level</c>.</param>
    /// <returns>The builder of the field.</returns>
    /// <exception cref="ArgumentException">The expression is no property of the class.</exception>
    public FieldBuilder<TValue> Property<TValue>(Expression<Func<T, TValue>> property)
    {
        PropertyConfiguration configuration = _configuration.Property(Named(property));
        configuration.Role ??= PropertyRole.Field;
        return new FieldBuilder<TValue>(configuration);
    }

    /// <summary>Says that a property holds the record a lookup points at.</summary>
    /// <typeparam name="TParent">The parent's class.</typeparam>
    /// <param name="property">The property: <c>c => c.Account</c>.</param>
    /// <param name="relationshipName">Relationship name; <see langword="null"/> for the property's own.</param>
    /// <param name="foreignKey">API name of the lookup field; <see langword="null"/> derives it from the relationship name.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The expression is no property of the class.</exception>
    public EntityBuilder<T> HasParent<TParent>(Expression<Func<T, TParent?>> property, string? relationshipName = null, string? foreignKey = null) =>
        Relate(property, PropertyRole.Parent, relationshipName, foreignKey);

    /// <summary>Says that a property holds the records whose lookup points here.</summary>
    /// <typeparam name="TChild">The children's class.</typeparam>
    /// <param name="property">The property: <c>a => a.Contacts</c>.</param>
    /// <param name="relationshipName">Child relationship name; <see langword="null"/> for the property's own.</param>
    /// <param name="foreignKey">API name of the lookup field on the child object; <see langword="null"/> derives it.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The expression is no property of the class.</exception>
    public EntityBuilder<T> HasChildren<TChild>(
        Expression<Func<T, IEnumerable<TChild>>> property, string? relationshipName = null, string? foreignKey = null) =>
        Relate(property, PropertyRole.Children, relationshipName, foreignKey);

    /// <summary>Says that a property takes the fields no other property stands for, by their API names.</summary>
    /// <typeparam name="TFields">An <c>IDictionary&lt;string, JToken?&gt;</c>, an <c>IDictionary&lt;string, object?&gt;</c> or a <c>JObject</c>.</typeparam>
    /// <param name="property">The property: <c>c => c.Extra</c>.</param>
    /// <param name="names">API names of fields that every query of the class selects.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The expression is no property of the class.</exception>
    public EntityBuilder<T> HasExtraFields<TFields>(Expression<Func<T, TFields>> property, params string[] names)
    {
        PropertyConfiguration configuration = _configuration.Property(Named(property));
        configuration.Role = PropertyRole.ExtraFields;
        configuration.ExtraNames = names;
        return this;
    }

    /// <summary>Leaves a property out of the mapping.</summary>
    /// <typeparam name="TValue">The property's type.</typeparam>
    /// <param name="property">The property.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The expression is no property of the class.</exception>
    public EntityBuilder<T> Ignore<TValue>(Expression<Func<T, TValue>> property)
    {
        _configuration.Property(Named(property)).Role = PropertyRole.Ignored;
        return this;
    }

    private EntityBuilder<T> Relate(LambdaExpression property, PropertyRole role, string? relationshipName, string? foreignKey)
    {
        PropertyConfiguration configuration = _configuration.Property(Named(property));
        configuration.Role = role;
        configuration.RelationshipName = relationshipName;
        configuration.ForeignKey = foreignKey;
        return this;
    }

    private static PropertyInfo Named(LambdaExpression property)
    {
        Expression body = property.Body is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? conversion.Operand : property.Body;
        return body is MemberExpression { Member: PropertyInfo named, Expression: ParameterExpression }
            ? named
            : throw new ArgumentException($"'{property}' is no property of {typeof(T).Name}. Name one, such as 'x => x.Name'.", nameof(property));
    }
}
