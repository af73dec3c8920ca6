using System.Buffers;
using MessagePack;

namespace EdgeQuake.Bench.Locust;

/// <summary>Messages as Locust's masters read and write them: one msgpack array of type, data and node id. Pure.</summary>
internal static class Wire
{
    /// <summary>A version string would be compared with the master's own; -1 is taken by all of them.</summary>
    private const int AnyVersion = -1;

    public static byte[] Bytes(Said said, string id)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(3);
        Write(ref writer, said);
        writer.Write(id);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Null when the bytes are no message.</summary>
    public static Heard? Read(ReadOnlyMemory<byte> frame)
    {
        try
        {
            var reader = new MessagePackReader(frame);
            return reader.ReadArrayHeader() == 3 && reader.ReadString() is { } type ? Read(ref reader, type) : null;
        }
        catch (Exception e) when (e is MessagePackSerializationException or EndOfStreamException or InvalidOperationException or OverflowException)
        {
            return null;
        }
    }

    private static void Write(ref MessagePackWriter writer, Said said)
    {
        switch (said)
        {
            case Said.Ready:
                writer.Write("client_ready");
                writer.Write(AnyVersion);
                break;
            case Said.Heartbeat beat:
                Map(ref writer, "heartbeat", 3);
                Pair(ref writer, "state", beat.State);
                writer.Write("current_cpu_usage");
                writer.Write(beat.Cpu);
                writer.Write("current_memory_usage");
                writer.Write(beat.Memory);
                break;
            case Said.SpawningComplete done:
                Map(ref writer, "spawning_complete", 2);
                WireStats.Users(ref writer, done.Users);
                break;
            case Said.Stats stats:
                writer.Write("stats");
                WireStats.Write(ref writer, stats.Report);
                break;
            case Said.Failed failed:
                Map(ref writer, "exception", 2);
                Pair(ref writer, "msg", failed.Message);
                Pair(ref writer, "traceback", "");
                break;
            default:
                writer.Write(said switch { Said.Spawning => "spawning", Said.Stopped => "client_stopped", _ => "quit" });
                writer.WriteNil();
                break;
        }
    }

    private static void Map(ref MessagePackWriter writer, string type, int pairs)
    {
        writer.Write(type);
        writer.WriteMapHeader(pairs);
    }

    private static void Pair(ref MessagePackWriter writer, string key, string value)
    {
        writer.Write(key);
        writer.Write(value);
    }

    private static Heard Read(ref MessagePackReader reader, string type) => type switch
    {
        "ack" => new Heard.Ack(Index(ref reader)),
        "spawn" => Spawn(ref reader),
        "stop" => new Heard.Stop(),
        "quit" => new Heard.Quit(),
        "reconnect" => new Heard.Reconnect(),
        _ => new Heard.Other(type),
    };

    private static int? Index(ref MessagePackReader reader)
    {
        int? index = null;
        for (var n = reader.TryReadNil() ? 0 : reader.ReadMapHeader(); n > 0; n--)
        {
            if (reader.ReadString() == "index")
            {
                index = reader.ReadInt32();
            }
            else
            {
                reader.Skip();
            }
        }

        return index;
    }

    private static Heard.Spawn Spawn(ref MessagePackReader reader)
    {
        var spawn = new Heard.Spawn(0, new Dictionary<string, int>(StringComparer.Ordinal), TimeSpan.Zero);
        for (var n = reader.ReadMapHeader(); n > 0; n--)
        {
            switch (reader.ReadString())
            {
                case "timestamp":
                    spawn = spawn with { Timestamp = reader.ReadDouble() };
                    break;
                case "user_classes_count":
                    spawn = spawn with { Users = Counts(ref reader) };
                    break;
                case "stop_timeout":
                    spawn = spawn with { StopTimeout = reader.TryReadNil() ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Clamp(reader.ReadDouble(), 0, 1e6)) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return spawn;
    }

    private static Dictionary<string, int> Counts(ref MessagePackReader reader)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var n = reader.ReadMapHeader(); n > 0; n--)
        {
            counts[reader.ReadString() ?? ""] = reader.ReadInt32();
        }

        return counts;
    }
}
