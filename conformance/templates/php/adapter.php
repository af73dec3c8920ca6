<?php
// Attaches a client to edgequake-harness: one JSON object a line on stdin and stdout. It reports and never decides; stderr is free.
// Replace ask() by calls to your client. As it stands it is a small client of its own, on PHP's streams, so that there is a verdict to begin with.
const HELLO = [
    'name' => 'NAME', 'version' => '0', 'language' => 'php', 'apis' => ['edgequake.query.documented'], 'profiles' => ['core', 'llm'],
    'capabilities' => ['headers'], 'parallel' => 1, 'policy' => ['afterFirstToken' => 'never', 'timeout' => 'none', 'malformed' => 'skip'],
];

/** Performs one run: report each piece as it comes, return how it ended; what your client throws is a failure, not an error of the adapter. */
function ask(array $run, callable $report): array
{
    $address = explode('?', $run['url'])[0] . '?' . http_build_query(['query' => $run['request']['query']]);
    $headers = ['Accept: text/event-stream'];
    foreach ($run['options']['headers'] as $name => $value) {
        $headers[] = "$name: $value";
    }
    $context = stream_context_create(['http' => ['header' => $headers, 'ignore_errors' => true, 'timeout' => 30]]);
    $body = @fopen($address, 'r', false, $context);
    if ($body === false) {
        return ['end' => 'failed', 'kind' => 'network', 'message' => error_get_last()['message'] ?? ''];
    }
    // Chunked bodies are handed on in blocks of 8 KiB otherwise: the words would come when the answer is over.
    stream_set_chunk_size($body, 1);
    $status = (int) explode(' ', $http_response_header[0])[1];
    if ($status !== 200) {
        return ['end' => 'failed', 'kind' => 'http', 'status' => $status];
    }
    while (($line = fgets($body)) !== false) {
        $line = rtrim($line, "\r\n");
        if (!str_starts_with($line, 'data:')) {
            continue;
        }
        $data = substr($line, str_starts_with($line, 'data: ') ? 6 : 5);
        $frame = json_decode($data, true);
        if (!is_array($frame)) {
            $report(['malformed' => $data]);
        } elseif (($frame['type'] ?? '') === 'token') {
            $report(['token' => $frame['chunk']]);
        } elseif (($frame['type'] ?? '') === 'done') {
            return ['end' => 'complete'];
        } elseif (($frame['type'] ?? '') === 'error') {
            return ['end' => 'failed', 'kind' => 'server', 'message' => (string) ($frame['message'] ?? '')];
        }
    }
    return ['end' => 'incomplete'];
}

function say(array $answer): void
{
    fwrite(STDOUT, json_encode($answer, JSON_INVALID_UTF8_SUBSTITUTE) . "\n");
    fflush(STDOUT);
}

while (($line = fgets(STDIN)) !== false) {
    $message = json_decode($line, true);
    if ($message['cmd'] === 'hello') {
        say(HELLO);
    } elseif ($message['cmd'] === 'run') {
        $seq = $message['seq'];
        say(['seq' => $seq] + ask($message, fn (array $item) => say(['seq' => $seq] + $item)));
    }
}
