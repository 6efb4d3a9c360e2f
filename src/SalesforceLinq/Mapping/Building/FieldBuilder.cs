using SalesforceLinq.Mapping.Configuration;
using SalesforceLinq.Mapping.Conversion;

namespace SalesforceLinq;

/// <summary>Says what one property is in Salesforce's terms.</summary>
/// <typeparam name="TValue">The property's type.</typeparam>
public sealed class FieldBuilder<TValue>
{
    private readonly PropertyConfiguration _configuration;

    internal FieldBuilder(PropertyConfiguration configuration) => _configuration = configuration;

    /// <summary>Names the field.</summary>
    /// <param name="apiName">API name, with its suffix: <c>Level__c</c>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public FieldBuilder<TValue> HasField(string apiName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(apiName);
        _configuration.ApiName = apiName;
        return this;
    }

    /// <summary>The field is only read, as formulas, roll-ups and auto-numbers are.</summary>
    /// <param name="readOnly">Default <see langword="true"/>.</param>
    /// <returns>This builder.</returns>
    public FieldBuilder<TValue> IsReadOnly(bool readOnly = true)
    {
        _configuration.IsReadOnly = readOnly;
        return this;
    }

    /// <summary>The field is set when a record is created, and never again.</summary>
    /// <param name="createOnly">Default <see langword="true"/>.</param>
    /// <returns>This builder.</returns>
    public FieldBuilder<TValue> IsCreateOnly(bool createOnly = true)
    {
        _configuration.IsCreateOnly = createOnly;
        return this;
    }

    /// <summary>The field is an external id.</summary>
    /// <param name="externalId">Default <see langword="true"/>.</param>
    /// <returns>This builder.</returns>
    public FieldBuilder<TValue> IsExternalId(bool externalId = true)
    {
        _configuration.IsExternalId = externalId;
        return this;
    }

    /// <summary>The field is a long or rich text area, which SOQL can neither filter, sort nor group.</summary>
    /// <param name="longText">Default <see langword="true"/>.</param>
    /// <returns>This builder.</returns>
    public FieldBuilder<TValue> IsLongText(bool longText = true)
    {
        _configuration.IsLongText = longText;
        return this;
    }

    /// <summary>A save first checks that the field still has the value it was read with: <c>SystemModstamp</c> or <c>LastModifiedDate</c>.</summary>
    /// <param name="token">Default <see langword="true"/>.</param>
    /// <returns>This builder.</returns>
    public FieldBuilder<TValue> IsConcurrencyToken(bool token = true)
    {
        _configuration.IsConcurrencyToken = token;
        return this;
    }

    /// <summary>Whether null can occur, whatever the property's type says.</summary>
    /// <param name="required">Default <see langword="true"/>: null cannot occur.</param>
    /// <returns>This builder.</returns>
    public FieldBuilder<TValue> IsRequired(bool required = true)
    {
        _configuration.IsNullable = !required;
        return this;
    }

    /// <summary>Converts the values between the property's type and the wire.</summary>
    /// <param name="converter">The converter.</param>
    /// <returns>This builder.</returns>
    public FieldBuilder<TValue> HasConversion(FieldConverter converter)
    {
        ArgumentNullException.ThrowIfNull(converter);
        _configuration.Converter = converter;
        return this;
    }

    /// <summary>Converts the values by two functions. Null never reaches them.</summary>
    /// <typeparam name="TWire">What travels: string, bool, long, decimal, double, DateOnly, TimeOnly, DateTimeOffset or a JToken.</typeparam>
    /// <param name="toWire">From the property's value to what travels.</param>
    /// <param name="fromWire">Back.</param>
    /// <returns>This builder.</returns>
    public FieldBuilder<TValue> HasConversion<TWire>(Func<TValue, TWire> toWire, Func<TWire, TValue> fromWire)
        where TWire : notnull
    {
        ArgumentNullException.ThrowIfNull(toWire);
        ArgumentNullException.ThrowIfNull(fromWire);
        _configuration.Converter = LambdaConverters.Create(toWire, fromWire);
        return this;
    }
}
