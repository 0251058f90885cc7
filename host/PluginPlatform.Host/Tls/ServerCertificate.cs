using System.Net.Security;
using System.Security.Cryptography;

namespace PluginPlatform.Host.Tls;

/// <summary>
/// The certificate for the next handshake. Its files are looked at no more than once a second; what cannot be used, such as a
/// certificate whose key is still being written, is logged and leaves the one in use.
/// </summary>
internal sealed class ServerCertificate
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly TlsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ServerCertificate> _log;
    private readonly Lock _reading = new();
    private volatile SslStreamCertificateContext _current;
    private string _stamp;
    private long _looked;

    /// <summary>Throws when the files cannot be read: a server without its certificate does not start.</summary>
    public ServerCertificate(TlsOptions options, TimeProvider time, ILogger<ServerCertificate> log)
    {
        (_options, _time, _log) = (options, time, log);
        _stamp = Stamp();
        _looked = time.GetTimestamp();
        _current = ReadCertificate.From(options);
        Tell();
    }

    public SslStreamCertificateContext Current
    {
        get
        {
            if (_time.GetElapsedTime(Interlocked.Read(ref _looked)) >= BetweenLooks && _reading.TryEnter())
            {
                try
                {
                    Look();
                }
                finally
                {
                    _reading.Exit();
                }
            }

            return _current;
        }
    }

    private void Look()
    {
        Interlocked.Exchange(ref _looked, _time.GetTimestamp());
        try
        {
            var stamp = Stamp();
            if (stamp == _stamp)
            {
                return;
            }

            _stamp = stamp;
            _current = ReadCertificate.From(_options);
            Tell();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or InvalidOperationException or ArgumentException)
        {
            HostLog.CertificateUnusable(_log, fault.GetType().Name);
        }
    }

    private void Tell() => HostLog.CertificateRead(_log, _current.TargetCertificate.NotAfter.ToUniversalTime());

    private string Stamp() => string.Join('|', new[] { _options.CertificateFile, _options.KeyFile, _options.PasswordFile }
        .OfType<string>().Select(file => new FileInfo(file)).Select(file => $"{file.LastWriteTimeUtc.Ticks}:{file.Length}"));
}
