// Attaches a client to edgequake-harness: one JSON object a line on stdin and stdout. It reports and never decides; stderr is free.
// Replace ask by calls to your client. As it stands it is a small client of its own, on java.net.http, so that there is a verdict to begin with.
import java.io.InputStream
import java.io.PrintStream
import java.net.URI
import java.net.URLEncoder
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse

const val HELLO = """{"name":"NAME","version":"0","language":"kotlin","apis":["edgequake.query.documented"],"profiles":["core","llm"],""" +
    """"capabilities":["headers"],"parallel":1,"policy":{"afterFirstToken":"never","timeout":"none","malformed":"skip"}}"""

val http: HttpClient = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).proxy(HttpClient.Builder.NO_PROXY)
    .followRedirects(HttpClient.Redirect.NORMAL).build()
val out = PrintStream(System.out, true, "UTF-8")

/** Performs one run: report each piece as it comes, return how it ended; what your client throws is a failure, not an error of the adapter. */
fun ask(run: Map<*, *>, report: (String, Any?) -> Unit): Map<String, Any?> =
    try {
        val query = URLEncoder.encode((run["request"] as Map<*, *>)["query"] as String, "UTF-8")
        val request = HttpRequest.newBuilder(URI.create((run["url"] as String).substringBefore('?') + "?query=" + query)).header("Accept", "text/event-stream")
        for ((name, value) in (run["options"] as Map<*, *>)["headers"] as Map<*, *>) request.setHeader(name as String, value as String)
        val response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream())
        if (response.statusCode() == 200) read(response.body(), report)
        else {
            response.body().close()
            mapOf("end" to "failed", "kind" to "http", "status" to response.statusCode())
        }
    } catch (e: Exception) {
        mapOf("end" to "failed", "kind" to "network", "message" to e.message.toString())
    }

/** The lines of the answer up to the one that ends it; leaving the block closes the connection. */
fun read(body: InputStream, report: (String, Any?) -> Unit): Map<String, Any?> =
    body.bufferedReader().useLines { lines -> lines.mapNotNull { heard(it, report) }.firstOrNull() ?: mapOf("end" to "incomplete") }

/** One line: what it brings is reported, and the end that it is, if any, returned. */
fun heard(line: String, report: (String, Any?) -> Unit): Map<String, Any?>? {
    if (!line.startsWith("data:")) return null
    val data = line.removePrefix("data:").removePrefix(" ")
    val frame = try {
        Json(data).read() as? Map<*, *>
    } catch (e: IllegalArgumentException) {
        null
    }
    when (frame?.get("type")) {
        null -> report("malformed", data)
        "token" -> report("token", frame["chunk"])
        "done" -> return mapOf("end" to "complete")
        "error" -> return mapOf("end" to "failed", "kind" to "server", "message" to frame["message"].toString())
    }
    return null
}

fun main() {
    for (line in generateSequence(::readLine)) {
        val message = Json(line).read() as Map<*, *>
        if (message["cmd"] == "hello") out.println(HELLO)
        if (message["cmd"] != "run") continue
        val seq = message["seq"]
        val end = ask(message) { key, value -> out.println(write(mapOf("seq" to seq, key to value))) }
        out.println(write(mapOf("seq" to seq) + end))
    }
}
