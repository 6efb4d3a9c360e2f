using SalesforceLinq.Querying.Normalization;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Projecting;
using SalesforceLinq.Querying.Translation;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying;

/// <summary>Plans a query that was written as SOQL and stands alone: its text goes to the org as it is.</summary>
internal sealed class WrittenQueryCompiler(SalesforceModel model)
{
    /// <summary>Whether anything is added to the text.</summary>
    public bool IsComposed(SelectedQuery query, IReadOnlyList<MarkerCall> markers) =>
        query.Clauses.Count > 0 || query.Operators.Count > 0 || query.Group is not null
        || query.Selector is not Remotion.Linq.Clauses.Expressions.QuerySourceReferenceExpression
        || markers.Any(call => call.Marker is QueryMarker.Include or QueryMarker.ThenInclude or QueryMarker.UsingScope or QueryMarker.ForView or QueryMarker.ForReference);

    /// <summary>The text as it is.</summary>
    public QueryPlan Compile(SourceExpression source, Type resultType)
    {
        EntityModel entity = model.Entity(source.EntityType);
        return new QueryPlan
        {
            Soql = new SoqlQuery { From = entity.ApiName },
            Holes = [],
            Rows = new EntityShape(entity, WrittenFields.Of(entity, source.Format)).Reader(),
            Shaper = null,
            Entity = entity,
            ResultType = resultType,
            Text = source.Format,
            FirstTextSlot = source.FirstSlot,
        };
    }
}
