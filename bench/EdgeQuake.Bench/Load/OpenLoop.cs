namespace EdgeQuake.Bench;

/// <summary>Starts streams at their planned times, from a thread of its own, whatever the server does.</summary>
internal static class OpenLoop
{
    /// <summary>Returns when the last stream was started, or when <paramref name="stop"/> fired.</summary>
    public static Task RunAsync(Board board, Func<int, TimeSpan, Task> play, CancellationToken stop)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            foreach (var planned in PlannedStarts.Of(board.Profile))
            {
                if (!Sleep(board, planned, stop))
                {
                    break;
                }

                Start(board, planned, play);
            }

            done.SetResult();
        })
        { IsBackground = true, Name = "edgequake arrivals", Priority = ThreadPriority.AboveNormal };
        thread.Start();
        return done.Task;
    }

    private static bool Sleep(Board board, TimeSpan planned, CancellationToken stop)
    {
        // In slices, so that an interruption is heard within one.
        while (!stop.IsCancellationRequested && board.SinceZero is var now && now < planned)
        {
            board.Clock.SleepUntil(board.Zero + TimeSpan.FromTicks(Math.Min(planned.Ticks, now.Ticks + (TimeSpan.TicksPerMillisecond * 50))));
        }

        return !stop.IsCancellationRequested;
    }

    private static void Start(Board board, TimeSpan planned, Func<int, TimeSpan, Task> play)
    {
        if (!board.TryTake(out var number))
        {
            return;
        }

        if (board.InFlight <= board.Profile.MaxStreams)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static s => _ = s.play(s.number, s.planned), (play, number, planned), preferLocal: false);
            return;
        }

        var recorder = new StreamRecorder(number * board.Profile.Turns, planned, board.Zero);
        recorder.Start(board.Clock.Now);
        board.Ended(recorder.Finish(board.Clock.Now, StreamClass.NotStarted, $"{board.Profile.MaxStreams} streams were running already (--max-streams)"));
        board.Over();
    }
}
