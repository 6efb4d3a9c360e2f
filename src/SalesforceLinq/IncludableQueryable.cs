using System.Collections;
using System.Linq.Expressions;

namespace SalesforceLinq;

/// <summary>Carries the type of what was included.</summary>
internal sealed class IncludableQueryable<T, TRelated>(IQueryable<T> query) : IIncludableQueryable<T, TRelated>
{
    public Type ElementType => query.ElementType;

    public Expression Expression => query.Expression;

    public IQueryProvider Provider => query.Provider;

    public IEnumerator<T> GetEnumerator() => query.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
