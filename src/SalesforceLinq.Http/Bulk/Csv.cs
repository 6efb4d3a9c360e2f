using System.Globalization;
using System.Text;
using CsvHelper;

namespace SalesforceLinq.Http.Bulk;

/// <summary>The CSV of the Bulk API 2.0: commas, lines that end with LF, quotes doubled. The only place that reads and writes it.</summary>
/// <remarks>Source: Bulk API 2.0 and Bulk API Developer Guide, "Prepare CSV Files".</remarks>
internal static class Csv
{
    /// <summary>The cell that empties a field; an empty cell leaves it as it is.</summary>
    public const string Null = "#N/A";

    // With its mark, so that one at the beginning of a file is passed over.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>Writes rows of so many columns.</summary>
    public static CsvWriter Writer(Stream utf8, int columns) => CsvWriter.Create(
        utf8,
        new CsvWriterOptions
        {
            Separator = ',',
            NewLine = "\n",
            FormatProvider = CultureInfo.InvariantCulture,
            // A row of one empty cell would be an empty line, which is no row.
            Quoting = columns == 1 ? CsvQuoting.Always : CsvQuoting.WhenNeededOrWhitespace,
        },
        true);

    /// <summary>Reads rows, the first of them names. Bytes that are no UTF-8 are an error (<see cref="DecoderFallbackException"/>), and not other characters.</summary>
    public static CsvReader Reader(Stream utf8) => CsvReader.Create(
        new StreamReader(utf8, Utf8, detectEncodingFromByteOrderMarks: false, leaveOpen: true),
        new CsvReaderOptions
        {
            Separator = ',',
            DetectSeparatorHint = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
            IncludeValuesInExceptions = false,
            FormatProvider = CultureInfo.InvariantCulture,
        },
        false);
}
