namespace SalesforceLinq.Tracking;

/// <summary>Finds places in a list by the hash of what stands there; four bytes for each, and the list is looked at only where it is likely to be right.</summary>
/// <remarks>
/// Open addressing with linear probing. A slot holds the place (from one, so that zero is a free slot) in the bits that say which slot the hash belongs to, which
/// need not be kept, and the rest of the hash in the others.
/// </remarks>
internal sealed class PlaceTable
{
    private const int Least = 16;

    private uint[] _slots = [];
    private int _count;

    private uint Mask => (uint)_slots.Length - 1;

    /// <summary>Forgets all places, and makes room for those of a list of this length.</summary>
    public void Reset(int length)
    {
        _slots = length == 0 ? [] : new uint[SlotsFor(length)];
        _count = 0;
    }

    /// <summary>Whether a place can be put in; otherwise <see cref="Reset"/> the table, and put all of them in again.</summary>
    public bool HasRoomFor(int place) => Math.Max(place, _count) < MostIn(_slots.Length);

    /// <summary>Puts a place in, for which there is room.</summary>
    public void Add(uint hash, int place)
    {
        uint slot = hash & Mask;
        while (_slots[slot] != 0)
            slot = (slot + 1) & Mask;
        _slots[slot] = (hash & ~Mask) | (uint)(place + 1);
        _count++;
    }

    /// <summary>The places that may be meant, one after the other.</summary>
    /// <param name="hash">The hash of what is looked for.</param>
    public Candidates Find(uint hash) => new(this, hash);

    private static int SlotsFor(int length)
    {
        int slots = Least;
        while (MostIn(slots) < length)
            slots *= 2;
        return slots;
    }

    // Probing stays short while a quarter of the slots is free.
    private static int MostIn(int slots) => slots / 4 * 3;

    /// <summary>The places whose hash is the one that is looked for.</summary>
    internal struct Candidates(PlaceTable table, uint hash)
    {
        private uint _slot = hash & table.Mask;

        /// <summary>The place looked at.</summary>
        public int Place { get; private set; }

        /// <summary>Goes on to the next place.</summary>
        public bool MoveNext()
        {
            uint[] slots = table._slots;
            if (slots.Length == 0)
                return false;
            uint mask = (uint)slots.Length - 1;
            uint differing;
            uint found;
            do
            {
                found = slots[_slot];
                if (found == 0)
                    return false;
                _slot = (_slot + 1) & mask;
                differing = (found ^ hash) & ~mask;
            }
            while (differing != 0);
            Place = (int)(found & mask) - 1;
            return true;
        }
    }
}
