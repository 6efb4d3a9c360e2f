using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Cli.Output.Rows;

/// <summary>A line of JSON for each row.</summary>
internal sealed class JsonLineRows(TextWriter output, bool withAttributes) : IRowWriter
{
    public void Begin(RowShape shape, IReadOnlyList<JObject> sample)
    {
    }

    public void Write(JObject row)
    {
        output.Write((withAttributes ? row : RowText.Plain(row)).ToString(Formatting.None));
        output.Write('\n');
    }

    public void End()
    {
    }
}
