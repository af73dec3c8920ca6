namespace EdgeQuake.FakeServer;

/// <summary>The state of one rendering: what was sent, what is being gathered, how it is to be cut and paced.</summary>
internal sealed class Rendering
{
    /// <summary>A stall for ever sends so many comments: 15 s apart they last for 41 hours.</summary>
    private const int MostKeepAlives = 10_000;

    private readonly List<byte> gathered = [];
    private readonly List<int> frameEnds = [];
    private readonly List<int> tokenEnds = [];
    private readonly Dictionary<string, int> drawn = [];
    private readonly HashSet<UnderLoad> loads = [];
    private readonly Compressor? coding;
    private int offset;
    private TimeSpan quiet;
    private int? declared;

    public Rendering(Scenario scenario, PlanInput input, Attempt attempt, Shape? shape)
    {
        (Input, Protocol, Shape) = (input, scenario.Protocol, shape);
        Encoder = Encoder.For(scenario.Protocol, shape, input.Asked.Generate);
        Chance = new Chance(input.Seed, scenario.Id, input.Attempt, input.Stream);
        Write = input.Cell.Write ?? attempt.Write ?? new WriteMode(WriteKind.Event);
        Eol = input.Cell.Eol ?? attempt.Eol ?? Eol.Lf;
        Pace = attempt.Pace;
        coding = attempt.Encoding is { } named ? new Compressor(named) : null;
    }

    public PlanInput Input { get; }

    public Protocol Protocol { get; }

    public Shape? Shape { get; }

    public Encoder Encoder { get; }

    public Chance Chance { get; }

    public List<PlanOp> Ops { get; } = [];

    /// <summary>Silence after which a comment is sent; null = never, and always so before the head.</summary>
    public TimeSpan? KeepAlive { get; set; }

    public List<string> Draws { get; } = [];

    public WriteMode Write { get; set; }

    public Eol Eol { get; set; }

    public Pace? Pace { get; set; }

    public Link Link { get; } = new();

    /// <summary>The innermost <c>${i}</c>, 0-based.</summary>
    public int Index { get; set; }

    /// <summary>The plan depends on the request or the stream, and may not be shared.</summary>
    public bool Varies { get; set; }

    public int Tokens { get; private set; }

    /// <summary>HTTP/2: the code of the reset that ends the answer.</summary>
    public H2Code? EndCode { get; set; }

    /// <summary>What was said so far: some protocols open with a frame of their own, and finish once.</summary>
    public Said Said { get; set; } = Said.Nothing;

    /// <summary>Bytes of a frame that a half chunk keeps back.</summary>
    public int Withheld { get; private set; }

    public int Sent => offset + gathered.Count;

    public string Line => Eol switch { Eol.Crlf => "\r\n", Eol.Cr => "\r", _ => "\n" };

    /// <summary>Adds the frames of one step.</summary>
    public void Add(IReadOnlyList<FrameBytes> frames)
    {
        foreach (var frame in frames)
        {
            Add(frame.Bytes, frame.Token);
            if (Write.Kind is WriteKind.Event or WriteKind.Line)
            {
                Flush();
            }
        }
    }

    /// <summary>Adds a frame's bytes, after the pause that the pace asks for before a token.</summary>
    public void Add(byte[] bytes, bool token)
    {
        if (token && Pace is { } pace)
        {
            Pause(Tokens == 0 ? pace.Ttft : pace.Itl, Tokens == 0 ? "ttft" : "itl", Math.Max(0, Tokens - 1), Slowed(pace));
        }

        AddCoded(Coded(bytes));
        if (token)
        {
            tokenEnds.Add(gathered.Count);
            Tokens++;
        }
    }

    /// <summary>Bytes of the body as they are on the wire, whatever its coding.</summary>
    public void AddCoded(byte[] bytes)
    {
        gathered.AddRange(bytes);
        frameEnds.Add(gathered.Count);
    }

    /// <summary>The clean end of the body: of a coded one, the end of its coding.</summary>
    public void EndCoding()
    {
        // The end of a coding has no frame to belong to: a write of its own, unless all is gathered.
        if (coding is not null && !Ops.Exists(o => o is PlanOp.Stall { For: null }))
        {
            AddCoded(coding.End());
        }
    }

