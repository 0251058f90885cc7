namespace PluginPlatform.Storage.Blobs;

/// <summary>Where an S3-compatible store is.</summary>
public sealed record S3Options
{
    /// <summary>Its address, for example <c>https://s3.example.org</c>; the bucket is the first part of the path.</summary>
    public required Uri Address { get; init; }

    /// <summary>The bucket, which exists.</summary>
    public required string Bucket { get; init; }

    /// <summary>The region that signatures name.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The access key's id.</summary>
    public required string AccessKey { get; init; }

    /// <summary>The access key's secret.</summary>
    public required string SecretKey { get; init; }

    /// <summary>Where content is encrypted before it is sent.</summary>
    public required string SpoolFolder { get; init; }
}
