using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>Turns USING SCOPE into a condition. Territories, teams and delegation do not exist in this org.</summary>
internal sealed class ScopeBinder(BindingScope scope)
{
    public BoundCondition? Bind(string? name, int position)
    {
        if (name is null || name.Equals("everything", StringComparison.OrdinalIgnoreCase))
            return null;

        BoundSource root = scope.Sources.Root;
        bool mine = name.Equals("mine", StringComparison.OrdinalIgnoreCase) || name.Equals("mine_and_my_groups", StringComparison.OrdinalIgnoreCase);
        FieldSchema? owner = root.Object.FindField(root.Object.Name == "User" ? "Id" : "OwnerId");
        if (!mine || owner is null)
            throw scope.Refusal.Scope(name, position);
        return new BoundComparison(new ColumnValue(root, owner), ComparisonOperator.Equal, scope.Context.UserId);
    }
}
