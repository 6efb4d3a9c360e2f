using System.Linq.Expressions;
using System.Reflection;

namespace SalesforceLinq;

/// <summary>Says which fields <c>ExecuteUpdateAsync</c> sets, and to what.</summary>
/// <typeparam name="T">The class of the records.</typeparam>
public sealed class UpdateSetters<T>
    where T : class
{
    private readonly EntityModel _model;
    private readonly List<(FieldModel Field, LambdaExpression? Computed, object? Value)> _setters = [];

    internal UpdateSetters(EntityModel model) => _model = model;

    internal IReadOnlyList<(FieldModel Field, LambdaExpression? Computed, object? Value)> Setters => _setters;

    /// <summary>Sets a field to the same value in all records.</summary>
    /// <typeparam name="TValue">The property's type.</typeparam>
    /// <param name="property">The property: <c>c => c.Level</c>.</param>
    /// <param name="value">The value.</param>
    /// <returns>These setters.</returns>
    /// <exception cref="ArgumentException">The property stands for no field, the field cannot be updated, or was set before.</exception>
    public UpdateSetters<T> SetProperty<TValue>(Expression<Func<T, TValue>> property, TValue value)
    {
        _setters.Add((FieldOf(property), null, value));
        return this;
    }

    /// <summary>Sets a field to a value computed from other fields of its record, which are read with the record's id: <c>s.SetProperty(c => c.Score, c => c.Score + 1)</c>.</summary>
    /// <typeparam name="TValue">The property's type.</typeparam>
    /// <param name="property">The property.</param>
    /// <param name="value">The computation.</param>
    /// <returns>These setters.</returns>
    /// <exception cref="ArgumentException">The property stands for no field, the field cannot be updated, or was set before.</exception>
    public UpdateSetters<T> SetProperty<TValue>(Expression<Func<T, TValue>> property, Expression<Func<T, TValue>> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _setters.Add((FieldOf(property), value, null));
        return this;
    }

    private FieldModel FieldOf(LambdaExpression property)
    {
        ArgumentNullException.ThrowIfNull(property);
        Expression body = property.Body is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? conversion.Operand : property.Body;
        FieldModel field = body is MemberExpression { Member: PropertyInfo named, Expression: ParameterExpression } && _model.FindField(named) is { } found
            ? found
            : throw new ArgumentException($"'{property}' is no property of {typeof(T).Name} that stands for a field.", nameof(property));
        if (field.IsReadOnly || field.IsCreateOnly || field.ApiName == "Id")
            throw new ArgumentException($"{field} cannot be updated: {(field.IsCreateOnly ? "it can only be set when the record is created" : "the org sets it")}.", nameof(property));
        return _setters.Exists(setter => setter.Field == field)
            ? throw new ArgumentException($"{field} is set twice. Keep one of the two.", nameof(property))
            : field;
    }
}
