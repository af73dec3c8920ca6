// NOT RUN: written against the documentation, on a machine without a Swift compiler. It needs macOS 12 or later, where URLSession gives the lines of an answer as they come.
// Attaches a client to edgequake-harness: one JSON object a line on stdin and stdout. It reports and never decides; stderr is free.
// Replace ask by calls to your client. As it stands it is a small client of its own, on URLSession, so that there is a verdict to begin with.
import Foundation

typealias Message = [String: Any]

let hello: Message = [
    "name": "NAME", "version": "0", "language": "swift", "apis": ["edgequake.query.documented"], "profiles": ["core", "llm"],
    "capabilities": ["headers"], "parallel": 1, "policy": ["afterFirstToken": "never", "timeout": "none", "malformed": "skip"] as Message,
]

func parsed(_ text: String) -> Message? {
    (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? Message
}

/// Performs one run: report each piece as it comes, return how it ended; what your client throws is a failure, not an error of the adapter.
func ask(_ run: Message, report: (Message) -> Void) async -> Message {
    do {
        var address = URLComponents(string: run["url"] as? String ?? "")!
        address.queryItems = [URLQueryItem(name: "query", value: (run["request"] as? Message)?["query"] as? String)]
        var request = URLRequest(url: address.url!)
        request.setValue("text/event-stream", forHTTPHeaderField: "Accept")
        for (name, value) in (run["options"] as? Message)?["headers"] as? [String: String] ?? [:] {
            request.setValue(value, forHTTPHeaderField: name)
        }
        let (bytes, response) = try await URLSession.shared.bytes(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        guard status == 200 else { return ["end": "failed", "kind": "http", "status": status] }
        for try await line in bytes.lines where line.hasPrefix("data:") {
            let value = line.dropFirst(5)
            let data = String(value.first == " " ? value.dropFirst() : value)
            guard let frame = parsed(data) else {
                report(["malformed": data])
                continue
            }
            switch frame["type"] as? String {
            case "token": report(["token": frame["chunk"] as? String ?? ""])
            case "done": return ["end": "complete"]
            case "error": return ["end": "failed", "kind": "server", "message": frame["message"] as? String ?? ""]
            default: break
            }
        }
        return ["end": "incomplete"]
    } catch {
        return ["end": "failed", "kind": "network", "message": error.localizedDescription]
    }
}

func say(_ answer: Message) {
    FileHandle.standardOutput.write(try! JSONSerialization.data(withJSONObject: answer) + Data("\n".utf8))
}

while let line = readLine() {
    guard let message = parsed(line) else { continue }
    if message["cmd"] as? String == "hello" { say(hello) }
    guard message["cmd"] as? String == "run", let seq = message["seq"] else { continue }
    var end = await ask(message) { item in say(item.merging(["seq": seq]) { mine, _ in mine }) }
    end["seq"] = seq
    say(end)
}
