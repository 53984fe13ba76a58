//! An object store on this machine, as far as reading goes: the objects of one bucket are the files of a folder.

use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub const BUCKET: &str = "ratings";

/// Serves a folder until the test ends. Returns what the environment of a reader has to say.
pub fn serve(folder: &Path) -> Vec<(String, String)> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let folder: Arc<Path> = Arc::from(folder);
    std::thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let folder = folder.clone();
            std::thread::spawn(move || while answer(&connection, &folder).is_some() {});
        }
    });
    let environment = [
        ("AWS_ENDPOINT", endpoint.as_str()),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ACCESS_KEY_ID", "key"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
    ];
    let environment = environment.map(|(key, value)| (key.to_owned(), value.to_owned()));
    environment.to_vec()
}

/// Answers one request; nothing when there is none more.
fn answer(connection: &TcpStream, folder: &Path) -> Option<()> {
    let mut reader = BufReader::new(connection);
    let mut request = String::new();
    reader.read_line(&mut request).ok()?;
    let mut range = None;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let line = line.trim().to_ascii_lowercase();
        if let Some(bytes) = line.strip_prefix("range: bytes=") {
            range = Some(bytes.to_owned());
        }
        if line.is_empty() {
            break;
        }
    }
    let mut parts = request.split(' ');
    let (method, target) = (parts.next()?, parts.next()?);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let key = path.strip_prefix(&format!("/{BUCKET}"))?;
    let (status, headers, body) = if query.contains("list-type=2") {
        ("200 OK", String::new(), listing(folder, query))
    } else {
        object(folder, key.trim_start_matches('/'), range.as_deref())
    };
    let length = body.len();
    let mut out = connection;
    write!(
        out,
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{headers}\r\n"
    )
    .ok()?;
    if method != "HEAD" {
        out.write_all(&body).ok()?;
    }
    Some(())
}

fn listing(folder: &Path, query: &str) -> Vec<u8> {
    let prefix = query.split('&').find_map(|it| it.strip_prefix("prefix="));
    let prefix = prefix.unwrap_or_default().replace("%2F", "/");
    let mut contents = String::new();
    for path in files(folder) {
        let key = path.strip_prefix(folder).unwrap().to_str().unwrap();
        if key.starts_with(&prefix) {
            let size = path.metadata().unwrap().len();
            contents += &format!(
                "<Contents><Key>{key}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>\
                 <ETag>\"{size}\"</ETag><Size>{size}</Size></Contents>"
            );
        }
    }
    format!("<ListBucketResult><IsTruncated>false</IsTruncated>{contents}</ListBucketResult>")
        .into_bytes()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().unwrap().flatten().map(|it| it.path());
    let mut files: Vec<PathBuf> = entries
        .flat_map(|it| if it.is_dir() { files(&it) } else { vec![it] })
        .collect();
    files.sort();
    files
}

fn object(folder: &Path, key: &str, range: Option<&str>) -> (&'static str, String, Vec<u8>) {
    let key = key.replace("%20", " ");
    let Ok(mut file) = std::fs::File::open(folder.join(key)) else {
        return ("404 Not Found", String::new(), Vec::new());
    };
    let size = file.metadata().unwrap().len();
    let date = "Thu, 01 Jan 2026 00:00:00 GMT";
    let mut headers = format!("ETag: \"{size}\"\r\nLast-Modified: {date}\r\n");
    let (first, end) = match range.and_then(|it| it.split_once('-')) {
        None => (0, size),
        Some(("", last)) => (size.saturating_sub(last.parse().unwrap()), size),
        Some((first, "")) => (first.parse().unwrap(), size),
        Some((first, last)) => {
            let end = last.parse::<u64>().unwrap() + 1;
            (first.parse().unwrap(), end.min(size))
        }
    };
    let mut body = Vec::new();
    file.seek(SeekFrom::Start(first)).unwrap();
    file.take(end - first).read_to_end(&mut body).unwrap();
    if range.is_none() {
        return ("200 OK", headers, body);
    }
    headers += &format!(
        "Content-Range: bytes {first}-{}/{size}\r\n",
        end.saturating_sub(1)
    );
    ("206 Partial Content", headers, body)
}
