using System.Text.Json;
using Journey.Contracts;

namespace Journey.Graphs;

/// <summary>Writes a journey piece by piece, so that no answer is ever whole in memory.</summary>
internal static class WriteGraph
{
    private const int Piece = 64 * 1024;

    public static async Task ToAsync(Utf8JsonWriter writer, JourneyGraph graph, CancellationToken cancellationToken)
    {
        writer.WriteStartObject();
        Deceased(writer, graph.Deceased);
        await ArrayAsync(writer, "nodes", graph.Nodes, Node, cancellationToken);
        await ArrayAsync(writer, "edges", graph.Edges, Edge, cancellationToken);
        writer.WriteEndObject();
        await writer.FlushAsync(cancellationToken);
    }

    private static async Task ArrayAsync<T>(
        Utf8JsonWriter writer, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write, CancellationToken cancellationToken)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            write(writer, item);
            if (writer.BytesPending > Piece)
            {
                await writer.FlushAsync(cancellationToken);
            }
        }

        writer.WriteEndArray();
    }

    private static void Node(Utf8JsonWriter writer, JourneyNode node)
    {
        writer.WriteStartObject();
        writer.WriteString("id", node.Id);
        writer.WriteString("kind", node.Kind);
        writer.WriteString("label", node.Label);
        writer.WriteString("start", node.Start);
        writer.WriteString("end", node.End);
        writer.WriteString("resource", node.Resource);
        Text(writer, "status", node.Status);
        Text(writer, "code", node.Code);
        Number(writer, "value", node.Value);
        Text(writer, "value", node.Value is null ? node.ValueText : null);
        Text(writer, "unit", node.Unit);
        Number(writer, "low", node.Low);
        Number(writer, "high", node.High);
        Text(writer, "detail", node.Detail);
        writer.WriteEndObject();
    }

    private static void Edge(Utf8JsonWriter writer, JourneyEdge edge)
    {
        writer.WriteStartObject();
        writer.WriteString("from", edge.From);
        writer.WriteString("to", edge.To);
        writer.WriteString("kind", edge.Kind);
        writer.WriteString("date", edge.Date);
        if (edge.Derived)
        {
            writer.WriteBoolean("derived", true);
        }

        writer.WriteEndObject();
    }

    private static void Deceased(Utf8JsonWriter writer, string? deceased)
    {
        if (deceased == "true")
        {
            writer.WriteBoolean("deceased", true);
        }
        else
        {
            Text(writer, "deceased", deceased);
        }
    }

    private static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void Number(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }
}
