using System.Linq.Expressions;
using System.Reflection;

namespace SalesforceLinq;

/// <summary>Sums, means, and extreme values of queries that select one field.</summary>
public static class SalesforceValueAggregateExtensions
{
    /// <summary>The smallest value.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="InvalidOperationException">There are no rows, and the type has no null.</exception>
    public static Task<T> MinAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) =>
        SalesforceAsyncQueryableExtensions.RunAsync<T, T>(source, nameof(Queryable.Min), cancellationToken);

    /// <summary>The largest value.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="InvalidOperationException">There are no rows, and the type has no null.</exception>
    public static Task<T> MaxAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) =>
        SalesforceAsyncQueryableExtensions.RunAsync<T, T>(source, nameof(Queryable.Max), cancellationToken);

    /// <summary>The sum of the values; zero where there are none.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<decimal> SumAsync(this IQueryable<decimal> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<decimal, decimal>(source, nameof(Queryable.Sum), cancellationToken);

    /// <summary>The mean of the values.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public static Task<decimal> AverageAsync(this IQueryable<decimal> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<decimal, decimal>(source, nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of the values; zero where there are none.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<decimal?> SumAsync(this IQueryable<decimal?> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<decimal?, decimal?>(source, nameof(Queryable.Sum), cancellationToken);

    /// <summary>The mean of the values.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<decimal?> AverageAsync(this IQueryable<decimal?> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<decimal?, decimal?>(source, nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of the values; zero where there are none.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<double> SumAsync(this IQueryable<double> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<double, double>(source, nameof(Queryable.Sum), cancellationToken);

    /// <summary>The mean of the values.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public static Task<double> AverageAsync(this IQueryable<double> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<double, double>(source, nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of the values; zero where there are none.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<double?> SumAsync(this IQueryable<double?> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<double?, double?>(source, nameof(Queryable.Sum), cancellationToken);

    /// <summary>The mean of the values.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<double?> AverageAsync(this IQueryable<double?> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<double?, double?>(source, nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of the values; zero where there are none.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<int> SumAsync(this IQueryable<int> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<int, int>(source, nameof(Queryable.Sum), cancellationToken);

    /// <summary>The mean of the values.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public static Task<double> AverageAsync(this IQueryable<int> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<int, double>(source, nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of the values; zero where there are none.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<int?> SumAsync(this IQueryable<int?> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<int?, int?>(source, nameof(Queryable.Sum), cancellationToken);

    /// <summary>The mean of the values.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<double?> AverageAsync(this IQueryable<int?> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<int?, double?>(source, nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of the values; zero where there are none.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<long> SumAsync(this IQueryable<long> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<long, long>(source, nameof(Queryable.Sum), cancellationToken);

    /// <summary>The mean of the values.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public static Task<double> AverageAsync(this IQueryable<long> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<long, double>(source, nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of the values; zero where there are none.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<long?> SumAsync(this IQueryable<long?> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<long?, long?>(source, nameof(Queryable.Sum), cancellationToken);

    /// <summary>The mean of the values.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<double?> AverageAsync(this IQueryable<long?> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<long?, double?>(source, nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of the values; zero where there are none.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<float> SumAsync(this IQueryable<float> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<float, float>(source, nameof(Queryable.Sum), cancellationToken);

    /// <summary>The mean of the values.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public static Task<float> AverageAsync(this IQueryable<float> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<float, float>(source, nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of the values; zero where there are none.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<float?> SumAsync(this IQueryable<float?> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<float?, float?>(source, nameof(Queryable.Sum), cancellationToken);

    /// <summary>The mean of the values.</summary>
    /// <param name="source">The query; it selects one field.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<float?> AverageAsync(this IQueryable<float?> source, CancellationToken cancellationToken = default) =>
        AggregateAsync<float?, float?>(source, nameof(Queryable.Average), cancellationToken);

    internal static Task<TResult> AggregateAsync<TValue, TResult>(IQueryable<TValue> source, string name, CancellationToken cancellationToken)
    {
        MethodInfo method = typeof(Queryable).GetMethod(name, [typeof(IQueryable<TValue>)])!;
        return SalesforceQueryableExtensions.Provider(source).ExecuteAsync<TResult>(Expression.Call(method, source.Expression), cancellationToken);
    }
}
