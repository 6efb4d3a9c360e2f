using System.Linq.Expressions;
using System.Reflection;
using Remotion.Linq.Clauses;
using Remotion.Linq.Clauses.Expressions;
using SalesforceLinq.Mapping;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Vocabulary;

namespace SalesforceLinq.Querying.Translation;

/// <summary>Knows which record each range variable stands for, and resolves members against it.</summary>
internal sealed class RowScope(SalesforceModel model, RowScope? outer = null)
{
    private const int MaxLevels = 5;

    private readonly Dictionary<IQuerySource, Resolved> _sources = [];
    private readonly Dictionary<IQuerySource, Expression> _substitutes = [];

    public SalesforceModel Model { get; } = model;

    public void Bind(IQuerySource source, Resolved record) => _sources[source] = record;

    /// <summary>Makes a range variable stand for an expression over others.</summary>
    public void Substitute(IQuerySource source, Expression expression) => _substitutes[source] = expression;

    /// <summary>Whether the expression names a range variable of this scope, and not only of an outer one.</summary>
    public bool Owns(IQuerySource source) => _sources.ContainsKey(source) || _substitutes.ContainsKey(source);

    /// <summary>What the expression stands for; null for anything but a record, a field or children.</summary>
    public Resolved? Resolve(Expression expression)
    {
        switch (expression)
        {
            case QuerySourceReferenceExpression reference:
                return Source(reference.ReferencedQuerySource);
            case UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.TypeAs } conversion:
                return Converted(Resolve(conversion.Operand), conversion.Type);
            case ConditionalExpression guard when Guarded(guard) is { } guarded:
                return guarded;
            case MemberExpression { Expression: { } instance } member:
                return Resolve(instance) is ResolvedEntity owner ? Member(owner, member) : Constructed(instance, member.Member);
            case UnmappedFieldExpression field:
                return Resolve(field.Record) is ResolvedEntity record ? Unmapped(record, field) : null;
            default:
                return null;
        }
    }

    /// <summary>Puts what a range variable was selected as in its place.</summary>
    public Expression? SubstituteOf(IQuerySource source) =>
        _substitutes.TryGetValue(source, out Expression? substitute) ? substitute : outer?.SubstituteOf(source);

    /// <summary>The object that a class a polymorphic record is tested for stands for; null where the record can be of no other class.</summary>
    public string? ObjectNameOf(ResolvedEntity record, Type type)
    {
        if (!record.Entity.IsPolymorphic && !record.Entity.ClrType.IsAssignableFrom(type))
            return null;
        return Model.FindEntity(type)?.ApiName ?? (type.GetCustomAttributes(typeof(SObjectAttribute), false) is [SObjectAttribute { ApiName: var apiName }] ? apiName : type.Name);
    }

    private static ResolvedField Unmapped(ResolvedEntity record, UnmappedFieldExpression field)
    {
        if (field.Holder is { } holder && record.Entity.ExtraFields?.Property.Name != holder.Name)
            throw Refusal.NoExtraFields(field, record.Entity, holder);
        FieldModel model = record.Entity.FindField(field.Name) is { } mapped && mapped.ClrType == field.Type ? mapped : UnmappedField.Create(record.Entity, field.Name, field.Type);
        return new ResolvedField(model, record.Path + model.ApiName) { IsOfCast = record.IsCast && model.ApiName is not ("Id" or "Name") };
    }

    private Resolved? Source(IQuerySource source)
    {
        if (_sources.TryGetValue(source, out Resolved? record))
            return record;
        return _substitutes.TryGetValue(source, out Expression? substitute) ? Resolve(substitute) : outer?.Source(source);
    }

    // x.Name where x was selected as new { Name = c.LastName }.
    private Resolved? Constructed(Expression instance, MemberInfo member)
    {
        if (instance is QuerySourceReferenceExpression { ReferencedQuerySource: { } source })
            instance = SubstituteOf(source) ?? instance;
        return Construction.ValueOf(instance, member) is { } assigned ? Resolve(assigned) : null;
    }

    // x.Account == null ? null : x.Account.Name: a missing parent's fields are null in SOQL anyway.
    private ResolvedField? Guarded(ConditionalExpression choice)
    {
        if (choice.Test is not BinaryExpression { NodeType: ExpressionType.Equal or ExpressionType.NotEqual } test)
            return null;
        (Expression missing, Expression present) = test.NodeType == ExpressionType.Equal ? (choice.IfTrue, choice.IfFalse) : (choice.IfFalse, choice.IfTrue);
        Expression? guard = IsNull(test.Right) ? test.Left : IsNull(test.Left) ? test.Right : null;
        return guard is not null && IsNull(missing) && Resolve(guard) is ResolvedEntity { Path: { Length: > 0 } path }
            && Resolve(present) is ResolvedField field && field.Path.StartsWith(path, StringComparison.Ordinal)
            ? field
            : null;
    }

    private static bool IsNull(Expression expression) => expression is ConstantExpression { Value: null } or UnaryExpression { Operand: ConstantExpression { Value: null } }
        || (expression is DefaultExpression && (!expression.Type.IsValueType || Nullable.GetUnderlyingType(expression.Type) is not null));

    private Resolved? Converted(Resolved? resolved, Type type)
    {
        if (resolved is ResolvedEntity { Entity: { IsPolymorphic: true } } entity && Model.FindEntity(type) is { } concrete)
            return entity with { Entity = concrete, IsCast = true };
        return resolved;
    }

    private static Resolved Member(ResolvedEntity owner, MemberExpression member)
    {
        if (owner.Entity.FindField(member.Member) is { } field)
            return new ResolvedField(field, owner.Path + field.ApiName) { IsOfCast = owner.IsCast && field.ApiName is not ("Id" or "Name") };
        if (owner.Entity.FindParent(member.Member) is { } parent)
        {
            string path = owner.Path + parent.RelationshipName + ".";
            return path.AsSpan().Count('.') <= MaxLevels ? new ResolvedEntity(parent.Target, path, parent, owner.Path) : throw Refusal.DeepPath(path.TrimEnd('.'));
        }

        return owner.Entity.FindChildren(member.Member) is { } children
            ? new ResolvedChildren(children, owner)
            : throw Refusal.Unmapped(member, owner.Entity);
    }
}
