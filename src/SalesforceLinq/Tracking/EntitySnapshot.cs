using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SalesforceLinq.Tracking;

/// <summary>Remembers what an entity of one class looked like, and sees whether it still does.</summary>
/// <remarks>
/// A snapshot is a shallow clone: one copy of memory. It shares parents and collections with the entity, so only fields are compared;
/// lists and byte arrays, which can change inside, are copied. The comparer is compiled once for each class.
/// </remarks>
internal sealed class EntitySnapshot
{
    private static readonly Func<object, object> Clone =
        typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    private readonly EntityModel _model;
    private readonly FieldModel[] _mutable;
    private readonly Lazy<Func<object, object, bool>> _mayDiffer;

    public EntitySnapshot(EntityModel model)
    {
        _model = model;
        _mutable = [.. model.Fields.Where(field => field.Converter.IsMutable)];
        _mayDiffer = new Lazy<Func<object, object, bool>>(CompileComparer);
    }

    /// <summary>A snapshot of the entity as it is now.</summary>
    public object Take(object entity)
    {
        object snapshot = Clone(entity);
        _model.ExtraFields?.Detach(snapshot);
        foreach (FieldModel field in _mutable)
            field.SetValue(snapshot, field.Converter.Copy(field.GetValue(entity)));
        return snapshot;
    }

    /// <summary>The fields whose values Salesforce would store differently now.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="snapshot">What it looked like.</param>
    public FieldSet Changes(object entity, object snapshot)
    {
        if (!_mayDiffer.Value(entity, snapshot))
            return FieldSet.None;

        List<FieldModel>? changed = null;
        foreach (FieldModel field in _model.Fields)
        {
            (object? now, object? before) = (field.GetValue(entity), field.GetValue(snapshot));
            // Most fields of a changed entity are the same to the letter; what Salesforce makes of them is the dear question.
            if (!Equals(now, before) && !AreSame(field, now, before))
                (changed ??= []).Add(field);
        }

        foreach (FieldModel field in _model.ExtraFields?.FieldsOf(entity) ?? [])
        {
            // A name that was not there before says something, even if that is null; one that was taken away says nothing.
            if (!_model.ExtraFields!.Has(snapshot, field) || !AreSame(field, field.GetValue(entity), field.GetValue(snapshot)))
                (changed ??= []).Add(field);
        }

        return changed is null ? FieldSet.None : FieldSet.Of(changed);
    }

    /// <summary>Whether Salesforce would store both values alike.</summary>
    public static bool AreSame(FieldModel field, object? left, object? right) =>
        field.IsReference && left is string one && right is string other
            ? Mapping.Conversion.WireEquality.SameId(one, other)
            : field.Converter.AreSame(left, right);

    // Exact comparison by type, no boxing. What it lets through is looked at once more, in Salesforce's terms.
    private Func<object, object, bool> CompileComparer()
    {
        // Where code cannot be compiled an interpreted comparer is a hundred times slower than looking at each field.
        // A dictionary changes inside, and has to be looked at anyway.
        if (!RuntimeFeature.IsDynamicCodeCompiled || _model.ExtraFields is not null)
            return static (_, _) => true;

        ParameterExpression entity = Expression.Parameter(typeof(object));
        ParameterExpression snapshot = Expression.Parameter(typeof(object));
        ParameterExpression left = Expression.Variable(_model.ClrType);
        ParameterExpression right = Expression.Variable(_model.ClrType);
        Expression differs = _model.Fields
            .Select(field => field.Converter.IsMutable
                ? Expression.NotEqual(Expression.Convert(Expression.Property(left, field.Property!), typeof(object)), Expression.Constant(null))
                : Differ(Expression.Property(left, field.Property!), Expression.Property(right, field.Property!)))
            .DefaultIfEmpty(Expression.Constant(false))
            .Aggregate(Expression.OrElse);
        return Expression.Lambda<Func<object, object, bool>>(
            Expression.Block(
                [left, right],
                Expression.Assign(left, Expression.Convert(entity, _model.ClrType)),
                Expression.Assign(right, Expression.Convert(snapshot, _model.ClrType)),
                differs),
            entity,
            snapshot).Compile();
    }

    private static Expression Differ(Expression left, Expression right)
    {
        if (left.Type == typeof(string))
            return Expression.NotEqual(left, right);
        Type type = Nullable.GetUnderlyingType(left.Type) ?? left.Type;
        if (type.IsPrimitive || type.IsEnum || (type.IsValueType && type.GetMethod("op_Inequality", [type, type]) is not null))
            return Expression.NotEqual(left, right);

        Type comparer = typeof(EqualityComparer<>).MakeGenericType(left.Type);
        return Expression.Not(Expression.Call(
            Expression.Property(null, comparer, nameof(EqualityComparer<object>.Default)),
            comparer.GetMethod(nameof(EqualityComparer<object>.Equals), [left.Type, left.Type])!,
            left,
            right));
    }
}
