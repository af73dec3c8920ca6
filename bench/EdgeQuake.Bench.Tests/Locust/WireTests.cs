using System.Text.Json;
using EdgeQuake.Bench.Locust;
using FluentAssertions;
using MessagePack;
using Xunit;

namespace EdgeQuake.Bench.Tests;

/// <summary>Messages as Locust reads and writes them: an array of type, data, node id.</summary>
public sealed class WireTests
{
    private static readonly Dictionary<string, int> Users = new(StringComparer.Ordinal) { ["StreamUser"] = 3, ["Other"] = 2 };

    public static TheoryData<string, string> Saids => new()
    {
        { nameof(Said.Ready), """["client_ready",-1,"w"]""" },
        { nameof(Said.Heartbeat), """["heartbeat",{"state":"running","current_cpu_usage":12.5,"current_memory_usage":1024},"w"]""" },
        { nameof(Said.Spawning), """["spawning",null,"w"]""" },
        { nameof(Said.SpawningComplete), """["spawning_complete",{"user_classes_count":{"StreamUser":3,"Other":2},"user_count":5},"w"]""" },
        { nameof(Said.Stopped), """["client_stopped",null,"w"]""" },
        { nameof(Said.Failed), """["exception",{"msg":"no","traceback":""},"w"]""" },
        { nameof(Said.Quit), """["quit",null,"w"]""" },
    };

    [Theory]
    [MemberData(nameof(Saids))]
    public void Each_message_is_as_the_master_expects_it(string said, string json)
    {
        Said message = said switch
        {
            nameof(Said.Ready) => new Said.Ready(),
            nameof(Said.Heartbeat) => new Said.Heartbeat("running", 12.5, 1024),
            nameof(Said.Spawning) => new Said.Spawning(),
            nameof(Said.SpawningComplete) => new Said.SpawningComplete(Users),
            nameof(Said.Stopped) => new Said.Stopped(),
            nameof(Said.Failed) => new Said.Failed("no"),
            _ => new Said.Quit(),
        };
        MessagePackSerializer.ConvertToJson(Wire.Bytes(message, "w"), cancellationToken: TestContext.Current.CancellationToken).Should().Be(json);
    }

    [Fact]
    public void A_report_has_the_fourteen_keys_of_an_entry_and_numbers_as_keys()
    {
        var stats = LocustStats.Of([Some.Stream(0, ttft: 19.94, itl: 20, tokens: 2)], DateTimeOffset.FromUnixTimeSeconds(1000), "/x", Users);
        var frame = Wire.Bytes(new Said.Stats(stats), "w");
        // JSON writes the numbers that are keys as text; msgpack has them as numbers.
        using var json = JsonDocument.Parse(MessagePackSerializer.ConvertToJson(frame, cancellationToken: TestContext.Current.CancellationToken));
        var data = json.RootElement[1];
        data.EnumerateObject().Select(p => p.Name).Should().Equal("stats", "stats_total", "errors", "user_classes_count", "user_count");
        var first = data.GetProperty("stats").EnumerateArray().Single(e => e.GetProperty("name").GetString() == "TTFT /x");
        first.EnumerateObject().Select(p => p.Name).Should().Equal(
            "name", "method", "last_request_timestamp", "start_time", "num_requests", "num_none_requests", "num_failures", "total_response_time", "max_response_time", "min_response_time",
            "total_content_length", "response_times", "num_reqs_per_sec", "num_fail_per_sec");
        first.GetProperty("response_times").EnumerateObject().Select(p => (p.Name, p.Value.GetInt32())).Should().Equal(("19.9", 1));
        first.GetProperty("num_reqs_per_sec").EnumerateObject().Select(p => (p.Name, p.Value.GetInt32())).Should().Equal(("1000", 1));
        first.GetProperty("total_response_time").GetDouble().Should().Be(19.94);
        frame.Should().ContainInOrder(MessagePackSerializer.Serialize(19.9, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_masters_say_is_read_whatever_else_stands_in_it()
    {
        Read(new object?[] { "ack", new Dictionary<string, object> { ["index"] = 3, ["new"] = "x" }, "w" }).Should().Be(new Heard.Ack(3));
        Read(new object?[] { "ack", null, "w" }).Should().Be(new Heard.Ack(null));
        Read(new object?[] { "stop", null, "w" }).Should().Be(new Heard.Stop());
        Read(new object?[] { "quit", null, "w" }).Should().Be(new Heard.Quit());
        Read(new object?[] { "reconnect", null, "w" }).Should().Be(new Heard.Reconnect());
        Read(new object?[] { "heartbeat", null, "w" }).Should().Be(new Heard.Other("heartbeat"), "masters since 2.19 send it");
        var spawn = Read(new object?[]
        {
            "spawn",
            new Dictionary<string, object?>
            {
                ["timestamp"] = 1700000000.25, ["user_classes_count"] = Users, ["host"] = null, ["stop_timeout"] = 2, ["parsed_options"] = new Dictionary<string, object?> { ["headless"] = true, ["tags"] = null },
            },
            "w",
        }).Should().BeOfType<Heard.Spawn>().Subject;
        spawn.Timestamp.Should().Be(1700000000.25);
        spawn.Users.Should().Equal(Users);
        spawn.StopTimeout.Should().Be(TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0xc0 })]
    [InlineData(new byte[] { 0x93, 0xa3, (byte)'a', (byte)'c', (byte)'k' })]
    [InlineData(new byte[] { 0x93, 0xa5, (byte)'s', (byte)'p', (byte)'a', (byte)'w', (byte)'n', 0x81, 0xa9 })]
    [InlineData(new byte[] { 0x93, 1, 2, 3 })]
    public void What_is_no_message_is_none(byte[] frame) => Wire.Read(frame).Should().BeNull();

    private static Heard? Read(object?[] message) => Wire.Read(MessagePackSerializer.Serialize(message, MessagePack.Resolvers.ContractlessStandardResolver.Options, TestContext.Current.CancellationToken));
}
