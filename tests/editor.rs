//! What an editor offers for the files of the example, asked of the YAML language server itself.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use super::support::repository;

/// The server, to which a file is open.
struct Server {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    requests: u64,
    text: String,
    uri: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    /// Nothing where it is not installed.
    fn start(file: &Path) -> Option<Self> {
        let program = repository()
            .join(".ci/tools/node_modules/yaml-language-server/bin/yaml-language-server");
        if !program.exists() {
            println!(
                "skipped: there is no YAML language server (`npm install --prefix .ci/tools yaml-language-server`)"
            );
            return None;
        }
        let mut process = Command::new("node")
            .arg(program)
            .arg("--stdio")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut server = Self {
            input: process.stdin.take()?,
            output: BufReader::new(process.stdout.take()?),
            process,
            requests: 0,
            text: std::fs::read_to_string(file).unwrap(),
            uri: format!("file://{}", file.display()),
        };
        let capabilities =
            json!({ "textDocument": { "hover": { "contentFormat": ["markdown"] } } });
        let root = format!("file://{}", repository().display());
        server.ask(
            "initialize",
            &json!({ "processId": null, "rootUri": root, "capabilities": capabilities }),
        );
        server.tell("initialized", &json!({}));
        let settings = json!({ "yaml": { "hover": true, "completion": true, "validate": true } });
        server.tell(
            "workspace/didChangeConfiguration",
            &json!({ "settings": settings }),
        );
        let document =
            json!({ "uri": server.uri, "languageId": "yaml", "version": 1, "text": server.text });
        server.tell("textDocument/didOpen", &json!({ "textDocument": document }));
        Some(server)
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn tell(&mut self, method: &str, parameters: &Value) {
        let message = json!({ "jsonrpc": "2.0", "method": method, "params": parameters });
        self.send(&message);
    }

    fn ask(&mut self, method: &str, parameters: &Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters });
        self.send(&message);
        loop {
            let message = self.next();
            if message["id"] == id && message.get("method").is_none() {
                return message["result"].clone();
            }
            // What the server asks is answered with nothing.
            if let (Some(id), true) = (message.get("id").cloned(), message.get("method").is_some())
            {
                self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));
            }
        }
    }

    fn next(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(
                self.output.read_line(&mut line).unwrap() > 0,
                "the server ended"
            );
            match line.trim().split_once(": ") {
                Some(("Content-Length", number)) => length = number.parse().unwrap(),
                _ if line.trim().is_empty() => break,
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    /// The position behind a text of the file.
    fn behind(&self, text: &str) -> Value {
        let at = self.text.find(text).expect(text) + text.len();
        let before = &self.text[..at];
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().unwrap().encode_utf16().count();
        json!({ "line": line, "character": column })
    }

    fn hover(&mut self, text: &str) -> String {
        let document = json!({ "uri": self.uri });
        let position = self.behind(text);
        let found = self.ask(
            "textDocument/hover",
            &json!({ "textDocument": document, "position": position }),
        );
        found["contents"]["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    fn completion(&mut self, text: &str) -> Vec<String> {
        let document = json!({ "uri": self.uri });
        let position = self.behind(text);
        let found = self.ask(
            "textDocument/completion",
            &json!({ "textDocument": document, "position": position }),
        );
        let items = found["items"]
            .as_array()
            .or(found.as_array())
            .cloned()
            .unwrap_or_default();
        items
            .iter()
            .map(|it| it["label"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Gives the file another text.
    fn change(&mut self, from: &str, to: &str) {
        assert!(self.text.contains(from), "{from}");
        self.text = self.text.replacen(from, to, 1);
        let document = json!({ "uri": self.uri, "version": self.requests + 2 });
        let changes = json!([{ "text": self.text }]);
        self.tell(
            "textDocument/didChange",
            &json!({ "textDocument": document, "contentChanges": changes }),
        );
    }
}

#[test]
fn editors_complete_and_explain_the_fields_of_the_example() {
    let file = repository().join("model/digital/digital-competence.yaml");
    let Some(mut server) = Server::start(&file) else {
        return;
    };
    for (key, meaning) in [
        ("\ndefin", "What the competence is, in a sentence or two"),
        (
            "\nindic",
            "The indicators, in the order in which they are read",
        ),
        (
            "    state",
            "The behaviour, as one statement about a person",
        ),
        // Where the value is one of several, it is explained.
        ("\nstat", "In force: may be released"),
    ] {
        let shown = server.hover(key);
        assert!(shown.contains(meaning), "{key}: {shown}");
    }
    server.change("\nstatus: approved", "\nstatus: ");
    let offered = server.completion("\nstatus: ");
    for status in ["draft", "proposed", "consulted", "approved", "deprecated"] {
        assert!(
            offered.iter().any(|it| it == status),
            "{status}: {offered:?}"
        );
    }
    server.change("\nstatus: ", "\nstatus: approved\nma");
    let offered = server.completion("\nstatus: approved\nma");
    assert!(offered.iter().any(|it| it == "mappings"), "{offered:?}");
    server.change(
        "\nma",
        "\nmappings:\n  - target: http://example.org/a\n    relation: ",
    );
    let offered = server.completion("    relation: ");
    assert!(offered.iter().any(|it| it == "exactMatch"), "{offered:?}");
}
