using System.Text;
using EdgeQuake.FakeServer;
using FluentAssertions;
using NJsonSchema;
using Xunit;

namespace EdgeQuake.Conformance.Tests;

/// <summary>The published schema of the messages and the code that reads and writes them say the same.</summary>
public sealed class AdapterSchemaTests
{
    [Fact]
    public async Task What_we_say_is_as_the_schema_says()
    {
        var schema = await Schemas.ReadAsync("adapter-message.schema.json");

        foreach (var line in new[] { RunMessage.Hello(), RunMessage.Cancel(3), RunMessage.Run(ShellAdapter.Run(1)), RunMessage.Run(ShellAdapter.Run(2, new CancelAt(CancelMoment.Token, 2))), RunMessage.Run(ShellAdapter.Run(2, new CancelAt(CancelMoment.After, After: TimeSpan.FromSeconds(1)))), RunMessage.Run(ShellAdapter.Run(2, new CancelAt(CancelMoment.Token, 2, How: CancelWay.Break))) })
        {
            schema.Validate(Encoding.UTF8.GetString(line)).Should().BeEmpty();
        }
    }

    [Fact]
    public void A_cancel_of_the_usual_way_is_said_as_it_always_was()
    {
        Encoding.UTF8.GetString(RunMessage.Run(ShellAdapter.Run(2, new CancelAt(CancelMoment.Token, 2)))).Should().Contain("\"cancel\":{\"at\":\"token\",\"n\":2,\"ms\":null}}");
        Encoding.UTF8.GetString(RunMessage.Run(ShellAdapter.Run(2, new CancelAt(CancelMoment.Token, 2, How: CancelWay.Twice)))).Should().Contain("\"ms\":null,\"how\":\"twice\"}");
    }

    [Theory]
    [InlineData("""{"seq":1,"event":{"type":"x","data":"d","id":null}}""", true)]
    [InlineData("""{"seq":1,"token":"x"}""", true)]
    [InlineData("""{"seq":1,"toolCall":{"index":0,"id":"i","name":"f","arguments":"{}"}}""", true)]
    [InlineData("""{"seq":1,"restart":2}""", true)]
    [InlineData("""{"seq":1,"end":"failed","kind":"http","status":503}""", true)]
    [InlineData("""{"seq":1,"end":"complete","kind":null,"text":"x"}""", true)]
    [InlineData("""{"seq":1,"skipped":"why","issue":"https://example.org"}""", true)]
    [InlineData("""{"seq":1,"errored":{"message":"m","trace":"t"}}""", true)]
    [InlineData("""{"seq":1,"token":5}""", false)]
    [InlineData("""{"seq":1,"tokne":"x"}""", false)]
    [InlineData("""{"seq":1,"token":"x","source":"y"}""", false)]
    [InlineData("""{"seq":1}""", false)]
    [InlineData("""{"token":"x"}""", false)]
    [InlineData("""{"seq":1,"end":"done"}""", false)]
    [InlineData("""{"seq":1,"end":"failed","kind":"netwrk"}""", false)]
    [InlineData("""{"seq":1,"event":{"data":"x","retry":5}}""", false)]
    public async Task Reader_and_schema_take_and_refuse_the_same(string line, bool right)
    {
        var schema = await Schemas.ReadAsync("adapter-message.schema.json");
        var read = AnswerReader.Read(new(Encoding.UTF8.GetBytes(line)), TimeSpan.Zero);

        (schema.Validate(line).Count > 0).Should().Be(!right);
        (read is Answer.Wrong).Should().Be(!right);
    }

    [Fact]
    public async Task The_schema_holds_the_vocabulary_word_for_word()
    {
        var schema = await Schemas.ReadAsync("adapter-message.schema.json");

        Enum(schema, "api").Should().BeEquivalentTo(AdapterWords.Apis);
        Enum(schema, "profile").Should().BeEquivalentTo(AdapterWords.Profiles);
        Enum(schema, "capability").Should().BeEquivalentTo(AdapterWords.Capabilities);
        schema.Definitions["report"].Properties.Keys.Should().BeEquivalentTo(AdapterWords.Answers.Except(["end", "skipped", "errored"]).Append("seq"));
        schema.Definitions["end"].Properties.Keys.Should().BeEquivalentTo([.. AdapterWords.End, "seq", "end"]);
        schema.Definitions["facts"].Properties.Keys.Should().BeEquivalentTo(AdapterWords.Hello);
        schema.Definitions["policy"].Properties.Keys.Should().BeEquivalentTo(AdapterWords.Policy);
        schema.Definitions["run"].Properties["cancel"].Properties["at"].Enumeration.Should().BeEquivalentTo(Words.All<CancelMoment>());
        schema.Definitions["run"].Properties["cancel"].Properties["how"].Enumeration.Should().BeEquivalentTo(Words.All<CancelWay>().Except([Words.Of(CancelWay.Tell)]));
    }

    [Fact]
    public async Task The_sample_facts_are_as_the_schema_says() =>
        (await Schemas.ReadAsync("adapter-message.schema.json")).Validate(ShellAdapter.Facts).Should().BeEmpty();

    private static IEnumerable<object?> Enum(JsonSchema schema, string name) => schema.Definitions[name].Enumeration;
}
