// Attaches a client to edgequake-harness: one JSON object a line on stdin and stdout. It reports and never decides; stderr is free.
// Replace ask by calls to your client. As it stands it is a small client of its own, on net/http, so that there is a verdict to begin with.
package main

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
)

type message map[string]any

var hello = message{
	"name": "NAME", "version": "0", "language": "go", "apis": []string{"edgequake.query.documented"}, "profiles": []string{"core", "llm"},
	"capabilities": []string{"headers", "break"}, "parallel": 1, "policy": message{"afterFirstToken": "never", "timeout": "none", "malformed": "skip"},
}

// ask performs one run: report each piece as it comes, return how it ended; an error of your client is a failure, not an error of the adapter.
// After leaveAfter tokens, where that is not 0, its caller leaves the loop (capability break).
func ask(address, query string, headers map[string]string, leaveAfter int, report func(key, value string)) message {
	request, err := http.NewRequest("GET", strings.Split(address, "?")[0]+"?query="+url.QueryEscape(query), nil)
	if err != nil {
		return message{"end": "failed", "kind": "protocol", "message": err.Error()}
	}
	request.Header.Set("Accept", "text/event-stream")
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return message{"end": "failed", "kind": "network", "message": err.Error()}
	}
	defer response.Body.Close()
	if response.StatusCode != 200 {
		return message{"end": "failed", "kind": "http", "status": response.StatusCode}
	}
	tokens := 0
	lines := bufio.NewReader(response.Body)
	for {
		line, err := lines.ReadString('\n')
		if err == io.EOF {
			return message{"end": "incomplete"}
		}
		if err != nil {
			return message{"end": "failed", "kind": "network", "message": err.Error()}
		}
		line = strings.TrimRight(line, "\r\n")
		if !strings.HasPrefix(line, "data:") {
			continue
		}
		data := strings.TrimPrefix(strings.TrimPrefix(line, "data:"), " ")
		var frame struct{ Type, Chunk, Message string }
		if json.Unmarshal([]byte(data), &frame) != nil {
			report("malformed", data)
			continue
		}
		switch frame.Type {
		case "token":
			report("token", frame.Chunk)
			if tokens++; tokens == leaveAfter {
				return message{"end": "cancelled"}
			}
		case "done":
			return message{"end": "complete"}
		case "error":
			return message{"end": "failed", "kind": "server", "message": frame.Message}
		}
	}
}

func main() {
	say := json.NewEncoder(os.Stdout).Encode
	input := json.NewDecoder(os.Stdin)
	for {
		var m struct {
			Cmd     string
			Seq     int
			URL     string
			Request struct{ Query string }
			Options struct{ Headers map[string]string }
			Cancel  struct{ N int }
		}
		if input.Decode(&m) != nil {
			return
		}
		switch m.Cmd {
		case "hello":
			say(hello)
		case "run":
			end := ask(m.URL, m.Request.Query, m.Options.Headers, m.Cancel.N, func(key, value string) { say(message{"seq": m.Seq, key: value}) })
			end["seq"] = m.Seq
			say(end)
		}
	}
}
