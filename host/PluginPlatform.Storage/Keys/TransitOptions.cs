namespace PluginPlatform.Storage.Keys;

/// <summary>Where an external key management is.</summary>
public sealed record TransitOptions
{
    /// <summary>Its address, for example <c>https://vault.example.org:8200</c>. Plain HTTP only on a loopback address.</summary>
    public required Uri Address { get; init; }

    /// <summary>The name of the key that wraps data keys; its type supports associated data (<c>aes256-gcm96</c>).</summary>
    public required string Key { get; init; }

    /// <summary>A file with the access token, read again at each use so that it may be renewed.</summary>
    public required string TokenFile { get; init; }

    /// <summary>How long an answer may take.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromSeconds(5);
}
