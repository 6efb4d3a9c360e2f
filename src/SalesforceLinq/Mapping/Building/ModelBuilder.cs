using SalesforceLinq.Mapping.Building;
using SalesforceLinq.Mapping.Configuration;

namespace SalesforceLinq;

/// <summary>Says in code what attributes would say, for classes that should know nothing of Salesforce. What is said here wins over attributes.</summary>
public sealed class ModelBuilder
{
    private readonly Dictionary<Type, EntityConfiguration> _configurations = [];

    internal ModelBuilder()
    {
    }

    /// <summary>Makes a class part of the model.</summary>
    /// <typeparam name="T">The class.</typeparam>
    /// <returns>The builder of its mapping.</returns>
    public EntityBuilder<T> Entity<T>()
        where T : class => new(Configuration(typeof(T)));

    internal EntityConfiguration Configuration(Type clrType)
    {
        if (!_configurations.TryGetValue(clrType, out EntityConfiguration? configuration))
            _configurations[clrType] = configuration = new EntityConfiguration(clrType);
        return configuration;
    }

    /// <summary>Ends the building.</summary>
    /// <exception cref="MappingException">A class or property cannot be mapped as it is written; the message says which, and what to do.</exception>
    internal SalesforceModel Build() => new ModelAssembler(_configurations).Assemble();
}
