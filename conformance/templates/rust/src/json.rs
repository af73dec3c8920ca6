// JSON, which the standard library has none of. In your project take the library that is there already.

pub enum Json {
    Null,
    Bool,
    Number(f64),
    Text(String),
    List,
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The value of a text; none where it is no JSON.
    pub fn read(text: &str) -> Option<Json> {
        let mut reader = Reader { text: text.chars().collect(), at: 0 };
        let value = reader.value()?;
        reader.peek().is_none().then(|| value)
    }

    /// A member of an object; Null where there is none.
    pub fn at(&self, name: &str) -> &Json {
        self.members().iter().find(|(n, _)| n == name).map_or(&Json::Null, |(_, value)| value)
    }

    pub fn members(&self) -> &[(String, Json)] {
        if let Json::Object(members) = self { members } else { &[] }
    }

    pub fn text(&self) -> &str {
        if let Json::Text(text) = self { text } else { "" }
    }

    pub fn number(&self) -> f64 {
        if let Json::Number(number) = self { *number } else { 0.0 }
    }
}

pub fn quote(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c < ' ' => quoted += &format!("\\u{:04x}", c as u32),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

struct Reader {
    text: Vec<char>,
    at: usize,
}

impl Reader {
    fn value(&mut self) -> Option<Json> {
        match self.peek()? {
            '{' => self.object(),
            '[' => self.list(),
            '"' => self.string().map(Json::Text),
            _ => self.word(),
        }
    }

    fn object(&mut self) -> Option<Json> {
        let mut members = Vec::new();
        self.at += 1;
        while !self.took('}') {
            if !members.is_empty() && !self.took(',') || self.peek()? != '"' {
                return None;
            }
            let name = self.string()?;
            if !self.took(':') {
                return None;
            }
            members.push((name, self.value()?));
        }
        Some(Json::Object(members))
    }

    fn list(&mut self) -> Option<Json> {
        let mut first = true;
        self.at += 1;
        while !self.took(']') {
            if !first && !self.took(',') {
                return None;
            }
            self.value()?;
            first = false;
        }
        Some(Json::List)
    }

    fn string(&mut self) -> Option<String> {
        let mut read: Vec<u16> = Vec::new();
        self.at += 1;
        loop {
            let mut c = self.next()?;
            match c {
                '"' => return Some(String::from_utf16_lossy(&read)),
                '\\' => match self.next()? {
                    'u' => {
                        let hex: String = (0..4).map(|_| self.next()).collect::<Option<_>>()?;
                        read.push(u16::from_str_radix(&hex, 16).ok()?);
                        continue;
                    }
                    escaped => c = "\"\\/\u{8}\u{c}\n\r\t".chars().nth("\"\\/bfnrt".find(escaped)?)?,
                },
                _ => {}
            }
            read.extend_from_slice(c.encode_utf16(&mut [0; 2]));
        }
    }

    fn word(&mut self) -> Option<Json> {
        let word: String = self.text[self.at..].iter().take_while(|c| c.is_ascii_alphanumeric() || "+-.".contains(**c)).collect();
        self.at += word.len();
        match word.as_str() {
            "null" => Some(Json::Null),
            "true" | "false" => Some(Json::Bool),
            number => number.parse().ok().map(Json::Number),
        }
    }

    fn peek(&mut self) -> Option<char> {
        while " \t\r\n".contains(*self.text.get(self.at)?) {
            self.at += 1;
        }
        self.text.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        self.at += 1;
        self.text.get(self.at - 1).copied()
    }

    fn took(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += found as usize;
        found
    }
}
