namespace PluginPlatform.Sdk.Events;

/// <summary>Names an event record of a Contracts assembly. Records change only by additions.</summary>
/// <param name="type">The CloudEvents 1.0 <c>type</c> (section 3.1.1), past tense: <c>fhir.resource-changed</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventAttribute(string type) : Attribute
{
    /// <summary>The CloudEvents type.</summary>
    public string Type { get; } = type;
}
