using System.Text;

namespace EdgeQuake.FakeServer;

/// <summary>The server's own answers, which no scenario wrote: 400, 404, 412 and the admin API's.</summary>
internal static class Answers
{
    /// <summary>A line of plain text.</summary>
    /// <param name="close">The connection ends with it: what follows on it cannot be trusted to be a request.</param>
    public static Plan Text(int status, string sentence, bool close = false) => Whole(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(sentence + "\n"), close);

    public static Plan Whole(int status, string type, byte[] body, bool close = false)
    {
        HttpField[] headers = [new("Content-Type", type), .. close ? [new HttpField("Connection", "close")] : Array.Empty<HttpField>()];
        return new Plan([new PlanOp.Respond(status, headers, BodyFraming.Length, body.Length), new PlanOp.Write(body), new PlanOp.End(EndKind.Close)], []);
    }

    /// <summary>For an entry of a connection that came to no answer.</summary>
    public static Plan Nothing { get; } = new([], []);

    /// <summary>What a requirement says when it is not met.</summary>
    public static Plan Else(ElseAnswer answer)
    {
        var body = Encoding.UTF8.GetBytes(answer.Body);
        HttpField[] type = answer.Headers.Any(h => h.Name.Equals("content-type", StringComparison.OrdinalIgnoreCase)) ? [] : [new("content-type", answer.BodyType)];
        return new Plan([new PlanOp.Respond(answer.Status, [.. type, .. answer.Headers], BodyFraming.Length, body.Length), new PlanOp.Write(body), new PlanOp.End(EndKind.Close)], []);
    }

    public static Plan Fault(OpenFault fault) => new([new PlanOp.Open(fault)], []);
}
