using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using SalesforceLinq.Querying;
using SalesforceLinq.Saving.SetBased;

namespace SalesforceLinq;

/// <summary>Updates and deletes all records a query finds, without making objects of them.</summary>
/// <remarks>
/// The ids are streamed and written in calls of 1,000. <b>Nothing is atomic</b>: each record is for itself, and what was written stays written when others
/// fail. Entities the context tracks are not changed.
/// </remarks>
public static class SalesforceSetExtensions
{
    /// <summary>Sets fields of all records a query finds: <c>query.ExecuteUpdateAsync(s => s.SetProperty(c => c.Level, "Gold"))</c>.</summary>
    /// <typeparam name="T">The class of the records.</typeparam>
    /// <param name="source">A query over a set: filtered, ordered, limited.</param>
    /// <param name="setters">Says which fields are set, and to what.</param>
    /// <param name="progress">Told after each call that wrote.</param>
    /// <param name="options">Headers, lock retries; the rest has no meaning here. By default as the context saves.</param>
    /// <param name="cancellationToken">Ends the work. What was written stays.</param>
    /// <returns>How many records were found and written, and why others were not.</returns>
    /// <exception cref="ArgumentException">No field is set, one cannot be, or one is set twice. Nothing was sent.</exception>
    /// <exception cref="QueryNotSupportedException">SOQL cannot say the query, or it yields no records. Nothing was sent.</exception>
    /// <exception cref="ExecuteStoppedException">The work ended before all records were written; the exception says what was.</exception>
    public static async Task<ExecuteResult> ExecuteUpdateAsync<T>(
        this IQueryable<T> source, Action<UpdateSetters<T>> setters, IProgress<SaveProgress>? progress = null, SaveOptions? options = null,
        CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(setters);
        SalesforceContext context = ContextOf(source);
        UpdateSetters<T> updates = new(context.Model.Entity(typeof(T)));
        setters(updates);
        if (updates.Setters.Count == 0)
            throw new ArgumentException("No field is set. Call SetProperty at least once.", nameof(setters));
        return await Writer(context, typeof(T)).WriteAsync(
            RowsAsync(source, updates, cancellationToken), [.. updates.Setters.Select(setter => setter.Field)], options ?? context.SaveDefaults, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes all records a query finds.</summary>
    /// <typeparam name="T">The class of the records.</typeparam>
    /// <param name="source">A query over a set: filtered, ordered, limited.</param>
    /// <param name="progress">Told after each call that wrote.</param>
    /// <param name="options">Headers, lock retries, whether a record that is gone already counts as deleted. By default as the context saves.</param>
    /// <param name="cancellationToken">Ends the work. What was deleted stays deleted.</param>
    /// <returns>How many records were found and deleted, and why others were not.</returns>
    /// <exception cref="QueryNotSupportedException">SOQL cannot say the query, or it yields no records. Nothing was sent.</exception>
    /// <exception cref="ExecuteStoppedException">The work ended before all records were deleted; the exception says what was.</exception>
    public static async Task<ExecuteResult> ExecuteDeleteAsync<T>(
        this IQueryable<T> source, IProgress<SaveProgress>? progress = null, SaveOptions? options = null, CancellationToken cancellationToken = default)
        where T : class
    {
        SalesforceContext context = ContextOf(source);
        UpdateSetters<T> nothing = new(context.Model.Entity(typeof(T)));
        return await Writer(context, typeof(T)).WriteAsync(
            RowsAsync(source, nothing, cancellationToken), null, options ?? context.SaveDefaults, progress, cancellationToken).ConfigureAwait(false);
    }

    private static SetWriter Writer(SalesforceContext context, Type type) => new(
        context.Model.Entity(type), context.CreateTracker, (tracker, options, cancellationToken) => context.Pipeline(tracker).SaveAsync(options, cancellationToken));

    private static SalesforceContext ContextOf<T>(IQueryable<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        SoqlQueryProvider provider = SalesforceQueryableExtensions.Provider(source);
        return provider.Owner as SalesforceContext ?? throw new InvalidOperationException("The query belongs to no context.");
    }

    // Only ids, and what the new values are computed from, are read.
    private static async IAsyncEnumerable<object?[]> RowsAsync<T>(IQueryable<T> source, UpdateSetters<T> updates, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        ParameterExpression record = Expression.Parameter(typeof(T), "record");
        EntityModel model = SalesforceQueryableExtensions.Provider(source).Model.Entity(typeof(T));
        List<LambdaExpression> computed = [.. updates.Setters.Select(setter => setter.Computed).OfType<LambdaExpression>()];
        IEnumerable<Expression> read = computed.Select(lambda => new ParameterReplacer(lambda.Parameters[0], record).Visit(lambda.Body)).Prepend(Expression.Property(record, model.Id.Property!));
        Expression<Func<T, object?[]>> row = Expression.Lambda<Func<T, object?[]>>(
            Expression.NewArrayInit(typeof(object), read.Select(value => Expression.Convert(value, typeof(object)))), record);
        await foreach (object?[] values in source.Select(row).AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            int next = 1;
            yield return [model.Id.ToWire(values[0]), .. updates.Setters.Select(setter => setter.Computed is null ? setter.Value : values[next++])];
        }
    }

    private sealed class ParameterReplacer(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
