using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using SalesforceLinq.Http;
using SalesforceLinq.Querying.Execution;
using SalesforceLinq.Querying.Normalization;

namespace SalesforceLinq.Querying;

/// <summary>LINQ's way in: makes queries of expressions, and runs them.</summary>
/// <param name="session">What the context lends its queries.</param>
/// <param name="owner">The context itself, for operators that do more than query.</param>
internal sealed class SoqlQueryProvider(QuerySession session, object? owner = null) : IQueryProvider
{
    private static readonly MethodInfo ListMethod = typeof(SoqlQueryProvider).GetMethod(nameof(ToList), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly QueryPipeline _pipeline = new(session);

    public SalesforceClient Client => session.Client;

    public SalesforceModel Model => session.Model;

    public object? Owner => owner;

    public IQueryable<TElement> CreateQuery<TElement>(Expression expression) => new SoqlQueryable<TElement>(this, expression);

    public IQueryable CreateQuery(Expression expression) => (IQueryable)Activator.CreateInstance(
        typeof(SoqlQueryable<>).MakeGenericType(EnumerableMethods.ElementType(expression.Type)), this, expression)!;

    public TResult Execute<TResult>(Expression expression) => (TResult)Execute(expression, typeof(TResult))!;

    public object? Execute(Expression expression) => Execute(expression, expression.Type);

    /// <summary>Runs a query with one result.</summary>
    public async Task<TResult> ExecuteAsync<TResult>(Expression expression, CancellationToken cancellationToken)
    {
        object? result = await _pipeline.Prepare(expression, typeof(TResult)).RunAsync(cancellationToken).ConfigureAwait(false);
        return (TResult)result!;
    }

    /// <summary>Streams the elements of a query.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(Expression expression, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (List<object?> elements in _pipeline.Prepare(expression, typeof(IEnumerable<T>)).StreamAsync(cancellationToken).ConfigureAwait(false))
        {
            for (int i = 0; i < elements.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return (T)elements[i]!;
            }
        }
    }

    /// <summary>Reads all elements of a query.</summary>
    public async Task<List<T>> ListAsync<T>(Expression expression, CancellationToken cancellationToken) =>
        await ListAsync<T>(_pipeline.Prepare(expression, typeof(IEnumerable<T>)), cancellationToken).ConfigureAwait(false);

    private static async Task<List<T>> ListAsync<T>(QueryRunner runner, CancellationToken cancellationToken)
    {
        List<T> list = [];
        await foreach (List<object?> elements in runner.StreamAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (object? element in elements)
                list.Add((T)element!);
        }

        return list;
    }

    /// <summary>Reads all elements of a query whose type is known only now.</summary>
    public Task<List<object>> ListAsync(Expression expression, Type elementType, CancellationToken cancellationToken) =>
        ListAsync<object>(_pipeline.Prepare(expression, typeof(IEnumerable<>).MakeGenericType(elementType)), cancellationToken);

    /// <summary>The SOQL a query becomes.</summary>
    public string ToSoql(Expression expression) => _pipeline.ToSoql(expression, expression.Type);

    // LINQ's synchronous operators block. On a thread of its own the wait cannot lock out the code it waits for.
    private object? Execute(Expression expression, Type resultType)
    {
        if (resultType.IsGenericType && resultType.GetGenericTypeDefinition() is var open && (open == typeof(IEnumerable<>) || open == typeof(IQueryable<>)))
            return ListMethod.MakeGenericMethod(resultType.GetGenericArguments()[0]).Invoke(this, BindingFlags.DoNotWrapExceptions, null, [expression], null);
        QueryRunner runner = _pipeline.Prepare(expression, resultType);
        return Task.Run(() => runner.RunAsync(CancellationToken.None)).GetAwaiter().GetResult();
    }

    private List<T> ToList<T>(Expression expression)
    {
        QueryRunner runner = _pipeline.Prepare(expression, typeof(IEnumerable<T>));
        return Task.Run(() => ListAsync<T>(runner, CancellationToken.None)).GetAwaiter().GetResult();
    }
}

/// <summary>A query that was not run yet.</summary>
internal sealed class SoqlQueryable<T>(SoqlQueryProvider provider, Expression expression) : IOrderedQueryable<T>
{
    public Type ElementType => typeof(T);

    public Expression Expression { get; } = expression;

    public IQueryProvider Provider => provider;

    public IEnumerator<T> GetEnumerator() => provider.Execute<IEnumerable<T>>(Expression).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
