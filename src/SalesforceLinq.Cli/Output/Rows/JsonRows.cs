using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Cli.Output.Rows;

/// <summary>One array of JSON, written row by row.</summary>
internal sealed class JsonRows(TextWriter output, bool withAttributes) : IRowWriter
{
    private readonly JsonTextWriter _json = new(output) { Formatting = Formatting.Indented, CloseOutput = false };

    public void Begin(RowShape shape, IReadOnlyList<JObject> sample) => _json.WriteStartArray();

    public void Write(JObject row) => (withAttributes ? row : RowText.Plain(row)).WriteTo(_json);

    public void End()
    {
        _json.WriteEndArray();
        _json.Flush();
        output.Write('\n');
    }
}
