using System.IO.Pipelines;

namespace EdgeQuake.FakeServer;

/// <summary>A connection's pipe whose output a meter sees, in the order in which it leaves.</summary>
internal sealed class MeteredPipe(IDuplexPipe below, H2Meter meter) : IDuplexPipe
{
    public PipeReader Input => below.Input;

    public PipeWriter Output { get; } = new Writer(below.Output, meter);

    private sealed class Writer(PipeWriter below, H2Meter meter) : PipeWriter
    {
        private Memory<byte> room;

        public override bool CanGetUnflushedBytes => below.CanGetUnflushedBytes;

        public override long UnflushedBytes => below.UnflushedBytes;

        public override Memory<byte> GetMemory(int sizeHint = 0) => room = below.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override void Advance(int bytes)
        {
            meter.Walk(room.Span[..bytes]);
            room = room[bytes..];
            below.Advance(bytes);
        }

        public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            var flushed = below.FlushAsync(cancellationToken);
            meter.Flushed();
            return await flushed;
        }

        public override void CancelPendingFlush() => below.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => below.Complete(exception);
    }
}
