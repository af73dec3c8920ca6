// Attaches a client to edgequake-harness: one JSON object a line on stdin and stdout. It reports and never decides; stderr is free.
// Replace ask by calls to your client. As it stands it is a small client of its own, on java.net.http, so that there is a verdict to begin with.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

public final class Adapter {
    static final String HELLO = "{\"name\":\"NAME\",\"version\":\"0\",\"language\":\"java\",\"apis\":[\"edgequake.query.documented\"],\"profiles\":[\"core\",\"llm\"],"
        + "\"capabilities\":[\"headers\"],\"parallel\":1,\"policy\":{\"afterFirstToken\":\"never\",\"timeout\":\"none\",\"malformed\":\"skip\"}}";
    static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).proxy(HttpClient.Builder.NO_PROXY)
        .followRedirects(HttpClient.Redirect.NORMAL).build();
    static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    // Performs one run: report each piece as it comes, return how it ended; what your client throws is a failure, not an error of the adapter.
    static Map<String, Object> ask(Map<String, Object> run, BiConsumer<String, Object> report) {
        try {
            var query = URLEncoder.encode((String) Json.object(run.get("request")).get("query"), StandardCharsets.UTF_8);
            var request = HttpRequest.newBuilder(URI.create(((String) run.get("url")).split("\\?")[0] + "?query=" + query)).header("Accept", "text/event-stream");
            Json.object(Json.object(run.get("options")).get("headers")).forEach((name, value) -> request.setHeader(name, (String) value));
            HttpResponse<InputStream> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                response.body().close();
                return end("failed", "kind", "http", "status", response.statusCode());
            }
            return read(response.body(), report);
        } catch (Exception e) {
            return end("failed", "kind", "network", "message", String.valueOf(e.getMessage()));
        }
    }

    // The lines of the answer; leaving the block closes the connection.
    static Map<String, Object> read(InputStream body, BiConsumer<String, Object> report) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("data:")) continue;
                var data = line.startsWith("data: ") ? line.substring(6) : line.substring(5);
                Map<String, Object> frame;
                try {
                    frame = Json.object(Json.read(data));
                } catch (RuntimeException e) {
                    report.accept("malformed", data);
                    continue;
                }
                if ("token".equals(frame.get("type"))) report.accept("token", frame.get("chunk"));
                if ("done".equals(frame.get("type"))) return end("complete");
                if ("error".equals(frame.get("type"))) return end("failed", "kind", "server", "message", String.valueOf(frame.get("message")));
            }
        }
        return end("incomplete");
    }

    static Map<String, Object> end(String how, Object... more) {
        var end = new LinkedHashMap<String, Object>();
        end.put("end", how);
        for (var i = 0; i < more.length; i += 2) end.put((String) more[i], more[i + 1]);
        return end;
    }

    static void say(Object seq, Map<String, Object> answer) {
        answer.put("seq", seq);
        OUT.println(Json.write(answer));
    }

    public static void main(String[] arguments) throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = input.readLine(); line != null; line = input.readLine()) {
            var message = Json.object(Json.read(line));
            if ("hello".equals(message.get("cmd"))) OUT.println(HELLO);
            if (!"run".equals(message.get("cmd"))) continue;
            var seq = message.get("seq");
            say(seq, ask(message, (key, value) -> say(seq, new LinkedHashMap<>(Map.of(key, value)))));
        }
    }
}
