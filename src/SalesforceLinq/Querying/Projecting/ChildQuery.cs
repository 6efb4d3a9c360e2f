using System.Collections.Immutable;
using System.Linq.Expressions;
using SalesforceLinq.Querying.Materialization;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Soql.Printing;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Projecting;

/// <summary>
/// The one query of a child relationship that SOQL answers inside a row. All that a projection asks of the same children shares it: their number,
/// their fields, sums of them.
/// </summary>
/// <param name="slot">Where the row keeps the children.</param>
/// <param name="filter">Which children, in what order; without what is selected of them.</param>
/// <param name="inside">Counts the child queries below it.</param>
/// <param name="values">The values the query runs with.</param>
internal sealed class ChildQuery(int slot, SoqlQuery filter, ChildQueryCount inside, ParameterExpression values)
{
    private SoqlQuery _filter = filter;
    private ProjectionBuilder? _columns;
    private (EntityShape Shape, Type ElementType)? _entities;

    /// <summary>Where the row keeps the children.</summary>
    public int Slot { get; } = slot;

    /// <summary>Counts the child queries below it.</summary>
    public ChildQueryCount Inside { get; } = inside;

    /// <summary>What is selected of each child.</summary>
    /// <exception cref="QueryNotSupportedException">The children are read as whole entities already.</exception>
    public ProjectionBuilder Columns() => _entities is null ? _columns ??= new ProjectionBuilder(values) : throw Refusal.SameChildren(_filter.From);

    /// <summary>Reads the children as whole entities.</summary>
    /// <exception cref="QueryNotSupportedException">Single fields of the children are read already.</exception>
    public void ReadEntities(EntityShape shape, Type elementType)
    {
        if (_columns is not null)
            throw Refusal.SameChildren(_filter.From);
        _entities ??= (shape, elementType);
    }

    /// <summary>Takes in another question to the same relationship, if it is one to the same children.</summary>
    /// <exception cref="QueryNotSupportedException">It is about others.</exception>
    public void Join(SoqlQuery other)
    {
        // What asks for no order can do with any.
        ImmutableArray<SoqlOrdering> order = _filter.OrderBy.IsEmpty ? other.OrderBy : _filter.OrderBy;
        SoqlQuery ordered = _filter with { OrderBy = order };
        if (SoqlPrinter.Print(ordered) != SoqlPrinter.Print(other with { OrderBy = other.OrderBy.IsEmpty ? order : other.OrderBy }))
            throw Refusal.SameChildren(_filter.From);
        _filter = ordered;
    }

    /// <summary>The query as SOQL has it.</summary>
    public SoqlSelectChildren Select() => new(_entities is { } entities ? _filter with { Select = [.. entities.Shape.Select("")] }
        : _columns is { IsEmpty: false } columns ? _filter with { Select = columns.Select }
        : _filter with { Select = [new SoqlSelectTerm(new SoqlField("Id"))] });

    /// <summary>Reads its answer.</summary>
    public SlotColumn Column() => _entities is { } entities ? new ChildListColumn(Slot, entities.Shape.Reader(), entities.ElementType)
        : _columns is { } columns ? new ChildListColumn(Slot, columns.Reader, typeof(object?[]))
        : new ChildCountColumn(Slot, new SlotReader(new SlotNode(), 0));
}
