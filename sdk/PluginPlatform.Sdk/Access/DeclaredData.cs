namespace PluginPlatform.Sdk.Access;

/// <summary>Endpoint or fragment metadata: the patient data it touches.</summary>
/// <param name="Action">What is done; <see cref="DataAction.None"/> when no patient data is touched.</param>
/// <param name="Kind">The data kind, or <c>*</c>.</param>
/// <param name="Subject">The route value or parameter that holds the data subject's id, or null.</param>
public sealed record DeclaredData(DataAction Action, string Kind, string? Subject)
{
    /// <summary>No patient data.</summary>
    public static DeclaredData Nothing { get; } = new(DataAction.None, "", null);
}
