using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>Resolves ORDER BY. Nulls come first, descending too, unless the query says NULLS LAST, which is not heard over a relationship.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "ORDER BY".</remarks>
internal sealed class OrderBinder(BindingScope scope, Func<Operand, BoundValue> bindOperand)
{
    private const int MostFields = 32;

    public IReadOnlyList<BoundOrder> Bind(IReadOnlyList<OrderItem> items)
    {
        if (items.Count > MostFields)
            throw scope.Refusal.Malformed($"ORDER BY can have at most {MostFields} fields", items[MostFields].Position);
        List<BoundOrder> order = [];
        foreach (OrderItem item in items)
        {
            BoundValue value = bindOperand(item.Value);
            FieldSchema? field = value switch
            {
                ColumnValue column => column.Field,
                PolymorphicValue polymorphic => polymorphic.Field,
                LabelValue { Argument: ColumnValue column } => column.Field,
                _ => null,
            };
            if (field is not null && (!field.Sortable || field.Type is FieldType.MultiPicklist or FieldType.Base64 || !field.Stored))
                throw scope.Refusal.NotSortable(field.Name, item.Position);
            // Over a relationship nulls come first whatever the query says.
            bool nullsFirst = item.NullsFirst is not false || value is ColumnValue { Source.Optional: true } or PolymorphicValue or RelationTypeValue;
            order.Add(new BoundOrder(value, item.Descending, nullsFirst));
        }

        return order;
    }
}
