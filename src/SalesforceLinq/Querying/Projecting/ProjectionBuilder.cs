using System.Collections.Immutable;
using System.Linq.Expressions;
using SalesforceLinq.Querying.Materialization;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation;
using SalesforceLinq.Soql.Printing;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Projecting;

/// <summary>Gathers the columns a projection needs: each once, in the order they are first named.</summary>
internal sealed class ProjectionBuilder(ParameterExpression? values = null)
{
    private static readonly System.Reflection.MethodInfo SlotMethod = typeof(ProjectionBuilder).GetMethod(nameof(Slot), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!;

    private readonly SlotNode _root = new();
    private readonly List<SoqlSelectItem> _select = [];
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly HashSet<string> _selected = new(StringComparer.Ordinal);
    private readonly TypeofColumns _types = new();
    private readonly Dictionary<string, ChildQuery> _children = new(StringComparer.Ordinal);
    private SlotReader? _reader;
    private int _count;
    private int _unnamed;

    /// <summary>The values read for a row.</summary>
    public ParameterExpression Row { get; } = Expression.Parameter(typeof(object?[]), "row");

    /// <summary>The values the query runs with.</summary>
    public ParameterExpression Values { get; } = values ?? Expression.Parameter(typeof(object?[]), "values");

    public ImmutableArray<SoqlSelectItem> Select =>
    [
        .. _select.Select(item => item switch
        {
            SoqlTypeof choice => _types.Print(choice),
            ChildrenItem children => children.Query.Select(),
            _ => item,
        }),
    ];

    /// <summary>Reads the columns. Asked for when all of them are known.</summary>
    public SlotReader Reader => _reader ??= ReaderOfAll();

    public bool IsEmpty => _select.Count == 0;

    /// <summary>A field.</summary>
    public Expression Field(string path, FieldModel field, Type type) => IsGrouped
        ? Key(path, FieldAbilities.IsGroupable(field) ? field : throw Refusal.UngroupableField(field), _selected.Add(LastOf(path)) ? null : path.Replace(".", "", StringComparison.Ordinal) + _count, type)
        : At(path, type, slot =>
        {
            SelectPath(path);
            NodeOf(path).Add(LastOf(path), new FieldColumn(slot, field));
        });

    /// <summary>Whether the rows are groups, whose fields come back without the records they belong to.</summary>
    public bool IsGrouped { get; set; }

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

    /// <summary>A function or an aggregate under a name of its own.</summary>
    public Expression Value(SoqlTerm term, string alias, Type type) => At("=" + SoqlPrinter.Print(term), type, slot =>
    {
        _select.Add(new SoqlSelectTerm(term, alias));
        _root.Add(alias, new ValueColumn(slot, type));
    });

    /// <summary>The label of a picklist value, which comes back where the value would.</summary>
    public Expression Label(string path, SoqlTerm term, Type type) => At("=" + SoqlPrinter.Print(term), type, slot =>
    {
        _select.Add(new SoqlSelectTerm(term));
        NodeOf(path).Add(LastOf(path), new ValueColumn(slot, type));
    });

    /// <summary>A function or an aggregate without an alias: the org names it after its place among those.</summary>
    public Expression Unnamed(SoqlTerm term, Type type) => At("=" + SoqlPrinter.Print(term), type, slot =>
    {
        _select.Add(new SoqlSelectTerm(term));
        _root.Add($"expr{_unnamed++}", new ValueColumn(slot, type));
    });

    /// <summary>A field that rows are grouped by. That of a parent comes back under its last name, or under the alias it is given.</summary>
    public Expression Key(string path, FieldModel field, string? alias, Type type) => At(path, type, slot =>
    {
        _select.Add(new SoqlSelectTerm(new SoqlField(path), alias));
        _root.Add(alias ?? LastOf(path), new FieldColumn(slot, field));
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

    /// <summary>The query of a child relationship; the one that is there already, if it is about the same children.</summary>
    /// <param name="filter">Which children, in what order.</param>
    /// <param name="inside">Counts the child queries below it, if it is new.</param>
    /// <exception cref="QueryNotSupportedException">Other children of the same relationship are asked for already.</exception>
    public ChildQuery Children(SoqlQuery filter, Func<ChildQueryCount> inside)
    {
        if (_children.TryGetValue(filter.From, out ChildQuery? known))
        {
            known.Join(filter);
            return known;
        }

        ChildQuery added = new(_count++, filter, inside(), Values);
        _children[filter.From] = added;
        _select.Add(new ChildrenItem(added));
        return added;
    }

    /// <summary>What a child query left in the row.</summary>
    public Expression ChildrenOf(ChildQuery query, Type type) => Access(query.Slot, type);

    private SlotReader ReaderOfAll()
    {
        foreach ((string relationshipName, ChildQuery query) in _children)
            _root.Add(relationshipName, query.Column());
        return new SlotReader(_root, _count);
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

    // What is selected of the children is known only when the whole projection is.
    private sealed record ChildrenItem(ChildQuery Query) : SoqlSelectItem;
}
