using System.Reflection;
using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Spelling;

namespace SalesforceLinq.Cli.Diagrams.Loading;

/// <summary>Finds the context in an assembly, and asks it for its model; nothing is sent by that.</summary>
internal sealed class ContextFinder
{
    /// <summary>The model of the context.</summary>
    /// <param name="assembly">Where to look.</param>
    /// <param name="name">Name of the context; null when there is only one.</param>
    public SalesforceModel ReadModel(Assembly assembly, string? name)
    {
        Type context = Choose(Contexts(assembly), name);
        try
        {
            using SalesforceContext instance = Create(context);
            return instance.Model;
        }
        catch (Exception wrong) when (wrong is MappingException || wrong is TargetInvocationException { InnerException: not null })
        {
            string reason = (wrong as TargetInvocationException)?.InnerException?.Message ?? wrong.Message;
            throw new ToolException(ExitCode.Usage, "NO_MODEL", $"The model of {context.Name} cannot be built: {reason}", wrong);
        }
    }

    private static List<Type> Contexts(Assembly assembly)
    {
        List<Type> contexts = [.. Loadable(assembly, out Exception? missing)
            .Where(type => type is { IsAbstract: false } && typeof(SalesforceContext).IsAssignableFrom(type)).OrderBy(type => type.FullName, StringComparer.Ordinal)];
        return contexts.Count > 0 || missing is null
            ? contexts
            : throw new ToolException(
                ExitCode.Usage, "NO_MODEL", $"The assembly cannot be read: {missing.Message} Give --model the assembly in the folder it was built to, with all beside it.", missing);
    }

    // Types that need something which is not there may be of no interest.
    private static IEnumerable<Type> Loadable(Assembly assembly, out Exception? missing)
    {
        try
        {
            missing = null;
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partial)
        {
            missing = partial.LoaderExceptions.FirstOrDefault() ?? partial;
            return partial.Types.OfType<Type>();
        }
    }

    private static Type Choose(List<Type> contexts, string? name)
    {
        if (contexts.Count == 0)
            throw new ToolException(ExitCode.Usage, "NO_MODEL", "There is no class that derives from SalesforceContext. --model takes the assembly, or the folder of source, that has one.");
        string all = string.Join(", ", contexts.Select(type => type.Name));
        if (name is null)
            return contexts is [var only] ? only : throw ToolException.Usage($"There are several contexts: {all}. Say which by --context.");
        return contexts.Find(type => type.Name == name || type.FullName == name)
            ?? throw ToolException.Usage($"There is no context '{name}', but {all}.{ClosestName.Question(name, contexts.Select(type => type.Name))}");
    }

    private static SalesforceContext Create(Type context)
    {
        object builder = Activator.CreateInstance(typeof(SalesforceContextOptionsBuilder<>).MakeGenericType(context))!;
        object options = builder.GetType().GetProperty("Options", BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)!.GetValue(builder)!;
        foreach (ConstructorInfo constructor in context.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            ParameterInfo[] parameters = constructor.GetParameters();
            if (parameters is [var single] && single.ParameterType.IsInstanceOfType(options))
                return (SalesforceContext)constructor.Invoke([options]);
            if (parameters.Length == 0)
                return (SalesforceContext)constructor.Invoke([]);
        }

        throw new ToolException(ExitCode.Usage, "NO_MODEL",
            $"{context.Name} has no constructor that takes its options alone (SalesforceContextOptions<{context.Name}>), or nothing. Add one for tools; it may be private.");
    }
}
