// HTTP/1.1, which the standard library has none of: one GET on a connection of its own, the body plain or chunked. In your project your client does this.
use std::io::{self, BufRead, BufReader, Error, ErrorKind, Read, Write};
use std::net::TcpStream;

/// The body of an answer as it comes.
pub struct Body {
    input: BufReader<TcpStream>,
    rest: Rest,
}

/// What is still to come: so many bytes, of a chunk or of the whole body, or all until the connection ends.
enum Rest {
    Length(u64),
    Chunk(u64),
    Connection,
}

pub fn get(address: &str, headers: &[(&str, &str)]) -> io::Result<(u16, Body)> {
    let (host, path) = address.trim_start_matches("http://").split_once('/').ok_or_else(|| wrong("the address has no path"))?;
    let mut stream = TcpStream::connect(host)?;
    let mut request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/event-stream\r\nConnection: close\r\n");
    for (name, value) in headers {
        request += &format!("{name}: {value}\r\n");
    }
    stream.write_all((request + "\r\n").as_bytes())?;

    let mut input = BufReader::new(stream);
    loop {
        let status = head_line(&mut input)?.split(' ').nth(1).and_then(|s| s.parse::<u16>().ok()).ok_or_else(|| wrong("no status line"))?;
        let mut rest = Rest::Connection;
        loop {
            let line = head_line(&mut input)?.to_ascii_lowercase();
            match line.split_once(':') {
                Some(("transfer-encoding", _)) => rest = Rest::Chunk(0),
                Some(("content-length", length)) => rest = Rest::Length(length.trim().parse().map_err(|_| wrong("no length"))?),
                Some(_) => {}
                None => break,
            }
        }
        if status >= 200 {
            return Ok((status, Body { input, rest }));
        }
    }
}

impl Body {
    /// The next line with its end, or what stands after the last; false at the end of the body.
    pub fn read_line(&mut self, line: &mut Vec<u8>) -> io::Result<bool> {
        while let Some(byte) = self.byte()? {
            line.push(byte);
            if byte == b'\n' {
                return Ok(true);
            }
        }
        Ok(!line.is_empty())
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        if let Rest::Chunk(0) = self.rest {
            let mut size = head_line(&mut self.input)?;
            if size.is_empty() {
                size = head_line(&mut self.input)?; // the line end that closes the chunk before
            }
            match u64::from_str_radix(size.split(';').next().unwrap_or("").trim(), 16) {
                Ok(0) => self.rest = Rest::Length(0),
                Ok(length) => self.rest = Rest::Chunk(length),
                Err(_) => return Err(wrong("no chunk size")),
            }
        }
        match &mut self.rest {
            Rest::Length(0) => return Ok(None),
            Rest::Length(left) | Rest::Chunk(left) => *left -= 1,
            Rest::Connection => {}
        }
        let mut byte = [0];
        match (self.input.read(&mut byte)?, &self.rest) {
            (0, Rest::Connection) => Ok(None),
            (0, _) => Err(Error::new(ErrorKind::UnexpectedEof, "the connection ended inside the body")),
            _ => Ok(Some(byte[0])),
        }
    }
}

fn head_line(input: &mut BufReader<TcpStream>) -> io::Result<String> {
    let mut line = Vec::new();
    if input.read_until(b'\n', &mut line)? == 0 {
        return Err(Error::new(ErrorKind::UnexpectedEof, "the connection ended inside the head"));
    }
    Ok(String::from_utf8_lossy(&line).trim_end().to_string())
}

pub fn encoded(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") }).collect()
}

fn wrong(what: &str) -> Error {
    Error::new(ErrorKind::InvalidData, what)
}
