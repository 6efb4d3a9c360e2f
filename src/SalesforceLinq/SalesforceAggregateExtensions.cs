using System.Linq.Expressions;

namespace SalesforceLinq;

/// <summary>Sums, averages, smallest and largest values, computed by the org.</summary>
public static class SalesforceAggregateExtensions
{
    /// <summary>The smallest value of a field.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <typeparam name="TValue">Type of the field.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The value; for a nullable type, null when there is none.</returns>
    /// <exception cref="InvalidOperationException">There is none, and the type has no null.</exception>
    public static Task<TValue> MinAsync<T, TValue>(this IQueryable<T> source, Expression<Func<T, TValue>> selector, CancellationToken cancellationToken = default) =>
        SalesforceAsyncQueryableExtensions.RunAsync<TValue, TValue>(source.Select(selector), nameof(Queryable.Min), cancellationToken);

    /// <summary>The largest value of a field.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <typeparam name="TValue">Type of the field.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The value; for a nullable type, null when there is none.</returns>
    /// <exception cref="InvalidOperationException">There is none, and the type has no null.</exception>
    public static Task<TValue> MaxAsync<T, TValue>(this IQueryable<T> source, Expression<Func<T, TValue>> selector, CancellationToken cancellationToken = default) =>
        SalesforceAsyncQueryableExtensions.RunAsync<TValue, TValue>(source.Select(selector), nameof(Queryable.Max), cancellationToken);

    /// <summary>The sum of a field. The sum of nothing is zero.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<decimal> SumAsync<T>(this IQueryable<T> source, Expression<Func<T, decimal>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<decimal, decimal>(source.Select(selector), nameof(Queryable.Sum), cancellationToken);

    /// <summary>The average of a field.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<decimal> AverageAsync<T>(this IQueryable<T> source, Expression<Func<T, decimal>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<decimal, decimal>(source.Select(selector), nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of a field. The sum of nothing is zero.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<decimal?> SumAsync<T>(this IQueryable<T> source, Expression<Func<T, decimal?>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<decimal?, decimal?>(source.Select(selector), nameof(Queryable.Sum), cancellationToken);

    /// <summary>The average of a field.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<decimal?> AverageAsync<T>(this IQueryable<T> source, Expression<Func<T, decimal?>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<decimal?, decimal?>(source.Select(selector), nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of a field. The sum of nothing is zero.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<double> SumAsync<T>(this IQueryable<T> source, Expression<Func<T, double>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<double, double>(source.Select(selector), nameof(Queryable.Sum), cancellationToken);

    /// <summary>The average of a field.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<double> AverageAsync<T>(this IQueryable<T> source, Expression<Func<T, double>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<double, double>(source.Select(selector), nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of a field. The sum of nothing is zero.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<double?> SumAsync<T>(this IQueryable<T> source, Expression<Func<T, double?>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<double?, double?>(source.Select(selector), nameof(Queryable.Sum), cancellationToken);

    /// <summary>The average of a field.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<double?> AverageAsync<T>(this IQueryable<T> source, Expression<Func<T, double?>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<double?, double?>(source.Select(selector), nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of a field. The sum of nothing is zero.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<int> SumAsync<T>(this IQueryable<T> source, Expression<Func<T, int>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<int, int>(source.Select(selector), nameof(Queryable.Sum), cancellationToken);

    /// <summary>The average of a field.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<double> AverageAsync<T>(this IQueryable<T> source, Expression<Func<T, int>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<int, double>(source.Select(selector), nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of a field. The sum of nothing is zero.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<int?> SumAsync<T>(this IQueryable<T> source, Expression<Func<T, int?>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<int?, int?>(source.Select(selector), nameof(Queryable.Sum), cancellationToken);

    /// <summary>The average of a field.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<double?> AverageAsync<T>(this IQueryable<T> source, Expression<Func<T, int?>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<int?, double?>(source.Select(selector), nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of a field. The sum of nothing is zero.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<long> SumAsync<T>(this IQueryable<T> source, Expression<Func<T, long>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<long, long>(source.Select(selector), nameof(Queryable.Sum), cancellationToken);

    /// <summary>The average of a field.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<double> AverageAsync<T>(this IQueryable<T> source, Expression<Func<T, long>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<long, double>(source.Select(selector), nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of a field. The sum of nothing is zero.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<long?> SumAsync<T>(this IQueryable<T> source, Expression<Func<T, long?>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<long?, long?>(source.Select(selector), nameof(Queryable.Sum), cancellationToken);

    /// <summary>The average of a field.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<double?> AverageAsync<T>(this IQueryable<T> source, Expression<Func<T, long?>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<long?, double?>(source.Select(selector), nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of a field. The sum of nothing is zero.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<float> SumAsync<T>(this IQueryable<T> source, Expression<Func<T, float>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<float, float>(source.Select(selector), nameof(Queryable.Sum), cancellationToken);

    /// <summary>The average of a field.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<float> AverageAsync<T>(this IQueryable<T> source, Expression<Func<T, float>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<float, float>(source.Select(selector), nameof(Queryable.Average), cancellationToken);

    /// <summary>The sum of a field. The sum of nothing is zero.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<float?> SumAsync<T>(this IQueryable<T> source, Expression<Func<T, float?>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<float?, float?>(source.Select(selector), nameof(Queryable.Sum), cancellationToken);

    /// <summary>The average of a field.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="selector">The field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<float?> AverageAsync<T>(this IQueryable<T> source, Expression<Func<T, float?>> selector, CancellationToken cancellationToken = default) =>
        SalesforceValueAggregateExtensions.AggregateAsync<float?, float?>(source.Select(selector), nameof(Queryable.Average), cancellationToken);
}
