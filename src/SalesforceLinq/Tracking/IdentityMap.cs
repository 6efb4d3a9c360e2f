using System.Collections;
using System.Runtime.CompilerServices;

namespace SalesforceLinq.Tracking;

/// <summary>Every record once: finds the entity a context has for an id, and what it knows of an entity. Enumerated, they come in the order in which they were put in.</summary>
/// <remarks>
/// One list, and two tables of places in it: what two dictionaries would keep for each entity is more than half of what its snapshot takes. An entity that is
/// removed leaves a hole, which is closed when the list grows.
/// </remarks>
internal sealed class IdentityMap : IEnumerable<TrackedEntity>
{
    // A page of a query, and the most entries whose list stays off the large object heap.
    private const int MostExpected = 2_000;

    private readonly PlaceTable _byKey = new();
    private readonly PlaceTable _byEntity = new();
    private TrackedEntity?[] _entities = [];
    private int _places;

    // Rows that came from the org are asked for as objects later, if at all: reading does not pay for what saving needs.
    private int _placesByEntity;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>How often an entity was put in, or an id was given to one: while it stays the same, an id that was not found is not found again.</summary>
    public int Arrivals { get; private set; }

    /// <summary>Whether any entity is of a class with parents or children.</summary>
    public bool HasRelationships { get; private set; }

    public TrackedEntity? Find(object entity)
    {
        FileByEntity();
        PlaceTable.Candidates candidates = _byEntity.Find(HashOf(entity));
        while (candidates.MoveNext())
        {
            if (_entities[candidates.Place] is { } tracked && ReferenceEquals(tracked.Entity, entity))
                return tracked;
        }

        return null;
    }

    public TrackedEntity? Find(RecordKey key)
    {
        PlaceTable.Candidates candidates = _byKey.Find(HashOf(key));
        while (candidates.MoveNext())
        {
            if (_entities[candidates.Place] is { } tracked && tracked.Identity == key)
                return tracked;
        }

        return null;
    }

    public TrackedEntity? FindById(string? id) => RecordKey.TryCreate(id, out RecordKey key) ? Find(key) : null;

    /// <summary>Makes room for entities that are about to come.</summary>
    public void Expect(long entities)
    {
        int expected = (int)Math.Min(entities, MostExpected);
        if (_places + expected > _entities.Length && _places < MostExpected)
            Renew(_places + expected);
    }

    /// <summary>Puts an entity in.</summary>
    /// <exception cref="InvalidOperationException">Another instance stands for the same record already.</exception>
    public void Add(TrackedEntity tracked)
    {
        if (RecordKey.TryCreate(tracked.Id, out RecordKey key) && Find(key) is not null)
        {
            throw new InvalidOperationException(
                $"The context already tracks another {tracked.Model.ClrType.Name} with the id {tracked.Id}. " +
                "Change that one (FindAsync hands it out), or use a context of its own for this unit of work.");
        }

        Add(key, tracked);
    }

    /// <summary>Puts an entity in whose id is known to be new here.</summary>
    /// <param name="key">Its id; empty while it has none.</param>
    /// <param name="tracked">The entity.</param>
    public void Add(RecordKey key, TrackedEntity tracked)
    {
        if (_places == _entities.Length)
            Renew(Count + Count / 2 + 4);
        tracked.Identity = key;
        _entities[_places++] = tracked;
        Count++;
        Arrivals++;
        HasRelationships |= tracked.Type.HasRelationships;
        if (!key.IsEmpty)
            FileByKey(tracked, _places - 1);
    }

    /// <summary>Files an entity under the id it was just given.</summary>
    public void Identify(TrackedEntity tracked)
    {
        // The program may have let go of it meanwhile.
        if (!RecordKey.TryCreate(tracked.Id, out RecordKey key) || key == tracked.Identity || PlaceOf(tracked) is not (>= 0 and int place))
            return;
        if (Find(key) is { } former)
            former.Identity = default;
        tracked.Identity = key;
        Arrivals++;
        FileByKey(tracked, place);
    }

    public void Remove(TrackedEntity tracked)
    {
        int place = PlaceOf(tracked);
        if (place < 0)
            return;
        _entities[place] = null;
        Count--;
    }

    public void Clear()
    {
        _entities = [];
        (_places, _placesByEntity, Count, HasRelationships) = (0, 0, 0, false);
        _byKey.Reset(0);
        _byEntity.Reset(0);
    }

    /// <summary>The entities that are there now: those that come while it is read are not among them.</summary>
    public Enumerator GetEnumerator() => new(_entities, _places);

    IEnumerator<TrackedEntity> IEnumerable<TrackedEntity>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static uint HashOf(RecordKey key) => (uint)key.GetHashCode();

    // The runtime's own number is good in its low bits only, and the table compares the high ones.
    private static uint HashOf(object entity) => (uint)RuntimeHelpers.GetHashCode(entity) * 0x9E3779B1;

    private int PlaceOf(TrackedEntity tracked)
    {
        FileByEntity();
        PlaceTable.Candidates candidates = _byEntity.Find(HashOf(tracked.Entity));
        while (candidates.MoveNext())
        {
            if (ReferenceEquals(_entities[candidates.Place], tracked))
                return candidates.Place;
        }

        return -1;
    }

    private void FileByKey(TrackedEntity tracked, int place)
    {
        if (_byKey.HasRoomFor(place))
            _byKey.Add(HashOf(tracked.Identity), place);
        else
            FileAllByKey();
    }

    private void FileAllByKey()
    {
        _byKey.Reset(_entities.Length);
        for (int place = 0; place < _places; place++)
        {
            if (_entities[place] is { Identity.IsEmpty: false } tracked)
                _byKey.Add(HashOf(tracked.Identity), place);
        }
    }

    private void FileByEntity()
    {
        if (_placesByEntity == _places)
            return;
        if (!_byEntity.HasRoomFor(_places - 1))
        {
            _byEntity.Reset(_entities.Length);
            _placesByEntity = 0;
        }

        for (; _placesByEntity < _places; _placesByEntity++)
        {
            if (_entities[_placesByEntity] is { } tracked)
                _byEntity.Add(HashOf(tracked.Entity), _placesByEntity);
        }
    }

    // A list of its own each time, because the former one may be being read.
    private void Renew(int room)
    {
        TrackedEntity?[] former = _entities;
        int places = _places;
        _entities = new TrackedEntity?[room];
        if (Count == places)
        {
            Array.Copy(former, _entities, places);
            return;
        }

        _places = 0;
        foreach (TrackedEntity tracked in new Enumerator(former, places))
            _entities[_places++] = tracked;
        FileAllByKey();
        _byEntity.Reset(0);
        _placesByEntity = 0;
    }

    /// <summary>Reads a list over its holes.</summary>
    internal struct Enumerator(TrackedEntity?[] entities, int places) : IEnumerator<TrackedEntity>
    {
        private int _next;

        public TrackedEntity Current { readonly get; private set; } = null!;

        readonly object IEnumerator.Current => Current;

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_next < places)
            {
                // Gone while the list was being read: a hole, or, where the list has been renewed since, one that is detached.
                if (entities[_next++] is { State: not EntityState.Detached } tracked)
                {
                    Current = tracked;
                    return true;
                }
            }

            return false;
        }

        public void Reset() => _next = 0;

        public readonly void Dispose()
        {
        }
    }
}
