using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Plans;

/// <summary>A place in a query's text that a value fills when the query runs.</summary>
/// <param name="Slot">Which of the query's values.</param>
/// <param name="Field">The field it is compared with, which knows how its values travel; null for the result of a function.</param>
internal sealed record QueryHole(int Slot, FieldModel? Field)
{
    /// <summary>How a text stands in a LIKE; null for every other use.</summary>
    public SoqlLikeKind? Like { get; init; }

    /// <summary>Changes the value before it travels: a day of the week counts from 1, an entity stands for its id.</summary>
    public Func<object?, object?>? Adapt { get; init; }
}
