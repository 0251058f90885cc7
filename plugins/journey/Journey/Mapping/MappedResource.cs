namespace Journey.Mapping;

/// <summary>What one version of a resource adds to the journey. Without nodes it takes away what earlier versions added.</summary>
/// <param name="Resource"><c>Type/id</c>.</param>
/// <param name="Version">The version it was made from.</param>
internal sealed record MappedResource(string Resource, int Version)
{
    /// <summary>The Patient's id; null when the resource is deleted or in nobody's journey.</summary>
    public string? Subject { get; init; }

    public IReadOnlyList<MappedNode> Nodes { get; init; } = [];

    public IReadOnlyList<MappedEdge> Edges { get; init; } = [];

    /// <summary>The date its edges carry.</summary>
    public string? Date => Nodes.Count > 0 ? Nodes[0].Start.Text : null;

    /// <summary>What a Patient says about itself; null for every other type.</summary>
    public PatientFacts? Patient { get; init; }
}

/// <summary>The Patient itself.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Present">False when it is deleted.</param>
/// <param name="Deceased"><c>deceasedDateTime</c>, or <c>true</c>; null when alive or not recorded.</param>
internal sealed record PatientFacts(string Id, bool Present, string? Deceased);
