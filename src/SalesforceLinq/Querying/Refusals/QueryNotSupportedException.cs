using System.Linq.Expressions;
using SalesforceLinq.Querying.Refusals.Wording;

namespace SalesforceLinq;

/// <summary>A query says something that SOQL cannot. Raised before any request is sent.</summary>
public sealed class QueryNotSupportedException : NotSupportedException
{
    /// <summary>Makes the exception.</summary>
    public QueryNotSupportedException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What SOQL cannot say, why, and what to write instead.</param>
    public QueryNotSupportedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What SOQL cannot say, why, and what to write instead.</param>
    /// <param name="innerException">What raised it.</param>
    public QueryNotSupportedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal QueryNotSupportedException(string message, Expression? expression, Exception? innerException = null)
        : base(message, innerException) => ExpressionText = expression is null ? null : CSharpText.Of(expression);

    /// <summary>The part of the query that is meant, as text; null when it is the query as a whole.</summary>
    public string? ExpressionText { get; }
}
