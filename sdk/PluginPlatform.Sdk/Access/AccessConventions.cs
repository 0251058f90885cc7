using Microsoft.AspNetCore.Builder;

namespace PluginPlatform.Sdk.Access;

/// <summary>The two declarations every endpoint makes: who may call it, and which patient data it touches.</summary>
public static class AccessConventions
{
    /// <summary>Requires a permission. Several add up: all are required.</summary>
    /// <param name="builder">An endpoint or group.</param>
    /// <param name="permission">As declared with <see cref="Plugins.IPluginBuilder.Permissions"/>.</param>
    /// <typeparam name="TBuilder">The convention builder.</typeparam>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder builder, string permission)
        where TBuilder : IEndpointConventionBuilder => With(builder, new RequiredPermission(permission));

    /// <summary>Declares that the endpoint reads patient data; each answer leaves an audit row before it is sent.</summary>
    /// <param name="builder">An endpoint or group.</param>
    /// <param name="kind">The data kind, or <c>*</c> when the handler names kinds through <see cref="IAccessLog"/>.</param>
    /// <param name="subject">The route value that holds the data subject's id; null when the handler names subjects
    /// through <see cref="IAccessLog"/>.</param>
    /// <param name="action">Read, or Search for lists.</param>
    /// <typeparam name="TBuilder">The convention builder.</typeparam>
    public static TBuilder Reads<TBuilder>(
        this TBuilder builder, string kind, string? subject = null, DataAction action = DataAction.Read)
        where TBuilder : IEndpointConventionBuilder => With(builder, new DeclaredData(action, kind, subject));

    /// <summary>Declares that the endpoint writes patient data; the audit row is in the write's transaction.</summary>
    /// <param name="builder">An endpoint or group.</param>
    /// <param name="kind">The data kind, or <c>*</c>.</param>
    /// <param name="subject">As for <see cref="Reads"/>.</param>
    /// <param name="action">Create, Update or Delete.</param>
    /// <typeparam name="TBuilder">The convention builder.</typeparam>
    public static TBuilder Writes<TBuilder>(
        this TBuilder builder, string kind, string? subject = null, DataAction action = DataAction.Update)
        where TBuilder : IEndpointConventionBuilder => With(builder, new DeclaredData(action, kind, subject));

    /// <summary>Declares that the endpoint touches no patient data.</summary>
    /// <param name="builder">An endpoint or group.</param>
    /// <typeparam name="TBuilder">The convention builder.</typeparam>
    public static TBuilder NoPatientData<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => With(builder, DeclaredData.Nothing);

    private static TBuilder With<TBuilder>(TBuilder builder, object metadata)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(metadata));
        return builder;
    }
}
