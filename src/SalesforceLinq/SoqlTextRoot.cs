using System.Collections;
using System.Linq.Expressions;
using SalesforceLinq.Querying;
using SalesforceLinq.Querying.Vocabulary;

namespace SalesforceLinq;

/// <summary>The records that hand-written SOQL selects.</summary>
internal sealed class SoqlTextRoot<T> : IQueryable<T>, ISoqlTextRoot
{
    private readonly SoqlQueryProvider _queries;

    public SoqlTextRoot(SoqlQueryProvider queries, FormattableString soql)
    {
        _queries = queries;
        Format = soql.Format;
        Arguments = soql.GetArguments();
        RootExpression = Expression.Constant(this);
    }

    public Type ElementType => typeof(T);

    public string Format { get; }

    public IReadOnlyList<object?> Arguments { get; }

    public ConstantExpression RootExpression { get; }

    public Expression Expression => RootExpression;

    public IQueryProvider Provider => _queries;

    public IEnumerator<T> GetEnumerator() => _queries.Execute<IEnumerable<T>>(Expression).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
