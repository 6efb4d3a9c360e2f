using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SalesforceLinq.Analyzers.Queries;

/// <summary>Tells a query that Salesforce answers from every other sequence: it can be followed back to an <c>SObjectSet&lt;T&gt;</c>.</summary>
internal sealed class SalesforceQueries
{
    // A chain of operators is followed so far; no program that a person wrote is longer, and broken code may run in a circle.
    private const int MaxSteps = 100;

    private readonly INamedTypeSymbol _set;
    private readonly INamedTypeSymbol _queryable;
    private readonly INamedTypeSymbol _queryableOperators;
    private readonly INamedTypeSymbol _enumerableOperators;
    private readonly ImmutableArray<INamedTypeSymbol> _lazySequences;

    private SalesforceQueries(
        INamedTypeSymbol set,
        INamedTypeSymbol queryable,
        INamedTypeSymbol queryableOperators,
        INamedTypeSymbol enumerableOperators,
        ImmutableArray<INamedTypeSymbol> lazySequences)
    {
        _set = set;
        _queryable = queryable;
        _queryableOperators = queryableOperators;
        _enumerableOperators = enumerableOperators;
        _lazySequences = lazySequences;
    }

    /// <summary>The knowledge for one compilation; <see langword="null"/> where SalesforceLinq is not referenced and nothing can be found.</summary>
    public static SalesforceQueries? In(Compilation compilation)
    {
        if (compilation.GetTypeByMetadataName("SalesforceLinq.SObjectSet`1") is not { } set
            || compilation.GetTypeByMetadataName("System.Linq.IQueryable") is not { } queryable
            || compilation.GetTypeByMetadataName("System.Linq.Queryable") is not { } queryableOperators
            || compilation.GetTypeByMetadataName("System.Linq.Enumerable") is not { } enumerableOperators
            || compilation.GetTypeByMetadataName("System.Linq.IOrderedEnumerable`1") is not { } ordered)
        {
            return null;
        }

        INamedTypeSymbol sequence = compilation.GetSpecialType(SpecialType.System_Collections_Generic_IEnumerable_T);
        return new SalesforceQueries(set, queryable, queryableOperators, enumerableOperators, ImmutableArray.Create(sequence, ordered));
    }

    /// <summary>Whether the value is a set, or a query built on one that is still Salesforce's to answer.</summary>
    public bool IsQuery(IOperation? value) => IsRootedInSet(value, IsQueryType);

    /// <summary>The same, or a sequence computed in memory from such a query as it is enumerated (after <c>AsEnumerable()</c>).</summary>
    public bool IsSequenceOfQuery(IOperation? value) => IsRootedInSet(value, IsLazy);

    /// <summary>Whether the method is an operator on queries: LINQ's own, or one of SalesforceLinq's.</summary>
    public bool IsOperator(IMethodSymbol method) =>
        method.IsExtensionMethod && (IsQueryableOperator(method) || Same(method.ContainingAssembly, _set.ContainingAssembly));

    /// <summary>Whether the method is LINQ's own operator on queries.</summary>
    public bool IsQueryableOperator(IMethodSymbol method) => Same(method.ContainingType, _queryableOperators);

    /// <summary>Whether calling the method runs its source: LINQ's operators that hand back something else than a sequence to enumerate later.</summary>
    public bool IsTerminal(IMethodSymbol method) =>
        (IsQueryableOperator(method) || Same(method.ContainingType, _enumerableOperators)) && !IsLazy(method.ReturnType);

    /// <summary>Whether the type is <c>SObjectSet&lt;T&gt;</c> or derives from it.</summary>
    public bool IsSet(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (Same(type.OriginalDefinition, _set))
                return true;
        }

        return false;
    }

    /// <summary>Whether the type is an <c>IQueryable</c> of any kind.</summary>
    public bool IsQueryType(ITypeSymbol type) => Same(type, _queryable) || type.AllInterfaces.Any(implemented => Same(implemented, _queryable));

    /// <summary>What an operator is called on: the receiver, or the first argument of an extension method.</summary>
    public static IOperation? SourceOf(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod
            ? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value
            : null);

    private bool IsRootedInSet(IOperation? value, Func<ITypeSymbol, bool> isStillOurs)
    {
        for (int step = 0; step < MaxSteps && value is not null; step++)
        {
            if (IsSet(value.Type))
                return true;
            if (value is not IConversionOperation && (value.Type is null || !isStillOurs(value.Type)))
                return false;

            value = Previous(value);
        }

        return false;
    }

    private IOperation? Previous(IOperation value) => value switch
    {
        IConversionOperation conversion => conversion.Operand,
        ITranslatedQueryOperation query => query.Operation,
        IInvocationOperation call when HandsSourceOn(call.TargetMethod) => SourceOf(call),
        ILocalReferenceOperation local => InitialValue(local),
        _ => null,
    };

    // A method of the user's that returns a mere sequence may have read it already; one that returns a query has not.
    private bool HandsSourceOn(IMethodSymbol method) =>
        IsQueryType(method.ReturnType) || Same(method.ContainingType, _enumerableOperators);

    private static IOperation? InitialValue(ILocalReferenceOperation reference) =>
        reference.Local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
            ? reference.SemanticModel?.GetOperation(value)
            : null;

    private bool IsLazy(ITypeSymbol type) =>
        IsQueryType(type) || _lazySequences.Any(sequence => Same(type.OriginalDefinition, sequence));

    private static bool Same(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);
}
