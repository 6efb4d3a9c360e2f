using System.Globalization;
using System.Text;
using System.Text.Json;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Binding;

namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>Writes a value as an SQL expression.</summary>
internal sealed class ValueCompiler(SqlParameters parameters, QueryContext context)
{
    private const double KilometresPerMile = 1.609344;

    /// <summary>Groupings that the row being written is a subtotal over: their key is null.</summary>
    public IReadOnlyCollection<BoundValue> RolledUp { get; init; } = [];

    public string Compile(BoundValue value)
    {
        if (RolledUp.Contains(value))
            return "NULL";
        return value switch
        {
            ColumnValue column => Column(column),
            RelationTypeValue type => RelationType(type),
            PolymorphicValue polymorphic => Polymorphic(polymorphic),
            DateFunctionValue function => new DateFunctionCompiler(parameters, context).Compile(function, Compile(function.Argument)),
            DistanceValue distance => Distance(distance),
            AggregateValue aggregate => Aggregate(aggregate),
            GroupingValue grouping => RolledUp.Contains(grouping.Grouping) ? "1" : "0",
            LabelValue label => Label(label),
            FormatValue format => Format(format),
            _ => throw new InvalidOperationException($"No SQL for {value.GetType().Name}."),
        };
    }

    /// <summary>The value where it is compared: a computed text must be told that case does not count.</summary>
    public string CompileOperand(BoundValue value)
    {
        string sql = Compile(value);
        if (value is ColumnValue { Type: FieldType.Boolean, Source.Optional: true } or PolymorphicValue { Type: FieldType.Boolean })
            return $"coalesce({sql},0)";
        return value is LabelValue or PolymorphicValue or RelationTypeValue ? $"{sql} COLLATE {SqlFunctions.Collation}" : sql;
    }

    /// <summary>The value as ORDER BY sorts it: picklists by the order of their setup, text without case.</summary>
    public string CompileOrder(BoundValue value)
    {
        string sql = CompileOperand(value);
        if (value is not ColumnValue { Field: { Type: FieldType.Picklist, PicklistValues: { Count: > 0 } choices } } || RolledUp.Contains(value))
            return sql;

        StringBuilder order = new($"CASE WHEN {sql} IS NULL THEN NULL");
        int place = 0;
        foreach (PicklistValue choice in choices)
            order.Append(CultureInfo.InvariantCulture, $" WHEN {sql} = {SqlText.Constant(choice.Value)} THEN {place++}");
        return order.Append(CultureInfo.InvariantCulture, $" ELSE {place} END").ToString();
    }

    private static string Column(ColumnValue column) => $"{column.Source.Alias}.{SqlText.Quote(column.Field.Name)}";

    private static string Reference(BoundSource source, FieldSchema reference) => $"{source.Alias}.{SqlText.Quote(reference.Name)}";

    private static string RelationType(RelationTypeValue type)
    {
        StringBuilder sql = new($"CASE substr({Reference(type.Source, type.Reference)},1,3)");
        foreach (ObjectSchema target in type.Targets.Where(target => target.KeyPrefix is not null))
            sql.Append(CultureInfo.InvariantCulture, $" WHEN {SqlText.Constant(target.KeyPrefix!)} THEN {SqlText.Constant(target.Name)}");
        return sql.Append(" END").ToString();
    }

    /// <summary>Only the object that the id's prefix names is looked into.</summary>
    private static string Polymorphic(PolymorphicValue value)
    {
        string id = Reference(value.Source, value.Reference);
        StringBuilder sql = new($"CASE substr({id},1,3)");
        foreach (PolymorphicTarget target in value.Targets.Where(target => target.Object.KeyPrefix is not null))
        {
            sql.Append(
                CultureInfo.InvariantCulture,
                $" WHEN {SqlText.Constant(target.Object.KeyPrefix!)} THEN (SELECT x.{SqlText.Quote(target.Field.Name)} FROM {SqlText.Quote(target.Object.Name)} x WHERE x.\"Id\" = {id})");
        }

        return sql.Append(" END").ToString();
    }

    private string Distance(DistanceValue distance)
    {
        string alias = distance.Source.Alias;
        string kilometres = $"SF_DISTANCE({alias}.{SqlText.Quote(distance.Latitude.Name)},{alias}.{SqlText.Quote(distance.Longitude.Name)}," +
            $"{parameters.Add(distance.FromLatitude)},{parameters.Add(distance.FromLongitude)})";
        return distance.Miles ? string.Create(CultureInfo.InvariantCulture, $"({kilometres}/{KilometresPerMile})") : kilometres;
    }

    private string Aggregate(AggregateValue aggregate)
    {
        string argument = Compile(aggregate.Argument);
        return aggregate.Function switch
        {
            Soql.Binding.AggregateFunction.Count => $"count({argument})",
            Soql.Binding.AggregateFunction.CountDistinct => $"count(DISTINCT {argument})",
            Soql.Binding.AggregateFunction.Sum => $"sum({argument})",
            Soql.Binding.AggregateFunction.Average => $"avg({argument})",
            Soql.Binding.AggregateFunction.Minimum => $"min({argument})",
            _ => $"max({argument})",
        };
    }

    private string Label(LabelValue label)
    {
        string argument = Compile(label.Argument);
        if (label.Values.All(choice => choice.Label == choice.Value))
            return argument;
        if (label.Argument.Type == FieldType.MultiPicklist)
        {
            Dictionary<string, string> labels = label.Values.Where(choice => choice.Label != choice.Value)
                .DistinctBy(choice => choice.Value, StringComparer.OrdinalIgnoreCase).ToDictionary(choice => choice.Value, choice => choice.Label);
            return $"SF_LABELS({argument},{parameters.Add(JsonSerializer.Serialize(labels))})";
        }

        StringBuilder sql = new($"CASE {argument}");
        foreach (PicklistValue choice in label.Values.Where(choice => choice.Label != choice.Value))
            sql.Append(CultureInfo.InvariantCulture, $" WHEN {SqlText.Constant(choice.Value)} THEN {SqlText.Constant(choice.Label)}");
        return sql.Append(CultureInfo.InvariantCulture, $" ELSE {argument} END").ToString();
    }

    private string Format(FormatValue format) => string.Create(
        CultureInfo.InvariantCulture,
        $"SF_FORMAT({Compile(format.Argument)},'{format.Argument.Type}',{format.Scale},{SqlText.Constant(context.CurrencyCode)},{parameters.Add(context.TimeZone.Id)},{parameters.Add(context.Locale)})");
}
