using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>Turns USING SCOPE into a condition. Territories, teams and delegation do not exist in this org.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "USING SCOPE"; the names of scopes from recorded describes.</remarks>
internal sealed class ScopeBinder(BindingScope scope)
{
    private const string QueuePrefix = "00G";
    private const string UserPrefix = "005";

    public BoundCondition? Bind(string? name, int position)
    {
        switch (name?.ToUpperInvariant())
        {
            case null or "EVERYTHING":
                return null;
            case "MINE" or "MINE_AND_MY_GROUPS" when Owner() is { } owner:
                return new BoundComparison(owner, ComparisonOperator.Equal, scope.Context.UserId);
            case "QUEUE_OWNED" when Owner() is { Field: var field } owner && field.ReferenceTo.Contains("Group"):
                return new BoundLike(owner, QueuePrefix + "%");
            case "USER_OWNED" when Owner() is { Field: var field } owner && field.ReferenceTo.Contains("Group"):
                return new BoundLike(owner, UserPrefix + "%");
            case "MRU" when scope.Sources.Root.Object.FindField("LastReferencedDate") is { } looked:
                return new BoundIsNull(new ColumnValue(scope.Sources.Root, looked), Negated: true);
            default:
                throw scope.Refusal.Scope(name!, position);
        }
    }

    /// <summary>Who a record belongs to; a user belongs to himself.</summary>
    private ColumnValue? Owner()
    {
        BoundSource root = scope.Sources.Root;
        return root.Object.FindField(root.Object.Name == "User" ? "Id" : "OwnerId") is { } field ? new ColumnValue(root, field) : null;
    }
}
