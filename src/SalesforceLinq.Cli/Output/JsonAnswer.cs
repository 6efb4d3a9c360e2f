using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Terminals;

namespace SalesforceLinq.Cli.Output;

/// <summary>Writes one JSON value as the whole answer of a command.</summary>
internal sealed class JsonAnswer(Terminal terminal)
{
    public void Write(JToken answer)
    {
        using JsonTextWriter writer = new(terminal.Output) { Formatting = Formatting.Indented, CloseOutput = false };
        answer.WriteTo(writer);
        writer.Flush();
        terminal.Output.WriteLine();
    }
}
