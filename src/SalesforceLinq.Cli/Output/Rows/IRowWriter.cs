using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Cli.Output.Rows;

/// <summary>Writes rows as they come, in one of the formats.</summary>
internal interface IRowWriter
{
    /// <summary>Begins, once the columns are known.</summary>
    /// <param name="shape">The columns.</param>
    /// <param name="sample">The first rows, which will be written next.</param>
    void Begin(RowShape shape, IReadOnlyList<JObject> sample);

    void Write(JObject row);

    void End();
}