    /// <summary>A part that stands directly before the end of the connection: its chunk header promises the whole frame.</summary>
    public void AddHalf(byte[] part, int whole)
    {
        Flush();
        var withheld = whole - part.Length;
        AddCoded(Coded(part));
        (declared, Withheld) = (gathered.Count + withheld, withheld);
        Flush();
        declared = null;
    }

    /// <param name="n">0-based: the how manieth draw of this name; null = counted here.</param>
    /// <param name="times">What the draw is multiplied by; the journal has the draw itself.</param>
    public void Pause(Distribution of, string name, int? n = null, double times = 1)
    {
        Flush();
        var index = n ?? drawn.GetValueOrDefault(name);
        drawn[name] = index + 1;
        var time = of.Draw(index, Chance.Next);
        if (!of.IsFixed)
        {
            Draws.Add($"{name}#{index + 1}={time.TotalMilliseconds:0.###}ms");
        }

        Quietly(Link.Pause(time * times), static t => new PlanOp.Wait(t));
    }

    /// <summary>A gate.</summary>
    public void Hold(PlanOp op)
    {
        Flush();
        Ops.Add(op);
        Link.Restart();
    }

    /// <summary>A stall: for so long, or for ever.</summary>
    public void Silence(TimeSpan? time)
    {
        Flush();
        if ((time ?? KeepAlive * MostKeepAlives) is { } some)
        {
            Quietly(some, static t => new PlanOp.Stall(t));
        }

        if (time is null)
        {
            Ops.Add(new PlanOp.Stall(null));
        }

        Link.Restart();
    }

    /// <summary>Time in which nothing is said, but for the comments that keep the stream alive: each comes when nothing was written for so long.</summary>
    private void Quietly(TimeSpan time, Func<TimeSpan, PlanOp> op)
    {
        while (KeepAlive is { } interval && quiet + time >= interval)
        {
            var before = interval - quiet;
            if (before > TimeSpan.Zero)
            {
                Ops.Add(op(before));
            }

            var comment = Coded(FrameBytes.Of([new Frame(null, Comment: "keep-alive")], Line)![0].Bytes);
            Ops.Add(new PlanOp.Write(comment));
            (offset, quiet, time) = (offset + comment.Length, TimeSpan.Zero, time - before);
        }

        if (time > TimeSpan.Zero)
        {
            Ops.Add(op(time));
            quiet += time;
        }
    }

    /// <summary>Cuts what was gathered into writes.</summary>
    public void Flush()
    {
        if (gathered.Count == 0)
        {
            return;
        }

        var bytes = gathered.ToArray();
        var (from, told) = (0, 0);
        foreach (var to in declared is null ? Cutter.Cut(bytes, frameEnds, Write, offset, Chance) : [bytes.Length])
        {
            if (from > 0 && Write.Kind is WriteKind.Utf8Split or WriteKind.CrlfSplit or WriteKind.At)
            {
                // Two sends within microseconds are often read as one: here the cut is the point, so the reader gets time to see it.
                Wait(Link.Pause(TimeSpan.FromMilliseconds(1)));
            }

            for (; from < to; from = Math.Min(to, from + (Link.Speed?.Bytes ?? to)))
            {
                var end = Math.Min(to, from + (Link.Speed?.Bytes ?? to));
                var before = told;
                while (told < tokenEnds.Count && tokenEnds[told] <= end)
                {
                    told++;
                }

                Wait(Link.Send(end - from));
                // Of a half chunk that a slow link slices, the last slice makes the promise that is not kept.
                Ops.Add(new PlanOp.Write(bytes.AsMemory(from, end - from), end == bytes.Length ? declared - from : null, told - before));
            }
        }

        offset += bytes.Length;
        quiet = TimeSpan.Zero;
        gathered.Clear();
        frameEnds.Clear();
        tokenEnds.Clear();
    }

    /// <summary>The load is what it is when the answer begins: a plan is rendered once.</summary>
    private double Slowed(Pace pace)
    {
        if (pace.Load is not { } load)
        {
            return 1;
        }

        Varies = true;
        var times = load.Times(Input.Open);
        if (loads.Add(load))
        {
            Draws.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"under-load={times:0.###}x ({Input.Open} open)"));
        }

        return times;
    }

    private byte[] Coded(byte[] bytes) => coding?.Frame(bytes) ?? bytes;

    private void Wait(TimeSpan time)
    {
        if (time > TimeSpan.Zero)
        {
            Ops.Add(new PlanOp.Wait(time));
        }
    }
}
