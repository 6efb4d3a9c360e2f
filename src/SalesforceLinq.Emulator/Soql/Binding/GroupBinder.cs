using System.Globalization;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>Resolves the parts of a query whose rows are groups.</summary>
internal sealed class GroupBinder(BindingScope scope, ValueBinder values)
{
    private const int MostSubtotalFields = 3;

    private readonly List<BoundValue> _groupings = [];

    public IReadOnlyList<BoundValue> BindGroupings(GroupByClause? clause)
    {
        if (clause is null)
            return _groupings;
        if (clause.Kind != GroupingKind.Plain && clause.Operands.Count > MostSubtotalFields)
            throw scope.Refusal.Malformed($"GROUP BY {clause.Kind.ToString().ToUpperInvariant()} supports at most {MostSubtotalFields} fields", clause.Position);
        foreach (Operand operand in clause.Operands)
        {
            if (ValueBinder.IsAggregate(operand) || (operand is FunctionCall && !ValueBinder.IsDateFunction(operand)))
                throw scope.Refusal.NotGroupable(operand.ToString()!, operand.Position);
            BoundValue value = values.Bind(operand);
            FieldSchema? field = value switch
            {
                ColumnValue column => column.Field,
                PolymorphicValue polymorphic => polymorphic.Field,
                _ => null,
            };
            if (field is not null && (!field.Groupable || !field.Stored))
                throw scope.Refusal.NotGroupable(field.Name, operand.Position);
            _groupings.Add(value);
        }

        return _groupings;
    }

    public IReadOnlyList<ValueMember> BindColumns(IReadOnlyList<SelectItem> items)
    {
        List<ValueMember> columns = [];
        int unnamed = 0;
        foreach (SelectItem item in items)
        {
            if (item is not ValueItem value)
            {
                throw item is SubqueryItem
                    ? scope.Refusal.Malformed("Grouped query cannot use child relationships in the SELECT list", item.Position)
                    : scope.Refusal.Malformed("COUNT(), TYPEOF and FIELDS() cannot stand beside aggregates or GROUP BY", item.Position);
            }

            BoundValue bound = BindResult(value.Value);
            string name = value.Alias ?? (value.Value is FieldPath ? bound.Name : string.Create(CultureInfo.InvariantCulture, $"expr{unnamed++}"));
            if (columns.Exists(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                throw scope.Refusal.DuplicateAlias(name, item.Position);
            columns.Add(new ValueMember(name, bound));
        }

        return columns;
    }

    /// <summary>A value of a group: an aggregate, or something the rows are grouped by.</summary>
    public BoundValue BindResult(Operand operand)
    {
        BoundValue value = values.Bind(operand);
        BoundValue plain = value switch
        {
            LabelValue label => label.Argument,
            FormatValue format => format.Argument,
            GroupingValue grouping => grouping.Grouping,
            _ => value,
        };
        if (plain is not AggregateValue && !_groupings.Contains(plain))
            throw scope.Refusal.NotGrouped(operand.ToString()!, operand.Position);
        return value;
    }
}
