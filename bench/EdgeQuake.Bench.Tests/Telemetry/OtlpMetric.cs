using System.Buffers.Binary;
using System.Text;

namespace EdgeQuake.Bench.Tests;

/// <summary>One series of a histogram in an export: its instrument, what it is of, and its figures. Read by the field numbers of opentelemetry/proto/metrics/v1/metrics.proto.</summary>
internal sealed record OtlpMetric(string Name, string Unit, IReadOnlyDictionary<string, string> Of, ulong Count, double Sum, IReadOnlyList<double> Bounds, IReadOnlyDictionary<string, string> Resource)
{
    public static IReadOnlyList<OtlpMetric> Read(byte[] export) =>
    [
        .. from resource in Fields(export).Where(f => f.Number == 1)
           let about = Attributes(Fields(resource.Bytes).Where(f => f.Number == 1).SelectMany(r => Fields(r.Bytes)).Where(f => f.Number == 1))
           from scope in Fields(resource.Bytes).Where(f => f.Number == 2)
           from metric in Fields(scope.Bytes).Where(f => f.Number == 2)
           let parts = Fields(metric.Bytes).ToArray()
           from histogram in parts.Where(p => p.Number == 9)
           from point in Fields(histogram.Bytes).Where(f => f.Number == 1)
           select Series(Text(parts, 1), Text(parts, 3), [.. Fields(point.Bytes)], about),
    ];

    private static OtlpMetric Series(string name, string unit, Field[] point, IReadOnlyDictionary<string, string> resource) => new(
        name, unit, Attributes(point.Where(f => f.Number == 9)), point.Single(f => f.Number == 4).Value, BitConverter.UInt64BitsToDouble(point.Single(f => f.Number == 5).Value),
        [.. point.Where(f => f.Number == 7).SelectMany(f => f.Bytes.Chunk(8)).Select(b => BinaryPrimitives.ReadDoubleLittleEndian(b))], resource);

    private static Dictionary<string, string> Attributes(IEnumerable<Field> pairs) =>
        pairs.Select(p => Fields(p.Bytes).ToArray()).ToDictionary(p => Text(p, 1), p => Fields(p.Single(f => f.Number == 2).Bytes).Select(v => v.Number == 1 ? Encoding.UTF8.GetString(v.Bytes) : $"{v.Value}").Single());

    private static string Text(IEnumerable<Field> fields, int number) => Encoding.UTF8.GetString(fields.Single(f => f.Number == number).Bytes);

    /// <summary>The fields of one message, by the wire types of Protocol Buffers.</summary>
    private static IEnumerable<Field> Fields(byte[] message)
    {
        for (var at = 0; at < message.Length;)
        {
            var (tag, number) = (Varint(message, ref at), 0);
            number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    yield return new(number, Varint(message, ref at), []);
                    break;
                case 1:
                    yield return new(number, BinaryPrimitives.ReadUInt64LittleEndian(message.AsSpan(at, 8)), message[at..(at + 8)]);
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    yield return new(number, 0, message[at..(at + length)]);
                    at += length;
                    break;
                case 5:
                    yield return new(number, BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(at, 4)), []);
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"wire type {tag & 7} at {at}");
            }
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private sealed record Field(int Number, ulong Value, byte[] Bytes);
}
