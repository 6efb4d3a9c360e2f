using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace SalesforceLinq;

/// <summary>LINQ's operators that run a query, without blocking the thread while pages are under way.</summary>
/// <remarks>All of them throw <see cref="QueryNotSupportedException"/> before any call when SOQL cannot say the query.</remarks>
public static class SalesforceAsyncQueryableExtensions
{
    private static readonly ConcurrentDictionary<(string Name, int Arguments), MethodInfo> Operators = new();

    /// <summary>Reads all elements into a list.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static Task<List<T>> ToListAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) =>
        SalesforceQueryableExtensions.Provider(source).ListAsync<T>(source.Expression, cancellationToken);

    /// <summary>Reads all elements into an array.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<T[]> ToArrayAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) =>
        [.. await source.ToListAsync(cancellationToken).ConfigureAwait(false)];

    /// <summary>Reads all elements into a set.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<HashSet<T>> ToHashSetAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) =>
        [.. await source.ToListAsync(cancellationToken).ConfigureAwait(false)];

    /// <summary>Reads all elements into a dictionary.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="key">Gives the key of an element.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">Two elements have the same key.</exception>
    public static Task<Dictionary<TKey, T>> ToDictionaryAsync<T, TKey>(this IQueryable<T> source, Func<T, TKey> key, CancellationToken cancellationToken = default)
        where TKey : notnull => source.ToDictionaryAsync(key, element => element, cancellationToken);

    /// <summary>Reads all elements into a dictionary.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="key">Gives the key of an element.</param>
    /// <param name="value">Gives the value of an element.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">Two elements have the same key.</exception>
    public static async Task<Dictionary<TKey, TValue>> ToDictionaryAsync<T, TKey, TValue>(
        this IQueryable<T> source, Func<T, TKey> key, Func<T, TValue> value, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        Dictionary<TKey, TValue> dictionary = [];
        await foreach (T element in source.AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
            dictionary.Add(key(element), value(element));
        return dictionary;
    }

    /// <summary>Does something with each element, as it arrives.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="action">What is done.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task ForEachAsync<T>(this IQueryable<T> source, Action<T> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        await foreach (T element in source.AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
            action(element);
    }

    /// <summary>The first element.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Task<T> FirstAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) =>
        RunAsync<T, T>(source, nameof(Queryable.First), cancellationToken);

    /// <summary>The first element that meets a condition.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="predicate">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Task<T> FirstAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) =>
        source.Where(predicate).FirstAsync(cancellationToken);

    /// <summary>The first element, or the default value.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<T?> FirstOrDefaultAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) =>
        RunAsync<T, T?>(source, nameof(Queryable.FirstOrDefault), cancellationToken);

