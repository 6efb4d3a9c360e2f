using System.Collections.Immutable;
using System.Linq.Expressions;
using SalesforceLinq.Querying.Materialization;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Projecting;

/// <summary>Gathers the columns a projection needs: each once, in the order they are first named.</summary>
internal sealed class ProjectionBuilder
{
    private static readonly System.Reflection.MethodInfo SlotMethod = typeof(ProjectionBuilder).GetMethod(nameof(Slot), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!;

    private readonly SlotNode _root = new();
    private readonly List<SoqlSelectItem> _select = [];
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly HashSet<string> _selected = new(StringComparer.Ordinal);
    private readonly TypeofColumns _types = new();
    private int _count;

    /// <summary>The values read for a row.</summary>
    public ParameterExpression Row { get; } = Expression.Parameter(typeof(object?[]), "row");

    /// <summary>The values the query runs with.</summary>
    public ParameterExpression Values { get; } = Expression.Parameter(typeof(object?[]), "values");

    public ImmutableArray<SoqlSelectItem> Select => [.. _select.Select(item => item is SoqlTypeof choice ? _types.Print(choice) : item)];

    public SlotReader Reader => new(_root, _count);

    public bool IsEmpty => _select.Count == 0;

    /// <summary>A field.</summary>
    public Expression Field(string path, FieldModel field, Type type) => At(path, type, slot =>
    {
        SelectPath(path);
        NodeOf(path).Add(LastOf(path), new FieldColumn(slot, field));
    });

    /// <summary>The object the record of a polymorphic lookup belongs to.</summary>
    public Expression TypeName(string relationship, string objectName)
    {
        _types.Branch(_select, relationship, objectName, field: null);
        return At("type of " + relationship, typeof(string), slot =>
        {
            SlotNode node = _root.Parent(relationship);
            node.Add("attributes", new TypeNameColumn(slot));
            node.Add("Type", new ValueColumn(slot, typeof(string)));
        });
    }

    /// <summary>A field that only records of one object have, of all those a polymorphic lookup may point at.</summary>
    public Expression FieldOfType(string relationship, FieldModel field, Type type)
    {
        _types.Branch(_select, relationship, field.Entity.ApiName, field.ApiName);
        return At(relationship + "." + field.ApiName, type, slot => _root.Parent(relationship).Add(field.ApiName, new FieldColumn(slot, field)));
    }

    /// <summary>A field the model has no property for: the lookup behind a parent.</summary>
    public Expression Text(string path) => At(path, typeof(string), slot =>
    {
        SelectPath(path);
        NodeOf(path).Add(LastOf(path), new ValueColumn(slot, typeof(string)));
    });

    /// <summary>A function or an aggregate.</summary>
    public Expression Value(string key, SoqlTerm term, string? alias, string column, Type type) => At("=" + key, type, slot =>
    {
        _select.Add(new SoqlSelectTerm(term, alias));
        _root.Add(column, new ValueColumn(slot, type));
    });

    /// <summary>A record as a whole.</summary>
    public Expression Entity(string path, RowReader reader, IEnumerable<SoqlSelectItem> fields, Type type) => At("@" + path, type, slot =>
    {
        foreach (SoqlSelectItem item in fields)
        {
            if (item is SoqlSelectTerm { Term: SoqlField field })
                SelectPath(field.Path);
            else
                _select.Add(item);
        }

        NodeOf(path).AddWhole(reader, slot);
    });

    /// <summary>A list of children, or their number.</summary>
    public Expression Children(string relationshipName, SoqlQuery query, Func<int, SlotColumn> column, Type type)
    {
        int slot = _count++;
        _select.Add(new SoqlSelectChildren(query));
        _root.Add(relationshipName, column(slot));
        return Access(slot, type);
    }

    private Expression At(string key, Type type, Action<int> add)
    {
        if (!_slots.TryGetValue(key, out int slot))
        {
            _slots[key] = slot = _count++;
            add(slot);
        }

        return Access(slot, type);
    }

    private MethodCallExpression Access(int slot, Type type) => Expression.Call(SlotMethod.MakeGenericMethod(type), Row, Expression.Constant(slot));

    private void SelectPath(string path)
    {
        if (_selected.Add(path))
            _select.Add(new SoqlSelectTerm(new SoqlField(path)));
    }

    private SlotNode NodeOf(string path)
    {
        SlotNode node = _root;
        foreach (string relationship in path.Split('.')[..^1])
            node = node.Parent(relationship);
        return node;
    }

    private static string LastOf(string path) => path[(path.LastIndexOf('.') + 1)..];

    // The field of a parent that is not there is null, and for a type without null its default.
    private static T? Slot<T>(object?[] row, int slot) => row[slot] switch
    {
        null => default,
        T value => value,
        var other when typeof(T).IsEnum || Nullable.GetUnderlyingType(typeof(T))?.IsEnum == true => (T)Enum.ToObject(Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), other),
        var other => (T)Convert.ChangeType(other, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), System.Globalization.CultureInfo.InvariantCulture),
    };
}
