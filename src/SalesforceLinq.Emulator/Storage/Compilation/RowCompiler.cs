using System.Text.Encodings.Web;
using System.Text.Json;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Binding;

namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>Gives each value of a record its column, and makes the plan that reads them.</summary>
internal sealed class RowCompiler(ValueCompiler values, int firstOrdinal)
{
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly List<string> _columns = [];

    /// <summary>The select list.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>The children to fetch for each record, in order.</summary>
    public List<ChildrenMember> Children { get; } = [];

    public RowPlan Compile(BoundRow row)
    {
        int id = Ordinal(row.Id);
        return new RowPlan(row.Object, id, [.. row.Members.Select(member => Member(member, row, id))]);
    }

    public static FieldPlan Field(string name, int ordinal, BoundValue value) => new(Encode(name), ordinal, FormOf(value.Type));

    private static JsonEncodedText Encode(string name) => JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    private static ValueForm FormOf(FieldType type) => type switch
    {
        FieldType.Boolean => ValueForm.Boolean,
        FieldType.Int => ValueForm.Integer,
        FieldType.Double or FieldType.Currency or FieldType.Percent => ValueForm.Decimal,
        FieldType.DateTime => ValueForm.DateTime,
        _ => ValueForm.Text,
    };

    private MemberPlan Member(BoundMember member, BoundRow row, int id)
    {
        JsonEncodedText name = Encode(member.Name);
        switch (member)
        {
            case ValueMember { Blob: { } blob, Value: ColumnValue column }:
                int length = Ordinal($"length({values.Compile(column)})");
                return new BlobPlan(name, length, row.Object!.Name, blob.Name, id);
            case ValueMember value:
                return Field(value.Name, Ordinal(value.Value), value.Value);
            case CompoundMember compound:
                return new CompoundPlan(name, [.. compound.Parts.Select(part => Field(part.Name, Ordinal(part.Value), part.Value))]);
            case ParentMember parent:
                return new ParentPlan(name, Compile(parent.Row));
            case TypeofMember type:
                return new TypeofPlan(name, Ordinal(type.Id), [.. type.Branches.Select(Compile)], Compile(type.Otherwise));
            case ChildrenMember children:
                Children.Add(children);
                return new ChildrenPlan(name, Children.Count - 1);
            default:
                throw new InvalidOperationException($"No plan for {member.GetType().Name}.");
        }
    }

    private int Ordinal(BoundValue value) => Ordinal(values.Compile(value));

    private int Ordinal(string sql)
    {
        if (_ordinals.TryGetValue(sql, out int known))
            return known;
        _columns.Add(sql);
        return _ordinals[sql] = _columns.Count - 1 + firstOrdinal;
    }
}
