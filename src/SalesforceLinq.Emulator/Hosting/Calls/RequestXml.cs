using System.Xml;
using System.Xml.Linq;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>Reads XML that somebody sent: it loads nothing from elsewhere, and is not nested deeper than JSON may be.</summary>
internal static class RequestXml
{
    // What is read later goes down level by level: the stack must survive any text.
    private const int DeepestNesting = 64;

    private static readonly XmlReaderSettings Careful = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <exception cref="XmlException">The text is no XML, or nested too deeply.</exception>
    public static XDocument Load(ReadOnlyMemory<byte> body)
    {
        byte[] text = body.ToArray();
        using (var depth = XmlReader.Create(new MemoryStream(text), Careful))
        {
            while (depth.Read())
            {
                if (depth.Depth > DeepestNesting)
                    throw new XmlException($"Elements are nested at most {DeepestNesting} levels deep.", null, (depth as IXmlLineInfo)?.LineNumber ?? 0, (depth as IXmlLineInfo)?.LinePosition ?? 0);
            }
        }

        using var reader = XmlReader.Create(new MemoryStream(text), Careful);
        return XDocument.Load(reader);
    }
}
