namespace SalesforceLinq.Querying.Materialization;

/// <summary>What reading the rows of one query needs beside the rows.</summary>
/// <param name="tracker">Takes the entities in; null for a query that does not track.</param>
/// <param name="showsValues">Whether messages may show the values of records.</param>
internal sealed class RowSession(ChangeTracker? tracker, bool showsValues = false)
{
    private readonly Dictionary<EntityReader, FieldSession> _fields = [];
    private EntityReader? _last;
    private FieldSession? _lastFields;

    public ChangeTracker? Tracker { get; } = tracker;

    public bool ShowsValues { get; } = showsValues;

    /// <summary>Lists of children that go on, on pages of their own, which are read before the row is handed out.</summary>
    public List<OpenChildList> OpenLists { get; } = [];

    /// <summary>What the fields of one class keep from record to record.</summary>
    public FieldSession FieldsOf(EntityReader reader)
    {
        if (ReferenceEquals(reader, _last))
            return _lastFields!;
        if (!_fields.TryGetValue(reader, out FieldSession? fields))
            _fields[reader] = fields = new FieldSession(reader.FieldCount, ShowsValues);
        _last = reader;
        return _lastFields = fields;
    }
}

/// <summary>What the fields of one class keep from record to record, within one query.</summary>
internal sealed class FieldSession(int fieldCount, bool showsValues)
{
    /// <summary>The texts met so far, for each field that is read as text.</summary>
    public StringPool?[] Texts { get; } = new StringPool?[fieldCount];

    public bool ShowsValues { get; } = showsValues;
}

/// <summary>Takes one child in.</summary>
/// <param name="owner">The entity whose child it is; null where it belongs to a column of a projection.</param>
/// <param name="child">The child.</param>
/// <param name="mayHaveIt">Whether the owner may have it already.</param>
internal delegate void AddChild(object? owner, object? child, bool mayHaveIt);

/// <summary>A list of children whose first page came with its parent.</summary>
/// <param name="nextRecordsUrl">Where it goes on.</param>
/// <param name="children">Reads the children.</param>
/// <param name="owner">The entity whose children they are; null where they are a column of a projection.</param>
/// <param name="add">Takes one child in.</param>
/// <param name="missing">How many children the other pages have together; -1 where that is not known.</param>
internal sealed class OpenChildList(string nextRecordsUrl, RowReader children, object? owner, AddChild add, long missing)
{
    private bool _isOwnerOlder;

    public string NextRecordsUrl { get; } = nextRecordsUrl;

    public RowReader Children { get; } = children;

    public object? Owner { get; private set; } = owner;

    /// <summary>How many children the other pages have together; -1 where that is not known.</summary>
    public long Missing { get; } = missing;

    public void Add(object? child) => add(Owner, child, _isOwnerOlder);

    /// <summary>It turned out that another instance stands for the record.</summary>
    public void HandTo(object older)
    {
        Owner = older;
        _isOwnerOlder = true;
    }
}
