using System.Linq.Expressions;

namespace SalesforceLinq.Querying.Normalization;

/// <summary>Recognizes the comparers that compare text as SOQL does, without case: a query may name one, and nothing changes.</summary>
internal static class CaselessComparer
{
    /// <summary>Whether the last of a call's arguments is one, or none at all.</summary>
    public static bool IsIn(IReadOnlyList<Expression> arguments) => arguments[^1] is ConstantExpression { Value: var comparer } && (comparer is null || Is(comparer));

    private static bool Is(object comparer) => comparer is StringComparer text
        && ((StringComparer.IsWellKnownOrdinalComparer(text, out bool ignoresCase) && ignoresCase)
            || (StringComparer.IsWellKnownCultureAwareComparer(text, out _, out System.Globalization.CompareOptions options) && options == System.Globalization.CompareOptions.IgnoreCase));
}
