using SalesforceLinq.Tracking;

namespace SalesforceLinq;

/// <summary>What a context knows of one field of one entity.</summary>
public class PropertyEntry
{
    private readonly ChangeTracker _tracker;
    private readonly TrackedEntity _tracked;

    internal PropertyEntry(ChangeTracker tracker, TrackedEntity tracked, FieldModel field)
    {
        _tracker = tracker;
        _tracked = tracked;
        Field = field;
    }

    /// <summary>The field.</summary>
    public FieldModel Field { get; }

    /// <summary>The value the property has. Setting it, even to what it is, sends the field at the next save of a context that tracks the entity.</summary>
    /// <exception cref="InvalidOperationException">The field is read-only.</exception>
    public object? CurrentValue
    {
        get => Field.GetValue(_tracked.Entity);
        set
        {
            Field.SetValue(_tracked.Entity, value);
            if (_tracked.State != EntityState.Detached)
                IsModified = true;
        }
    }

    /// <summary>The value the org had when the entity was read or saved; <see langword="null"/> where it never was.</summary>
    /// <value>Setting it says what the entity, and the record if the field is a concurrency token, is compared with.</value>
    /// <exception cref="InvalidOperationException">The org does not have the entity yet.</exception>
    public object? OriginalValue
    {
        get => _tracked.Snapshot is { } snapshot ? Field.Converter.Copy(Field.GetValue(snapshot)) : null;
        set => Field.SetValue(
            _tracked.Snapshot ?? throw new InvalidOperationException($"{Field} has no original value: the org does not have the record yet, or the context does not track it."),
            Field.Converter.Copy(value));
    }

    /// <summary>Whether the org's value is known. A field that was not loaded is not a null, and is not sent unless it is set.</summary>
    public bool IsLoaded => _tracked.Loaded.Contains(Field);

    /// <summary>Whether saving will send the field.</summary>
    /// <value>Setting it to <see langword="false"/> puts the original value back.</value>
    /// <exception cref="InvalidOperationException">The field is read-only, or the context does not track the entity.</exception>
    public bool IsModified
    {
        get => _tracked.State switch
        {
            EntityState.Detached => false,
            EntityState.Added or EntityState.Upserted => _tracked.Pointers.ContainsKey(Field.ApiName) || _tracked.IsSentWhenNew(Field),
            _ => _tracked.Forced.Contains(Field) || _tracked.Pointers.ContainsKey(Field.ApiName)
                || (_tracked.Snapshot is { } snapshot && !EntitySnapshot.AreSame(Field, Field.GetValue(_tracked.Entity), Field.GetValue(snapshot))),
        };
        set
        {
            if (value && (Field.IsReadOnly || Field.ApiName == "Id"))
                throw new InvalidOperationException($"{Field} is read-only: the org sets it, and it cannot be sent.");
            if (value && _tracked.State == EntityState.Detached)
                throw new InvalidOperationException($"{_tracked} is not tracked, so saving will not send {Field}. Attach it, and then ask for its entry.");
            _tracked.Forced = value ? _tracked.Forced.With(Field) : _tracked.Forced.Without(Field);
            if (!value)
                PutBack();
            else if (_tracked.State == EntityState.Unchanged)
                _tracker.SetState(_tracked, EntityState.Modified);
        }
    }

    private void PutBack()
    {
        if (_tracked.Snapshot is { } snapshot)
        {
            Field.SetValue(_tracked.Entity, Field.Converter.Copy(Field.GetValue(snapshot)));
            foreach (ParentModel relationship in _tracked.Model.Parents.Where(parent => parent.ForeignKey == Field))
                _tracker.FollowLookup(_tracked, relationship);
        }

        if (_tracked.State == EntityState.Modified && !_tracked.DetectFields())
            _tracker.SetState(_tracked, EntityState.Unchanged);
    }
}

/// <summary>What a context knows of one field of one entity, by the property's type.</summary>
/// <typeparam name="TValue">The property's type.</typeparam>
public sealed class PropertyEntry<TValue> : PropertyEntry
{
    internal PropertyEntry(ChangeTracker tracker, TrackedEntity tracked, FieldModel field)
        : base(tracker, tracked, field)
    {
    }

    /// <inheritdoc cref="PropertyEntry.CurrentValue"/>
    public new TValue CurrentValue
    {
        get => (TValue)base.CurrentValue!;
        set => base.CurrentValue = value;
    }

    /// <inheritdoc cref="PropertyEntry.OriginalValue"/>
    public new TValue OriginalValue
    {
        get => base.OriginalValue is TValue value ? value : default!;
        set => base.OriginalValue = value;
    }
}
