using System.Linq.Expressions;

namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>The set every query starts from. Querying knows the root of the house by this and by nothing else.</summary>
internal interface IQueryRoot
{
    /// <summary>The mapped class.</summary>
    Type ElementType { get; }

    /// <summary>The constant that stands for the set in expression trees: the same instance at every call.</summary>
    ConstantExpression RootExpression { get; }
}
