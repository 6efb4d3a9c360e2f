using System.Linq.Expressions;
using System.Reflection;

namespace SalesforceLinq.Tracking;

/// <summary>Reads the records entries ask for: one by its id, a parent, children.</summary>
internal static class RecordReader
{
    private static readonly MethodInfo Where = ((MethodCallExpression)((Expression<Func<IQueryable<object>, IQueryable<object>>>)(
        source => source.Where(element => true))).Body).Method.GetGenericMethodDefinition();

    /// <summary>The record as the org has it now, with the extra fields the entity has, in an object of its own.</summary>
    public static async Task<object?> ReadAsync(ChangeTracker tracker, TrackedEntity tracked, CancellationToken cancellationToken)
    {
        if (tracked.Id is not { } id)
            return null;
        FieldModel key = tracked.Model.Id;
        IQueryable query = Filter(SourceOf(tracker), tracked.Model.ClrType, record => Expression.Property(record, key.Property!), key, id);
        if (tracked.Model.ExtraFields?.FieldsOf(tracked.Entity).Select(field => field.ApiName).ToArray() is { Length: > 0 } extra)
            query = SourceOf(tracker).WithFields(query, extra);
        IReadOnlyList<object> read = await SourceOf(tracker).ReadAsync(query, tracking: false, cancellationToken).ConfigureAwait(false);
        return read.Count > 0 ? read[0] : null;
    }

    /// <summary>The records of a class whose field, reached by a path, holds an id.</summary>
    public static IQueryable Filter(IRecordSource source, Type type, Func<Expression, Expression> path, FieldModel field, string id)
    {
        IQueryable all = source.Query(type);
        ParameterExpression record = Expression.Parameter(type, "record");
        Expression test = Expression.Equal(path(record), Expression.Constant(field.FromWire(id), field.ClrType));
        return all.Provider.CreateQuery(Expression.Call(Where.MakeGenericMethod(type), all.Expression, Expression.Quote(Expression.Lambda(test, record))));
    }

    public static IRecordSource SourceOf(ChangeTracker tracker) =>
        tracker.Records ?? throw new InvalidOperationException("This change tracker belongs to no context, so there is nowhere to read from.");
}
