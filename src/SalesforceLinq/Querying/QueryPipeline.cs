using System.Linq.Expressions;
using SalesforceLinq.Querying.Binding;
using SalesforceLinq.Querying.Execution;
using SalesforceLinq.Querying.Normalization;
using SalesforceLinq.Querying.Parsing;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Soql.Printing;

namespace SalesforceLinq.Querying;

/// <summary>
/// The read path on one page: read the shape and the values → look the plan up, or (once for each shape) normalize → parse → compile
/// → bind the values → print → stream pages → rows.
/// </summary>
internal sealed class QueryPipeline(QuerySession session)
{
    /// <summary>Gets a query ready to run.</summary>
    /// <exception cref="QueryNotSupportedException">SOQL cannot say it. No call was made.</exception>
    public QueryRunner Prepare(Expression query, Type resultType)
    {
        ShapeReader reader = ShapeReader.Rent();
        try
        {
            QueryShape shape = reader.Read(query);
            return new QueryRunner(session, PlanOf(shape, query, resultType), shape.Values.ToArray());
        }
        finally
        {
            reader.Return();
        }
    }

    /// <summary>The SOQL of a query.</summary>
    /// <exception cref="QueryNotSupportedException">SOQL cannot say it.</exception>
    public string ToSoql(Expression query, Type resultType)
    {
        ShapeReader reader = ShapeReader.Rent();
        try
        {
            QueryShape shape = reader.Read(query);
            QueryPlan plan = PlanOf(shape, query, resultType);
            return (session.Options.ResumableStreams ? null : TemplateBinder.TryBind(plan, shape.Values)) ?? Print(plan, shape.Values.ToArray());
        }
        finally
        {
            reader.Return();
        }
    }

    private string Print(QueryPlan plan, object?[] values)
    {
        if (plan.TextOf(values) is { } text)
            return text;
        Soql.Syntax.SoqlQuery soql = ResumableOrder.Of(new SoqlBinder(plan, values).Bind(), plan, session.Options);
        // A condition that no row can meet has no text in SOQL; nothing would be sent.
        return soql.Where is Soql.Syntax.SoqlAlways ? SoqlPrinter.Print(soql with { Where = null, Limit = 0 }) : SoqlPrinter.Print(soql);
    }

    private QueryPlan PlanOf(in QueryShape shape, Expression query, Type resultType)
    {
        if (session.Plans.Find(shape) is { } known)
            return known;
        NormalizedQuery normalized = new Normalizer(shape.Nodes).Normalize(query);
        QueryPlan plan = new QueryCompiler(session.Model).Compile(normalized, RelinqParser.Parse(normalized.Query), resultType);
        plan = plan with { Template = plan.Text is null ? SoqlTemplate.Of(plan.Soql) : null };
        session.Plans.Add(shape, plan);
        return plan;
    }
}
