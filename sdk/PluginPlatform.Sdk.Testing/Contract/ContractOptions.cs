namespace PluginPlatform.Sdk.Testing.Contract;

/// <summary>What the contract suite cannot know of its own accord. Everything is closed unless it is named here.</summary>
public sealed record ContractOptions
{
    /// <summary>Operations that anybody may call, as <c>GET /fhir/metadata</c>; <c>ANY</c> stands for every method. Default none.</summary>
    public IReadOnlySet<string> Anonymous { get; init; } = new HashSet<string>();

    /// <summary>Operations of POST, PUT or PATCH that read no body, or can do without one, as a search by POST. Default none.</summary>
    public IReadOnlySet<string> WithoutBody { get; init; } = new HashSet<string>();

    /// <summary>Values for route parameters by name; others get a made-up one. Default none.</summary>
    public IReadOnlyDictionary<string, string> RouteValues { get; init; } = new Dictionary<string, string>();

    /// <summary>Media types a body is sent as: an operation has to refuse a malformed one in each, and to have read one at least.</summary>
    public IReadOnlyList<string> MediaTypes { get; init; } = ["application/json"];
}
