using System.Text;
using System.Text.Json;
using SalesforceLinq.Tracking;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>Reads records into entities of one class, with their parents and children where the query asks for them.</summary>
internal sealed class EntityReader : RowReader
{
    private readonly EntityModel _model;
    private readonly FieldReader[] _fields;
    private readonly ParentReader[] _parents;
    private readonly ChildrenReader[] _children;
    private readonly FieldSet _loaded;
    private readonly bool _isIdFirst;

    public EntityReader(EntityModel model, IReadOnlyList<FieldModel> fields, IReadOnlyList<ParentReader> parents, IReadOnlyList<ChildrenReader> children)
    {
        _model = model;
        _fields = [.. fields.Select(FieldReader.Create)];
        _parents = [.. parents];
        _children = [.. children];
        _loaded = FieldSet.Of(fields);
        _isIdFirst = fields is [{ ApiName: "Id" }, ..];
    }

    public override bool TryRead(ref Utf8JsonReader reader, RowSession session, out object? row)
    {
        row = null;
        int depth = reader.CurrentDepth;
        int expected = 0;
        object entity = _model.CreateInstance();
        bool canSkip = _isIdFirst && session.Tracker is not null && _parents.Length == 0 && _children.Length == 0;
        while (true)
        {
            if (!reader.Read())
                return false;
            if (reader.TokenType == JsonTokenType.EndObject)
                break;

            int index = FindField(ref reader, expected);
            if (index < 0)
            {
                if (!TryReadOther(ref reader, entity, session))
                    return false;
                continue;
            }

            if (!reader.Read())
                return false;
            if (index == 0 && canSkip && session.Tracker!.TryGetTracked(_model, reader.ValueSpan, _loaded, out row))
                return TrySkipTo(ref reader, depth);
            if (!_fields[index].TryRead(ref reader, entity))
                return false;
            expected = index + 1;
        }

        row = Finish(entity, session);
        return true;
    }

    private object Finish(object entity, RowSession session)
    {
        if (session.Tracker is not { } tracker || !_model.HasId)
            return entity;

        object tracked = tracker.TrackQueried(_model, entity, _loaded);
        if (!ReferenceEquals(tracked, entity))
            Carry(entity, tracked);
        if (_parents.Length > 0 || _children.Length > 0)
            tracker.AcceptRelationships(tracked);
        return tracked;
    }

    // The record was known: what it is related to belongs to the entity that stands for it.
    private void Carry(object from, object to)
    {
        foreach (ParentReader parent in _parents)
            parent.Relationship.SetValue(to, parent.Relationship.GetValue(from));
        foreach (ChildrenReader children in _children)
            children.Carry(from, to);
    }

    private int FindField(ref Utf8JsonReader reader, int expected)
    {
        // Answers keep the order of the SELECT list.
        if (expected < _fields.Length && reader.ValueTextEquals(_fields[expected].Name))
            return expected;
        for (int i = 0; i < _fields.Length; i++)
        {
            if (reader.ValueTextEquals(_fields[i].Name))
                return i;
        }

        return -1;
    }

    private bool TryReadOther(ref Utf8JsonReader reader, object entity, RowSession session)
    {
        foreach (ParentReader parent in _parents)
        {
            if (reader.ValueTextEquals(parent.Name))
                return reader.Read() && parent.TryRead(ref reader, entity, session);
        }

        foreach (ChildrenReader children in _children)
        {
            if (reader.ValueTextEquals(children.Name))
                return reader.Read() && children.TryRead(ref reader, entity, session);
        }

        return reader.Read() && reader.TrySkip();
    }

    private static bool TrySkipTo(ref Utf8JsonReader reader, int depth)
    {
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == depth)
                return true;
        }

        return false;
    }
}

/// <summary>Reads the parent of an entity into its property.</summary>
internal sealed class ParentReader(ParentModel relationship, RowReader parents)
{
    public ParentModel Relationship { get; } = relationship;

    public byte[] Name { get; } = Encoding.UTF8.GetBytes(relationship.RelationshipName);

    public bool TryRead(ref Utf8JsonReader reader, object entity, RowSession session)
    {
        object? parent = null;
        if (reader.TokenType != JsonTokenType.Null && !parents.TryRead(ref reader, session, out parent))
            return false;
        Relationship.SetValue(entity, parent);
        return true;
    }
}
