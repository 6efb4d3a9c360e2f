using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>Checks that a query with FIELDS(ALL) or FIELDS(CUSTOM) asks for few rows.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "FIELDS()": LIMIT of at most 200, or at most 200 ids.</remarks>
internal sealed class FieldGroupBinder(BindingScope scope)
{
    private const int MostRows = 200;
    private const decimal FirstVersion = 51;

    public void Check(SoqlQuery query, FieldGroupItem item)
    {
        if (scope.Context.ApiVersion < FirstVersion)
            throw scope.Refusal.Malformed("unexpected token: FIELDS", item.Position);
        if (query.GroupBy is not null)
            throw scope.Refusal.Malformed("The SOQL FIELDS function is not supported with GROUP BY", item.Position);
        if (item.Group == FieldGroup.Standard || query.Limit is { Value: <= MostRows } || (query.Where is not null && NamesFewIds(query.Where)))
            return;
        throw scope.Refusal.Malformed($"The SOQL FIELDS function must have a LIMIT of at most {MostRows}", item.Position);
    }

    private bool NamesFewIds(Condition condition) => condition switch
    {
        Comparison { Operator: ComparisonOperator.Equal, Left: FieldPath path } => IsId(path),
        ListComparison { Operator: ListOperator.In, Left: FieldPath path } list => IsId(path) && list.Values.Count <= MostRows,
        AndCondition all => all.Parts.Any(NamesFewIds),
        OrCondition either => either.Parts.All(NamesFewIds) && either.Parts.Count <= MostRows,
        _ => false,
    };

    private bool IsId(FieldPath path) => scope.FromRoot(path) is [var name] && name.Equals("Id", StringComparison.OrdinalIgnoreCase);
}
