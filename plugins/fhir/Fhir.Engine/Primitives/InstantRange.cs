namespace Fhir.Engine.Primitives;

/// <summary>All instants a partial date may mean: from <paramref name="Low"/> up to, not including, <paramref name="High"/>.</summary>
/// <param name="Low">UTC; <see cref="DateTime.MinValue"/> when open.</param>
/// <param name="High">UTC; <see cref="DateTime.MaxValue"/> when open.</param>
public readonly record struct InstantRange(DateTime Low, DateTime High)
{
    internal static readonly DateTime Open = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
    internal static readonly DateTime Beginning = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
}
