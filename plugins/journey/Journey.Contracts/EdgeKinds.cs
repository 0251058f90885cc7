namespace Journey.Contracts;

/// <summary>Kinds of connections, each read from its <c>from</c> end to its <c>to</c> end. More may come.</summary>
public static class EdgeKinds
{
    /// <summary>From an encounter or result to the problem or allergy it brought to light.</summary>
    public const string FoundThrough = "found-through";

    /// <summary>From a problem to the medication, procedure, immunisation or care plan given for it.</summary>
    public const string TreatedWith = "treated-with";

    /// <summary>From a problem to the encounter, result or examination that follows it up.</summary>
    public const string WatchedBy = "watched-by";

    /// <summary>From an event to the encounter it took place in.</summary>
    public const string During = "during";

    /// <summary>From a part to the whole: a result to its report, a visit to its admission, a goal to its care plan.</summary>
    public const string PartOf = "part-of";

    /// <summary>From an event to the document about it.</summary>
    public const string DocumentedBy = "documented-by";

    /// <summary>Connected by the record in a way that none of the others says.</summary>
    public const string Related = "related";
}
