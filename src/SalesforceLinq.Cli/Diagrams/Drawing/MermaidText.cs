using System.Text;

namespace SalesforceLinq.Cli.Diagrams.Drawing;

/// <summary>Writes a diagram as an entity relationship diagram of Mermaid, which Markdown on GitHub and GitLab shows.</summary>
internal sealed class MermaidText
{
    public string Write(DiagramModel model)
    {
        StringBuilder text = new("erDiagram\n");
        foreach (DiagramEntity entity in model.Entities)
        {
            // Without braces Mermaid shows a box of the name alone.
            if (entity.Fields.Count == 0)
            {
                text.Append("    ").Append(entity.Name).Append('\n');
                continue;
            }

            text.Append("    ").Append(entity.Name).Append(" {\n");
            foreach (DiagramField field in entity.Fields)
                text.Append("        ").Append(Word(field.Type)).Append(' ').Append(Word(field.Name)).Append(Key(field.Role)).Append(Note(field.Note)).Append('\n');
            text.Append("    }\n");
        }

        foreach (DiagramLink link in model.Links)
        {
            string one = link.IsRequired ? "||" : "|o";
            string line = link.IsPolymorphic ? ".." : "--";
            text.Append("    ").Append(link.Parent).Append(' ').Append(one).Append(line).Append("o{ ").Append(link.Child).Append(" : ").Append(link.Field).Append('\n');
        }

        return text.ToString();
    }

    private static string Key(FieldRole role) => role switch
    {
        FieldRole.Id => " PK",
        FieldRole.Lookup => " FK",
        FieldRole.ExternalId => " UK",
        _ => "",
    };

    private static string Note(string? note) => note is null ? "" : $" \"{note.Replace("\"", "'", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";

    // Types and names of attributes are words to Mermaid; a generic type's sign is not.
    private static string Word(string text) => string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
}
