# Attaches a client to edgequake-harness: one JSON object a line on stdin and stdout. It reports and never decides; stderr is free.
# Replace ask by calls to your client. As it stands it is a small client of its own, on net/http, so that there is a verdict to begin with.
require "json"
require "net/http"

HELLO = {
  name: "NAME", version: "0", language: "ruby", apis: ["edgequake.query.documented"], profiles: %w[core llm],
  capabilities: ["headers"], parallel: 1, policy: { afterFirstToken: "never", timeout: "none", malformed: "skip" },
}.freeze

# Performs one run: report each piece as it comes, return how it ended; what your client raises is a failure, not an error of the adapter.
def ask(run, &report)
  address = URI("#{run["url"].split("?").first}?#{URI.encode_www_form(query: run["request"]["query"])}")
  request = Net::HTTP::Get.new(address, { "Accept" => "text/event-stream", "Accept-Encoding" => "identity" }.merge(run["options"]["headers"]))
  Net::HTTP.start(address.host, address.port, nil, max_retries: 0) do |http|
    http.request(request) do |response|
      return { end: "failed", kind: "http", status: response.code.to_i } unless response.is_a?(Net::HTTPOK)

      held = +"".b
      response.read_body do |bytes|
        held << bytes
        while (line = held.slice!(/\A[^\n]*\n/n))
          ended = read(line.force_encoding("UTF-8").scrub.chomp, &report)
          return ended if ended
        end
      end
    end
  end
  { end: "incomplete" }
rescue StandardError => e
  { end: "failed", kind: "network", message: e.message }
end

# One line: what it brings is reported, and the end that it is, if any, returned.
def read(line)
  return unless line.start_with?("data:")

  data = line.delete_prefix("data:").delete_prefix(" ")
  frame = JSON.parse(data)
  case frame["type"]
  when "token" then yield({ token: frame["chunk"] })
  when "done" then return { end: "complete" }
  when "error" then return { end: "failed", kind: "server", message: frame["message"].to_s }
  end
  nil
rescue JSON::ParserError
  yield({ malformed: data })
  nil
end

def say(answer)
  $stdout.puts(JSON.generate(answer))
  $stdout.flush
end

$stdin.each_line do |line|
  message = JSON.parse(line)
  say(HELLO) if message["cmd"] == "hello"
  next unless message["cmd"] == "run"

  seq = message["seq"]
  say({ seq: seq }.merge(ask(message) { |item| say({ seq: seq }.merge(item)) }))
end
