using System.Globalization;
using System.Text;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Soql.Literals;
using SalesforceLinq.Soql.Printing;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Binding;

/// <summary>Writes the text of a query whose plan has a template: nothing but the values is new.</summary>
internal static class TemplateBinder
{
    [ThreadStatic]
    private static StringBuilder? _spare;

    /// <summary>The text; null where a value changes more than its own place, which <see cref="SoqlBinder"/> sees to.</summary>
    /// <exception cref="QueryNotSupportedException">A value cannot stand where the query puts it.</exception>
    public static string? TryBind(QueryPlan plan, ReadOnlySpan<object?> values)
    {
        if (plan.Template is not { } template || plan.ScopeSlot >= 0 || (plan.Terminal == QueryTerminal.Count && plan.Paging.Count > 0))
            return null;
        StringBuilder text = _spare ?? new StringBuilder(512);
        _spare = null;
        try
        {
            return TryWrite(text, template, plan, values) ? text.ToString() : null;
        }
        finally
        {
            text.Clear();
            if (text.Capacity <= 64 * 1024)
                _spare = text;
        }
    }

    private static bool TryWrite(StringBuilder text, SoqlTemplate template, QueryPlan plan, ReadOnlySpan<object?> values)
    {
        int written = 0;
        foreach ((int position, int index) in template.Holes)
        {
            text.Append(template.Text, written, position - written);
            written = position;
            QueryHole hole = plan.Holes[index];
            if (hole.Like is { } kind)
            {
                if (Convert.ToString(values[hole.Slot], CultureInfo.InvariantCulture) is not { } wanted)
                    return false;
                SoqlLiterals.Append(text, new SoqlLikePattern(wanted, kind));
                continue;
            }

            object? wire = ValueAdapter.ToWire(hole, values[hole.Slot]);
            if (wire is null or "")
                return false;
            SoqlLiterals.Append(text, wire);
        }

        text.Append(template.Text, written, template.Text.Length - written);
        return plan.Paging.Count == 0 && plan.TerminalLimit is null ? true : TryPage(text, plan, values);
    }

    private static bool TryPage(StringBuilder text, QueryPlan plan, ReadOnlySpan<object?> values)
    {
        (long offset, long? limit) = SoqlBinder.PageOf(plan, values);
        if (plan.TerminalLimit is { } most)
            limit = limit is { } given ? Math.Min(given, most) : most;
        // What asks for no rows, or for too many, is the other binder's to say.
        if (limit == 0 || offset > SoqlBinder.MaxOffset)
            return false;
        if (limit is { } rows)
            text.Append(" LIMIT ").Append(CultureInfo.InvariantCulture, $"{rows}");
        if (offset > 0)
            text.Append(" OFFSET ").Append(CultureInfo.InvariantCulture, $"{offset}");
        return true;
    }
}
