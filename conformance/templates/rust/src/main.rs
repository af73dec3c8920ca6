// Attaches a client to edgequake-harness: one JSON object a line on stdin and stdout. It reports and never decides; stderr is free.
// Replace ask by calls to your client. As it stands it is a small client of its own, on the standard library, so that there is a verdict to begin with.
mod http;
mod json;

use json::{quote, Json};
use std::io::{self, BufRead, Write};

const HELLO: &str = concat!(
    r#"{"name":"NAME","version":"0","language":"rust","apis":["edgequake.query.documented"],"profiles":["core","llm"],"#,
    r#""capabilities":["headers"],"parallel":1,"policy":{"afterFirstToken":"never","timeout":"none","malformed":"skip"}}"#
);

/// Performs one run: report each piece as it comes, return how it ended; an error of your client is a failure, not an error of the adapter.
fn ask(run: &Json, report: &mut dyn FnMut(&str, &str)) -> String {
    read(run, report).unwrap_or_else(|e| format!(r#""end":"failed","kind":"network","message":{}"#, quote(&e.to_string())))
}

fn read(run: &Json, report: &mut dyn FnMut(&str, &str)) -> io::Result<String> {
    let url = run.at("url").text();
    let address = format!("{}?query={}", url.split('?').next().unwrap_or(""), http::encoded(run.at("request").at("query").text()));
    let headers: Vec<_> = run.at("options").at("headers").members().iter().map(|(name, value)| (name.as_str(), value.text())).collect();
    let (status, mut body) = http::get(&address, &headers)?;
    if status != 200 {
        return Ok(format!(r#""end":"failed","kind":"http","status":{status}"#));
    }
    let mut held = Vec::new();
    while body.read_line(&mut held)? {
        let line = String::from_utf8_lossy(&held).trim_end_matches(|c| c == '\r' || c == '\n').to_string();
        held.clear();
        let data = match line.strip_prefix("data:") {
            Some(data) => data.strip_prefix(' ').unwrap_or(data),
            None => continue,
        };
        let frame = match Json::read(data) {
            Some(frame) => frame,
            None => {
                report("malformed", data);
                continue;
            }
        };
        match frame.at("type").text() {
            "token" => report("token", frame.at("chunk").text()),
            "done" => return Ok(r#""end":"complete""#.to_string()),
            "error" => return Ok(format!(r#""end":"failed","kind":"server","message":{}"#, quote(frame.at("message").text()))),
            _ => {}
        }
    }
    Ok(r#""end":"incomplete""#.to_string())
}

fn say(answer: &str) {
    let mut out = io::stdout().lock();
    writeln!(out, "{answer}").and_then(|_| out.flush()).expect("the harness reads stdout");
}

fn main() {
    for line in io::stdin().lock().lines().map_while(Result::ok) {
        let message = Json::read(&line).expect("the harness writes JSON");
        match message.at("cmd").text() {
            "hello" => say(HELLO),
            "run" => {
                let seq = message.at("seq").number();
                let end = ask(&message, &mut |key, value| say(&format!(r#"{{"seq":{seq},"{key}":{}}}"#, quote(value))));
                say(&format!(r#"{{"seq":{seq},{end}}}"#));
            }
            _ => {}
        }
    }
}
