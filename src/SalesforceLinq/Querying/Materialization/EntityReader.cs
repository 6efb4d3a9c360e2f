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
    private readonly string[] _related;
    private readonly bool _isIdFirst;
    private readonly bool _isFlat;

    public EntityReader(EntityModel model, IReadOnlyList<FieldModel> fields, IReadOnlyList<ParentReader> parents, IReadOnlyList<ChildrenReader> children)
    {
        _model = model;
        _fields = [.. fields.Select(FieldReader.Create)];
        _parents = [.. parents];
        _children = [.. children];
        _loaded = FieldSet.Of(fields);
        _related = [.. _parents.Select(parent => parent.Relationship.Property.Name), .. _children.Select(list => list.Relationship.Property.Name)];
        _isIdFirst = fields is [{ ApiName: "Id" }, ..];
        _isFlat = _parents.Length == 0 && _children.Length == 0;
    }

    public int FieldCount => _fields.Length;

    public override bool TryRead(ref Utf8JsonReader reader, RowSession session, out object? row)
    {
        row = null;
        FieldSession fieldSession = session.FieldsOf(this);
        ChangeTracker? tracker = _model.HasId ? session.Tracker : null;
        RecordKey key = default;
        int depth = reader.CurrentDepth;
        int expected = 0;
        object? entity = null;
        while (true)
        {
            if (!reader.Read())
                return false;
            if (reader.TokenType == JsonTokenType.EndObject)
                break;

            // Answers keep the order of the SELECT list, so the next field is nearly always the one expected.
            int index = (uint)expected < (uint)_fields.Length && reader.ValueSpan.SequenceEqual(_fields[expected].Name) ? expected : FindField(ref reader);
            if (index < 0)
            {
                if (!TryReadOther(ref reader, ref entity, session))
                    return false;
                continue;
            }

            if (!reader.Read())
                return false;
            if (index == 0 && _isIdFirst && tracker is not null && RecordKey.TryCreate(reader.ValueSpan, out key)
                && _isFlat && tracker.TryGetTracked(_model, key, _loaded, out row))
            {
                return TrySkipTo(ref reader, depth);
            }

            entity ??= _model.CreateInstance();
            if (!_fields[index].TryRead(ref reader, entity, fieldSession))
                return false;
            expected = index + 1;
        }

        entity ??= _model.CreateInstance();
        if (_model.BindsConstructor)
            entity = Construct(entity, session);
        row = tracker is null ? entity : Track(entity, key, tracker, session);
        return true;
    }

    private object Construct(object read, RowSession session)
    {
        object entity;
        try
        {
            entity = _model.Construct(read);
        }
        catch (Exception refusal) when (refusal is not (OutOfMemoryException or OperationCanceledException))
        {
            throw MaterializationException.NotConstructed(_model, session.ShowsValues, refusal);
        }

        foreach (FieldModel field in _model.FieldsOf(read))
        {
            if (!_model.IsBound(field) && (field.IsExtra || _loaded.Contains(field)))
                field.SetValue(entity, field.GetValue(read));
        }

        Carry(read, entity, session);
        return entity;
    }

    private object Track(object entity, RecordKey key, ChangeTracker tracker, RowSession session)
    {
        object tracked = tracker.TrackQueried(_model, entity, key, _loaded);
        if (_isFlat)
            return tracked;
        if (!ReferenceEquals(tracked, entity))
            Carry(entity, tracked, session);
        tracker.AcceptRelationships(tracked, _related);
        return tracked;
    }

    // The record was known: what it is related to belongs to the entity that stands for it.
    private void Carry(object from, object to, RowSession session)
    {
        foreach (ParentReader parent in _parents)
            parent.Relationship.SetValue(to, parent.Relationship.GetValue(from));
        foreach (ChildrenReader children in _children)
            children.Carry(from, to);
        foreach (OpenChildList list in session.OpenLists)
        {
            if (ReferenceEquals(list.Owner, from))
                list.HandTo(to);
        }
    }

    private int FindField(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.SequenceEqual("attributes"u8))
            return -1;
        for (int i = 0; i < _fields.Length; i++)
        {
            if (reader.ValueTextEquals(_fields[i].Name))
                return i;
        }

        return -1;
    }

    private bool TryReadOther(ref Utf8JsonReader reader, ref object? entity, RowSession session)
    {
        foreach (ParentReader parent in _parents)
        {
            if (reader.ValueTextEquals(parent.Name))
                return reader.Read() && parent.TryRead(ref reader, entity ??= _model.CreateInstance(), session);
        }

        foreach (ChildrenReader children in _children)
        {
            if (reader.ValueTextEquals(children.Name))
                return reader.Read() && children.TryRead(ref reader, entity ??= _model.CreateInstance(), session);
        }

        if (_model.ExtraFields is not { } extra || reader.ValueSpan.SequenceEqual("attributes"u8))
            return reader.Read() && reader.TrySkip();
        return TryReadExtra(ref reader, extra.Field(reader.GetString()!), entity ??= _model.CreateInstance());
    }

    // A field nobody mapped or chose, as FIELDS(ALL) brings them.
    private static bool TryReadExtra(ref Utf8JsonReader reader, FieldModel field, object entity)
    {
        if (!reader.Read() || !WireParsing.TryReadWire(ref reader, out object? wire))
            return false;
        field.SetValue(entity, field.FromWire(wire));
        return true;
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
