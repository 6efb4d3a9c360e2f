using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SalesforceLinq.Tracking;

/// <summary>Remembers what an entity of one class looked like, and sees whether it still does.</summary>
/// <remarks>
/// A snapshot is a shallow clone: one copy of memory. It shares parents and collections with the entity, so only fields are compared;
/// lists and byte arrays, which can change inside, are copied. The comparers are compiled once for each class.
/// </remarks>
internal sealed class EntitySnapshot
{
    private static readonly Func<object, object> Clone =
        typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    private readonly EntityModel _model;
    private readonly FieldModel[] _mutable;
    private Func<object, object, ulong>[]? _comparers;
    private FieldSet _lastChanges = FieldSet.None;

    public EntitySnapshot(EntityModel model)
    {
        _model = model;
        _mutable = [.. model.Fields.Where(field => field.Converter.IsMutable)];
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

    /// <summary>Lets a snapshot look like the entity in some fields: less to copy, and nothing new to keep, than a snapshot of its own.</summary>
    public static void Renew(object snapshot, object entity, IReadOnlyList<FieldModel> fields)
    {
        for (int i = 0; i < fields.Count; i++)
            fields[i].SetValue(snapshot, fields[i].Converter.Copy(fields[i].GetValue(entity)));
    }

    /// <summary>The fields whose values Salesforce would store differently now.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="snapshot">What it looked like.</param>
    public FieldSet Changes(object entity, object snapshot)
    {
        foreach (Func<object, object, ulong> comparer in _comparers ??= CompileComparers())
        {
            if (comparer(entity, snapshot) != 0)
                return ChangedFields(entity, snapshot);
        }

        return _model.ExtraFields is null ? FieldSet.None : ChangedFields(entity, snapshot);
    }

    /// <summary>Whether Salesforce would store both values alike.</summary>
    public static bool AreSame(FieldModel field, object? left, object? right) =>
        field.IsReference && left is string one && right is string other
            ? Mapping.Conversion.WireEquality.SameId(one, other)
            : field.Converter.AreSame(left, right);

    private FieldSet ChangedFields(object entity, object snapshot)
    {
        Span<ulong> bits = stackalloc ulong[_comparers!.Length];
        for (int word = 0; word < bits.Length; word++)
        {
            for (ulong differing = _comparers[word](entity, snapshot); differing != 0; differing &= differing - 1)
            {
                FieldModel field = _model.Fields[(word * FieldSet.WordSize) + BitOperations.TrailingZeroCount(differing)];
                if (!AreSame(field, field.GetValue(entity), field.GetValue(snapshot)))
                    bits[word] |= differing & (0 - differing);
            }
        }

        // What is changed in bulk is mostly the same field: one set for all of them. Read once, for contexts on other threads put theirs there.
        FieldSet last = _lastChanges;
        FieldSet changed = last.Equals(bits) ? last : FieldSet.Of(bits);
        foreach (FieldModel field in _model.ExtraFields?.FieldsOf(entity) ?? [])
        {
            // A name that was not there before says something, even if that is null; one that was taken away says nothing.
            if (!_model.ExtraFields!.Has(snapshot, field) || !AreSame(field, field.GetValue(entity), field.GetValue(snapshot)))
                changed = changed.With(field);
        }

        return last.Equals(changed) ? last : _lastChanges = changed;
    }

    // One for each 64 fields, with a bit for each field. What they let through is looked at once more, in Salesforce's terms.
    private Func<object, object, ulong>[] CompileComparers() =>
        [.. _model.Fields.Chunk(FieldSet.WordSize).Select(fields => RuntimeFeature.IsDynamicCodeCompiled ? CompileComparer(fields) : LookAtEach(fields))];

    // Where code cannot be compiled an interpreted comparer is a hundred times slower than looking at each field.
    private static Func<object, object, ulong> LookAtEach(FieldModel[] fields) => (entity, snapshot) =>
    {
        ulong differing = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            if (fields[i].Converter.IsMutable || !Equals(fields[i].GetValue(entity), fields[i].GetValue(snapshot)))
                differing |= 1UL << i;
        }

        return differing;
    };

    // Exact comparison by type, no boxing.
    private Func<object, object, ulong> CompileComparer(FieldModel[] fields)
    {
        ParameterExpression entity = Expression.Parameter(typeof(object));
        ParameterExpression snapshot = Expression.Parameter(typeof(object));
        ParameterExpression left = Expression.Variable(_model.ClrType);
        ParameterExpression right = Expression.Variable(_model.ClrType);
        ParameterExpression differing = Expression.Variable(typeof(ulong));
        IEnumerable<Expression> comparisons = fields.Select((field, bit) => Expression.IfThen(
            field.Converter.IsMutable
                ? Expression.OrElse(IsThere(Expression.Property(left, field.Property!)), IsThere(Expression.Property(right, field.Property!)))
                : Differ(Expression.Property(left, field.Property!), Expression.Property(right, field.Property!)),
            Expression.OrAssign(differing, Expression.Constant(1UL << bit))));
        return Expression.Lambda<Func<object, object, ulong>>(
            Expression.Block(
                [left, right, differing],
                [
                    Expression.Assign(left, Expression.Convert(entity, _model.ClrType)),
                    Expression.Assign(right, Expression.Convert(snapshot, _model.ClrType)),
                    .. comparisons,
                    differing,
                ]),
            entity,
            snapshot).Compile();
    }

    // What can change inside must be looked into.
    private static Expression IsThere(Expression value) => Expression.NotEqual(Expression.Convert(value, typeof(object)), Expression.Constant(null));

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
