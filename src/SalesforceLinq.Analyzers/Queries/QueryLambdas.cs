using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SalesforceLinq.Analyzers.Queries;

/// <summary>Finds the lambdas that are translated into SOQL, and the parameters in them that stand for records.</summary>
internal sealed class QueryLambdas(SalesforceQueries queries)
{
    private enum Role
    {
        // Part of a lambda around it, or of no query at all.
        Nested,
        Translated,
        // A final projection: SalesforceLinq computes it per row, so every method is welcome there.
        Projection,
    }

    /// <summary>Whether the call depends on a record of a query that must be said in SOQL: it cannot be evaluated beforehand.</summary>
    public bool MustBeSoql(IInvocationOperation call)
    {
        HashSet<IParameterSymbol> records = new(SymbolEqualityComparer.Default);
        foreach ((IAnonymousFunctionOperation lambda, IInvocationOperation? receiver, Role role) in LambdasAround(call))
        {
            if (role == Role.Projection)
                return false;

            // Outermost first: a lambda over a child collection of a record sees records too, one over a captured list does not.
            bool isOverRecords = role == Role.Translated
                || records.Count > 0 && receiver is not null && SalesforceQueries.SourceOf(receiver) is { } source && Names(source, records);
            if (isOverRecords)
                records.UnionWith(lambda.Symbol.Parameters);
        }

        return records.Count > 0 && Names(call, records);
    }

    private Stack<(IAnonymousFunctionOperation, IInvocationOperation?, Role)> LambdasAround(IOperation operation)
    {
        Stack<(IAnonymousFunctionOperation, IInvocationOperation?, Role)> found = new();
        for (IOperation? current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda)
            {
                IArgumentOperation? argument = ArgumentOf(lambda);
                found.Push((lambda, argument?.Parent as IInvocationOperation, RoleOf(argument)));
            }
        }

        return found;
    }

    private static IArgumentOperation? ArgumentOf(IAnonymousFunctionOperation lambda)
    {
        IOperation? around = lambda.Parent;
        while (around is IConversionOperation or IDelegateCreationOperation)
            around = around.Parent;

        return around as IArgumentOperation;
    }

    private Role RoleOf(IArgumentOperation? argument)
    {
        if (argument is not { Parent: IInvocationOperation call, Parameter: { } parameter }
            || !queries.IsOperator(call.TargetMethod)
            || parameter.Type.OriginalDefinition.MetadataName != "Expression`1"
            || !queries.IsQuery(SalesforceQueries.SourceOf(call)))
        {
            return Role.Nested;
        }

        bool isProjection = call.TargetMethod.Name == nameof(Queryable.Select)
            || parameter.Name is "resultSelector" or "elementSelector"
            || call.TargetMethod.Name == nameof(Queryable.SelectMany) && parameter.Name == "selector";
        return isProjection ? Role.Projection : Role.Translated;
    }

    private static bool Names(IOperation operation, HashSet<IParameterSymbol> parameters) =>
        operation.DescendantsAndSelf().OfType<IParameterReferenceOperation>().Any(reference => parameters.Contains(reference.Parameter));
}