    /// <summary>The first element, or the default value that meets a condition.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="predicate">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<T?> FirstOrDefaultAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) =>
        source.Where(predicate).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The only element.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public static Task<T> SingleAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) =>
        RunAsync<T, T>(source, nameof(Queryable.Single), cancellationToken);

    /// <summary>The only element that meets a condition.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="predicate">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public static Task<T> SingleAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) =>
        source.Where(predicate).SingleAsync(cancellationToken);

    /// <summary>The only element, or the default value.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">There is more than one.</exception>
    public static Task<T?> SingleOrDefaultAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) =>
        RunAsync<T, T?>(source, nameof(Queryable.SingleOrDefault), cancellationToken);

    /// <summary>The only element, or the default value that meets a condition.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="predicate">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">There is more than one.</exception>
    public static Task<T?> SingleOrDefaultAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) =>
        source.Where(predicate).SingleOrDefaultAsync(cancellationToken);

    /// <summary>The last element of an ordered query.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Task<T> LastAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) =>
        RunAsync<T, T>(source, nameof(Queryable.Last), cancellationToken);

    /// <summary>The last element of an ordered query that meets a condition.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="predicate">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Task<T> LastAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) =>
        source.Where(predicate).LastAsync(cancellationToken);

    /// <summary>The last element of an ordered query, or the default value.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<T?> LastOrDefaultAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) =>
        RunAsync<T, T?>(source, nameof(Queryable.LastOrDefault), cancellationToken);

    /// <summary>The last element of an ordered query, or the default value that meets a condition.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="predicate">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<T?> LastOrDefaultAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) =>
        source.Where(predicate).LastOrDefaultAsync(cancellationToken);

    /// <summary>Whether there is an element.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<bool> AnyAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) =>
        RunAsync<T, bool>(source, nameof(Queryable.Any), cancellationToken);

    /// <summary>Whether there is an element that meets a condition.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="predicate">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<bool> AnyAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) =>
        source.Where(predicate).AnyAsync(cancellationToken);

    /// <summary>The number of elements.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<int> CountAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) =>
        RunAsync<T, int>(source, nameof(Queryable.Count), cancellationToken);

    /// <summary>The number of elements that meets a condition.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="predicate">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<int> CountAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) =>
        source.Where(predicate).CountAsync(cancellationToken);

    /// <summary>The number of elements.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<long> LongCountAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) =>
        RunAsync<T, long>(source, nameof(Queryable.LongCount), cancellationToken);

    /// <summary>The number of elements that meets a condition.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="predicate">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<long> LongCountAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) =>
        source.Where(predicate).LongCountAsync(cancellationToken);

    /// <summary>The element at a position.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query, ordered.</param>
    /// <param name="index">The position, from 0 to 2,000.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">There are not so many elements.</exception>
    public static Task<T> ElementAtAsync<T>(this IQueryable<T> source, int index, CancellationToken cancellationToken = default) =>
        source.Skip(index).FirstAsync(cancellationToken);

    /// <summary>Whether all elements meet a condition.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="predicate">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<bool> AllAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) =>
        RunAsync<T, bool>(source, nameof(Queryable.All), cancellationToken, Expression.Quote(predicate));

    /// <summary>Whether an element is among those of the query.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="item">The element.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<bool> ContainsAsync<T>(this IQueryable<T> source, T item, CancellationToken cancellationToken = default) =>
        RunAsync<T, bool>(source, nameof(Queryable.Contains), cancellationToken, Expression.Constant(item, typeof(T)));

    /// <summary>The element at a place, or the default value where the query has fewer.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query; order it, or the place means nothing.</param>
    /// <param name="index">The place, from 0 to 2,000.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static Task<T?> ElementAtOrDefaultAsync<T>(this IQueryable<T> source, int index, CancellationToken cancellationToken = default) =>
        source.Skip(index).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Runs the query and puts its different elements into a set.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="comparer">Tells which elements are the same.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static async Task<HashSet<T>> ToHashSetAsync<T>(this IQueryable<T> source, IEqualityComparer<T>? comparer, CancellationToken cancellationToken = default) =>
        new(await source.ToListAsync(cancellationToken).ConfigureAwait(false), comparer);

    /// <summary>Runs the query and puts its elements into a dictionary.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="key">The key of an element.</param>
    /// <param name="value">The value of an element.</param>
    /// <param name="comparer">Tells which keys are the same.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="ArgumentException">Two elements have the same key.</exception>
    public static async Task<Dictionary<TKey, TValue>> ToDictionaryAsync<T, TKey, TValue>(
        this IQueryable<T> source, Func<T, TKey> key, Func<T, TValue> value, IEqualityComparer<TKey>? comparer, CancellationToken cancellationToken = default)
        where TKey : notnull =>
        (await source.ToListAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(key, value, comparer);

    /// <summary>Runs the query and does something with each element, one after the other.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="source">The query.</param>
    /// <param name="action">What to do; the next element waits for it.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static async Task ForEachAsync<T>(this IQueryable<T> source, Func<T, Task> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        await foreach (T element in source.AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
            await action(element).ConfigureAwait(false);
    }

    // The tree names LINQ's own synchronous operator, which the parser knows.
    internal static Task<TResult> RunAsync<T, TResult>(IQueryable<T> source, string name, CancellationToken cancellationToken, params Expression[] arguments)
    {
        MethodInfo method = Operators.GetOrAdd((name, arguments.Length), static wanted => typeof(Queryable).GetMethods().First(candidate =>
            candidate.Name == wanted.Name && candidate.GetParameters().Length == wanted.Arguments + 1 && candidate.GetGenericArguments().Length == 1
            && (wanted.Arguments == 0 || !candidate.GetParameters()[1].ParameterType.Name.StartsWith("IEqualityComparer", StringComparison.Ordinal))));
        Expression call = Expression.Call(method.MakeGenericMethod(typeof(T)), [source.Expression, .. arguments]);
        return SalesforceQueryableExtensions.Provider(source).ExecuteAsync<TResult>(call, cancellationToken);
    }
}
