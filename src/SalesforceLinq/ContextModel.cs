using System.Collections.Concurrent;
using System.Reflection;
using SalesforceLinq.Querying.Caching;
using SalesforceLinq.Tracking;

namespace SalesforceLinq;

/// <summary>What all contexts of one class share: their model, the plans of their queries, and how their entities are compared.</summary>
internal sealed class ContextModel(SalesforceModel model)
{
    private static readonly ConcurrentDictionary<Type, Lazy<ContextModel>> ByContext = new();

    public SalesforceModel Model { get; } = model;

    public Dictionary<EntityModel, TrackedType> TrackedTypes { get; } = [];

    public PlanCache Plans { get; } = new();

    /// <summary>The model of a context's class; built by the first context that asks.</summary>
    public static ContextModel Of(SalesforceContext context) =>
        ByContext.GetOrAdd(context.GetType(), static (_, context) => new Lazy<ContextModel>(() => Build(context)), context).Value;

    private static ContextModel Build(SalesforceContext context)
    {
        ModelBuilder builder = new();
        foreach (PropertyInfo property in context.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(SObjectSet<>))
                builder.Configuration(property.PropertyType.GetGenericArguments()[0]);
        }

        context.BuildModel(builder);
        return new ContextModel(builder.Build());
    }
}
