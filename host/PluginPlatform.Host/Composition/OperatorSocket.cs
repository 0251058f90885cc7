using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PluginPlatform.Host.Composition;

/// <summary>
/// The Unix socket in the data folder by which commands speak to the running host. Mode 0600: who can open it owns the
/// data anyway, so it needs no sign-in.
/// </summary>
internal static class OperatorSocket
{
    public static void Listen(KestrelServerOptions kestrel, PlatformOptions options)
    {
        Directory.CreateDirectory(options.DataFolder);
        File.Delete(options.SocketPath);
        kestrel.ListenUnixSocket(options.SocketPath);
    }

    public static void Protect(PlatformOptions options)
    {
        if (options.OperatorSocket)
        {
            File.SetUnixFileMode(options.SocketPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public static bool Carries(HttpContext context) =>
        context.Features.Get<IConnectionSocketFeature>()?.Socket.AddressFamily == AddressFamily.Unix;
}
