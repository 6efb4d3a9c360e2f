using System.Xml;
using System.Xml.Linq;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Bulk.Loading;

/// <summary>Records from XML: <c>sObject</c> elements, whose children are fields, or parents with a key of their own.</summary>
/// <remarks>Source: Bulk API guide, "XML Batches": <c>xsi:nil</c> is null, an empty element is ignored.</remarks>
internal sealed class XmlRowSource : IRowSource
{
    private static readonly XName Nil = XName.Get("nil", "http://www.w3.org/2001/XMLSchema-instance");

    private readonly OrgSchema _schema;
    private readonly ObjectSchema _target;
    private readonly Dictionary<string, LoadColumn> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly IEnumerator<XElement> _records;

    private XmlRowSource(OrgSchema schema, ObjectSchema target, XElement root)
    {
        _schema = schema;
        _target = target;
        _records = root.Elements().Where(element => element.Name.LocalName == "sObject").GetEnumerator();
    }

    public IReadOnlyList<string> Header => [];

    /// <exception cref="BatchRefusedException">The text is no XML.</exception>
    public static async ValueTask<XmlRowSource> OpenAsync(Stream text, OrgSchema schema, ObjectSchema target, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, Async = true });
            XDocument document = await XDocument.LoadAsync(reader, LoadOptions.None, cancellationToken).ConfigureAwait(false);
            return new XmlRowSource(schema, target, document.Root!);
        }
        catch (XmlException)
        {
            throw new BatchRefusedException("InvalidBatch", "Unable to parse XML");
        }
    }

    public ValueTask<LoadRow?> ReadAsync(CancellationToken cancellationToken) => new(_records.MoveNext() ? Read(_records.Current) : null);

    public void Dispose() => _records.Dispose();

    private LoadRow Read(XElement record)
    {
        try
        {
            RecordInput input = new();
            int column = 0;
            foreach (XElement element in record.Elements())
            {
                (string name, string? text) = Flat(element);
                if (text is null || text.Length > 0)
                    Column(name).Put(input, text, column);
                column++;
            }
            return new LoadRow(input, Error: null, []);
        }
        catch (RecordRefusedException refused)
        {
            return new LoadRow(Input: null, refused.Errors[0], []);
        }
    }

    // <Account><sObject><Key__c>A-1</Key__c></sObject></Account> is what Account.Key__c is in CSV; a type names the object of a polymorphic parent.
    private static (string Name, string? Text) Flat(XElement element)
    {
        if (element.Elements().FirstOrDefault(child => child.Name.LocalName == "sObject") is not { } parent)
            return (element.Name.LocalName, (bool?)element.Attribute(Nil) == true ? null : element.Value);
        string? type = parent.Elements().FirstOrDefault(child => child.Name.LocalName == "type")?.Value;
        XElement? key = parent.Elements().FirstOrDefault(child => child.Name.LocalName != "type");
        return ($"{(type is null ? "" : type + ":")}{element.Name.LocalName}.{key?.Name.LocalName}", key?.Value ?? "");
    }

    private LoadColumn Column(string name)
    {
        if (!_columns.TryGetValue(name, out LoadColumn? column))
            _columns.Add(name, column = LoadColumn.Of(_schema, _target, name));
        return column;
    }
}
