using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Benchmarks;

/// <summary>
/// Keeps a number of HTTP/1.1 connections busy, one request at a time on each. One thread polls bare sockets, so that on a
/// small machine the measuring does not take the processor from the measured.
/// </summary>
internal sealed class HttpLoad(Uri address, IReadOnlyList<byte[]> requests)
{
    private const int LongestAnswer = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly byte[][] _requests = [.. requests];

    /// <summary>Reads with a token, one path after the other.</summary>
    public static HttpLoad Gets(Uri address, string token, IEnumerable<string> paths) => new(address, [.. paths.Select(path => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\nAccept: application/json\r\n\r\n"))]);

    /// <summary>Forms, each with its Authorization header.</summary>
    public static HttpLoad Forms(Uri address, string path, string authorization, string form) => new(address, [Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: {authorization}\r\n"
        + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}")]);

    public Task<LoadResult> RunAsync(int connections, TimeSpan duration, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(() => Run(connections, duration, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private LoadResult Run(int connections, TimeSpan duration, CancellationToken cancellationToken)
    {
        var open = Enumerable.Range(0, connections).Select(i => new Connection(address.Port, i * 7)).ToDictionary(c => c.Socket);
        var milliseconds = new List<double>(1 << 20);
        long non2xx = 0;
        var started = Stopwatch.GetTimestamp();
        foreach (var connection in open.Values)
        {
            connection.Send(_requests);
        }

        var readable = new List<Socket>(connections);
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            readable.Clear();
            readable.AddRange(open.Keys);
            Socket.Select(readable, null, null, Patience);
            if (readable.Count == 0)
            {
                throw new TimeoutException($"The platform answered none of {open.Count} connections within {Patience.TotalSeconds} s.");
            }

            foreach (var socket in readable)
            {
                var connection = open[socket];
                if (connection.Receive() is not { } status)
                {
                    continue;
                }

                milliseconds.Add(Stopwatch.GetElapsedTime(connection.Sent).TotalMilliseconds);
                non2xx += status is >= 200 and < 300 ? 0 : 1;
                if (Stopwatch.GetElapsedTime(started) < duration)
                {
                    connection.Send(_requests);
                    continue;
                }

                open.Remove(socket);
                socket.Dispose();
            }
        }

        return new(milliseconds.Count, non2xx, Stopwatch.GetElapsedTime(started), milliseconds);
    }

    /// <summary>One connection and the answer it is waiting for.</summary>
    private sealed class Connection
    {
        private readonly byte[] _buffer = new byte[LongestAnswer];
        private int _next;
        private int _filled;

        public Connection(int port, int first)
        {
            Socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            Socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
            _next = first;
        }

        public Socket Socket { get; }

        public long Sent { get; private set; }

        public void Send(byte[][] requests)
        {
            _filled = 0;
            Sent = Stopwatch.GetTimestamp();
            Socket.Send(requests[_next++ % requests.Length]);
        }

        /// <returns>The status once the answer is whole; null before.</returns>
        public int? Receive()
        {
            var read = Socket.Receive(_buffer.AsSpan(_filled));
            if (read == 0)
            {
                throw new IOException("The platform closed the connection.");
            }

            _filled += read;
            var answer = _buffer.AsSpan(0, _filled);
            return IsWhole(answer) && Utf8Parser.TryParse(answer.Slice(9, 3), out int status, out _) ? status : null;
        }

        /// <summary>By Content-Length or chunks.</summary>
        private static bool IsWhole(ReadOnlySpan<byte> answer)
        {
            var end = answer.IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                return false;
            }

            var head = answer[..end];
            var at = head.IndexOf("Content-Length: "u8);
            return at >= 0
                ? Utf8Parser.TryParse(head[(at + 16)..], out int length, out _) && answer.Length >= end + 4 + length
                : answer.EndsWith("0\r\n\r\n"u8);
        }
    }
}

/// <summary>What came back.</summary>
internal sealed record LoadResult(long Answers, long Non2xx, TimeSpan Took, IReadOnlyCollection<double> Milliseconds);
